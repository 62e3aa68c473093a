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


OUTSIDE_YEAR = "这份安排我读着不对：{day}不在那一年里。先没记，改一下再发；把国务院的通知全文贴过来最稳当。"
OFF_AND_WORKED = "这份安排我读着不对：{day}又放假又上班。先没记，改一下再发。"
WORKED_ANYWAY = "这份安排我读着不对：{day}本来就上班。先没记，改一下再发。"
HOLIDAY_MISSING = "这份安排我读着不对：没有{day}，这天按规定放假。先没记，把国务院的通知全文贴过来最稳当。"
TOO_MANY_DAYS = "这份安排我读着不对：放假有 {day} 天。先没记，改一下再发；把国务院的通知全文贴过来最稳当。"
YEAR_OVER = "{year}年已经过完了，不用再装。"


def check_notice(notice: HolidayNotice, today: date) -> None:
    """Refuse with YEAR_OVER, or where a holiday of the regulation is missing or a day was misread."""
    if notice.year < today.year:
        raise Refusal(YEAR_OVER, year=notice.year)
    for why, days in _odd(notice).items():
        if days:
            raise Refusal(why, day=show_day(min(days)))
    if len(notice.off) > OFF_MOST:
        raise Refusal(TOO_MANY_DAYS, day=len(notice.off))


def _odd(notice: HolidayNotice) -> dict[str, Collection[date]]:
    """Return {what is wrong: the days of which it is}."""
    year, off, worked = notice.year, notice.off, notice.worked
    first, last = date(year - 1, 12, 25), date(year, 12, 31)
    return {
        OUTSIDE_YEAR: [day for day in off | worked if not first <= day <= last],
        OFF_AND_WORKED: off & worked,
        WORKED_ANYWAY: [day for day in worked if day.weekday() < SATURDAY],
        HOLIDAY_MISSING: by_regulation(year) - off,
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
