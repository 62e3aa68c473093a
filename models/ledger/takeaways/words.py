"""What a secretary types who asks how his branch's month is; pure."""

import re
from datetime import datetime

from bot.language.periods import read_month
from models.values.periods import Month

_ASKS = re.compile(
    r"(?:(?:咱|我)们?)?(?:支部|村上?|社区)?(?:这个?|本|上个?|\d{1,2})月份?(?:我们)?(?:支部|村上?|社区)?的?"
    r"(?:情况|怎么?样|咋样|啥情况|做得?怎么?样|工作怎么?样)(?:怎么?样|咋样|如何)?[了吗呢吧啊?？。]*"
)


def month_asked_about(text: str, moment: datetime) -> Month | None:
    """Return the month in 这个月情况怎么样 or 上个月支部咋样; None for anything else."""
    said = text.strip()
    return Month.written(read_month(said, moment)) if _ASKS.fullmatch(said) else None
