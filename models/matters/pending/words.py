"""How somebody asks what waits for him; pure."""

import re

from bot.language.pattern import Pattern
from models.values.numbers import count
from models.values.wording import whole

# A whole text that asks what somebody has to see to: 今天有哪些要我处理的.
asks_what_waits = whole(
    r"(?:今天|现在|这会儿?|我(?:这儿?|这边|手上)?|手上)*(?:还?有没[有得]|还?有哪些|还?有[啥什]么?子?|还有|哪些|[啥什]么?子?事?)[^,，。]{0,4}"
    r"(?:等|要|该|需要)(?:着)?我(?:来|去)?(?:办|处理|看|批|审|签|核|定|监督|出意见|表态)[^,，。]{0,3}|"
    r"(?:今天|现在|我(?:这儿?|这边|手上)?|手上)*有(?:哪些|什么|啥子?)(?:事等我|活路|事?(?:等着|要|该|需要)(?:办|处理|做|弄)的?)|"
    r"(?:我|手上|还|今天|现在)*有(?:没有|哪些|些?什么|啥子?)?(?:事情?|活路)?(?:已经|都|快)*(?:到期|过期|超期|逾期)(?:了)?(?:还)?(?:没有?|未)?(?:办|处理|做|弄)?(?:完|了)?(?:的)?(?:事情?)?|"
    r"(?:那)?(?:下一步|接下来)(?:我)?(?:该|要)?(?:怎么|咋个?)?(?:做|干|办|弄|搞)?(?:点)?(?:啥子?|什么)?"
)


_HOW_FAR = (
    r"(?:(?:办|处理|弄|搞|修|批|看|查|进行|走|解决|开|盖)?(?:得|到)?(?:咋样|咋个样|怎么?样|哪一?步|哪儿?|哪里|啥程度)了?"
    r"|(?:批|办|修|好|开|盖|回|答复|回复|处理|解决|下来|通过|同意|受理)(?:了|好|下来|完|成)?(?:没|不)(?:有|得|批|办|好|回|开|盖)?"
    r"|有(?:没有?|得)?(?:个)?(?:人|回音|回信|结果|消息|着落|下文|动静|答复|说法)(?:管|理|看|办|修)?(?:没得?|没有|了)?"
    r"|(?:好久|啥子?时候|什么时候|几时|多久|哪天)(?:才|能|可以|会|有)+.{0,5}|(?:咋|怎么|为啥)(?:还)?(?:没|不).{1,6}|呢)"
)
# What somebody has brought forward himself, said by how he did it: 我投诉的那个, 我的异议, 我提的意见.
_BROUGHT = Pattern(
    r"我(?:们|家)?(?:上次|上回|前面|之前|那天|昨天|前天|那个?|这个?)?(?:向[^,，。]{1,6})?"
    r"(?:的|要|想|申请)?(?:反映|投诉|申请|异议|申诉|质询|建议|意见|求|提|免评|转|删)(?:的|了)?[^,，。?？怎咋哪]{0,12}?(?:"
    + _HOW_FAR
    + r")"
)
_OWN = Pattern(r"(?:我|俺|咱)(?:们|家)?[^,，。?？]{1,14}?(?:" + _HOW_FAR + r")")
# Who asks whether it is done or granted has brought it forward; records, stars and shifts have lists of their own.
_IN_HANDS = re.compile(r"(?!.*(?:活动|记录|报的|星|班|假|党费)).*(?:[办批](?:得|到|了|好|下来|没)|处理|受理)")
_NO_THING = Pattern(r"[我们家的]|[这那]个?月?|" + _HOW_FAR)


def asks_after_own(text: str) -> tuple[str, bool] | None:
    """Return what of his own somebody asks after, 我的居住证办得咋样了, and whether he says that he brought it forward.

    None for a text that does not ask how far something of his is.
    """
    said = text.strip(" ，。,.?？!！吗嘛哦啊哈")
    brought = _BROUGHT.fullmatch(said) is not None
    if not brought and not _OWN.fullmatch(said):
        return None
    return _NO_THING.sub("", said), brought or _IN_HANDS.match(said) is not None


_PLACE = re.compile(r"第?([一二两三四五六七八九]|\d)(?:个|件|条)?")


def place_in(text: str) -> int | None:
    """Return which of a list a whole text chooses, 第二个 or 2; None for any other text."""
    found = _PLACE.fullmatch(text)
    return count(found[1]) if found else None
