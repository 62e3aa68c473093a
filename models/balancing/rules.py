"""Spreads seats evenly over people: nobody in two at once, all kinds balanced, and then as few in a row as can be.

Pure. First every seat goes to whoever had the fewest of its kind; then chains of exchanges even out what is left (when
no chain leads from somebody to another with two fewer, no distribution is more even), and exchanges that leave
everybody's number as it is break up what lies in a row.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from models.planning.rules import Fairness

# Exchanges tried without getting better before what still lies in a row is left there; and how long one is not undone.
_PATIENCE = 40
_BARRED_STEPS = 8
_NOBODY = -1

_Move = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Seat:
    """One seat; other seats are named by their index in the list, which is in order of time.

    Attributes:
        kind: seats of one kind are spread evenly.
        takers: who may have it, ascending.
        crossing: the seats that nobody can have together with it.
        near: the seats that nobody should have together with it.
        tired: who should not have it for a reason outside the list.
        given: who has it by hand; holds as far as he may have it.
    """

    kind: Fairness
    takers: tuple[int, ...]
    crossing: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    tired: frozenset[int] = frozenset()
    given: int | None = None


def spread(seats: Sequence[Seat], had: Mapping[tuple[int, Fairness], int]) -> list[int | None]:
    """Return who has each seat, None where nobody can; the same for the same seats.

    Args:
        seats: what is to be filled, in order of time.
        had: {(person, kind): how many he has had}; whoever is not named has had none.
    """
    table = _Table(seats, had)
    _fill(table)
    for kind in dict.fromkeys(seat.kind for seat in seats):
        _even_out(table, kind)
    _break_up(table)
    return [None if holder == _NOBODY else holder for holder in table.holders]


class _Table:
    """The seats with who holds them now, and how many of each kind everybody has had with them."""

    def __init__(self, seats: Sequence[Seat], had: Mapping[tuple[int, Fairness], int]) -> None:
        self.seats = seats
        self.holders = [_NOBODY] * len(seats)
        self.had = Counter(had)
        self.movable: list[int] = []

    def count(self, index: int, person: int) -> int:
        """Return how many seats of the kind of this one somebody has had."""
        return self.had[person, self.seats[index].kind]

    def give(self, index: int, person: int) -> None:
        """Let somebody (or nobody) have a seat instead of whoever has it."""
        kind = self.seats[index].kind
        self.had[self.holders[index], kind] -= 1
        self.had[person, kind] += 1
        self.holders[index] = person

    def clashes(self, index: int, person: int) -> list[int]:
        """Return the seats of somebody that he cannot have together with this one."""
        holders = self.holders
        return [other for other in self.seats[index].crossing if holders[other] == person]

    def strain(self, index: int, person: int) -> int:
        """Return how many of somebody's seats lie in a row with this one."""
        seat, holders = self.seats[index], self.holders
        return sum([holders[other] == person for other in seat.near]) + (person in seat.tired)


def _fill(table: _Table) -> None:
    """Give the seats that are given by hand, then one after the other the rest."""
    for index, seat in enumerate(table.seats):
        if seat.given is not None and seat.given in seat.takers and not table.clashes(index, seat.given):
            table.give(index, seat.given)
        else:
            table.movable.append(index)
    latest: dict[int, int] = {}
    for index in table.movable:
        _seat_somebody(table, index, latest, set())


def _seat_somebody(table: _Table, index: int, latest: dict[int, int], asked: set[int]) -> bool:
    """Fill one seat, if need be by moving somebody who alone can have it out of another; returns whether it is."""
    takers = table.seats[index].takers
    free = [person for person in takers if not table.clashes(index, person)]
    if free:
        chosen = min(free, key=lambda one: (table.strain(index, one), table.count(index, one), latest.get(one, -1)))
        table.give(index, chosen)
        latest[chosen] = index
        return True
    return any(_relieve(table, index, person, latest, asked) for person in takers if person not in asked)


def _relieve(table: _Table, index: int, person: int, latest: dict[int, int], asked: set[int]) -> bool:
    """Move somebody from the seat that keeps him from this one, if another can have that."""
    asked.add(person)
    other, *more = table.clashes(index, person)
    if more or other not in table.movable:
        return False
    table.give(other, _NOBODY)
    table.give(index, person)
    if _seat_somebody(table, other, latest, asked):
        return True
    table.give(index, _NOBODY)
    table.give(other, person)
    return False


def _even_out(table: _Table, kind: Fairness) -> None:
    """Even out the seats of one kind, first without putting any in a row."""
    own = [index for index in table.movable if table.seats[index].kind == kind]
    people = {person for index in own for person in table.seats[index].takers}
    for gently in (True, False):
        while _even_out_once(table, own, people, gently):
            pass


def _even_out_once(table: _Table, own: Sequence[int], people: Collection[int], gently: bool) -> bool:
    """Take one seat from somebody who has had two more than another; returns whether it could be done."""
    counts = {person: table.count(own[0], person) for person in people}
    fewest = min(counts.values(), default=0)
    givers = sorted((-count, person) for person, count in counts.items() if count >= fewest + 2)
    return any(_pass_on(table, _chain(table, own, person, gently)) for _, person in givers)


def _chain(table: _Table, own: Sequence[int], giver: int, gently: bool) -> _Move:
    """Return the shortest chain of hand-overs that leaves `giver` one fewer and somebody with two fewer one more.

    Its first hand-over makes room for the second, and so on; empty when there is none.
    """
    most = table.count(own[0], giver) - 2
    origin: dict[int, int | None] = {index: None for index in own if table.holders[index] == giver}
    waiting, reached = deque(origin), {giver}
    while waiting:
        index = waiting.popleft()
        for taker in _askable(table, index, reached, gently):
            clashes = table.clashes(index, taker)
            if not clashes and table.count(index, taker) <= most:
                return tuple(_hand_overs(table, origin, index, taker))
            if not clashes:
                reached.add(taker)
            given_up = clashes if clashes else [other for other in own if table.holders[other] == taker]
            fresh = [other for other in given_up if other in own and other not in origin]
            if len(clashes) < 2:
                origin.update(dict.fromkeys(fresh, index))
                waiting.extend(fresh)
    return ()


def _askable(table: _Table, index: int, reached: Collection[int], gently: bool) -> Iterator[int]:
    """Yield who could take a seat over from its holder and was not asked so far."""
    for person in table.seats[index].takers:
        asked = person in reached or person == table.holders[index]
        if not asked and not (gently and table.strain(index, person)):
            yield person


def _hand_overs(table: _Table, origin: Mapping[int, int | None], index: int, taker: int) -> Iterator[tuple[int, int]]:
    """Yield (seat, who takes it) back from the end of a chain to its origin."""
    at: int | None = index
    while at is not None:
        yield at, taker
        taker, at = table.holders[at], origin[at]


def _pass_on(table: _Table, chain: _Move) -> bool:
    """Carry a chain out, unless somebody would sit in two seats at once; returns whether it was."""
    before = [(index, table.holders[index]) for index, _ in chain]
    for index, taker in chain:
        if table.clashes(index, taker):
            for changed, holder in before:
                table.give(changed, holder)
            return False
        table.give(index, taker)
    return bool(chain)


def _break_up(table: _Table) -> None:
    """Exchange seats so that fewer lie in a row and everybody keeps his number of each kind, or what is as even."""
    best, least = list(table.holders), 0
    barred: dict[tuple[int, int], int] = {}
    total = patience = 0
    for step in count():
        taken = [index for index in table.movable if table.holders[index] != _NOBODY]
        rows = [index for index in taken if table.strain(index, table.holders[index])]
        offers = [(_change(table, move), move) for index in rows for move in _exchanges(table, index)]
        allowed = [offer for offer in offers if all(barred.get(one, 0) <= step for one in offer[1])]
        if not allowed or patience == _PATIENCE:
            break
        change, move = min(allowed)
        for index, taker in move:
            barred[index, table.holders[index]] = step + _BARRED_STEPS
            table.give(index, taker)
        total, patience = total + change, patience + 1
        if total < least:
            best, least, patience = list(table.holders), total, 0
    for index, holder in enumerate(best):
        table.give(index, holder)


def _exchanges(table: _Table, index: int) -> Iterator[_Move]:
    """Yield what can be done about one seat: give it to somebody with one fewer, or exchange it for one of its kind."""
    seat, holder = table.seats[index], table.holders[index]
    free = [person for person in seat.takers if person != holder and not table.clashes(index, person)]
    for person in _with_one_fewer(table, index, holder):
        yield ((index, person),)
    for other in table.movable:
        taker, its = table.holders[other], table.seats[other]
        if its.kind != seat.kind or taker == holder:
            continue
        if taker in free and holder in its.takers and not table.clashes(other, holder):
            yield (index, taker), (other, holder)
        elif other in seat.crossing and taker in seat.takers and len(table.clashes(index, taker)) == 1:
            for person in _with_one_fewer(table, other, holder):
                if person != taker:
                    yield (index, taker), (other, person)


def _with_one_fewer(table: _Table, index: int, holder: int) -> Iterator[int]:
    """Yield who may have a seat and has had one fewer of its kind than somebody, so that nothing gets less even."""
    for person in table.seats[index].takers:
        if table.count(index, person) == table.count(index, holder) - 1 and not table.clashes(index, person):
            yield person


def _change(table: _Table, move: _Move) -> int:
    """Return by how many more seats would lie in a row."""
    change = sum(table.strain(index, taker) - table.strain(index, table.holders[index]) for index, taker in move)
    near = len(move) == 2 and move[1][0] in table.seats[move[0][0]].near
    return change - 2 * near
