"""Which days are worked: the State Council's table by year, from a maintained package and an editable file."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import chinese_calendar
from tyme4py.lunar import LunarDay
from tyme4py.solar import SolarTerm

OVERRIDES = Path(__file__).parent / "data" / "holidays.toml"


class DayKind(StrEnum):
    """What a day is in the table: worked as usual, worked to make up for a bridge day, a free Saturday or Sunday, or
    inside a holiday."""

    WORKDAY = "workday"
    MAKEUP = "makeup"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class HolidayNotice:
    """The State Council's notice for a year: the days off, and the Saturdays and Sundays that are worked for them."""

    year: int
    off: frozenset[date]
    worked: frozenset[date]


@dataclass(frozen=True)
class WorkCalendar:
    """Answers whether a day is worked; an unknown year has plain weeks and the regulation's days, and is said aloud.

    Of a year in `noticed` the lists are complete: nothing else is asked.
    """

    off: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)
    noticed: frozenset[int] = field(default_factory=frozenset)

    def with_notices(self, notices: Iterable[HolidayNotice]) -> "WorkCalendar":
        """Return the calendar in which the notices of some years hold, whatever was known of those."""
        off, worked, noticed = set(self.off), set(self.worked), set(self.noticed)
        for one in notices:
            off = {day for day in off if day.year != one.year} | one.off
            worked = {day for day in worked if day.year != one.year} | one.worked
            noticed.add(one.year)
        return replace(self, off=frozenset(off), worked=frozenset(worked), noticed=frozenset(noticed))

    def knows(self, year: int) -> bool:
        """Return whether the official table of that year is at hand."""
        if year in self.noticed:
            return True
        try:
            chinese_calendar.is_workday(date(year, 1, 1))
        except NotImplementedError:
            return any(day.year == year for day in self.off | self.worked)
        return True

    def kind_of(self, day: date) -> DayKind:
        """Return what `day` is; a day of the editable list that is off counts as holiday."""
        if day in self.off:
            return DayKind.HOLIDAY
        if day in self.worked:
            return _worked(day)
        if day.year in self.noticed:
            return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY
        return _listed(day)

    def is_working_day(self, day: date) -> bool:
        """Return whether `day` is worked; in an unknown year Saturdays, Sundays and the regulation's days are off."""
        return self.kind_of(day) in (DayKind.WORKDAY, DayKind.MAKEUP)

    def last_working_day(self, day: date) -> date:
        """Return `day` or the last working day before it."""
        while not self.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def first_working_day(self, day: date) -> date:
        """Return `day` or the first working day after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day


# Every job asks for many days at every tick, and the package goes through its whole table for each of them.
@lru_cache(maxsize=4096)
def _listed(day: date) -> DayKind:
    """Return what the official table says of a day, in an unknown year what is known without it."""
    try:
        is_off, holiday = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        fixed = day in by_regulation(day.year)
        is_off, holiday = day.weekday() >= 5 or fixed, fixed or None
    if not is_off:
        return _worked(day)
    return DayKind.HOLIDAY if holiday else DayKind.WEEKEND


@lru_cache(maxsize=16)
def by_regulation(year: int) -> frozenset[date]:
    """Return the holidays of a year that need no notice. Source: 全国年节及纪念日放假办法, as of 2025."""
    new_year = _lunar(year, 1, 1)
    spring = {new_year + timedelta(days=number) for number in range(-1, 3)}
    clear = SolarTerm.from_name(year, "清明").get_solar_day()
    solar = {date(year, 1, 1), date(year, clear.get_month(), clear.get_day()), date(year, 5, 1), date(year, 5, 2)}
    october = {date(year, 10, number) for number in (1, 2, 3)}
    return frozenset({*spring, *solar, _lunar(year, 5, 5), _lunar(year, 8, 15), *october})


def _lunar(year: int, month: int, number: int) -> date:
    found = LunarDay.from_ymd(year, month, number).get_solar_day()
    return date(found.get_year(), found.get_month(), found.get_day())


def _worked(day: date) -> DayKind:
    return DayKind.WORKDAY if day.weekday() < 5 else DayKind.MAKEUP


def load_calendar(path: Path = OVERRIDES) -> WorkCalendar:
    """Return the calendar with the district's own corrections in `path` (keys off and worked, lists of dates)."""
    text = tomllib.loads(path.read_text(encoding="utf-8"))
    return WorkCalendar(off=frozenset(text["off"]), worked=frozenset(text["worked"]))
