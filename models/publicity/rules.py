"""What stands against showing a branch's stars, and what a notice says; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from config.holidays import WorkCalendar
from models.proposals.rules import TiedCheck
from models.refusal import Refusal
from models.stars.rules import Period


class NoMeeting(Refusal):
    """No meeting of the branch about these stars is on record."""

    text = "{period}的评星会还没有登记，没有公示。先发“评星会 应到38 实到30”这样。"


class NotAllProposed(Refusal):
    """The committee has not proposed for everybody."""

    text = (
        "还有 {count} 位参评同志没有提议：{names}，没有公示。提议完再发一次“星级公示”。"
        "书记本人的由其他支委提，没有其他支委的由上级提。"
    )


class NothingToShow(Refusal):
    """No star waits to be shown."""

    text = "{period}没有等着公示的星级，没有改动。已公示的发“评议进度”看。"


class NothingToSubmit(Refusal):
    """No publicity has ended."""

    text = "还没有公示期满的星级，没有报送。发“评议进度”看到哪一步。"


@dataclass(frozen=True)
class Posting:
    """The notice of one branch: `stars` are (name, grade) for the board, `open_names` those that a group may read.

    `opened` is False when more stars than usual were proposed and nobody has said why (`checks`).
    """

    branch: str
    unit_id: int
    period: Period
    opened: bool
    checks: Sequence[TiedCheck] = ()
    stars: Sequence[tuple[str, int]] = ()
    open_names: Sequence[tuple[str, int]] = ()
    working_days: int = 0
    first: date | None = None
    last: date | None = None
    unknown: Sequence[int] = ()


@dataclass(frozen=True)
class Submitted:
    """How many stars of a branch went to the township, and how many still have to wait, the last until a day."""

    branch: str
    period: Period
    count: int
    left: int


def unknown_years(first: date, last: date, calendar: WorkCalendar) -> list[int]:
    """Return the years of a span whose official table of holidays is not at hand."""
    return [year for year in range(first.year, last.year + 1) if not calendar.knows(year)]
