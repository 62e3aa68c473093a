"""What the regular life of a branch consists of, and how often it is usual; pure. Source: F51, domain rules 8."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from config.holidays import WorkCalendar
from models.values.periods import HalfYear, Month, Period, Quarter, Year
from models.values.refusal import Refusal
from models.values.showing import show_day


class Meeting(StrEnum):
    """What a branch holds, by the codes under which meetings are kept; the last is no meeting but a month's dues."""

    THEME_DAY = "theme_day"
    MEMBERS_MEETING = "members_meeting"
    COMMITTEE_MEETING = "branch_committee"
    GROUP_MEETING = "group_meeting"
    PARTY_CLASS = "party_class"
    LIFE_MEETING = "life_meeting"
    MEMBERS_REVIEW = "members_review"
    REPRESENTATIVES = "villager_reps"
    TALK = "talk"
    DUES = "dues"


# Who was there counts for everybody's points: without it there is nothing to keep.
COUNTED = frozenset(
    {Meeting.THEME_DAY, Meeting.MEMBERS_MEETING, Meeting.GROUP_MEETING, Meeting.PARTY_CLASS, Meeting.DUES}
)
# What a community calls otherwise is the same to its rhythm.
_SAME = {"resident_reps": Meeting.REPRESENTATIVES}


def meeting_of(code: str) -> Meeting | None:
    """Return what an assembly is in the regular life of a branch; None for one that meets for a decision only."""
    return _SAME.get(code) or (Meeting(code) if code in list(Meeting) else None)


@dataclass(frozen=True)
class Roll:
    """A meeting as it was kept: how many it is about, who was absent (None: not said), whether it was there before.

    `days` is on how many days of the half-year such a one was held; the topic is what it was about.
    """

    meeting: Meeting
    day: date
    expected: int
    absent: tuple[str, ...] | None
    replaced: bool
    days: int = 0
    topic: str = ""


NOT_THAT_DAY = "{day}不在可以登记的时间里（去年1月1日到今天）。看看日子写对没有，再发一次。"


def check_day(day: date, today: date) -> None:
    """Raise NOT_THAT_DAY unless a meeting's day lies in this year or the last, and not ahead."""
    if not date(today.year - 1, 1, 1) <= day <= today:
        raise Refusal(NOT_THAT_DAY, day=show_day(day))


@dataclass(frozen=True)
class Rhythm:
    """How often a meeting is usual: once in a month, a quarter, half a year or a year, in some kinds of units or all.

    On these `days` of the period's last month the secretary is asked about it, unless it is on record.
    """

    meeting: Meeting
    period: type[Period]
    days: tuple[int, ...]
    kinds: frozenset[str] = frozenset()


# 支部工作条例 11 to 16: generally every quarter, month or year; 村民委员会组织法 30, 居民委员会组织法 28.
RHYTHM = (
    Rhythm(Meeting.COMMITTEE_MEETING, Month, (20,)),
    Rhythm(Meeting.GROUP_MEETING, Month, (20,)),
    Rhythm(Meeting.MEMBERS_MEETING, Quarter, (10, 25)),
    Rhythm(Meeting.PARTY_CLASS, Quarter, (10, 25)),
    Rhythm(Meeting.LIFE_MEETING, Year, (1,)),
    Rhythm(Meeting.MEMBERS_REVIEW, Year, (1,)),
    Rhythm(Meeting.TALK, HalfYear, (20,)),
    Rhythm(Meeting.REPRESENTATIVES, Quarter, (15,), frozenset({"village"})),
    Rhythm(Meeting.REPRESENTATIVES, HalfYear, (15,), frozenset({"community"})),
)


def due(today: date, calendar: WorkCalendar) -> list[Rhythm]:
    """Return what is asked about today: on its day, or on the first working day after it."""
    month = Month.of(today)
    return [
        one
        for one in RHYTHM
        if month.last == one.period.of(today).last
        and any(calendar.first_working_day(today.replace(day=day)) == today for day in one.days)
    ]


def asked_before(today: date) -> list[Rhythm]:
    """Return what has been asked about for the last time in the period that holds today."""
    return [one for one in RHYTHM if today > one.period.of(today).last.replace(day=one.days[-1])]


def missing(due: Collection[Rhythm], kind: str, held: Collection[tuple[Meeting, date]], today: date) -> list[Rhythm]:
    """Return of what is asked about what a unit of a kind has not on record in the period that holds today."""
    return [
        one
        for one in due
        if (not one.kinds or kind in one.kinds)
        and not any(meeting is one.meeting and one.period.of(day) == one.period.of(today) for meeting, day in held)
    ]


@dataclass(frozen=True)
class LifeOfYear:
    """What a branch has held in a year, by day, what it has not yet, and at how many of each a member was himself."""

    branch: str
    year: Year
    held: Sequence[tuple[Meeting, date]]
    missing: Sequence[Rhythm]
    there: Mapping[Meeting, int]


@dataclass(frozen=True)
class PromptWanted:
    """What a secretary sets of it: the theme day (None: no more) with its words, or whether dues are spoken of."""

    what: Meeting
    day: int | None = None
    words: str = ""
    on: bool = True


# Source: domain rules 8. So many days before its theme day the group reads of it, of dues on this day of the month.
THEME_DAYS_BEFORE, DUES_DAY = 3, 10


def theme_day_of(day: int, month: Month) -> date:
    """Return the theme day of a month; a month that has no such day ends with it."""
    return month.first.replace(day=min(day, month.last.day))


def theme_day_told(day: int, today: date, calendar: WorkCalendar) -> date | None:
    """Return the theme day of which the group reads today: three days before, or on the last day worked before that."""
    for month in (Month.of(today), Month.of(today).after):
        held = theme_day_of(day, month)
        if calendar.last_working_day(held - timedelta(days=THEME_DAYS_BEFORE)) == today:
            return held
    return None


def speaks_of_dues(today: date, calendar: WorkCalendar) -> bool:
    """Return whether it is the day on which the group reads of dues: the tenth, or the first day worked after it."""
    return calendar.first_working_day(today.replace(day=DUES_DAY)) == today
