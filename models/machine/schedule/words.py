"""What is typed about jobs without their commands; pure."""

import re

_HOLDS_BACK = re.compile(
    r"(?:这个?月的?)?(?:先|暂时)?(?:别|莫|不要|不)(?:忙|急着)?发(?:布)?(?:这个?月的?|月度)?(?P<what>红榜)[了吧嘛哈。！!]*"
)


def held_back(text: str) -> str | None:
    """Return the line that holds back the list that is not to go out: 先别发红榜; None for any other text."""
    found = _HOLDS_BACK.fullmatch(text.strip())
    return f"暂停 月度{found['what']}" if found else None
