"""What a township is sent, and how long a filed star is valid; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.refusal import Refusal
from models.stars.rules import Period


class NothingToFile(Refusal):
    """A unit has sent nothing that waits."""

    text = "{unit}没有等待备案的星级，没有改动。发“待备案”看全部。"


class VetoStands(Refusal):
    """A veto was confirmed after the star had been proposed."""

    text = "{names} {year} 年有经上级确认的一票否决，不评星，没有备案。请发“退回备案 {unit} 原因”，由支委会重新提议。"


@dataclass(frozen=True)
class Waiting:
    """What one branch has sent for filing."""

    branch: str
    unit: str
    period: Period
    stars: Sequence[tuple[str, int | None]]
    attendance: tuple[int, int] | None
    quota_reason: str | None


def a_year_from(day: date) -> date:
    """Return the last day of the year that begins on a day."""
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + 1, 2, 28) if leap else day.replace(year=day.year + 1) - timedelta(days=1)
