"""What stands against showing a branch's stars, and what a notice says; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from config.holidays import WorkCalendar
from models.stars.appraisal.rules import StarState
from models.stars.proposed.rules import NOTHING_MISSING, StillMissing, TiedCheck
from models.values.periods import Month, Period
from models.values.refusal import Refusal

TOO_EARLY = "{period}的星级 {month} 月起才公示，和年底的民主评议一起办，没有公示。提议都留着，到时再发“星级公示”。"
NO_MEETING = "{period}的评星会还没有登记，没有公示。先发“评星会 应到38 实到30”这样。"
NOT_ALL_PROPOSED = (
    "还有 {count} 位参评同志没有提议：{names}，没有公示。提议完再发一次“星级公示”。"
    "书记本人的由其他支委提，没有其他支委的由上级提。"
)
NOTHING_TO_SHOW = "{period}没有等着公示的星级。已公示的发“评议进度”看。"
NOTHING_TO_SUBMIT = "还没有公示期满的星级，先没送。发“评议进度”看到哪一步。"
NOT_SENT = "没有送，定了再发一次“报备”。"
NOTHING_TO_RETRACT = "现在没有可以撤回的公示。发“评议进度”看到哪一步。"
SOMEBODY_OBJECTED = "已经有人提了异议，公示撤不了。要改，答复异议的时候改就行。"
PUBLICITY_OVER = "公示满了，撤不了。要改，报备以后请上级退回。"


@dataclass(frozen=True)
class Posting:
    """The notice of one branch: `stars` are (name, grade) for the board, `open_names` those that a group may read.

    `opened` is False when more stars than usual were proposed and nobody has said why (`checks`), while nobody has seen
    it, when it is only read again, and when nobody is left but those set `aside`, who are not appraised here any more.
    """

    branch: str
    branch_id: int
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
    aside: Sequence[str] = ()
    missing: StillMissing = NOTHING_MISSING


@dataclass(frozen=True)
class Submitted:
    """How many stars of a branch went to the township, and how many still have to wait.

    `aside` are (name, why) of those whose star cannot stand any more, `waiting` those of whom a veto waits; nothing has
    gone while `checks` are unexplained.
    """

    branch: str
    period: Period
    count: int
    left: int
    aside: Sequence[tuple[str, str]] = ()
    checks: Sequence[TiedCheck] = ()
    waiting: Sequence[str] = ()


@dataclass(frozen=True)
class Retracted:
    """How many stars of a branch, and of which unit, are shown no more; `named` says that any stood on the board."""

    branch: str
    unit_id: int
    period: Period
    count: int
    named: bool


def check_in_season(period: Period, day: date) -> None:
    """Refuse with TOO_EARLY before the last month of the year that is to be shown. Source: domain rules, 1.3."""
    if day < Month.of(period.last).first:
        raise Refusal(TOO_EARLY, period=period.name, month=period.last.month)


def unknown_years(first: date, last: date, calendar: WorkCalendar) -> list[int]:
    """Return the years of a span whose official table of holidays is not at hand."""
    return [year for year in range(first.year, last.year + 1) if not calendar.knows(year)]


@dataclass(frozen=True)
class StarStepTaken:
    """A step of somebody's star that he hears of once, told apart by `subject`.

    Of a proposal its grade is not told before it is shown; `until` is the last day of the notice or of the star.
    """

    userid: str
    subject: str
    period: Period
    state: StarState
    stars: int | None
    reason: str
    until: date | None
