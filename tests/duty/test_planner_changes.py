"""A published roster changes as little as it can: somebody joins, a gap is filled, those concerned are told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.holidays import WorkCalendar
from config.policy import load_policy
from models.duty.planner.assigning import newcomer, plan, suggestions
from models.duty.planner.shifts import (
    ZONE,
    Assigned,
    Away,
    Fairness,
    Hours,
    Key,
    Member,
    Season,
    Shift,
    ShiftPart,
    are_watches_in_a_row,
    shifts_of,
)
from models.duty.roster.rules import Counted, balance
from models.values.periods import Month

POLICY = load_policy().duty
JOINED = Member(99)
LEADER = Member(99, leader=True)
DECEMBER = Month(2026, 12)


def _pool(size: int) -> list[Member]:
    return [Member(number, leader=number == 1) for number in range(1, size + 1)]


def _published(month: Month, size: int) -> list[Assigned]:
    shifts = shifts_of(month, WorkCalendar(), Hours.of(POLICY.hours), [], size, POLICY)
    return plan(shifts, _pool(size), [], {})


def _applied(slots: Sequence[Assigned], moves: Mapping[Key, tuple[int | None, int]]) -> list[Assigned]:
    return [replace(one, person_id=moves[one.shift.key][1]) if one.shift.key in moves else one for one in slots]


def _first_days(slots: Sequence[Assigned]) -> dict[int | None, Key]:
    own = [one for one in slots if not one.shift.collective]
    return {one.person_id: one.shift.key for one in sorted(own, key=lambda one: one.shift.starts, reverse=True)}


def _counts(slots: Sequence[Assigned]) -> Counter[tuple[int | None, Fairness]]:
    return Counter((one.person_id, one.shift.counts_as) for one in slots if not one.shift.collective)


@pytest.mark.parametrize("month", [Month(2026, 10), Month(2026, 12)])
@pytest.mark.parametrize("size", range(1, 12))
def test_a_newcomer_gets_his_share_and_not_a_shift_more_is_moved(month: Month, size: int) -> None:
    slots = _published(month, size)
    moves = newcomer(slots, LEADER, _pool(size), [])
    had, has = _counts(slots), _counts(_applied(slots, moves))
    kinds = {one.shift.key: one.shift.counts_as for one in slots}
    for kind in Fairness:
        share = sum(number for (_, of), number in had.items() if of == kind) // (size + 1)
        assert has[99, kind] == share == [kinds[key] for key in moves].count(kind)
        assert size == 1 or all(has[giver, kind] >= share for key, (giver, _) in moves.items() if kinds[key] == kind)
    assert not any(one.shift.collective for one in slots if one.shift.key in moves)


@pytest.mark.parametrize("size", range(1, 12))
def test_a_newcomer_who_may_not_lead_shares_what_is_left(size: int) -> None:
    slots = _published(Month(2026, 10), size)
    moves = newcomer(slots, JOINED, _pool(size), [])
    after = [one for one in _applied(slots, moves) if one.shift.counts_as == Fairness.HOLIDAY]
    has = _counts(after)
    followed = [one.person_id for one in after if not one.shift.needs_leader]
    assert not any(one.shift.needs_leader for one in after if one.person_id == 99)
    assert max(has[person, Fairness.HOLIDAY] for person in followed) <= has[99, Fairness.HOLIDAY] + 1


@pytest.mark.parametrize("size", [3, 4, 5, 8])
def test_a_newcomer_has_nothing_in_a_row_and_relieves_those_with_most(size: int) -> None:
    slots = _published(DECEMBER, size)
    after = [one for one in _applied(slots, newcomer(slots, JOINED, _pool(size), [])) if not one.shift.collective]
    own = [at for at, one in enumerate(after) if one.person_id == 99]
    assert all(later - earlier > 1 for earlier, later in pairwise(own))
    for kind in Fairness:
        counts = [number for (_, of), number in _counts(after).items() if of == kind]
        assert max(counts, default=0) - min(counts, default=0) <= 1


@pytest.mark.parametrize("size", [3, 4, 6])
def test_a_newcomer_by_whom_there_are_enough_has_no_two_watches_in_a_row(size: int) -> None:
    flood = Season("防汛", date(2026, 12, 1), date(2026, 12, 31))
    shifts = shifts_of(DECEMBER, WorkCalendar(), Hours.of(POLICY.hours), [flood], size, POLICY)
    slots = plan(shifts, _pool(size), [], {})
    own = [one.shift for one in _applied(slots, newcomer(slots, LEADER, _pool(size), [])) if one.person_id == 99]
    assert not [
        1 for one, other in pairwise(sorted(own, key=lambda one: one.starts)) if are_watches_in_a_row(one, other)
    ]


def test_a_newcomer_takes_what_is_empty_first() -> None:
    slots = [replace(one, person_id=None) if one.person_id == 2 else one for one in _published(DECEMBER, 4)]
    moves = newcomer(slots, JOINED, [member for member in _pool(4) if member.person_id != 2], [])
    assert moves
    assert {before for before, _ in moves.values()} == {None}


def test_a_newcomer_takes_nothing_while_he_is_away_and_nobodys_next_duty_without_need() -> None:
    slots = _published(DECEMBER, 5)
    away = [Away(99, datetime(2026, 12, 1, tzinfo=ZONE), datetime(2026, 12, 15, tzinfo=ZONE))]
    moves = newcomer(slots, JOINED, _pool(5), away)
    assert moves
    assert min(day for day, _, _ in moves) >= date(2026, 12, 15)
    before, after = _first_days(slots), _first_days(_applied(slots, moves))
    assert {person for person in after if before.get(person) != after[person]} == {99}


@pytest.mark.parametrize("size", [3, 4, 5, 8])
def test_a_newcomers_share_is_spread_over_the_month(size: int) -> None:
    slots = _published(DECEMBER, size)
    moves = newcomer(slots, JOINED, _pool(size), [])
    early = [day for day, _, _ in moves if day <= date(2026, 12, 15)]
    assert abs(2 * len(early) - len(moves)) <= 3


def test_joining_twice_moves_nothing_more() -> None:
    slots = _published(DECEMBER, 5)
    after = _applied(slots, newcomer(slots, JOINED, _pool(5), []))
    assert newcomer(after, JOINED, [*_pool(5), JOINED], []) == {}


@settings(max_examples=25)
@given(st.integers(1, 9), st.integers(0, 30), st.randoms(use_true_random=False))
def test_a_newcomers_moves_depend_on_nothing_but_the_roster(size: int, passed: int, random: Random) -> None:
    today = datetime.combine(DECEMBER.first, datetime.min.time(), ZONE) + timedelta(days=passed)
    slots = [one for one in _published(DECEMBER, size) if one.shift.starts > today]
    shuffled = random.sample(slots, len(slots))
    assert newcomer(shuffled, JOINED, _pool(size)[::-1], []) == newcomer(slots, JOINED, _pool(size), [])


def _watch(day: int, part: ShiftPart = ShiftPart.HOLIDAY, *, needs_leader: bool = False) -> Shift:
    starts = datetime(2026, 10, day, 8, 30, tzinfo=ZONE)
    return Shift(date(2026, 10, day), part, 1, Fairness.HOLIDAY, starts, starts + timedelta(days=1), needs_leader)


CARRIED = {(1, Fairness.HOLIDAY): 2, (2, Fairness.HOLIDAY): 1, (3, Fairness.HOLIDAY): 1, (4, Fairness.WEEKDAY): 9}
BUSY = [Assigned(_watch(3, ShiftPart.LEAD), 4)]
REST = [Assigned(_watch(2), 2)]
LEAVE = [Away(4, datetime(2026, 10, 4, tzinfo=ZONE), datetime(2026, 10, 4, 9, tzinfo=ZONE))]


@pytest.mark.parametrize(
    ("shift", "away", "slots", "expected"),
    [
        (_watch(3), [], [], [4, 2, 3]),  # fewest holidays first, weekdays do not matter
        (_watch(3), [], BUSY, [2, 3, 1]),  # one of them leads that very day
        (_watch(3), LEAVE, [], [2, 3, 1]),  # one leaves before the watch is over
        (_watch(3), [], REST, [4, 3, 2]),  # of two alike the one who was on the day before comes later
        (_watch(3, ShiftPart.LEAD, needs_leader=True), [], [], [1]),
    ],
)
def test_suggestions_are_those_who_may_with_the_fewest_first(
    shift: Shift, away: list[Away], slots: list[Assigned], expected: list[int]
) -> None:
    for pool in (_pool(4), _pool(4)[::-1]):
        assert suggestions(shift, pool, away, slots, CARRIED) == expected
        assert suggestions(shift, pool, away, slots, CARRIED, most=1) == expected[:1]


def _had(day: int, *people: int) -> list[Counted]:
    return [Counted(person, Fairness.WEEKDAY, date(2026, 3, 1) + timedelta(days=day)) for person in people]


def test_whoever_comes_new_or_back_is_as_far_as_the_one_who_had_least() -> None:
    first, joined = date(2026, 1, 1), {1: date(2025, 1, 1), 2: date(2025, 1, 1)}
    found = [one for day in range(10) for one in _had(day, 1, 2)]
    anew, always = {**joined, 3: date(2026, 3, 7)}, {**joined, 3: date(2025, 6, 1)}
    assert balance(found, anew, first)[3, Fairness.WEEKDAY] == 6  # a newcomer, fair from the day he joins
    found += _had(0, 3, 3, 3)
    assert balance(found, anew, first)[3, Fairness.WEEKDAY] == 6  # back again: what he had before is over
    assert balance(found, always, first)[3, Fairness.WEEKDAY] == 3
    away = [(3, date(2026, 3, 5), date(2026, 3, 8))]
    assert balance(found, always, first, away)[3, Fairness.WEEKDAY] == 3 + 4  # on leave of four days
