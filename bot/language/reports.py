"""Whether a message reports an activity, and the reading when it does."""

from bot.language.activities import bare, read_items, report_body
from bot.language.categories import lexicon
from bot.language.counts import find_counts
from bot.language.dates import find_days
from bot.language.durations import find_durations
from bot.language.pattern import Pattern
from bot.language.people import beneficiary, name_header, on_behalf_of
from bot.language.silence import is_idle, is_nothing_done
from bot.language.text import ALIEN
from bot.language.values import ActivityItem, Message, Reading

_SHORT_REPORT = 14
_BARE_DEED = 8
_FOR_SOMEBODY = Pattern(r"(?:给|帮|陪|替|为|看望|慰问)(?!我)")
_DONE = Pattern(r"[了过完]|刚|回来|搞归一|做好|参加|已经|已")
# 路修好了 tells how things stand, not who did it.
_RESULT = Pattern(
    r"^(?!我|已|刚)[一-龥]{2,8}[修清扫印搞弄办理扫捞铺安装][一-龥]?(?:好|完|掉|干净|归一)了[。!~]*$"
)
_DEED_UNSAID = Pattern(
    r"^(?:那个事?|这个事?|那件事|这件事|事情|上次那个|老样子|还是那个|还是老样子|同上|一样|跟昨天一样|和昨天一样|昨天的|今天的|前天的)"
    r"(?:已经|都|我)*(?:办|做|弄|搞|干|完成|忙|整)?(?:完|好|归一|成|起)?了?(?:哈|哦|啦)?[。.!~\s]*$"
    r"|^(?:我|都|已经|全部)*(?:办|做|弄|搞|干|完成|忙|整)(?:完|好|归一|成)了(?:哈|哦|啦)?[。.!~\s]*$|^(?:昨天|前天|上次|刚才|今天)?的?[那这]个(?:事|活动)?(?:情)?[。\s]*$|^同(?:昨天|上|前)"
)
_ONLY_A_DETAIL = Pattern(
    r"^\d{1,4}(?:户|个|次|份|张|条|袋|人|起|件)[。\s]*$|^[跟和与][一-龥]{2,4}一[起块道][。\s]*$"
)
_UNSAID = (
    ("哪件事", _DEED_UNSAID),
    ("改哪条、改成什么", Pattern(r"^(?:帮我|帮忙|请|麻烦|给我)?(?:把?(?:那个|这个|它|那条|这条))?(?:改|修改|更正|换|改动|调整)(?:一下|下|哈|个)[。!~\s]*$|^(?:错了|不对|搞错了|弄错了|写错了)[。!~哦哈\s]*$")),
    ("报活动还是报星", Pattern(r"^(?:我|帮我|我想|我要|我来)?(?:要|想|来|先)?(?:报|上报|申报|登记|记|补录|报一下|记一下|登记一下|补一下|补报|记一条|报个|补一条)(?:一下|一个|个|下|哈)?[。!~\s]*$")),
    ("查什么", Pattern(r"^(?:我|帮我|我想|我要|麻烦)?(?:要|想)?(?:查|查询|问|看)(?:一下|一个|个事|个|下|哈|个问题)[。!~\s]*$|^(?:我)?(?:有个事|有事|有问题|问个事)(?:想问)?[。!~\s]*$")),
    ("要弄什么", Pattern(r"^(?:帮我|帮忙|麻烦|给我)(?:弄|办|搞|整|处理|取消|加|删|看)(?:一下|下|哈|个|了)?[。!~\s]*$|^(?:取消|删|算了|不要了|加一个|再加一个|换一个|好像不对)[。!~\s]*$")),
    ("是否修改", Pattern(r"(?:再?加|减|多|少|改).{0,12}(?:算了|先不|不对|还是不)|算了.{0,6}(?:不|先)|再加.{0,6}小时|(?:刚才|上一条|那条)的?.{0,6}(?:加|减)")),
)  # fmt: skip


def activity_reading(items: tuple[ActivityItem, ...], on_behalf: str | None = None) -> Reading:
    """Return the reading for these items; without any it must be asked which activity is meant."""
    if not items:
        return Reading("clarify", {"about": "哪项活动"})
    slots: dict[str, object] = {"items": [item.as_slots() for item in items]}
    if on_behalf:
        slots["on_behalf_of"] = on_behalf
    return Reading("activity", slots, items, on_behalf)


def read_report(message: Message) -> Reading | None:
    """Return the activities that the message reports as done by the sender or the person it is sent for."""
    proxy = on_behalf_of(message) or name_header(message)
    rest = message.part(proxy[1][1], len(message.text)) if proxy else message
    body = report_body(rest)
    announced = proxy is not None or body is not rest and len(body.text) < len(rest.text)
    if is_nothing_done(body, announced=proxy is not None):
        return None
    if not _tells_of_work(body, announced=announced):
        return None
    return activity_reading(read_items(body), proxy[0] if proxy else None)


def _tells_of_work(body: Message, *, announced: bool) -> bool:
    """Return whether there is both a deed and a sign that it was done."""
    durations, days = find_durations(body.text), find_days(body)
    action = bare(body.text, durations, days)
    if not lexicon().category(action):
        return False
    if durations or announced:
        return True
    if _RESULT.search(body.text) and not days:
        return False
    if ALIEN in body.text or beneficiary(body) or _FOR_SOMEBODY.match(action):
        return lexicon().names_an_action(action)
    signs = bool(_DONE.search(body.text) or find_counts(body.text) or days)
    return signs and lexicon().names_an_action(action)


def read_unclear(message: Message) -> Reading | None:
    """Return what must be asked back, when something is certainly meant for the bot but left open."""
    if _ONLY_A_DETAIL.search(message.text):
        return Reading("clarify", {"about": "哪项活动"})
    for about, pattern in _UNSAID:
        if pattern.search(message.text):
            return Reading("clarify", {"about": about})
    durations = find_durations(message.text)
    if (durations or find_days(message)) and not read_items(report_body(message)):
        return Reading("clarify", {"about": "哪项活动"})
    if is_nothing_done(message) or is_idle(message) or len(message.text) > _SHORT_REPORT:
        return None
    if durations and not message.text.endswith("了"):
        return Reading("clarify", {"about": "哪项活动"})
    if len(message.text) <= _BARE_DEED and lexicon().verbs.match(message.text):
        return Reading("clarify", {"about": "做了没有、做了多久"})
    return None
