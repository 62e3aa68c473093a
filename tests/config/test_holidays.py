"""Days: 2026 as the State Council set it, the district's own corrections, and a year whose table is not there."""

from datetime import date, timedelta

import pytest

from config.holidays import DayKind, WorkCalendar, by_regulation

CALENDAR = WorkCalendar()
HOLIDAYS_2026 = (
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"),
    ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
)
MADE_UP_2026 = ("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10")


def _days(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def test_every_day_of_2026_is_what_the_notice_says() -> None:
    holidays = {day for span in HOLIDAYS_2026 for day in _days(*span)}
    made_up = {date.fromisoformat(day) for day in MADE_UP_2026}
    for day in _days("2026-01-01", "2026-12-31"):
        plain = DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY
        expected = DayKind.HOLIDAY if day in holidays else DayKind.MAKEUP if day in made_up else plain
        assert CALENDAR.kind_of(day) == expected, day


def test_a_day_is_worked_when_it_is_a_workday_or_made_up() -> None:
    for day in _days("2024-01-01", "2027-12-31"):
        assert CALENDAR.is_working_day(day) == (CALENDAR.kind_of(day) in (DayKind.WORKDAY, DayKind.MAKEUP))


def test_a_year_without_a_table_has_plain_weeks_and_the_days_that_need_no_notice_and_is_not_known() -> None:
    assert CALENDAR.knows(2026)
    assert not CALENDAR.knows(2037)
    spring, others = _days("2037-02-14", "2037-02-17"), ("2037-06-18", "2037-09-24", "2037-04-04", "2037-01-01")
    fixed = {*spring, *map(date.fromisoformat, others), *_days("2037-05-01", "2037-05-02")}
    fixed |= set(_days("2037-10-01", "2037-10-03"))
    for day in _days("2037-01-01", "2037-12-31"):
        plain = DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY
        assert CALENDAR.kind_of(day) == (DayKind.HOLIDAY if day in fixed else plain), day


@pytest.mark.parametrize("year", range(2025, 2027))
def test_the_regulation_s_days_are_holidays_of_every_notice(year: int) -> None:
    assert {CALENDAR.kind_of(day) for day in by_regulation(year)} == {DayKind.HOLIDAY}
    assert len(by_regulation(year)) == 13


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2037-01-01", DayKind.HOLIDAY),  # a Thursday that the district's list gives off
        ("2037-01-03", DayKind.HOLIDAY),  # the Saturday of the same block
        ("2037-01-10", DayKind.MAKEUP),  # a Saturday that it has worked
        ("2026-10-08", DayKind.HOLIDAY),  # the list wins over the table
        ("2026-10-05", DayKind.WORKDAY),
        ("2026-10-04", DayKind.MAKEUP),
    ],
)
def test_the_districts_own_list_wins(day: str, kind: DayKind) -> None:
    off = frozenset(date.fromisoformat(text) for text in ("2037-01-01", "2037-01-03", "2026-10-08"))
    worked = frozenset(date.fromisoformat(text) for text in ("2037-01-10", "2026-10-05", "2026-10-04"))
    calendar = WorkCalendar(off=off, worked=worked)
    assert calendar.kind_of(date.fromisoformat(day)) == kind
    assert calendar.knows(2037)
