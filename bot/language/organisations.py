"""Villages, communities, branches and belts named in a question."""

from bot.language.pattern import Pattern
from bot.language.values import Message

_KIND = (
    r"(?:党支部|支部|党委|党总支|村(?![委民上里口干支主两务头集])|社区(?!里|的人|干部|服务|头)|"
    r"镇(?![上里长政])|街道(?!上|办)|乡(?![里上镇村下亲]))"
)
_LEAD = (
    r"(?:今天|明天|后天|昨天|这个月|上个月|本月|下周|上周|查一?下|看一?下|看看|查查|请问|问一?下|想问|"
    r"帮我|我想|发一?下|把|我们|的|在|和|月份?|季度|号|[0-9一二三四五六日]周?)"
)
# A word of asking is passed over whole: no name begins within it.
_NAMED = Pattern(rf"{_LEAD}|(?P<name>(?:(?!{_LEAD})[一-龥]){{2,7}}?{_KIND})")
_OWN = Pattern(r"(?:我们?|咱们?|本|俺们)(?:这个?|那个?)?(?:村|社区|支部|党支部|组|单位|镇)(?!上|里哪|里头哪)")
_NOT_NAMES = Pattern(
    r"^(?:全|各|每|哪|这|那|几|其他|隔壁|本|我|个|所有|同|整|农|新农|下|几个|几|先进)[个一]?|哪|谁|哪个"
)
BELT = Pattern(r"(?P<name>[一-龥]{2,8}?示范带)")


def find_organisation(message: Message) -> str | None:
    """Return the organisation as named, `self` for the sender's own."""
    if _OWN.search(message.text):
        return "self"
    for match in _NAMED.finditer(message.text):
        if match["name"] and not _NOT_NAMES.search(match["name"]):
            return message.said[slice(*match.span("name"))]
    return None
