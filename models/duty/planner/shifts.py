"""Which shifts a month has, and the words in which they are given to people; pure. Source: domain rules, section 3."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache

from config.duty_policy import DutyHours, DutyPolicy
from config.holidays import DayKind, WorkCalendar
from config.zone import SHANGHAI
from models.values.periods import Month

ZONE = SHANGHAI
Key = tuple[date, "ShiftPart", int]
NIGHT, WATCH = timedelta(hours=12), timedelta(hours=24)
# Two shifts without a night between them weigh as much as this many with one.
BREATHLESS = 8


class ShiftPart(StrEnum):
    """What somebody on duty does: one half of a working day, or one of the watches."""

    AM = "am"
    PM = "pm"
    PHONE = "phone"
    LEAD = "lead"
    HOLIDAY = "holiday"
    GUARD = "guard"


PART_NAMES = {
    ShiftPart.AM: "上午",
    ShiftPart.PM: "下午",
    ShiftPart.PHONE: "电话值班",
    ShiftPart.LEAD: "带班",
    ShiftPart.HOLIDAY: "节假日值守",
    ShiftPart.GUARD: "值守",
}


class Fairness(StrEnum):
    """The kinds that are counted apart; a make-up day counts as a weekday."""

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


_COUNTS_AS = {
    DayKind.WORKDAY: Fairness.WEEKDAY,
    DayKind.MAKEUP: Fairness.WEEKDAY,
    DayKind.WEEKEND: Fairness.WEEKEND,
    DayKind.HOLIDAY: Fairness.HOLIDAY,
}
_GUARDS = ((ShiftPart.GUARD, 1), (ShiftPart.GUARD, 2))
_LEADING = ((ShiftPart.LEAD, 1), (ShiftPart.GUARD, 1))
_PARTS = tuple(ShiftPart)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


@dataclass(frozen=True, order=True)
class Shift:
    """One seat to be filled, from one local moment to another (possibly on the next day).

    A collective one belongs to the whole pool: it counts for nobody and tires nobody.
    """

    day: date
    part: ShiftPart
    seat: int
    counts_as: Fairness
    starts: datetime
    ends: datetime
    needs_leader: bool = False
    collective: bool = False

    @property
    def key(self) -> Key:
        """Return what tells it from every other shift of the unit."""
        return self.day, self.part, self.seat


@dataclass(frozen=True)
class Member:
    """Somebody who takes turns, and whether he may lead."""

    person_id: int
    leader: bool = False


@dataclass(frozen=True)
class Away:
    """Somebody is not there between two moments."""

    person_id: int
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Season:
    """Days with a watch of two round the clock, both ends included, such as 防汛."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class Why:
    """How it came that somebody has a shift, or nobody; only counts, for others may read it.

    Attributes:
        had: how many of the kind he had before it, those carried over included.
        fewest: the least that anybody of the pool had then.
        away: how many of the pool were away.
        in_a_row: he also has the shift just before or after, for there was no fair way around it.
        kept: it was given by hand and stayed.
    """

    had: int = 0
    fewest: int = 0
    away: int = 0
    in_a_row: bool = False
    kept: bool = False


@dataclass(frozen=True)
class Assigned:
    """A shift and who has it; None is nobody."""

    shift: Shift
    person_id: int | None
    why: Why = Why()


@dataclass(frozen=True)
class Hours:
    """When duty is kept, as spans such as 08:30-12:00; one that ends before it starts ends on the next day."""

    spans: Mapping[str, str]
    summer_months: tuple[int, int]

    @staticmethod
    def of(hours: DutyHours, own: Mapping[str, str] | None = None) -> "Hours":
        """Return the policy's hours with a unit's own in their place, such as {"summer.am": "08:00-11:30"}."""
        seasons = {"winter": hours.winter, "summer": hours.summer}
        spans = {f"{name}.{ShiftPart.AM}": season.am for name, season in seasons.items()}
        spans |= {f"{name}.{ShiftPart.PM}": season.pm for name, season in seasons.items()}
        spans |= {ShiftPart.PHONE: hours.weekend, ShiftPart.HOLIDAY: hours.holiday, ShiftPart.GUARD: hours.season}
        return Hours({**spans, **(own or {})}, hours.summer_months)

    def span(self, day: date, part: ShiftPart) -> tuple[datetime, datetime]:
        """Return from when to when a part of a day is kept, local."""
        starts, ends = _clock(self.spans[self._name(day, part)])
        next_day = timedelta(days=1 if ends <= starts else 0)
        return datetime.combine(day, starts, ZONE), datetime.combine(day + next_day, ends, ZONE)

    def _name(self, day: date, part: ShiftPart) -> str:
        if part not in (ShiftPart.AM, ShiftPart.PM):
            return ShiftPart.HOLIDAY if part is ShiftPart.LEAD else part
        first, last = self.summer_months
        return f"{'summer' if first <= day.month <= last else 'winter'}.{part}"


@cache
def _clock(span: str) -> tuple[time, time]:
    starts, ends = span.split("-")
    return time.fromisoformat(starts), time.fromisoformat(ends)


def season_on(day: date, seasons: Iterable[Season]) -> Season | None:
    """Return the season of watch that a day is in, of several the one that began first; None outside of all."""
    holding = [season for season in seasons if season.first <= day <= season.last]
    return min(holding, key=lambda season: (season.first, season.name), default=None)


def by_start(shift: Shift) -> tuple[datetime, int, int]:
    """Return what shifts are ordered by: their start, of one start as the parts of a day are listed, by seat."""
    return shift.starts, _PARTS.index(shift.part), shift.seat


def overlap(one: Shift | Away, other: Shift | Away) -> bool:
    """Return whether two run at the same time."""
    return one.starts < other.ends and other.starts < one.ends


def strain(one: Shift, other: Shift) -> int:
    """Return how much speaks against having two neighbouring shifts: most when there is no night between them."""
    return BREATHLESS if is_breathless(one, other) else 1


def is_breathless(one: Shift, other: Shift) -> bool:
    """Return whether there is less than a night between two shifts."""
    return one.starts - other.ends < NIGHT and other.starts - one.ends < NIGHT


def are_watches_in_a_row(one: Shift, other: Shift) -> bool:
    """Return whether both last a day and a night, with less than a night between them."""
    return min(one.ends - one.starts, other.ends - other.starts) >= WATCH and is_breathless(one, other)


def shifts_of(
    month: Month, calendar: WorkCalendar, hours: Hours, seasons: Sequence[Season], pool_size: int, policy: DutyPolicy
) -> list[Shift]:
    """Return the shifts of a month by start; on a collective day as many seats as the pool has people."""
    found = []
    for number in range(month.last.day):
        day = month.first + timedelta(days=number)
        kind = calendar.kind_of(day)
        watched = season_on(day, seasons) is not None
        collective = not watched and kind is DayKind.WORKDAY and _WEEKDAYS[day.weekday()] == policy.collective_weekday
        desks = pool_size if collective else policy.min_per_slot
        for part, seat in _GUARDS if watched else _seats(kind, desks):
            leads = (part, seat) in _LEADING
            found.append(Shift(day, part, seat, _COUNTS_AS[kind], *hours.span(day, part), leads, collective))
    return sorted(found, key=by_start)


def _seats(kind: DayKind, desks: int) -> Sequence[tuple[ShiftPart, int]]:
    if kind is DayKind.HOLIDAY:
        return [(ShiftPart.LEAD, 1), (ShiftPart.HOLIDAY, 1)]
    if kind is DayKind.WEEKEND:
        return [(ShiftPart.PHONE, 1)]
    return [(part, seat) for part in (ShiftPart.AM, ShiftPart.PM) for seat in range(1, desks + 1)]
