"""How somebody asks what waits for him; pure."""

import re

_WHAT_WAITS = re.compile(
    r"(?:今天|现在|这会儿?|我这儿?|我?手上)?(?:还?有没[有得]|还?有哪些|还?有[啥什]么?子?|还有|哪些|[啥什]么?子?事?)[^,，。]{0,4}"
    r"(?:等|要|该|需要)(?:着)?我(?:来|去)?(?:办|处理|看|批|审|签|核|定)[^,，。]{0,3}|"
    r"有(?:哪些|什么|啥子?)事等我|"
    r"(?:那)?(?:下一步|接下来)(?:我)?(?:该|要)?(?:怎么|咋个?)?(?:做|干|办|弄|搞)?(?:点)?(?:啥子?|什么)?"
)


def asks_what_waits(text: str) -> bool:
    """Return whether a whole text asks what somebody has to see to, such as 今天有哪些要我处理的."""
    return _WHAT_WAITS.fullmatch(text.strip(" ，。,.?？!！吗嘛呢哦啊")) is not None
