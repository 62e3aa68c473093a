"""Seats, who may have them and who has them; a first filling that leaves none empty without need; pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.duty.planner.shifts import Fairness

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
