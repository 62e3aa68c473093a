"""What a secretary types who asks how his branch's month is: 这个月情况怎么样, 上个月支部咋样; pure."""

import re

asks_of_a_month = re.compile(
    r"(?:(?:咱|我)们?)?(?:支部|村上?|社区)?(?:这个?|本|上个?|\d{1,2})月份?(?:我们)?(?:支部|村上?|社区)?的?"
    r"(?:情况|怎么?样|咋样|啥情况|做得?怎么?样|工作怎么?样)(?:怎么?样|咋样|如何)?[了吗呢吧啊?？。]*"
).fullmatch
