"""Which days are worked: the State Council's table by year, from a maintained package and an editable file."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar

OVERRIDES = Path(__file__).parent / "data" / "holidays.toml"


@dataclass(frozen=True)
class WorkCalendar:
    """Answers whether a day is worked; an unknown year is treated as plain weeks and said aloud."""

    off: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)

    def knows(self, year: int) -> bool:
        """Return whether the official table of that year is at hand."""
        try:
            chinese_calendar.is_workday(date(year, 1, 1))
        except NotImplementedError:
            return any(day.year == year for day in self.off | self.worked)
        return True

    def is_working_day(self, day: date) -> bool:
        """Return whether `day` is worked; in an unknown year Saturdays and Sundays are off."""
        if day in self.worked or day in self.off:
            return day in self.worked
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return day.weekday() < 5

    def first_working_day(self, day: date) -> date:
        """Return `day` or the first working day after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day


def load_calendar(path: Path = OVERRIDES) -> WorkCalendar:
    """Return the calendar with the district's own corrections in `path` (keys off and worked, lists of dates)."""
    text = tomllib.loads(path.read_text(encoding="utf-8"))
    return WorkCalendar(off=frozenset(text["off"]), worked=frozenset(text["worked"]))
