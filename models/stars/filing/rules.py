"""What a township is sent, and how long a filed star is valid; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.stars.review.rules import split_names
from models.values.periods import Period

NOTHING_TO_FILE = "{unit}没有等待备案的星级。发“待备案”看全部。"
CANNOT_STAND = (
    "{why}的星级不能备案，这次都没有备案。先发“退回备案 {unit} {names} 原因”，由支委会重新提议，再发一次“备案 {unit}”。"
)
NOT_FILED = "这次都没有备案。先发“否决确认”看，定了再发一次“备案 {unit}”。"
NO_REASON = "还差退回的原因。这样发：退回备案 {unit} {names} 原因"


@dataclass(frozen=True)
class WaitingBranch:
    """What one branch has sent for filing."""

    branch: str
    unit: str
    period: Period
    stars: Sequence[tuple[str, int | None]]
    attendance: tuple[int, int] | None
    quota_reason: str | None


@dataclass(frozen=True)
class ReturnedStars:
    """What went back and why: {branch id: the names that were called}, none where all that was sent went back.

    `people` are the userid and the period of each whose star it is.
    """

    branches: Mapping[int, Sequence[str]]
    counts: Mapping[Period, int]
    reason: str
    people: Sequence[tuple[str, Period]]


def read_return(said: str, waiting: Collection[str]) -> tuple[tuple[str, ...], str]:
    """Return whom of those who wait a return opens with, () for all, and the reason after them."""
    first, _, rest = said.strip().partition(" ")
    names = split_names(first)
    return (names, rest.strip()) if names and set(names) <= set(waiting) else ((), said.strip())


def a_year_from(day: date) -> date:
    """Return the last day of the year that begins on a day."""
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + 1, 2, 28) if leap else day.replace(year=day.year + 1) - timedelta(days=1)
