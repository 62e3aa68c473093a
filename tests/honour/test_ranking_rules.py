"""The honour list: exact places, a short leading group, never a last place."""

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.policy import RankingPolicy, load_policy
from models.honour.month_figures.rules import (
    Figures,
    area_sum,
    changes,
    leading_group,
    leading_within,
    place_all,
    rises,
    shrunk_average,
    standings,
)

POLICY = load_policy().ranking


def _policy(**changed: object) -> RankingPolicy:
    return POLICY.model_copy(update=changed)


def _unit(number: int, active: int, participants: int, minutes: int = 0) -> Figures:
    return Figures(number, f"{number:04}", f"村{number}", "village", active, participants, minutes)


def _with_rates(rates: Sequence[int]) -> list[Figures]:
    """Return one unit of ten active members for every number of participants."""
    return [_unit(number, 10, participants) for number, participants in enumerate(rates, 1)]


@st.composite
def _units(draw: st.DrawFn, most: int = 40) -> list[Figures]:
    sizes = draw(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 12), st.integers(0, 300)), max_size=most))
    return [
        _unit(number, active, min(done, active), minutes if done else 0)
        for number, (active, done, minutes) in enumerate(sizes, 1)
    ]


@pytest.mark.parametrize(
    ("participants", "places"),
    [
        ([9, 9, 8], [1, 1, 3]),
        ([9, 8, 8, 7], [1, 2, 2, 4]),
        ([9, 8, 8, 8, 7], [1, 2, 2, 2, 5]),
        ([5, 5, 5], [1, 1, 1]),
        ([4], [1]),
        ([], []),
        ([0, 0, 1], [1, 2, 2]),
    ],
)
def test_equal_units_share_a_place_and_the_next_is_left_out(participants: list[int], places: list[int]) -> None:
    assert [placed.place for placed in place_all(_with_rates(participants), POLICY)] == places


def test_the_rate_decides_before_the_hours() -> None:
    few_hours, many_hours = _unit(1, 10, 6, 60), _unit(2, 10, 5, 3600)
    assert [p.figures.unit_id for p in place_all([many_hours, few_hours], POLICY)] == [1, 2]


def test_equal_rates_are_told_apart_by_the_drawn_average() -> None:
    more, less = _unit(1, 10, 5, 900), _unit(2, 10, 5, 600)
    assert [(p.figures.unit_id, p.place) for p in place_all([less, more], POLICY)] == [(1, 1), (2, 2)]


def test_equal_rows_stand_in_the_order_of_their_codes() -> None:
    assert [p.figures.code for p in place_all([_unit(3, 6, 3), _unit(1, 6, 3), _unit(2, 6, 3)], POLICY)] == [
        "0001", "0002", "0003",
    ]  # fmt: skip


def test_thirds_are_equal_to_the_last_digit() -> None:
    places = [p.place for p in place_all([_unit(1, 9, 3, 90), _unit(2, 6, 2, 60), _unit(3, 12, 4, 120)], POLICY)]
    assert places == [1, 1, 1]


@pytest.mark.parametrize(
    ("minutes", "active", "mean", "k", "average"),
    [
        (600, 10, 60, 5, Fraction(60)),
        (0, 10, 60, 5, Fraction(20)),
        (1200, 5, 60, 5, Fraction(150)),
        (100, 3, 7, 0, Fraction(100, 3)),
    ],
)
def test_an_average_is_drawn_towards_the_mean(minutes: int, active: int, mean: int, k: int, average: Fraction) -> None:
    assert shrunk_average(_unit(1, active, 1, minutes), Fraction(mean), k) == average


@given(_units(), st.integers(0, 50))
def test_a_drawn_average_lies_between_the_own_one_and_the_mean(units: list[Figures], k: int) -> None:
    for unit in units:
        own, mean = Fraction(unit.capped_minutes, unit.active), Fraction(77, 3)
        assert min(own, mean) <= shrunk_average(unit, mean, k) <= max(own, mean)


@given(_units())
def test_a_place_is_one_more_than_the_number_of_better_units(units: list[Figures]) -> None:
    placed = place_all(units, POLICY)
    keys = [(p.figures.rate, p.average) for p in placed]
    assert [p.place for p in placed] == [1 + sum(other > key for other in keys) for key in keys]


@given(_units(), st.randoms(use_true_random=False))
def test_the_order_in_which_units_are_given_does_not_matter(units: list[Figures], shuffler: random.Random) -> None:
    earlier = {unit.unit_id: [Fraction(1, 7)] for unit in units}
    mixed = list(units)
    shuffler.shuffle(mixed)
    assert standings("village", mixed, earlier, POLICY) == standings("village", units, earlier, POLICY)


@pytest.mark.parametrize(
    ("units", "named"),
    [
        (40, 10),  # 30 % would be 12: at most ten
        (30, 9),
        (20, 6),
        (11, 3),
        (5, 3),  # 30 % would be 1: at least three
        (4, 2),  # of four named three, everybody would know the last
        (3, 1),
        (2, 0),
        (1, 1),
    ],
)
def test_so_many_are_praised(units: int, named: int) -> None:
    placed = place_all(_with_unequal_rates(units), POLICY)
    assert [p.place for p in leading_group(placed, POLICY)] == list(range(1, named + 1))


def test_within_a_township_the_same_order_stands_and_nobody_can_tell_the_last() -> None:
    one = standings("village", _with_rates([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]), {}, POLICY)
    alone = {
        (4, 6, 8, 9): [(1, 4), (2, 6)],
        (5, 6): [],
        (8, 9, 10): [(1, 8)],
        (1, 2, 3, 4): [],  # three of these four lead the whole list: the fourth would be known
        (): [],
    }
    for circle, named in alone.items():
        assert [(p.place, p.figures.unit_id) for p in leading_within(one, [circle], POLICY)[0]] == named
    # Read together with a belt that names 8 the township would show that 9 is its last.
    assert leading_within(one, [(4, 6, 8, 9), (8, 9, 10)], POLICY)[0] == ()


@given(_units(), st.lists(st.sets(st.integers(1, 40)), max_size=4))
def test_whatever_is_read_together_two_of_a_circle_that_is_shown_stay_unnamed(
    units: list[Figures], circles: list[set[int]]
) -> None:
    one = standings("village", units, {}, POLICY)
    within = leading_within(one, circles, POLICY)
    named = {p.figures.unit_id for group in (one.leading, *within) for p in group}
    for members, group in zip(circles, within, strict=True):
        inside = [p.figures.unit_id for p in one.placed if p.figures.unit_id in members]
        assert [p.figures.unit_id for p in group] == inside[: len(group)]
        assert not group or len(set(inside) - named) >= 2


def _with_unequal_rates(count: int) -> list[Figures]:
    return [_unit(number, 100, 100 - number) for number in range(1, count + 1)]


@pytest.mark.parametrize("hundredths", range(1, 101))
def test_a_share_is_reckoned_exactly(hundredths: int) -> None:
    policy = _policy(top_ratio=hundredths / 100, top_min=1, top_max=100)
    placed = place_all([_unit(number, 200, 200 - number) for number in range(1, 101)], policy)
    assert len(leading_group(placed, policy)) == min(hundredths, 98)


@pytest.mark.parametrize(
    ("participants", "named"),
    [
        ([9, 9, 9, 8, 7], 3),
        ([9, 8, 7, 7, 6, 5], 4),  # two share the edge: both are praised
        ([9, 8, 7, 7, 6], 2),  # with both of them the last would be known
        ([9, 7, 7, 7, 7], 1),  # the four others share the last place
        ([9, 9, 0, 0], 2),
        ([0, 0, 0, 0], 0),
        ([7, 7, 7, 7], 4),  # all are equal: nobody is last
        ([9, 1, 0, 0, 0], 2),  # nobody without a participant
    ],
)
def test_ties_at_the_edge_are_praised_and_ties_at_the_end_are_not(participants: list[int], named: int) -> None:
    assert len(leading_group(place_all(_with_rates(participants), POLICY), POLICY)) == named


@given(_units())
def test_nobody_in_the_last_place_is_ever_named(units: list[Figures]) -> None:
    placed = place_all(units, POLICY)
    named = leading_group(placed, POLICY)
    last = placed[-1].place if placed else 0
    assert all(p.place < last or last == 1 for p in named)
    assert not named or last == 1 or len(placed) - len(named) >= 2
    assert all(p.figures.participants > 0 for p in named)
    assert tuple(placed[: len(named)]) == named


def test_small_units_have_taken_part_but_no_place() -> None:
    small, idle, big = _unit(1, 4, 4, 900), _unit(2, 3, 0), _unit(3, 5, 1, 60)
    found = standings("village", [small, idle, big], {}, POLICY)
    assert [p.figures.unit_id for p in found.placed] == [3]
    assert found.took_part == (small,)
    assert found.unranked == (small, idle)
    assert (found.place_of(3), found.place_of(1), found.place_of(99)) == (1, None, None)


@pytest.mark.parametrize(
    ("now", "before", "rise"),
    [
        (6, [Fraction(1, 2), Fraction(1, 10)], Fraction(3, 10)),
        (6, [Fraction(6, 10)], None),  # no rise
        (6, [Fraction(1)], None),  # a fall is nobody's business
        (6, [], None),  # nothing to compare with
    ],
)
def test_progress_is_against_the_own_earlier_months(now: int, before: list[Fraction], rise: Fraction | None) -> None:
    found = rises(_with_rates([now]), {1: before}, POLICY)
    assert [risen.rise for risen in found] == ([rise] if rise else [])


def test_only_the_greatest_rises_are_named_best_first() -> None:
    units = _with_rates([4, 6, 5, 3, 5])
    found = rises(units, {unit.unit_id: [Fraction(1, 10)] for unit in units}, POLICY)
    assert [risen.figures.unit_id for risen in found] == [2, 3, 5]
    assert rises(units, {1: [Fraction(0)]}, _policy(progress_top=0)) == ()


def test_a_unit_without_active_members_has_the_rate_nought() -> None:
    assert _unit(1, 0, 0).rate == 0


def test_changes_name_who_came_or_rose_and_nobody_who_fell() -> None:
    before = place_all(_with_rates([9, 8, 7]), POLICY)[:2]
    after = place_all(_with_rates([9, 5, 7]), POLICY)[:2]
    assert changes(before, after) == ["村3"]
    assert changes(after, before) == ["村2"]
    assert changes(before, before) == []


def test_an_area_is_the_sum_of_its_units() -> None:
    found = area_sum("金峰", [_unit(1, 5, 2), _unit(2, 6, 0)], {1: 3, 2: 1, 9: 7})
    assert (found.units, found.units_with, found.active, found.participants, found.waiting) == (2, 1, 11, 2, 4)
