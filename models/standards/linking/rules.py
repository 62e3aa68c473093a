"""Where a chain of places is broken, and who could help; pure. Source: feature F02 (连点成线、连线成片)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.matters.steps.rules import Kind, Step
from models.organisation.authority.deciders import roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign


class PairState(StrEnum):
    """States of a pair of places."""

    PAIRED = "paired"
    ENDED = "ended"


_PAIRED = frozenset({PairState.PAIRED})
PAIRING = Kind(
    code="pairing",
    sign=Sign.PAIRING,
    name="结对",
    states={PairState.PAIRED: "结对中", PairState.ENDED: "结束了"},
    steps=(Step("end", _PAIRED, PairState.ENDED, roles(Role.DISTRICT), word="办结"),),
    # A pair stands until somebody ends it: it is nothing that waits.
    open=frozenset(),
)


@dataclass(frozen=True)
class BeltPlace:
    """A place on a belt: its sites, and the day of the last confirmed service in it, None where there is none."""

    unit_id: int
    name: str
    sites: int
    served_on: date | None

    def is_quiet(self, today: date, quiet_days: int) -> bool:
        """Return whether nothing was confirmed there for so many days."""
        return self.served_on is None or self.served_on < today - timedelta(days=quiet_days)


@dataclass(frozen=True)
class BeltGap:
    """A place without a site (`without_site`) or quiet for a while; which place could help, or helps (`pair`)."""

    place: BeltPlace
    without_site: bool
    helper: str | None
    pair: tuple[int, str] | None = None


def gaps(
    places: Sequence[BeltPlace], pairs: Mapping[int, tuple[int, str]], today: date, quiet_days: int
) -> list[BeltGap]:
    """Return the gaps of a belt in the order of its chain.

    The nearest place with a site in which something is done could help, of two as near the one further up the chain.

    Args:
        places: those of the belt, in order.
        pairs: {unit: (number of the pair, who helps)} of those that are paired.
        today: the local day.
        quiet_days: how many days without confirmed service make a gap.
    """
    strong = [n for n, one in enumerate(places) if one.sites and not one.is_quiet(today, quiet_days)]
    found = []
    for n, one in enumerate(places):
        if n not in strong:
            nearest = min(strong, key=lambda other: (abs(other - n), other), default=None)
            helper = None if nearest is None else places[nearest].name
            found.append(BeltGap(one, not one.sites, helper, pairs.get(one.unit_id)))
    return found


@dataclass(frozen=True)
class BeltProgress:
    """How far a belt is: its places, those with a site, those in which something was done lately, and the pairs."""

    name: str
    places: int
    with_site: int
    active: int
    pairs: int
    named: Mapping[int, int]


def progress(
    name: str,
    places: Sequence[BeltPlace],
    paired: Mapping[int, object],
    named: Mapping[int, int],
    today: date,
    days: int,
) -> BeltProgress:
    """Return how far a belt is; `named` holds {year: sites that were named in it}."""
    return BeltProgress(
        name,
        len(places),
        sum(one.sites > 0 for one in places),
        sum(not one.is_quiet(today, days) for one in places),
        sum(one.unit_id in paired for one in places),
        named,
    )


SAME_PLACE = "结对要两个地方，例如“结对 新皂 金家林”。"
PAIRED_ALREADY = "{unit}已经和{helper}结对（{number}）。要换一个，先发“办结 {number}”。"
NOT_ON_A_BELT = "{unit}不是示范带上的一处。看有哪些，发“示范带”。"
