"""The honour list of a month, quarter or year: who leads, who rose, who is not ranked; pure and exact.

Source: domain rules, section 4; every number is policy, section ranking.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain

from config.policy import RankingPolicy

# So many of a list stay unnamed at least: of two nobody knows which is the last.
UNNAMED_LEAST = 2


@dataclass(frozen=True)
class Figures:
    """What counts for one unit in one period.

    `active` members can take part (full, not exempt, not mobile, not left); `participants` of them have at least
    one verified, timely record; `capped_minutes` sums their minutes, each capped in each month.
    """

    unit_id: int
    code: str
    name: str
    kind: str
    active: int
    participants: int
    capped_minutes: int

    @property
    def rate(self) -> Fraction:
        """Return the participation rate, 0 to 1; 0 without active members."""
        return Fraction(self.participants, self.active) if self.active else Fraction(0)


@dataclass(frozen=True)
class Placed:
    """A ranked unit; equal units share a place and the next place is left out."""

    place: int
    figures: Figures
    average: Fraction


@dataclass(frozen=True)
class Risen:
    """A unit whose participation rose against its own earlier months; `rise` is 0 to 1."""

    figures: Figures
    rise: Fraction


@dataclass(frozen=True)
class Standings:
    """One kind's list: all places, the leading group, the risen, and the units too small to be ranked."""

    kind: str
    placed: tuple[Placed, ...]
    leading: tuple[Placed, ...]
    risen: tuple[Risen, ...]
    unranked: tuple[Figures, ...]

    @property
    def took_part(self) -> tuple[Figures, ...]:
        """Return the units too small to be ranked in which somebody took part, by code."""
        return tuple(unit for unit in self.unranked if unit.participants > 0)

    def place_of(self, unit_id: int) -> int | None:
        """Return a unit's place, or None when it is not ranked."""
        return next((p.place for p in self.placed if p.figures.unit_id == unit_id), None)


def shrunk_average(figures: Figures, mean: Fraction, k: int) -> Fraction:
    """Return capped minutes per active member, drawn towards the kind's mean as if `k` average members were added."""
    return (figures.capped_minutes + k * mean) / Fraction(figures.active + k)


def place_all(units: Sequence[Figures], policy: RankingPolicy) -> list[Placed]:
    """Return units in order of participation rate, then shrunk average; ties share a place (1, 1, 3).

    `units` are of one kind, each with at least one active member. Equal rows are ordered by code.
    """
    active = sum(unit.active for unit in units)
    mean = Fraction(sum(unit.capped_minutes for unit in units), active) if active else Fraction(0)
    found = [Placed(0, unit, shrunk_average(unit, mean, policy.shrink_k)) for unit in units]
    return _numbered(sorted(found, key=lambda one: (-one.figures.rate, -one.average, one.figures.code)))


def _numbered(ordered: Sequence[Placed]) -> list[Placed]:
    """Return units, best first, with their places among themselves."""
    placed: list[Placed] = []
    for position, one in enumerate(ordered, 1):
        same = placed and (placed[-1].figures.rate, placed[-1].average) == (one.figures.rate, one.average)
        placed.append(replace(one, place=placed[-1].place if same else position))
    return placed


def leading_group(placed: Sequence[Placed], policy: RankingPolicy) -> tuple[Placed, ...]:
    """Return the units to be praised: the top share, at least and at most so many, ties at the edge included.

    Nobody without a participant is praised, and however short the list is nobody can tell who is the last: those
    named are so few that two are not, unless all are level.
    """
    share = int(len(placed) * Fraction(str(policy.top_ratio)))
    most = min(policy.top_max, max(policy.top_min, share))
    named = [one for one in placed if one.place <= most and one.figures.participants > 0]
    while named and placed[-1].place > 1 and len(placed) - len(named) < UNNAMED_LEAST:
        named = [one for one in named if one.place < named[-1].place]
    return tuple(named)


def leading_within(
    one: Standings, circles: Sequence[Collection[int]], policy: RankingPolicy
) -> list[tuple[Placed, ...]]:
    """Return who leads within each of some circles (unit ids) that are read together with the whole list.

    Their order is that of the list, their places are those among themselves; at most `top_min` are named. Nobody is
    where all names that are read together would leave fewer than two of the circle unnamed.
    """
    few = policy.model_copy(update={"top_max": policy.top_min})
    inside = [_numbered([p for p in one.placed if p.figures.unit_id in units]) for units in circles]
    leading = [leading_group(placed, few) for placed in inside]
    named = _ids(chain(one.leading, *leading))
    unnamed = [len(_ids(placed) - named) for placed in inside]
    return [group if left >= UNNAMED_LEAST else () for group, left in zip(leading, unnamed, strict=True)]


def _ids(placed: Iterable[Placed]) -> set[int]:
    return {one.figures.unit_id for one in placed}


def rises(
    units: Sequence[Figures], earlier: Mapping[int, Sequence[Fraction]], policy: RankingPolicy
) -> tuple[Risen, ...]:
    """Return the units that rose most against the mean of their own earlier periods, best first.

    `earlier` holds {unit id: rates of the periods before}; without one there is no rise.
    """
    found = []
    for unit in units:
        rates = earlier.get(unit.unit_id, ())
        if rates:
            found.append(Risen(unit, unit.rate - sum(rates, Fraction(0)) / len(rates)))
    found.sort(key=lambda risen: (-risen.rise, risen.figures.code))
    return tuple(risen for risen in found if risen.rise > 0)[: policy.progress_top]


def standings(
    kind: str, units: Sequence[Figures], earlier: Mapping[int, Sequence[Fraction]], policy: RankingPolicy
) -> Standings:
    """Return the list of one kind; units with too few active members are shown as having taken part, not ranked."""
    ranked = [unit for unit in units if unit.active >= policy.min_active_members]
    small = [unit for unit in units if unit.active < policy.min_active_members]
    placed = place_all(ranked, policy)
    return Standings(
        kind=kind,
        placed=tuple(placed),
        leading=leading_group(placed, policy),
        risen=rises(ranked, earlier, policy),
        unranked=tuple(sorted(small, key=lambda unit: unit.code)),
    )


@dataclass(frozen=True)
class Within:
    """Who of a kind leads within a township or belt, with their places in it."""

    name: str
    kind: str
    leading: tuple[Placed, ...]


def changes(before: Sequence[Placed], after: Sequence[Placed]) -> list[str]:
    """Return the names of leading units that came or rose between two versions of a list; nobody who fell is named."""
    old = {p.figures.unit_id: p.place for p in before}
    return [p.figures.name for p in after if p.place < old.get(p.figures.unit_id, p.place + 1)]


@dataclass(frozen=True)
class AreaSum:
    """Counts of one place for an office: its organisations and those with service, its people, and what waits."""

    name: str
    units: int
    units_with: int
    active: int
    participants: int
    waiting: int


def area_sum(name: str, units: Sequence[Figures], waiting: Mapping[int, int]) -> AreaSum:
    """Return the counts of some units; `waiting` holds {unit id: records to be verified}."""
    return AreaSum(
        name=name,
        units=len(units),
        units_with=sum(unit.participants > 0 for unit in units),
        active=sum(unit.active for unit in units),
        participants=sum(unit.participants for unit in units),
        waiting=sum(waiting.get(unit.unit_id, 0) for unit in units),
    )
