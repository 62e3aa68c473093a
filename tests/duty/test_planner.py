"""Which shifts a month has: working days, weekends, holidays, collective days, watches, and their hours."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from config.duty_policy import DutyPolicy
from config.holidays import DayKind, WorkCalendar
from config.policy import load_policy
from models.duty.planner.shifts import Fairness, Hours, Season, Shift, ShiftPart, season_on, shifts_of
from models.values.periods import Month

POLICY = load_policy().duty
CALENDAR = WorkCalendar()
HOURS = Hours.of(POLICY.hours)
FLOOD = Season("防汛", date(2026, 6, 29), date(2026, 7, 2))


def _shifts(month: str, pool_size: int = 4, *seasons: Season, **changed: object) -> list[Shift]:
    policy: DutyPolicy = POLICY.model_copy(update=changed)
    return shifts_of(Month.parse(month), CALENDAR, HOURS, seasons, pool_size, policy)


def _on(day: str, shifts: list[Shift]) -> list[tuple[str, int, str]]:
    found = [shift for shift in shifts if shift.day == date.fromisoformat(day)]
    return [(shift.part.value, shift.seat, f"{shift.starts:%H:%M}-{shift.ends:%H:%M}") for shift in found]


@pytest.mark.parametrize(
    ("day", "seats"),
    [
        ("2026-04-30", [("am", 1, "08:30-12:00"), ("pm", 1, "14:30-17:30")]),
        ("2026-09-30", [("am", 1, "08:30-12:00"), ("pm", 1, "15:00-18:00")]),
        ("2026-05-09", [("am", 1, "08:30-12:00"), ("pm", 1, "15:00-18:00")]),  # a Saturday that is worked
        ("2026-04-25", [("phone", 1, "09:00-17:00")]),
        ("2026-05-02", [("lead", 1, "08:30-08:30"), ("holiday", 1, "08:30-08:30")]),  # a Saturday of the holiday
    ],
)
def test_a_day_has_the_seats_of_its_kind(day: str, seats: list[tuple[str, int, str]]) -> None:
    assert _on(day, _shifts(day[:7])) == seats


def test_a_working_day_has_as_many_seats_as_the_policy_asks() -> None:
    assert [seat for _, seat, _ in _on("2026-12-03", _shifts("2026-12", min_per_slot=2))] == [1, 2, 1, 2]


def test_a_holiday_watch_ends_on_the_next_morning_even_of_the_next_month() -> None:
    last = _shifts("2024-02", 4, Season("防火", date(2024, 2, 29), date(2024, 3, 5)))[-1]
    assert last.day == date(2024, 2, 29)
    assert last.ends == datetime.fromisoformat("2024-03-01T08:30:00+08:00")


@pytest.mark.parametrize(
    ("month", "weekday", "days"),
    [
        ("2026-12", "mon", ["07", "14", "21", "28"]),
        ("2026-12", "wed", ["02", "09", "16", "23", "30"]),
        ("2026-10", "mon", ["12", "19", "26"]),  # the 5th is a holiday
        ("2026-12", "none", []),
    ],
)
def test_the_collective_day_is_for_the_whole_pool(month: str, weekday: str, days: list[str]) -> None:
    together = [shift for shift in _shifts(month, 3, collective_weekday=weekday) if shift.collective]
    assert sorted({f"{shift.day:%d}" for shift in together}) == days
    assert Counter(shift.part for shift in together) == Counter(
        {ShiftPart.AM: 3 * len(days), ShiftPart.PM: 3 * len(days)}
    )


def test_a_season_replaces_everything_by_a_watch_of_two() -> None:
    shifts = _shifts("2026-06", 4, FLOOD) + _shifts("2026-07", 4, FLOOD)
    for day in ("2026-06-29", "2026-06-30", "2026-07-01", "2026-07-02"):
        assert _on(day, shifts) == [("guard", 1, "08:30-08:30"), ("guard", 2, "08:30-08:30")]
    assert _on("2026-06-28", shifts) == [("phone", 1, "09:00-17:00")]
    assert _on("2026-07-03", shifts) == [("am", 1, "08:30-12:00"), ("pm", 1, "15:00-18:00")]
    guards = [shift for shift in shifts if shift.part is ShiftPart.GUARD]
    assert [shift.needs_leader for shift in guards] == [True, False] * 4
    assert not any(shift.collective for shift in guards)


def test_a_watch_counts_as_the_day_it_is_on() -> None:
    spring = _shifts("2026-05", 4, Season("防汛", date(2026, 5, 5), date(2026, 5, 10)))
    kinds = {shift.day.day: shift.counts_as for shift in spring if shift.part is ShiftPart.GUARD}
    assert kinds == {
        5: Fairness.HOLIDAY,
        6: Fairness.WEEKDAY,
        7: Fairness.WEEKDAY,
        8: Fairness.WEEKDAY,
        9: Fairness.WEEKDAY,
        10: Fairness.WEEKEND,
    }


def test_of_two_seasons_the_one_that_began_first_names_the_day() -> None:
    fire = Season("森林防火", date(2026, 1, 1), date(2026, 6, 30))
    assert season_on(date(2026, 6, 30), [FLOOD, fire]) == fire
    assert season_on(date(2026, 7, 1), [FLOOD, fire]) == FLOOD
    assert season_on(date(2026, 7, 3), [FLOOD, fire]) is None


def test_a_unit_has_its_own_hours_in_place_of_the_policys() -> None:
    own = Hours.of(POLICY.hours, {"summer.am": "08:00-11:30"})
    july, january = date(2026, 7, 1), date(2026, 1, 5)
    assert f"{own.span(july, ShiftPart.AM)[0]:%H:%M}" == "08:00"
    assert f"{own.span(july, ShiftPart.PM)[0]:%H:%M}" == "15:00"
    assert f"{own.span(january, ShiftPart.AM)[0]:%H:%M}" == "08:30"


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027, 2037])
def test_every_day_of_a_year_is_covered_by_what_its_kind_asks(year: int) -> None:
    asked = {
        DayKind.WORKDAY: Counter({ShiftPart.AM: 1, ShiftPart.PM: 1}),
        DayKind.MAKEUP: Counter({ShiftPart.AM: 1, ShiftPart.PM: 1}),
        DayKind.WEEKEND: Counter({ShiftPart.PHONE: 1}),
        DayKind.HOLIDAY: Counter({ShiftPart.LEAD: 1, ShiftPart.HOLIDAY: 1}),
    }
    shifts = [one for number in range(1, 13) for one in _shifts(f"{year}-{number:02}", collective_weekday="none")]
    assert shifts == sorted(shifts, key=lambda one: one.starts)
    assert len({shift.key for shift in shifts}) == len(shifts)
    day = date(year, 1, 1)
    while day.year == year:
        assert Counter(one.part for one in shifts if one.day == day) == asked[CALENDAR.kind_of(day)], day
        day += timedelta(days=1)
