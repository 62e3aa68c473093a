"""What a notice of a year's holidays must say, and which days it changes; pure."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from config.holidays import HolidayNotice, WorkCalendar, by_regulation
from models.values.refusal import Refusal
from models.values.showing import show_day

Spans = list[tuple[date, date]]
# No year has had more; more than that was misread.
OFF_MOST = 45
SATURDAY = 5


class OddNotice(Refusal):
    """What was read is no notice for that year."""

    text = "这份安排我读着不对：{why}。先没记，改一下再发；把国务院的通知全文贴过来最稳当。"


class YearOver(Refusal):
    """A year that is over stays as it was."""

    text = "{year}年已经过完了，不用再装。"


def check_notice(notice: HolidayNotice, today: date) -> None:
    """Raise YearOver, or OddNotice with what is wrong: a holiday of the regulation is missing, a day is misread."""
    if notice.year < today.year:
        raise YearOver(year=notice.year)
    if why := next(_wrong(notice), None):
        raise OddNotice(why=why)


def _wrong(notice: HolidayNotice) -> Iterator[str]:
    year, off, worked = notice.year, notice.off, notice.worked
    around = (date(year - 1, 12, 25), date(year, 12, 31))
    yield from (
        f"{day.year}年{show_day(day)}不在{year}年里" for day in sorted(off | worked) if not _within(day, around)
    )
    yield from (f"{show_day(day)}又放假又上班" for day in sorted(off & worked))
    yield from (f"{show_day(day)}本来就上班" for day in sorted(worked) if day.weekday() < SATURDAY)
    yield from (f"没有{show_day(day)}，这天按规定放假" for day in sorted(by_regulation(year) - off))
    if len(off) > OFF_MOST:
        yield f"放假有 {len(off)} 天"


def _within(day: date, span: tuple[date, date]) -> bool:
    return span[0] <= day <= span[1]


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
