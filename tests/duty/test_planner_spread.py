"""Spreading seats, beside every possible way to give them out: nothing stays empty, or uneven, without need."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from models.duty.planner.seats import Seat, spread
from models.duty.planner.shifts import Fairness

Had = Mapping[tuple[int, Fairness], int]
Seats = Sequence[Seat]


def _is_allowed(seats: Seats, holders: Sequence[int | None]) -> bool:
    taken = [(seat, holder) for seat, holder in zip(seats, holders, strict=True) if holder is not None]
    return all(
        holder in seat.takers and holder not in [holders[other] for other in seat.crossing] for seat, holder in taken
    )


def _empty_and_uneven(seats: Seats, had: Had, holders: Sequence[int | None]) -> tuple[int, int]:
    counts = Counter(had)
    counts.update((holder, seat.kind) for seat, holder in zip(seats, holders, strict=True) if holder is not None)
    return list(holders).count(None), sum(number * number for number in counts.values())


def _in_a_row(seats: Seats, holders: Sequence[int | None]) -> int:
    """Return how often somebody has two in a row; pairs inside the list count from both sides."""
    return sum(
        seat.tired.get(holder, 0) + [holders[other] for other in seat.near].count(holder)
        for seat, holder in zip(seats, holders, strict=True)
        if holder is not None
    )


def _line(kinds: Sequence[Fairness], widths: Sequence[int], takers: Sequence[tuple[int, ...]]) -> list[Seat]:
    """Return seats in a line of moments, `widths` of them at once."""
    moments: list[list[int]] = []
    for width in widths:
        begun = sum(map(len, moments))
        moments.append(list(range(begun, begun + width)))
    seats = []
    for at, moment in enumerate(moments):
        near = [*(moments[at - 1] if at else []), *(moments[at + 1] if at + 1 < len(moments) else [])]
        for index in moment:
            crossing = tuple(other for other in moment if other != index)
            seats.append(Seat(kinds[at], takers[index], crossing, dict.fromkeys(near, 1)))
    return seats


@st.composite
def _cases(draw: st.DrawFn) -> tuple[list[Seat], dict[tuple[int, Fairness], int]]:
    people = tuple(range(1, draw(st.integers(1, 4)) + 1))
    widths = draw(st.lists(st.integers(1, 2), min_size=1, max_size=4).filter(lambda found: sum(found) <= 5))
    kinds = draw(st.lists(st.sampled_from(list(Fairness)[:2]), min_size=len(widths), max_size=len(widths)))
    some = st.lists(st.sampled_from(people), unique=True).map(lambda found: tuple(sorted(found)))
    takers = draw(st.lists(some | st.just(people), min_size=sum(widths), max_size=sum(widths)))
    had = {(person, kind): draw(st.integers(0, 3)) for person in people for kind in Fairness}
    return _line(kinds, widths, takers), had


@settings(max_examples=250)
@given(_cases())
def test_no_other_way_leaves_fewer_empty_or_is_more_even(
    case: tuple[list[Seat], dict[tuple[int, Fairness], int]],
) -> None:
    seats, had = case
    found = spread(seats, had)
    assert _is_allowed(seats, found)
    ways = product(*[(None, *seat.takers) for seat in seats])
    assert _empty_and_uneven(seats, had, found) == min(
        _empty_and_uneven(seats, had, way) for way in ways if _is_allowed(seats, way)
    )


@settings(max_examples=150)
@given(st.integers(3, 4), st.integers(1, 6), st.lists(st.integers(0, 1), min_size=4, max_size=4))
def test_three_or_more_who_are_always_there_have_nothing_in_a_row(size: int, length: int, extra: list[int]) -> None:
    people = tuple(range(1, size + 1))
    seats = _line([Fairness.WEEKDAY] * length, [1] * length, [people] * length)
    had = {(person, Fairness.WEEKDAY): extra[person - 1] for person in people}
    found = spread(seats, had)
    assert None not in found
    assert _in_a_row(seats, found) == 0


def test_whoever_alone_can_have_a_seat_is_moved_out_of_another() -> None:
    seats = [
        Seat(Fairness.HOLIDAY, (1, 2), crossing=(1,)),
        Seat(Fairness.HOLIDAY, (1,), crossing=(0,)),
    ]
    assert spread(seats, {}) == [2, 1]


def test_a_seat_given_by_hand_stays_and_the_others_make_up_for_it() -> None:
    seats = [Seat(Fairness.WEEKDAY, (1, 2), given=given) for given in (1, 1, None, None)]
    assert spread(seats, {}) == [1, 1, 2, 2]


def test_a_seat_given_to_somebody_who_may_not_have_it_is_spread_like_the_rest() -> None:
    seats = [
        Seat(Fairness.WEEKDAY, (1, 2), crossing=(1,), given=1),
        Seat(Fairness.WEEKDAY, (1, 2), crossing=(0,), given=1),
        Seat(Fairness.WEEKDAY, (2,), given=9),
    ]
    assert spread(seats, {}) == [1, 2, 2]


def test_evenness_comes_before_rest() -> None:
    seats = _line([Fairness.WEEKDAY] * 3, [1] * 3, [(1, 2)] * 3)
    assert spread(seats, {(1, Fairness.WEEKDAY): 3}) == [2, 2, 2]


def test_rest_is_found_where_evenness_leaves_a_choice() -> None:
    seats = _line([Fairness.WEEKDAY] * 3, [1] * 3, [(1, 2), (1,), (1, 2)])
    assert spread(seats, {}) == [2, 1, 2]


def test_two_who_alternate_do_so_from_the_first_day_to_the_last() -> None:
    seats = _line([Fairness.HOLIDAY] * 9, [1] * 9, [(1, 2)] * 9)
    for had in ({}, {(1, Fairness.HOLIDAY): 1}, {(2, Fairness.HOLIDAY): 1}):
        assert _in_a_row(seats, spread(seats, had)) == 0


def test_of_two_rows_the_one_that_weighs_more_is_broken_up() -> None:
    for weights in ((1, 5), (5, 1)):
        seats = [
            Seat(Fairness.WEEKDAY, (1,), near={1: weights[0]}),
            Seat(Fairness.WEEKDAY, (1, 2), near={0: weights[0], 2: weights[1]}),
            Seat(Fairness.WEEKDAY, (2,), near={1: weights[1]}),
        ]
        assert spread(seats, {}) == [1, 1 if weights[0] == 1 else 2, 2]
