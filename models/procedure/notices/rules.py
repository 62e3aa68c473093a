"""Until when a notice hangs, in working days of the official calendar; pure."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from config.holidays import WorkCalendar

Stop = tuple[date, date | None]


def stops_of(stored: Sequence[Sequence[str | None]]) -> list[Stop]:
    """Return the stops of a notice's clock in a row: (first day, last day), None while it stands."""
    return [(date.fromisoformat(a or ""), date.fromisoformat(b) if b else None) for a, b in stored]


def notice_end(start: date, stops: Sequence[Stop], calendar: WorkCalendar, working_days: int) -> date | None:
    """Return the last day of a notice, None while its clock stands.

    The day on which the notice was put up does not count, nor does a day on which the clock stood at any time.
    """
    spans = [(begins, ends) for begins, ends in stops if ends is not None]
    if len(spans) < len(stops):
        return None

    def counts(day: date) -> bool:
        return calendar.is_working_day(day) and not any(begins <= day <= ends for begins, ends in spans)

    return _nth_day(start, working_days, counts)


def working_day_after(day: date, number: int, calendar: WorkCalendar) -> date:
    """Return the `number`-th working day after a day, 1 or more."""
    return _nth_day(day, number, calendar.is_working_day)


def _nth_day(start: date, number: int, counts: Callable[[date], bool]) -> date:
    day = start
    while number:
        day += timedelta(days=1)
        number -= counts(day)
    return day
