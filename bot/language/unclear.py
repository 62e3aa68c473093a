"""Messages that are meant for the bot and leave open what is wanted."""

from bot.language.activities import read_items, report_body
from bot.language.categories import lexicon
from bot.language.pattern import Pattern
from bot.language.pieces import Piece
from bot.language.silence import is_idle, is_nothing_done
from bot.language.values import Message, Reading

_SHORT_REPORT = 14
_BARE_DEED = 8
WHICH_ACTIVITY = "哪项活动"
_DEED_UNSAID = Pattern(
    r"^(?:那个事?|这个事?|那件事|这件事|事情|上次那个|老样子|还是那个|还是老样子|同上|一样|"
    r"跟昨天一样|和昨天一样|昨天的|今天的|前天的)"
    r"(?:已经|都|我)*(?:办|做|弄|搞|干|完成|忙|整)?(?:完|好|归一|成|起)?了?(?:哈|哦|啦)?[。.!~\s]*$"
    r"|^(?:我|都|已经|全部)*(?:办|做|弄|搞|干|完成|忙|整)(?:完|好|归一|成)了(?:哈|哦|啦)?[。.!~\s]*$|"
    r"^(?:昨天|前天|上次|刚才|今天)?的?[那这]个(?:事|活动)?(?:情)?[。\s]*$|^同(?:昨天|上|前)"
)
_ONLY_A_DETAIL = Pattern(r"^\d{1,4}(?:户|个|次|份|张|条|袋|人|起|件)[。\s]*$|^[跟和与][一-龥]{2,4}一[起块道][。\s]*$")
_UNSAID = (
    ("哪件事", _DEED_UNSAID),
    (
        "改哪条、改成什么",
        Pattern(
            r"^(?:帮我|帮忙|请|麻烦|给我)?(?:把?(?:那个|这个|它|那条|这条))?(?:改|修改|更正|换|改动|"
            r"调整)(?:一下|下|哈|个)[。!~\s]*$|^我?(?:要|想)?改.{0,8}(?:记录|那条)$|^(?:错了|不对|搞错了|弄错了|写错了)[。!~哦哈\s]*$"
        ),
    ),
    (
        "报活动还是报星",
        Pattern(
            r"^(?:我|帮我|我想|我要|我来)?(?:要|想|来|先)?(?:报|上报|申报|登记|记|补录|报一下|记一下|"
            r"登记一下|补一下|补报|记一条|报个|补一条)(?:一下|一个|个|下|哈)?[。!~\s]*$"
        ),
    ),
    (
        "查什么",
        Pattern(
            r"^(?:我|帮我|我想|我要|麻烦)?(?:要|想)?(?:查|查询|问|看)(?:一下|一个|个事|个|下|哈|"
            r"个问题)[。!~\s]*$|^(?:我)?(?:有个事|有事|有问题|问个事)(?:想问)?[。!~\s]*$"
        ),
    ),
    (
        "要弄什么",
        Pattern(
            r"^(?:帮我|帮忙|麻烦|给我)(?:弄|办|搞|整|处理|取消|加|删|看)(?:一下|下|哈|个|了)?[。!~\s]*$|"
            r"^(?:取消|删|算了|不要了|加一个|再加一个|换一个|好像不对)[。!~\s]*$"
        ),
    ),
    (
        "是否修改",
        Pattern(
            r"(?:再?加|减|多|少|改).{0,12}(?:算了|先不|不对|还是不)|算了.{0,6}(?:不|先)|再加.{0,6}小时|"
            r"(?:刚才|上一条|那条)的?.{0,6}(?:加|减)"
        ),
    ),
)


def read_unclear(message: Message) -> Reading | None:
    """Return what must be asked back; None when the message may as well be for somebody else."""
    about = _left_unsaid(message) or _half_a_report(message)
    return Reading("clarify", {"about": about}) if about else None


def _left_unsaid(message: Message) -> str | None:
    if _ONLY_A_DETAIL.search(message.text):
        return WHICH_ACTIVITY
    return next((about for about, pattern in _UNSAID if pattern.search(message.text)), None)


def _half_a_report(message: Message) -> str | None:
    """Return what is missing from a report: the deed, or that it was done at all."""
    piece, text = Piece(message), message.text
    if piece.time_spans and not read_items(report_body(message)):
        return WHICH_ACTIVITY
    if len(text) > _SHORT_REPORT or is_nothing_done(message) or is_idle(message):
        return None
    if piece.durations and not text.endswith("了"):
        return WHICH_ACTIVITY
    return _if_done(text)


def _if_done(text: str) -> str | None:
    is_bare = len(text) <= _BARE_DEED and not text.startswith("帮我")
    return "做了没有、做了多久" if is_bare and lexicon().verbs.match(text) else None
