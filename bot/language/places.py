"""Where it was: groups, 社, estates, villages, and a few well-known spots."""

from bot.language.numerals import WHOLE
from bot.language.pattern import Pattern
from bot.language.values import Message

_GROUP = (
    rf"(?:第?(?<!周)(?<!期)(?<!拜)(?:{WHOLE})(?:村民小组|小组|居民组|组|社(?!保|员|区)|队(?!员|长)|号楼|栋|单元|网格))"
)
_NAMED = (
    r"(?:(?<=[在到去至])|(?<=今天去)|(?<=昨天去))(?!我们|本)[一-龥]{2,5}?(?:社区|小区|新村|"
    r"村(?![民委干口里上支两务组])|院子|安置点)(?!居民|群众|工作|干部|活动|的人|清洁|公益|开展|组织|服务|"
    r"志愿|医院)"
)
_SPOT = (
    r"(?:小区|村口|村委会|河边|河坝|敬老院|养老院|学校|幼儿园|广场|卡点|路口|院坝|活动室|文化站|卫生室|"
    r"卫生站|医院|菜市场|农家书屋|便民服务中心|水库|堰塘|公园|车站)"
)
_ALL = (Pattern(_GROUP), Pattern(_NAMED), Pattern(rf"(?<=[在到去])[一-龥]{{0,4}}?{_SPOT}"))


def find_place(message: Message) -> str | None:
    """Return the place as named, the narrowest kind first."""
    for pattern in _ALL:
        match = pattern.search(message.text)
        if match:
            return message.said[slice(*match.span())]
    return None


def place_spans(text: str) -> list[tuple[int, int]]:
    """Return where groups and buildings are named, whose numbers count nothing."""
    return [match.span() for match in _ALL[0].finditer(text)]
