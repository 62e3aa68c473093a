"""Spreads seats evenly over people: nobody in two at once, all kinds balanced, and then as few in a row as can be.

Pure. First every seat goes to whoever had the fewest of its kind; then chains of exchanges even out what is left (when
no chain leads from somebody to another with two fewer, no distribution is more even), and exchanges that leave
everybody's number as it is break up what lies in a row.
"""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count

from models.duty.planner.seating import NOBODY, Had, Seat, Table, seated
from models.duty.planner.shifts import Fairness

# Exchanges tried without getting better before what still lies in a row is left there; and how long one is not undone.
_PATIENCE = 40
_BARRED_STEPS = 8

_Move = tuple[tuple[int, int], ...]


def spread(seats: Sequence[Seat], had: Had) -> list[int | None]:
    """Return who has each seat, None where nobody can; the same for the same seats.

    Args:
        seats: what is to be filled, in order of time.
        had: {(person, kind): how many he has had}; whoever is not named has had none.
    """
    table = seated(seats, had)
    for kind in dict.fromkeys(seat.kind for seat in seats):
        _even_out(table, kind)
    _break_up(table)
    return [None if holder == NOBODY else holder for holder in table.holders]


def _even_out(table: Table, kind: Fairness) -> None:
    """Even out the seats of one kind, first without putting any in a row."""
    own = [index for index in table.movable if table.seats[index].kind == kind]
    people = {person for index in own for person in table.seats[index].takers}
    for gently in (True, False):
        while _even_out_once(table, own, people, gently):
            pass


def _even_out_once(table: Table, own: Sequence[int], people: Collection[int], gently: bool) -> bool:
    """Take one seat from somebody who has had two more than another; returns whether it could be done."""
    counts = {person: table.count(own[0], person) for person in people}
    fewest = min(counts.values(), default=0)
    givers = sorted((-count, person) for person, count in counts.items() if count >= fewest + 2)
    return any(_pass_on(table, _chain(table, own, person, gently)) for _, person in givers)


def _chain(table: Table, own: Sequence[int], giver: int, gently: bool) -> _Move:
    """Return the shortest chain of hand-overs that leaves `giver` one fewer and somebody with two fewer one more.

    Its first hand-over makes room for the second, and so on; empty when there is none.
    """
    most = table.count(own[0], giver) - 2
    origin: dict[int, int | None] = dict.fromkeys(_held(table, own, giver))
    waiting, reached = deque(origin), {giver}
    while waiting:
        index = waiting.popleft()
        for taker in _askable(table, index, reached, gently):
            if table.count(index, taker) <= most and not table.clashes(index, taker):
                return tuple(_hand_overs(table, origin, index, taker))
            for other in _given_up(table, own, index, taker, reached):
                if other not in origin:
                    origin[other] = index
                    waiting.append(other)
    return ()


def _held(table: Table, own: Sequence[int], person: int) -> list[int]:
    return [index for index in own if table.holders[index] == person]


def _given_up(table: Table, own: Sequence[int], index: int, taker: int, reached: set[int]) -> list[int]:
    """Return what somebody who takes a seat could pass on: the one that keeps him from it, or any."""
    clashes = table.clashes(index, taker)
    if clashes:
        return clashes if len(clashes) == 1 and clashes[0] in own else []
    reached.add(taker)
    return _held(table, own, taker)


def _askable(table: Table, index: int, reached: Collection[int], gently: bool) -> Iterator[int]:
    """Yield who could take a seat over from its holder and was not asked so far."""
    for person in table.seats[index].takers:
        asked = person in reached or person == table.holders[index]
        if not asked and not (gently and table.strain(index, person)):
            yield person


def _hand_overs(table: Table, origin: Mapping[int, int | None], index: int, taker: int) -> Iterator[tuple[int, int]]:
    """Yield (seat, who takes it) back from the end of a chain to its origin."""
    at: int | None = index
    while at is not None:
        yield at, taker
        taker, at = table.holders[at], origin[at]


def _pass_on(table: Table, chain: _Move) -> bool:
    """Carry a chain out, unless somebody would sit in two seats at once; returns whether it was."""
    before = [(index, table.holders[index]) for index, _ in chain]
    for index, taker in chain:
        if table.clashes(index, taker):
            for changed, holder in before:
                table.give(changed, holder)
            return False
        table.give(index, taker)
    return bool(chain)


def _break_up(table: Table) -> None:
    """Exchange seats so that fewer lie in a row and everybody keeps his number of each kind, or what is as even."""
    best, least = list(table.holders), 0
    barred: dict[tuple[int, int], int] = {}
    total = patience = 0
    for step in count():
        offer = _best_exchange(table, barred, step)
        if offer is None or patience == _PATIENCE:
            break
        for index, taker in offer[1]:
            barred[index, table.holders[index]] = step + _BARRED_STEPS
            table.give(index, taker)
        total, patience = total + offer[0], patience + 1
        if total < least:
            best, least, patience = list(table.holders), total, 0
    for index, holder in enumerate(best):
        table.give(index, holder)


def _best_exchange(table: Table, barred: Mapping[tuple[int, int], int], step: int) -> tuple[int, _Move] | None:
    """Return (by how much more would speak against what lies in a row, the exchange) of the best that is not barred."""
    rows = [index for index in table.movable if table.is_in_a_row(index)]
    offers = ((_change(table, move), move) for index in rows for move in _exchanges(table, index))
    return min((one for one in offers if all(barred.get(change, 0) <= step for change in one[1])), default=None)


def _exchanges(table: Table, index: int) -> Iterator[_Move]:
    """Yield what can be done about one seat: give it to somebody with one fewer, or exchange it or more of its kind."""
    kind, holder = table.seats[index].kind, table.holders[index]
    for person in _with_one_fewer(table, index, holder):
        yield ((index, person),)
    for person in table.seats[index].takers:
        if person != holder and (turned := _turned(table, index, person)):
            yield turned
    for other in table.movable:
        if table.seats[other].kind == kind and table.holders[other] not in (holder, NOBODY):
            yield from _swaps(table, index, other)


def _swaps(table: Table, index: int, other: int) -> Iterator[_Move]:
    """Yield the exchange of two seats; if they are at the same time, with somebody who takes the second."""
    holder, taker = table.holders[index], table.holders[other]
    if table.may_take(index, taker) and table.may_take(other, holder):
        yield (index, taker), (other, holder)
    elif taker in table.seats[index].takers and table.clashes(index, taker) == [other]:
        for person in _with_one_fewer(table, other, holder):
            if person != taker:
                yield (index, taker), (other, person)


def _with_one_fewer(table: Table, index: int, holder: int) -> Iterator[int]:
    """Yield who may have a seat and has had one fewer of its kind than somebody, so that nothing gets less even."""
    fewer = table.count(index, holder) - 1
    for person in table.seats[index].takers:
        if table.count(index, person) == fewer and not table.clashes(index, person):
            yield person


def _turned(table: Table, index: int, person: int) -> _Move:
    """Return how two change places from a seat on, as far as one seat drags the next along.

    Empty when either may not have a seat of the other, or when their numbers would get less even.
    """
    seats, holders, holder = table.seats, table.holders, table.holders[index]
    turned, waiting = {index: person}, [index]
    for one in waiting:
        for other in (*seats[one].crossing, *seats[one].near):
            if holders[other] == turned[one] and other not in turned and seats[other].kind == seats[index].kind:
                turned[other] = holder if holders[other] == person else person
                waiting.append(other)
    fewer = 2 * list(turned.values()).count(person) - len(turned)
    even = fewer in (0, table.count(index, holder) - table.count(index, person))
    return tuple(turned.items()) if even and _may_turn(table, turned) else ()


def _may_turn(table: Table, turned: Mapping[int, int]) -> bool:
    """Return whether everybody may have his new seat, all of them given out anew at once."""
    movable = set(table.movable)
    return all(
        index in movable and taker in table.seats[index].takers and turned.keys() >= set(table.clashes(index, taker))
        for index, taker in turned.items()
    )


def _change(table: Table, move: _Move) -> int:
    """Return by how much more would speak against what lies in a row."""
    change, before = 0, [table.holders[index] for index, _ in move]
    for index, taker in move:
        change += table.strain(index, taker) - table.strain(index, table.holders[index])
        table.holders[index] = taker
    for (index, _), holder in zip(move, before, strict=True):
        table.holders[index] = holder
    return change
