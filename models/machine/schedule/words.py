"""What is typed about jobs without their commands; pure."""

import re

from models.values.wording import line_of

_HOLDS_BACK = re.compile(
    r"(?:这个?月的?)?(?:先|暂时)?(?:别|莫|不要|不)(?:忙|急着)?发(?:布)?(?:这个?月的?|月度)?(?P<what>红榜)[了吧嘛哈。！!]*"
)


# The line that holds back the list that is not to go out: 先别发红榜.
held_back = line_of(_HOLDS_BACK.fullmatch, "暂停 月度{what}")
