"""Spreads seats evenly over people: nobody in two at once, all kinds balanced, and then as few in a row as can be.

Pure, and one thing: a first filling leaves no seat empty without need, and gives each to whoever had the fewest of its
kind; then chains of exchanges even out what is left (when no chain leads from somebody to another with two fewer, no
distribution is more even), and exchanges that leave everybody's number as it is break up what lies in a row.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from models.duty.planner.shifts import Fairness

# Exchanges tried without getting better before what still lies in a row is left there; and how long one is not undone.
_PATIENCE = 40
_BARRED_STEPS = 8

_Move = tuple[tuple[int, int], ...]

NOBODY = -1

Had = Mapping[tuple[int, Fairness], int]


@dataclass(frozen=True)
class Seat:
    """One seat; other seats are named by their index in the list, which is in order of time.

    Attributes:
        kind: seats of one kind are spread evenly.
        takers: who may have it, ascending.
        crossing: the seats that nobody can have together with it.
        near: the seats that nobody should have together with it, and how much speaks against each.
        tired: who should not have it for a reason outside the list, and how much speaks against it.
        given: who has it by hand; holds as far as he may have it.
        part: of what is even otherwise, everybody should have mornings and afternoons alike.
    """

    kind: Fairness
    takers: tuple[int, ...]
    crossing: tuple[int, ...] = ()
    near: Mapping[int, int] = field(default_factory=dict)
    tired: Mapping[int, int] = field(default_factory=dict)
    given: int | None = None
    part: str = ""


class Table:
    """The seats with who holds them now, and how many of each kind everybody has had with them."""

    def __init__(self, seats: Sequence[Seat], had: Had) -> None:
        """Begin with nobody anywhere."""
        self.seats = seats
        self.holders = [NOBODY] * len(seats)
        self.had = Counter(had)
        self.parts: Counter[tuple[int, str]] = Counter()
        self.movable: list[int] = []

    def count(self, index: int, person: int) -> int:
        """Return how many seats of the kind of this one somebody has had."""
        return self.had[person, self.seats[index].kind]

    def give(self, index: int, person: int) -> None:
        """Let somebody (or nobody) have a seat instead of whoever has it."""
        kind, part = self.seats[index].kind, self.seats[index].part
        for one, step in ((self.holders[index], -1), (person, 1)):
            self.had[one, kind] += step
            self.parts[one, part] += step
        self.holders[index] = person

    def clashes(self, index: int, person: int) -> list[int]:
        """Return the seats of somebody that he cannot have together with this one."""
        holders = self.holders
        return [other for other in self.seats[index].crossing if holders[other] == person]

    def strain(self, index: int, person: int) -> int:
        """Return how much speaks against somebody's having a seat, for those in a row with it that he has."""
        seat, holders = self.seats[index], self.holders
        return sum([much for other, much in seat.near.items() if holders[other] == person]) + seat.tired.get(person, 0)

    def burden(self, index: int, person: int) -> tuple[int, int, int]:
        """Return what speaks against somebody's having a seat, the weightiest first."""
        part = self.parts[person, self.seats[index].part]
        return self.strain(index, person), self.count(index, person), part

    def is_in_a_row(self, index: int) -> bool:
        """Return whether whoever has a seat has another in a row with it."""
        holder = self.holders[index]
        return holder != NOBODY and self.strain(index, holder) > 0

    def may_take(self, index: int, person: int) -> bool:
        """Return whether somebody may have a seat beside those he has."""
        return person in self.seats[index].takers and not self.clashes(index, person)


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


def seated(seats: Sequence[Seat], had: Had) -> Table:
    """Return a table with every seat filled that can be: those given by hand, then one after the other.

    A seat goes to whoever has nothing in a row with it, then to whoever had the fewest of its kind, then of its part,
    then to whoever had none for longest.
    """
    table = Table(seats, had)
    for index, seat in enumerate(seats):
        if seat.given is not None and seat.given in seat.takers and not table.clashes(index, seat.given):
            table.give(index, seat.given)
        else:
            table.movable.append(index)
    latest: dict[int, int] = {}
    for index in table.movable:
        _seat_somebody(table, index, latest, set())
    return table


def _seat_somebody(table: Table, index: int, latest: dict[int, int], asked: set[int]) -> bool:
    """Fill one seat, if need be by moving somebody who alone can have it out of another; returns whether it is."""
    takers = table.seats[index].takers
    free = [person for person in takers if not table.clashes(index, person)]
    if free:
        chosen = min(free, key=lambda one: (*table.burden(index, one), latest.get(one, -1)))
        table.give(index, chosen)
        latest[chosen] = index
        return True
    return any(_relieve(table, index, person, latest, asked) for person in takers if person not in asked)


def _relieve(table: Table, index: int, person: int, latest: dict[int, int], asked: set[int]) -> bool:
    """Move somebody from the seat that keeps him from this one, if another can have that."""
    asked.add(person)
    other, *more = table.clashes(index, person)
    if more or other not in table.movable:
        return False
    table.give(other, NOBODY)
    table.give(index, person)
    if _seat_somebody(table, other, latest, asked):
        return True
    table.give(index, NOBODY)
    table.give(other, person)
    return False


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
