"""Whole months, one after the other: all covered, even, rested, and never against somebody's leave."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.holidays import WorkCalendar
from config.policy import load_policy
from models.duty.planner.assigning import plan
from models.duty.planner.shifts import (
    ZONE,
    Assigned,
    Away,
    Fairness,
    Hours,
    Member,
    Season,
    Shift,
    ShiftPart,
    Why,
    shifts_of,
)
from models.values.periods import Month

POLICY = load_policy().duty
CALENDAR = WorkCalendar()
HOURS = Hours.of(POLICY.hours)
YEARS = (2024, 2025, 2026, 2027)
MONTHS = [Month(year, number) for year in YEARS for number in range(1, 13)]
Carried = Counter[tuple[int, Fairness]]


def _pool(size: int, leaders: int) -> list[Member]:
    return [Member(10 * number, leader=number <= leaders) for number in range(1, size + 1)]


def _shifts(month: Month, pool_size: int, hours: Hours = HOURS, seasons: Sequence[Season] = ()) -> list[Shift]:
    return shifts_of(month, CALENDAR, hours, seasons, pool_size, POLICY)


def _own(found: Collection[Assigned]) -> list[Assigned]:
    return [one for one in found if not one.shift.collective]


def _months(pool: list[Member]) -> Iterator[tuple[list[Assigned], list[Assigned], Carried]]:
    """Yield for one month after the other what stood before it, its plan, and all that is counted at its end."""
    carried: Carried = Counter()
    before: list[Assigned] = []
    for month in MONTHS:
        found = plan(_shifts(month, len(pool)), pool, [], carried, around=before)
        carried.update((one.person_id, one.shift.counts_as) for one in _own(found) if one.person_id is not None)
        yield before, found, carried
        before = found[-8:]


def _assert_hard_rules(found: Sequence[Assigned], pool: Sequence[Member], away: Sequence[Away] = ()) -> None:
    leaders = {member.person_id for member in pool if member.leader}
    spans: defaultdict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for one in away:
        spans[one.person_id].append((one.starts, one.ends))
    for one in found:
        if one.person_id is None:
            continue
        assert one.person_id in leaders or not one.shift.needs_leader
        assert all(one.shift.ends <= starts or ends <= one.shift.starts for starts, ends in spans[one.person_id]), one
        spans[one.person_id].append((one.shift.starts, one.shift.ends))


def _rows(found: Sequence[Assigned]) -> list[tuple[list[Assigned], list[Assigned]]]:
    """Return the neighbouring moments that have somebody in common."""
    moments: defaultdict[datetime, list[Assigned]] = defaultdict(list)
    for one in _own(found):
        moments[one.shift.starts].append(one)
    ordered = [moments[moment] for moment in sorted(moments)]
    people = [{one.person_id for one in moment} - {None} for moment in ordered]
    return [(ordered[at], ordered[at + 1]) for at in range(len(ordered) - 1) if people[at] & people[at + 1]]


def _on_end(found: Sequence[Assigned]) -> list[tuple[Assigned, Assigned]]:
    """Return the shifts of one person with hardly a break between them, such as two watches of a day each."""
    own = [one for one in _own(found) if one.person_id is not None]
    return [
        (one, other)
        for at, one in enumerate(own)
        for other in own[at + 1 : at + 5]
        if one.person_id == other.person_id and other.shift.starts - one.shift.ends < timedelta(hours=2)
    ]


def _spreads(pool: Sequence[Member], carried: Carried) -> dict[Fairness, int]:
    counts = {kind: [carried[member.person_id, kind] for member in pool] for kind in Fairness}
    return {kind: max(found) - min(found) for kind, found in counts.items()}


@pytest.mark.parametrize("size", range(1, 13))
def test_years_of_months_are_covered_even_and_rested(size: int) -> None:
    pool = _pool(size, size)
    for before, found, carried in _months(pool):
        _assert_hard_rules([*before, *found], pool)
        empty = [one for one in found if one.person_id is None]
        assert not empty or (size == 1 and all(one.shift.part is ShiftPart.HOLIDAY for one in empty))
        assert max(_spreads(pool, carried).values()) <= 1
        if size >= 3:
            # Two on watch day after day need two others in between, which three people are not; and of four the first
            # two may have been on duty on the afternoon before.
            rows = [pair for pair in _rows([*before, *found]) if size >= 5 or all(len(one) == 1 for one in pair)]
            assert rows == []
        if size >= 4:
            assert _on_end([*before, *found]) == []


@pytest.mark.parametrize(("size", "leaders"), [(3, 1), (4, 2), (6, 2), (9, 3), (12, 2)])
def test_few_leaders_keep_every_watch_led_and_the_rest_even(size: int, leaders: int) -> None:
    pool = _pool(size, leaders)
    followers = pool[leaders:]
    for before, found, carried in _months(pool):
        _assert_hard_rules([*before, *found], pool)
        assert all(one.person_id is not None for one in found)
        assert _spreads(pool, carried)[Fairness.WEEKDAY] <= 1
        assert _spreads(pool, carried)[Fairness.WEEKEND] <= 1
        for group in (pool[:leaders], followers):
            assert _spreads(group, carried)[Fairness.HOLIDAY] <= 1
        led = max(carried[member.person_id, Fairness.HOLIDAY] for member in pool[:leaders])
        assert led >= max(carried[member.person_id, Fairness.HOLIDAY] for member in followers) - 1


@pytest.mark.parametrize("size", [5, 6, 8, 12])
@pytest.mark.parametrize("month", [Month(2026, 2), Month(2026, 5), Month(2026, 10)])
@pytest.mark.parametrize("ahead", [10, 20])
def test_two_leaders_alternate_rather_than_watch_for_48_hours(size: int, month: Month, ahead: int) -> None:
    pool = _pool(size, 2)
    found = plan(_shifts(month, size), pool, [], {(ahead, Fairness.HOLIDAY): 1})
    assert _on_end(found) == []


@pytest.mark.parametrize("size", [5, 6, 8])
@pytest.mark.parametrize("behind", [1, 3, 6])
def test_whoever_has_had_less_makes_up_for_it_without_two_watches_in_a_row(size: int, behind: int) -> None:
    pool, flood = _pool(size, size), Season("防汛", date(2026, 12, 7), date(2026, 12, 13))
    had = {(member.person_id, kind): 6 for member in pool for kind in Fairness}
    had |= {(pool[-1].person_id, kind): 6 - behind for kind in Fairness}
    found = plan(_shifts(Month(2026, 12), size, HOURS, [flood]), pool, [], had)
    assert all(one.person_id is not None for one in found if not one.shift.collective)
    assert [pair for pair in _on_end(found) if all(one.shift.part is ShiftPart.GUARD for one in pair)] == []


@settings(max_examples=40)
@given(st.data(), st.sampled_from(MONTHS), st.integers(5, 9))
def test_whatever_everybody_has_had_nobody_watches_twice_in_a_row(data: st.DataObject, month: Month, size: int) -> None:
    pool = _pool(size, size)
    first = month.first + timedelta(days=data.draw(st.integers(0, 20)))
    flood = Season("防汛", first, first + timedelta(days=data.draw(st.integers(0, 6))))
    had = Counter({(one.person_id, kind): data.draw(st.integers(0, 6)) for one in pool for kind in Fairness})
    found = plan(_shifts(month, size, HOURS, [flood]), pool, [], had)
    watches = (ShiftPart.GUARD, ShiftPart.HOLIDAY, ShiftPart.LEAD)
    assert [pair for pair in _on_end(found) if all(one.shift.part in watches for one in pair)] == []


def test_two_watches_in_a_row_stay_with_whoever_was_given_both_and_where_nobody_else_is_left() -> None:
    flood = Season("防汛", date(2026, 12, 7), date(2026, 12, 8))
    guards = [shift for shift in _shifts(Month(2026, 12), 6, HOURS, [flood]) if shift.part is ShiftPart.GUARD]
    given = {shift.key: 60 for shift in guards if shift.seat == 2}
    asked = plan(guards, _pool(6, 6), [], {}, given)
    assert [one.person_id for one in asked if one.shift.seat == 2] == [60, 60]
    few = plan(guards, _pool(2, 2), [], {})
    assert all(one.person_id is not None for one in few)


def test_nobody_leads_where_there_is_no_leader() -> None:
    pool = _pool(5, 0)
    found = plan(_shifts(Month(2026, 10), 5), pool, [], {})
    assert {one.shift.part for one in found if one.person_id is None} == {ShiftPart.LEAD}


def test_an_empty_pool_leaves_every_shift_named_and_empty() -> None:
    shifts = _shifts(Month(2026, 10), 0)
    found = plan(shifts, [], [], {})
    assert [one.shift for one in found] == shifts
    assert {one.person_id for one in found} == {None}


def test_on_a_collective_day_everybody_has_a_chair_and_it_counts_for_nobody() -> None:
    pool = _pool(4, 1)
    away = [Away(20, datetime(2026, 12, 7, tzinfo=ZONE), datetime(2026, 12, 7, 13, tzinfo=ZONE))]
    chairs = [one for one in plan(_shifts(Month(2026, 12), 4), pool, away, {}) if one.shift.day == date(2026, 12, 7)]
    assert [one.person_id for one in chairs] == [10, None, 30, 40, 10, 20, 30, 40]
    assert {one.why for one in chairs} == {Why()}


@st.composite
def _leaves(draw: st.DrawFn, month: Month, people: Sequence[int]) -> list[Away]:
    spells = st.tuples(st.sampled_from(people), st.integers(0, 30), st.integers(1, 12), st.booleans())
    return [
        Away(person, start + timedelta(hours=13 if late else 0), start + timedelta(days=days))
        for person, first, days, late in draw(st.lists(spells, max_size=6))
        for start in [datetime.combine(month.first + timedelta(days=first), datetime.min.time(), ZONE)]
    ]


@st.composite
def _situations(draw: st.DrawFn) -> tuple[list[Shift], list[Member], list[Away], Carried]:
    month = draw(st.sampled_from(MONTHS))
    size = draw(st.integers(1, 9))
    pool = _pool(size, draw(st.integers(0, size)))
    ids = [member.person_id for member in pool]
    first = month.first + timedelta(days=draw(st.integers(0, 27)))
    seasons = [Season("防汛", first, first + timedelta(days=5))] if draw(st.booleans()) else []
    early = Hours.of(POLICY.hours, {"summer.am": "08:00-11:30", "winter.am": "08:00-11:30"})
    shifts = _shifts(month, size, draw(st.sampled_from([HOURS, early])), seasons)
    carried = Counter({(person, kind): draw(st.integers(0, 4)) for person in ids for kind in Fairness})
    return shifts, pool, draw(_leaves(month, ids)), carried


@settings(max_examples=80)
@given(_situations(), st.randoms(use_true_random=False))
def test_a_plan_is_lawful_gapless_and_the_same_whatever_order_it_is_asked_in(
    situation: tuple[list[Shift], list[Member], list[Away], Carried], random: Random
) -> None:
    shifts, pool, away, carried = situation
    found = plan(shifts, pool, away, carried)
    assert {one.shift for one in found} == set(shifts)
    _assert_hard_rules(found, pool, away)
    for gap in [one.shift for one in _own(found) if one.person_id is None]:
        free = [member for member in pool if member.leader or not gap.needs_leader]
        for member in free:
            with pytest.raises(AssertionError):
                _assert_hard_rules([*_own(found), Assigned(gap, member.person_id)], pool, away)
    shuffled = [random.sample(given, len(given)) for given in (shifts, pool, away, list(carried.items()))]
    assert plan(shuffled[0], shuffled[1], shuffled[2], dict(shuffled[3])) == found


def _improvable(found: Sequence[Assigned], pool: Sequence[Member], away: Sequence[Away], carried: Carried) -> bool:
    """Return whether hand-overs of weekday halves lead from somebody to another with two fewer."""
    halves = [one for one in _own(found) if one.shift.part in (ShiftPart.AM, ShiftPart.PM)]
    counts = Counter({member.person_id: carried[member.person_id, Fairness.WEEKDAY] for member in pool})
    counts.update(one.person_id for one in halves if one.person_id is not None)
    reach = {(member.person_id, member.person_id) for member in pool}
    for one in halves:
        gone = {leave.person_id for leave in away if leave.starts < one.shift.ends and one.shift.starts < leave.ends}
        reach |= {(one.person_id, member.person_id) for member in pool if member.person_id not in gone}
    for middle in counts:
        reach |= {(a, c) for a, b in reach if b == middle for d, c in reach if d == middle}
    return any(counts[giver] >= counts[taker] + 2 for giver, taker in reach if giver is not None)


@settings(max_examples=60)
@given(st.data(), st.sampled_from(MONTHS), st.integers(2, 9))
def test_leave_makes_weekdays_no_less_even_than_it_has_to(data: st.DataObject, month: Month, size: int) -> None:
    pool = _pool(size, size)
    away = data.draw(_leaves(month, [member.person_id for member in pool]))
    carried = Counter({(member.person_id, Fairness.WEEKDAY): data.draw(st.integers(0, 6)) for member in pool})
    assert not _improvable(plan(_shifts(month, size), pool, away, carried), pool, away, carried)


def test_what_was_given_by_hand_stays_and_is_evened_out_by_the_rest() -> None:
    pool, shifts = _pool(4, 4), _shifts(Month(2026, 12), 4)
    kept = {shift.key: 30 for shift in shifts if shift.day in (date(2026, 12, 2), date(2026, 12, 5))}
    found = plan(shifts, pool, [], {}, kept)
    assert {one.shift.key: one.person_id for one in found if one.why.kept} == kept
    counts = Counter((one.person_id, one.shift.counts_as) for one in _own(found))
    assert max(_spreads(pool, counts).values()) <= 1


def test_what_was_given_by_hand_yields_to_leave() -> None:
    pool, shifts = _pool(4, 4), _shifts(Month(2026, 12), 4)
    second = [shift for shift in shifts if shift.day == date(2026, 12, 2)]
    away = [Away(30, second[0].starts, second[-1].ends)]
    found = plan(shifts, pool, away, {}, {shift.key: 30 for shift in second})
    assert all(one.person_id not in (30, None) and not one.why.kept for one in found if one.shift in second)


def test_the_last_watch_of_the_month_before_binds_the_first_morning() -> None:
    """New Year's watch ends at 08:30, and this village opens at 08:00."""
    early = Hours.of(POLICY.hours, {"winter.am": "08:00-11:30"})
    january = plan(_shifts(Month(2026, 1), 2, early), _pool(2, 2), [], {})
    watch = [one for one in january if one.shift.day == date(2026, 1, 3)]
    morning = next(shift for shift in _shifts(Month(2026, 1), 2, early) if shift.day == date(2026, 1, 4))
    for people, left in (([10, 20], None), ([10, 10], 20)):
        around = [replace(one, person_id=person) for one, person in zip(watch, people, strict=True)]
        assert plan([morning], _pool(2, 2), [], {}, around=around)[0].person_id == left


def test_an_explanation_counts_what_was_had_before() -> None:
    pool = _pool(3, 3)
    carried = {(10, Fairness.WEEKEND): 2, (20, Fairness.WEEKEND): 1, (30, Fairness.WEEKEND): 1}
    away = [Away(20, datetime(2026, 12, 5, tzinfo=ZONE), datetime(2026, 12, 6, tzinfo=ZONE))]
    first = next(
        one for one in plan(_shifts(Month(2026, 12), 3), pool, away, carried) if one.shift.part is ShiftPart.PHONE
    )
    assert (first.person_id, first.why) == (30, Why(had=1, fewest=1, away=1))


@pytest.mark.parametrize("size", range(3, 10))
def test_mornings_and_afternoons_come_to_everybody_alike(size: int) -> None:
    pool = _pool(size, size)
    for month in MONTHS[24:36]:
        halves: Counter[tuple[int, ShiftPart]] = Counter()
        for one in _own(plan(_shifts(month, size), pool, [], {})):
            if one.person_id is not None:
                halves[one.person_id, one.shift.part] += 1
        for member in pool:
            person = member.person_id
            assert abs(halves[person, ShiftPart.AM] - halves[person, ShiftPart.PM]) <= 3, (month, size, halves)


def test_two_take_turns_with_the_mornings_and_stay_even() -> None:
    pool = _pool(2, 2)
    for before, found, carried in _months(pool):
        halves = Counter((one.person_id, one.shift.part) for one in _own(found))
        for person in (10, 20):
            assert abs(halves[person, ShiftPart.AM] - halves[person, ShiftPart.PM]) <= 2, found[0].shift.day
        assert [pair for pair in _rows([*before, *found]) if pair[0][0].shift.day == pair[1][0].shift.day] == []
        assert max(_spreads(pool, carried).values()) <= 1
