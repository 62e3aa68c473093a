"""Who takes which shift; pure, and the same whatever order its inputs come in. Source: domain rules, section 3."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from models.duty.planner.seats import Seat, spread
from models.duty.planner.shifts import (
    Assigned,
    Away,
    Fairness,
    Key,
    Member,
    Shift,
    Why,
    are_watches_in_a_row,
    by_start,
    overlap,
    strain,
)
from models.values.grouping import grouped

Carried = Mapping[tuple[int, Fairness], int]

# Two on watch day after day need two others in between.
ENOUGH = 4
# Two who never had an evening and the morning after it would have all mornings and all afternoons.
PAIR = 2


def plan(
    shifts: Iterable[Shift],
    pool: Iterable[Member],
    away: Collection[Away],
    carried: Carried,
    kept: Mapping[Key, int] | None = None,
    around: Collection[Assigned] = (),
) -> list[Assigned]:
    """Return every shift by start with who takes it, None where nobody can.

    Nobody has two at once, or one while he is away, or leads without being a leader; nor two watches of a day and a
    night in a row, unless he was given both or one would stay empty. Then each kind is spread as evenly as these allow,
    with what is carried over; then nobody has two shifts in a row if that can be had as well (of a pair: on one day).
    On a collective day everybody who is free has a chair.

    Args:
        shifts: what is to be filled.
        pool: who takes turns.
        away: when they are not there.
        carried: how many of each kind everybody has had; whoever is not named has had none.
        kept: who was given a shift by hand; if he may not have it by now, it is planned anew.
        around: shifts that stand before and after the planned ones, such as the last days of the month before.
    """
    ordered = sorted(shifts, key=by_start)
    members = sorted(pool, key=lambda member: member.person_id)
    own = [shift for shift in ordered if not shift.collective]
    seats = _seats(own, members, away, kept or {}, around)
    holders = spread(seats, carried)
    rested = _rested(seats, own, around)
    if _weary(rested, holders):
        # Evenness waits for the next month, rather than that somebody has two watches in a row; a watch that nobody
        # would have does not.
        holders = min(holders, spread(rested, carried), key=lambda found: (found.count(None), _weary(rested, found)))
    whys = _whys(own, seats, holders, members, away, carried)
    found = [Assigned(*row) for row in zip(own, holders, whys, strict=True)]
    chairs = [shift for shift in ordered if shift.collective]
    return sorted([*found, *_chairs(chairs, members, away, [*around, *found])], key=lambda one: by_start(one.shift))


def _seats(
    shifts: Sequence[Shift],
    members: Sequence[Member],
    away: Collection[Away],
    kept: Mapping[Key, int],
    around: Collection[Assigned],
) -> list[Seat]:
    beside = _beside([*shifts, *[one.shift for one in around]], over_night=len(members) > PAIR)
    planned = grouped((shift.starts, index) for index, shift in enumerate(shifts))
    return [
        Seat(
            kind=shift.counts_as,
            takers=tuple(_free(shift, members, away, around)),
            crossing=tuple(crossing),
            near={other: strain(shift, shifts[other]) for moment in beside[shift.starts] for other in planned[moment]},
            tired=_tired(shift, beside[shift.starts], around),
            given=kept.get(shift.key),
            part=shift.part,
        )
        for shift, crossing in zip(shifts, _crossings(shifts), strict=True)
    ]


def _rested(seats: Sequence[Seat], shifts: Sequence[Shift], around: Collection[Assigned]) -> list[Seat]:
    """Return the seats so that nobody has two watches in a row whom nobody asked to."""
    found = []
    for seat, shift in zip(seats, shifts, strict=True):
        row = [at for at, other in enumerate(shifts) if other != shift and are_watches_in_a_row(shift, other)]
        barred = [at for at in row if seat.given is None or seats[at].given != seat.given]
        weary = {one.person_id for one in around if are_watches_in_a_row(shift, one.shift)} - {seat.given}
        takers = tuple(person for person in seat.takers if person not in weary)
        found.append(replace(seat, takers=takers, crossing=tuple(sorted({*seat.crossing, *barred}))))
    return found


def _weary(rested: Sequence[Seat], holders: Sequence[int | None]) -> int:
    """Return how many seats somebody has who should not."""
    return sum(
        holder is not None and (holder not in seat.takers or holder in {holders[at] for at in seat.crossing})
        for seat, holder in zip(rested, holders, strict=True)
    )


def _beside(shifts: Iterable[Shift], *, over_night: bool = True) -> dict[datetime, list[datetime]]:
    """Return {start: the starts just before and after it, of its own day or `over_night`}, collective days aside."""
    starts = sorted({shift.starts for shift in shifts if not shift.collective})
    found = {moment: [*starts[max(at - 1, 0) : at], *starts[at + 1 : at + 2]] for at, moment in enumerate(starts)}
    if over_night:
        return found
    return {moment: [other for other in near if other.date() == moment.date()] for moment, near in found.items()}


def _tired(shift: Shift, beside: Collection[datetime], slots: Iterable[Assigned]) -> Counter[int]:
    """Return how much speaks against somebody's having a shift, for those at moments beside it that he has."""
    found: Counter[int] = Counter()
    for one in slots:
        if one.person_id is not None and one.shift.starts in beside:
            found[one.person_id] += strain(shift, one.shift)
    return found


def _crossings(shifts: Sequence[Shift]) -> list[list[int]]:
    """Return for each of the shifts, which are in order of start, which others run at the same time."""
    found: list[list[int]] = [[] for _ in shifts]
    for index, shift in enumerate(shifts):
        for other in range(index + 1, len(shifts)):
            if shifts[other].starts >= shift.ends:
                break
            found[index].append(other)
            found[other].append(index)
    return found


def _free(shift: Shift, pool: Iterable[Member], away: Iterable[Away], slots: Iterable[Assigned]) -> list[int]:
    """Return who of the pool may have a shift beside what they have and where they are, in the order of the pool."""
    taken = {one.person_id for one in slots if overlap(shift, one.shift)}
    barred = taken | _gone(shift, away)
    return [
        member.person_id
        for member in pool
        if member.person_id not in barred and (member.leader or not shift.needs_leader)
    ]


def _gone(shift: Shift, away: Iterable[Away]) -> set[int]:
    return {one.person_id for one in away if overlap(shift, one)}


def _chairs(
    shifts: Iterable[Shift], members: Sequence[Member], away: Collection[Away], slots: Collection[Assigned]
) -> Iterator[Assigned]:
    """Yield the chairs of collective days: everybody's own, empty while he is not free."""
    for _, chairs in groupby(shifts, key=lambda shift: shift.key[:2]):
        for seat, shift in enumerate(chairs):
            if not seat:
                free = _free(shift, members, away, slots)
            person = members[seat].person_id if seat < len(members) else None
            yield Assigned(shift, person if person in free else None)


def _whys(
    shifts: Sequence[Shift],
    seats: Sequence[Seat],
    holders: Sequence[int | None],
    members: Sequence[Member],
    away: Collection[Away],
    carried: Carried,
) -> Iterator[Why]:
    """Yield why each shift came to whom it did, one after the other."""
    had = Counter(carried)
    for shift, seat, holder in zip(shifts, seats, holders, strict=True):
        counts = {member.person_id: had[member.person_id, shift.counts_as] for member in members}
        why = Why(fewest=min(counts.values(), default=0), away=len(_gone(shift, away) & counts.keys()))
        if holder is not None:
            tired = {*seat.tired, *(holders[other] for other in seat.near)}
            why = replace(why, had=counts[holder], in_a_row=holder in tired, kept=holder == seat.given)
            had[holder, shift.counts_as] += 1
        yield why


def newcomer(
    future: Iterable[Assigned], joined: Member, pool: Iterable[Member], away: Collection[Away]
) -> dict[Key, tuple[int | None, int]]:
    """Return {shift: (who had it, the newcomer)}: the fewest moves that give him his share of the shifts to come.

    His share of a kind is what each would have if all had the same, rounded down, as far as somebody has two more than
    he in shifts that he may take. Empty shifts come first, then those of whoever has most; of several, one that leaves
    nothing in a row and is nobody's next duty. Collective days stay as they are.
    """
    standing = {one.shift.key: one for one in sorted(future, key=lambda one: by_start(one.shift))}
    size = len({member.person_id for member in pool} | {joined.person_id})
    moves: dict[Key, tuple[int | None, int]] = {}
    for kind in Fairness:
        share = sum(_of_kind(one, kind) for one in standing.values()) // size
        rested = size >= ENOUGH
        while (taken := _taken_over(standing, kind, share, joined, away, rested=rested)) is not None:
            moves[taken.shift.key] = taken.person_id, joined.person_id
            standing[taken.shift.key] = Assigned(taken.shift, joined.person_id)
    return moves


def _of_kind(one: Assigned, kind: Fairness) -> bool:
    return one.shift.counts_as == kind and not one.shift.collective


def _taken_over(
    standing: Mapping[Key, Assigned],
    kind: Fairness,
    share: int,
    joined: Member,
    away: Collection[Away],
    *,
    rested: bool,
) -> Assigned | None:
    """Return the shift that the newcomer takes over next; None when he has his share or there is none for him."""
    slots = list(standing.values())
    held = Counter(one.person_id for one in slots if _of_kind(one, kind))
    own = held[joined.person_id]
    if own >= share:
        return None
    next_ones = {one.person_id: one.shift.key for one in reversed(slots)}
    beside = _beside(one.shift for one in slots)
    tiring = {
        moment for one in slots if one.person_id == joined.person_id for moment in beside.get(one.shift.starts, ())
    }
    weeks = _weeks(slots, joined)
    return min(
        _offered(slots, kind, joined, away, rested=rested),
        key=lambda one: (
            one.person_id is not None,
            -held[one.person_id],
            one.shift.starts in tiring,
            one.shift.key == next_ones[one.person_id],
            weeks[_week(one.shift)],
            by_start(one.shift),
        ),
        default=None,
    )


def _weeks(slots: Iterable[Assigned], joined: Member) -> Counter[tuple[int, int]]:
    """Return how many somebody has of each week, so that his share is spread."""
    own = [one.shift for one in slots if one.person_id == joined.person_id]
    return Counter(_week(shift) for shift in own if not shift.collective)


def _week(shift: Shift) -> tuple[int, int]:
    return shift.day.isocalendar()[:2]


def _offered(
    slots: Sequence[Assigned], kind: Fairness, joined: Member, away: Collection[Away], *, rested: bool
) -> list[Assigned]:
    """Return the shifts of a kind that somebody may take and that are empty or of people with two more than he.

    Where there are enough to be `rested`, no watch of a day and a night is next to one that he has.
    """
    held = Counter(one.person_id for one in slots if _of_kind(one, kind))
    most = held[joined.person_id] + 1
    given_up = [one for one in slots if one.person_id is None or held[one.person_id] > most]
    own = [one.shift for one in slots if rested and one.person_id == joined.person_id]
    return [
        one
        for one in given_up
        if _of_kind(one, kind) and _free(one.shift, [joined], away, slots) and not _row(one, own)
    ]


def _row(one: Assigned, own: Sequence[Shift]) -> bool:
    """Return whether a watch would be in a row with one of somebody's own."""
    return any(are_watches_in_a_row(one.shift, other) for other in own)


def suggestions(
    shift: Shift,
    pool: Iterable[Member],
    away: Iterable[Away],
    slots: Collection[Assigned],
    carried: Carried,
    most: int = 3,
) -> list[int]:
    """Return up to `most` people who could take a shift, those with the fewest of its kind first.

    Args:
        shift: what is to be filled.
        pool: who takes turns.
        away: when they are not there.
        slots: what they have around it.
        carried: how many of each kind everybody has had or will have.
        most: how many to name.
    """
    beside = _beside([shift, *[one.shift for one in slots]]).get(shift.starts, [])
    tired = _tired(shift, beside, slots)
    free = _free(shift, pool, away, slots)
    return sorted(free, key=lambda one: (carried.get((one, shift.counts_as), 0), tired[one], one))[:most]
