"""When a list comes out, which edition of it a group reads, and what stands against it; pure.

Source: domain rules, section 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from config.holidays import WorkCalendar
from config.policy import Policy, RankingPolicy
from models.honour.month_figures.rules import Standings, Within, leading_within
from models.matters.steps.rules import Kind, MatterSaid, SecondState, of_two
from models.organisation.authority.deciders import roles
from models.organisation.people.rules import Role
from models.organisation.units.rules import Circle, ranking_kind
from models.values.numbers import Sign
from models.values.periods import Month, Period, Quarter, Year
from models.values.refusal import Refusal


class Way(StrEnum):
    """How a version comes out: in its time, as a correction of an older one, or made up afterwards."""

    APPROVED = "approved"
    CORRECTED = "corrected"
    MADE_UP = "made_up"


class Correction(MatterSaid):
    """What is agreed to: the period, why, and what the groups would read, as it was seen."""

    period: str
    reason: str
    seen: str


_ASKED = frozenset({SecondState.ASKED})
CORRECTION = Kind(
    code="list_correction",
    sign=Sign.CORRECTION,
    name="更正红榜",
    states={
        SecondState.ASKED: "等第二个人看",
        SecondState.AGREED: "已经更正",
        SecondState.DECLINED: "没有同意",
        SecondState.TAKEN_BACK: "不更正了",
    },
    steps=of_two(roles(Role.DISTRICT)),
    open=_ASKED,
    said=Correction,
    lasting=True,
    asks=_ASKED,
)


@dataclass(frozen=True)
class Edition:
    """A version as it would come out: its lists, its texts by edition, for how many groups (none: told in private).

    `numbers` is the policy it was made with, `shown` what is read where all of it is.
    """

    period: Period
    version: int
    change: str | None
    lists: Sequence[Standings]
    texts: dict[str, str]
    groups: int
    numbers: RankingPolicy
    shown: str


CHANGED_SINCE = "{number} 提出以后，{month}的数又变了，没有发。请发“更正红榜 {month} 原因”看一份新的，这件就不用办了。"
LIST_IS_OFF = "红榜现在关着，没有发。要出的话先发“红榜方式 公布”。"
LIST_IS_OUT = "{month}红榜已经公布了。数有变化就发“更正红榜 {month} 原因”。"
LIST_NOT_OUT = "{month}红榜还没有公布，不用更正；公布前的核实和更正会自动算进去。"


class NobodyTookPart(Refusal):
    """Nothing of the month was verified in time."""

    text = "{month}还没有核实过的服务记录，没有可公布的。"


SAME_AS_BEFORE = "{month}红榜和公布的一样，内容没有变，没有要更正的，不发。"
LIST_TOO_EARLY = "{month}的还在报，{day}起可以看预览，看过再批准。"
LIST_EXPIRED = "{month}红榜的公布时间（{day}）已经过了。还要发的话，发“补发 红榜 {month}”，会注明是补发的。"


def preview_opens(period: Period, policy: Policy) -> date:
    """Return from which day on a list can be seen before it comes out."""
    return period.after.first.replace(day=policy.ranking.preview_from_day)


def expires(period: Period, policy: Policy) -> date:
    """Return the last day on which a list comes out in its turn."""
    return period.after.first.replace(day=policy.ranking.publish_until_day)


def comes_out(period: Period, policy: Policy, calendar: WorkCalendar) -> date:
    """Return the first day on which a list may come out: worked, and a working day after the preview.

    A quarter's comes a working day after its last month's, a year's after its last quarter's: a group gets one a day.
    """
    seen = calendar.first_working_day(preview_opens(period, policy))
    earliest = period.after.first.replace(day=policy.ranking.publish_on_or_after_day)
    day = calendar.first_working_day(max(earliest, seen + timedelta(days=1)))
    for _ in range(ended_with(Month.of(period.last)).index(period)):
        day = calendar.first_working_day(day + timedelta(days=1))
    return day


def ended_with(month: Month) -> list[Period]:
    """Return a month, and the quarter and the year that end with it."""
    return [month, *(one for kind in (Quarter, Year) if (one := kind.of(month.first)).last == month.last)]


# Places are told in private, nothing is posted.
PRIVATE = "full_private"
# The edition for those that belong to no kind, no township and no belt: the whole.
WHOLE = "all"


@dataclass(frozen=True)
class Readers:
    """Who reads the same edition: units of one kind (or WHOLE) in the same township and belts."""

    kind: str
    around: tuple[Circle, ...] = ()

    @classmethod
    def of(cls, unit_id: int, kind: str, circles: Sequence[Circle]) -> "Readers":
        """Return with whom a unit reads."""
        return cls(ranking_kind(kind) or WHOLE, tuple(one for one in circles if unit_id in one.units))

    @property
    def key(self) -> str:
        """Return under which key a list keeps their edition."""
        return "|".join([self.kind, *(circle.name for circle in self.around)])


def leading_around(lists: Sequence[Standings], circles: Sequence[Circle], policy: RankingPolicy) -> list[Within]:
    """Return who leads within the circles of an edition, circle by circle, those without a leader left out."""
    found = [leading_within(one, [circle.units for circle in circles], policy) for one in lists]
    return [
        Within(circle.name, one.kind, leading[n])
        for n, circle in enumerate(circles)
        for one, leading in zip(lists, found, strict=True)
        if leading[n]
    ]


def due(period: Period, now: datetime, policy: Policy, calendar: WorkCalendar) -> datetime:
    """Return at which moment a list comes out, in the time zone of `now`."""
    at = time.fromisoformat(policy.schedule["honour_list"].at)
    return datetime.combine(comes_out(period, policy, calendar), at, now.tzinfo)
