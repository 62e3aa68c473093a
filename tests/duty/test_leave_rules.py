"""Leave: asked for beforehand, within limits, decided by the chain."""

from datetime import date, datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from config.policy import load_policy
from models.duty.leave.rules import (
    Approver,
    Leave,
    approver_of,
    check_limits,
    check_moment,
    covering,
    show_days,
)
from models.values.refusal import Refusal

POLICY = load_policy().duty
NOON = datetime(2026, 12, 3, 12, 0, tzinfo=SHANGHAI)
TODAY = NOON.date()


def _days(first: int, count: int, month: int = 3, part: str | None = None) -> Leave:
    """Return a leave that begins on a day of 2026 and lasts so many days."""
    day = date(2026, month, first)
    return Leave(day, day + timedelta(days=count - 1), part)


@pytest.mark.parametrize(
    ("leave", "halves"),
    [(_days(3, 1), 2), (_days(3, 1, part="am"), 1), (_days(3, 3), 6), (Leave(date(2026, 12, 31), date(2027, 1, 1)), 4)],
)
def test_a_leave_is_counted_in_half_days(leave: Leave, halves: int) -> None:
    assert leave.length == halves


@pytest.mark.parametrize(("halves", "shown"), [(1, "0.5"), (2, "1"), (5, "2.5"), (120, "60")])
def test_half_days_are_shown_as_days(halves: int, shown: str) -> None:
    assert show_days(halves) == shown


@pytest.mark.parametrize(
    ("first", "ends_in_hours", "same_day"),
    [(TODAY + timedelta(days=1), 30, False), (TODAY, 12, True), (TODAY, 0.1, True)],
)
def test_leave_is_asked_beforehand_or_on_the_very_day(first: date, ends_in_hours: float, same_day: bool) -> None:
    ends = NOON + timedelta(hours=ends_in_hours)
    assert check_moment(Leave(first, first), ends, NOON) is same_day


@pytest.mark.parametrize(
    ("first", "ends"),
    [(TODAY - timedelta(days=1), NOON + timedelta(hours=1)), (TODAY, NOON), (TODAY, NOON - timedelta(hours=1))],
)
def test_leave_afterwards_is_refused_with_the_way_out(first: date, ends: datetime) -> None:
    with pytest.raises(Refusal, match=r"事后补假补不了.*直接给书记说一声"):
        check_moment(Leave(first, TODAY), ends, NOON)


@pytest.mark.parametrize(
    ("asked", "standing"),
    [
        (_days(1, 20), []),
        (_days(11, 10), [_days(1, 9)]),
        (_days(11, 10), [_days(1, 10, month=5)]),
        (_days(1, 20), [_days(1, 20, month=5), _days(1, 20, month=7)]),
        (_days(15, 1, part="pm"), [_days(1, 19, month=5), _days(1, 20, month=7), _days(1, 20, month=9)]),
    ],
)
def test_within_twenty_days_in_one_go_and_sixty_in_a_year(asked: Leave, standing: list[Leave]) -> None:
    check_limits(asked, standing, POLICY)


@pytest.mark.parametrize(
    ("asked", "standing", "said"),
    [
        (_days(1, 21), [], "连起来是 21 天"),
        (_days(11, 11), [_days(1, 10)], "连起来是 21 天"),
        (_days(1, 10), [_days(11, 10), _days(21, 1, part="am")], "连起来是 20.5 天"),
    ],
)
def test_spells_that_touch_are_one_spell(asked: Leave, standing: list[Leave], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        check_limits(asked, standing, POLICY)


def test_a_year_has_sixty_days_of_leave_and_each_year_its_own() -> None:
    sixty = [_days(1, 20, month=month) for month in (5, 7, 9)]
    with pytest.raises(Refusal, match=r"2026年连这次一共 60\.5 天，全年最多 60 天"):
        check_limits(_days(1, 1, part="am"), sixty, POLICY)
    check_limits(Leave(date(2027, 1, 1), date(2027, 1, 20)), sixty, POLICY)
    with pytest.raises(Refusal, match="2026年"):
        check_limits(Leave(date(2026, 12, 31), date(2027, 1, 2)), sixty, POLICY)


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        (_days(3, 1), 7),
        (_days(1, 3), 6),
        (_days(4, 1), None),
        (_days(9, 1, part="am"), 8),
        (_days(9, 1, part="pm"), None),
        (_days(9, 1), None),
        (_days(1, 5), None),
    ],
)
def test_the_same_half_days_are_not_asked_for_twice(asked: Leave, known: int | None) -> None:
    standing = [(6, _days(1, 2)), (7, _days(2, 2)), (8, _days(9, 1, part="am"))]
    assert covering(asked, standing) == known


@pytest.mark.parametrize(
    ("led", "leave", "approver"),
    [
        (True, _days(1, 1), Approver.SECRETARY),
        (True, _days(1, 20), Approver.SECRETARY),
        (False, _days(1, 1, part="am"), Approver.LIAISON),
        (False, _days(1, 1), Approver.LIAISON),
        (False, _days(1, 2), Approver.PARTY_SECRETARY),
    ],
)
def test_the_chain_of_approvers(led: bool, leave: Leave, approver: Approver) -> None:
    assert approver_of(leave, POLICY, led=led) is approver
