"""What a notice of a year's holidays must say, and which days it changes; pure."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from config.holidays import HolidayNotice, WorkCalendar, by_regulation
from models.values.refusal import Refusal
from models.values.showing import show_day

Spans = list[tuple[date, date]]
# No year has had more; more than that was misread.
OFF_MOST = 45
SATURDAY = 5


class OddNotice(Refusal):
    """What was read is no notice for that year; the kinds below say why."""


class OutsideYear(OddNotice):
    """A day of another year."""

    text = "这份安排我读着不对：{day}不在那一年里。先没记，改一下再发；把国务院的通知全文贴过来最稳当。"


class OffAndWorked(OddNotice):
    """A day that is both."""

    text = "这份安排我读着不对：{day}又放假又上班。先没记，改一下再发。"


class WorkedAnyway(OddNotice):
    """A weekday that is worked as ever."""

    text = "这份安排我读着不对：{day}本来就上班。先没记，改一下再发。"


class HolidayMissing(OddNotice):
    """A day of the regulation that would be worked."""

    text = "这份安排我读着不对：没有{day}，这天按规定放假。先没记，把国务院的通知全文贴过来最稳当。"


class TooManyDays(OddNotice):
    """More days off than any year had."""

    text = "这份安排我读着不对：放假有 {day} 天。先没记，改一下再发；把国务院的通知全文贴过来最稳当。"


class YearOver(Refusal):
    """A year that is over stays as it was."""

    text = "{year}年已经过完了，不用再装。"


def check_notice(notice: HolidayNotice, today: date) -> None:
    """Raise YearOver, or the OddNotice that it is: a holiday of the regulation is missing, a day is misread."""
    if notice.year < today.year:
        raise YearOver(year=notice.year)
    for kind, days in _odd(notice).items():
        if days:
            raise kind(day=show_day(min(days)))
    if len(notice.off) > OFF_MOST:
        raise TooManyDays(day=len(notice.off))


def _odd(notice: HolidayNotice) -> dict[type[OddNotice], Collection[date]]:
    year, off, worked = notice.year, notice.off, notice.worked
    first, last = date(year - 1, 12, 25), date(year, 12, 31)
    return {
        OutsideYear: [day for day in off | worked if not first <= day <= last],
        OffAndWorked: off & worked,
        WorkedAnyway: [day for day in worked if day.weekday() < SATURDAY],
        HolidayMissing: by_regulation(year) - off,
    }


def changed(before: WorkCalendar, after: WorkCalendar, year: int, today: date) -> Spans:
    """Return the days of a year from tomorrow on that are something else now, those in a row together."""
    first = max(date(year, 1, 1), today + timedelta(days=1))
    days = (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))
    return in_a_row(day for day in days if before.kind_of(day) != after.kind_of(day))


def in_a_row(days: Iterable[date]) -> Spans:
    """Return days as spans, oldest first."""
    spans = Spans()
    for day in sorted(days):
        if spans and spans[-1][1] == day - timedelta(days=1):
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans
