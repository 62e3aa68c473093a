"""The monthly honour list: who leads, who rose, who is not ranked; pure and exact.

Source: domain rules, section 4; every number is policy, section ranking.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from config.policy import RankingPolicy


@dataclass(frozen=True)
class Figures:
    """What counts for one unit in one month.

    `active` members can take part (full, not exempt, not mobile, not left); `participants` of them have at least
    one verified, timely record; `capped_minutes` sums their minutes, each capped.
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
    keyed = sorted(
        ((unit.rate, shrunk_average(unit, mean, policy.shrink_k), unit) for unit in units),
        key=lambda row: (-row[0], -row[1], row[2].code),
    )
    placed: list[Placed] = []
    for position, (rate, average, unit) in enumerate(keyed, 1):
        same = placed and (placed[-1].figures.rate, placed[-1].average) == (rate, average)
        placed.append(Placed(placed[-1].place if same else position, unit, average))
    return placed


def leading_group(placed: Sequence[Placed], policy: RankingPolicy) -> tuple[Placed, ...]:
    """Return the units to be praised: the top share, at least and at most so many, ties at the edge included.

    Nobody without a participant is praised, and whoever shares the last place is never named, however short the
    list is: an honour list that names everybody would name the last.
    """
    share = int(len(placed) * Fraction(str(policy.top_ratio)))
    most = min(policy.top_max, max(policy.top_min, share))
    last = placed[-1].place if placed else 0
    return tuple(p for p in placed if p.place <= most and p.figures.participants > 0 and (p.place < last or last == 1))


def rises(
    units: Sequence[Figures], earlier: Mapping[int, Sequence[Fraction]], policy: RankingPolicy
) -> tuple[Risen, ...]:
    """Return the units that rose most against the mean of their own earlier months, best first.

    `earlier` holds {unit id: rates of the months before, at most `progress_months`}; without one there is no rise.
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


def changes(before: Sequence[Placed], after: Sequence[Placed]) -> list[str]:
    """Return the names of leading units that came, went or moved between two versions of a list."""
    old = {p.figures.unit_id: p.place for p in before}
    new = {p.figures.unit_id: p.place for p in after}
    names = {p.figures.unit_id: p.figures.name for p in (*before, *after)}
    return [names[key] for key in names if old.get(key) != new.get(key)]


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
