"""Finding gaps, pairing places and telling how far the belts are; runs in the caller's transaction."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from tortoise.expressions import Q

from models.matters.steps.actions import open_matter
from models.matters.steps.rules import Opening
from models.matters.steps.tables import Matter
from models.organisation.authority.act import Act
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person
from models.organisation.units.actions import belt_named, belts, unit_named, with_below
from models.organisation.units.rules import Belt
from models.organisation.units.tables import DemoSite
from models.service.activities.actions import last_served, served
from models.standards.linking import texts
from models.standards.linking.rules import (
    NOT_ON_A_BELT,
    PAIRED_ALREADY,
    PAIRING,
    SAME_PLACE,
    BeltGap,
    BeltPlace,
    BeltProgress,
    PairState,
    gaps,
    progress,
)
from models.standards.linking.tables import Pairing
from models.values.periods import Quarter
from models.values.refusal import Refusal

_STANDING = Q(state=PairState.PAIRED)


async def belt_gaps(act: Act, name: str) -> tuple[str, int, list[BeltGap]]:
    """Return a belt's name, how many places it has, and its gaps; refuses with UNKNOWN_BELT."""
    belt = await belt_named(name, act.today)
    places = await _places(belt)
    return belt.name, len(places), gaps(places, await _pairs(), act.today, act.policy.standards.quiet_days)


async def _places(belt: Belt) -> list[BeltPlace]:
    """Return the places of a belt in order; what is done in a unit below a place is done there."""
    days = await last_served()
    found = []
    for stop in belt.stops:
        below = [days[one] for one in await with_below(stop.unit_id) if one in days]
        found.append(BeltPlace(stop.unit_id, stop.name, stop.sites, max(below, default=None)))
    return found


async def _pairs(standing: Q = _STANDING) -> dict[int, tuple[int, str]]:
    """Return {unit: (number, who helps)} of the pairs that stand, or of those for which something else holds."""
    found = await Matter.filter(standing, kind=PAIRING.code).values_list("id", flat=True)
    rows = await Pairing.filter(matter_id__in=list(found)).select_related("helper").order_by("id")
    return {row.unit_id: (row.matter_id, row.helper.name) for row in rows}


async def pair(act: Act, weak: str, strong: str) -> tuple[tuple[int, str, str], Sequence[Person], list[str]]:
    """Let the district pair a place on a belt with another; refuses with SAME_PLACE, NOT_ON_A_BELT, PAIRED_ALREADY.

    Return (number, place, which helps it), who works in their offices, and in whose offices nobody hears of it.
    """
    unit, helper = await unit_named(weak), await unit_named(strong)
    if unit.id == helper.id:
        raise Refusal(SAME_PLACE)
    on_belts = {stop.unit_id for belt in await belts(act.today) for stop in belt.stops}
    for one in (unit, helper):
        if one.id not in on_belts:
            raise Refusal(NOT_ON_A_BELT, unit=one.name)
    if standing := (await _pairs()).get(unit.id):
        raise Refusal(PAIRED_ALREADY, unit=unit.name, helper=standing[1], number=PAIRING.sign.show(standing[0]))
    matter = await open_matter(act, PAIRING, Opening(unit.id, texts.both(unit.name, helper.name), {}))
    await Pairing.create(matter_id=matter.id, unit_id=unit.id, helper_id=helper.id)
    unheard = [one.name for one in (unit, helper) if not await holders([Role.TOWNSHIP], act.today, one.id)]
    return (matter.id, unit.name, helper.name), await offices_of(matter.id, act.today), unheard


async def offices_of(number: int, day: date) -> tuple[Person, ...]:
    """Return who works in the offices of both places of a pair."""
    row = await Pairing.get(matter_id=number)
    found = [one for unit_id in (row.unit_id, row.helper_id) for one in await holders([Role.TOWNSHIP], day, unit_id)]
    return tuple({one.id: one for one in found}.values())


async def all_progress(act: Act) -> list[BeltProgress]:
    """Return how far each belt is."""
    pairs, days = await _pairs(), act.policy.standards.quiet_days
    return [
        progress(belt.name, await _places(belt), pairs, await _named(belt), act.today, days)
        for belt in await belts(act.today)
    ]


async def _named(belt: Belt) -> Counter[int]:
    """Return {year: sites that were named in it} of those that stand on a belt."""
    units = {below for stop in belt.stops for below in await with_below(stop.unit_id)}
    sites = await DemoSite.standing().filter(unit_id__in=list(units))
    return Counter(one.named_on.year for one in sites if one.named_on)


async def bulletin(act: Act, name: str, quarter: Quarter) -> tuple[str, list[int]]:
    """Return what can be told of a belt's quarter, and to which units; refuses with UNKNOWN_BELT."""
    begins, ends = quarter.moments(act.now.tzinfo)
    stood = Q(_STANDING | Q(closed_at__gte=begins), opened_at__lt=ends)
    belt, pairs = await belt_named(name, act.today), await _pairs(stood)
    units = [below for stop in belt.stops for below in await with_below(stop.unit_id)]
    done = await served(units, quarter.first, min(quarter.last, act.today))
    sites = [one.name for one in belt.stops if one.sites]
    paired = [texts.both(one.name, pairs[one.unit_id][1]) for one in belt.stops if one.unit_id in pairs]
    return texts.bulletin(f"{belt.name} {quarter.name}", sites, done, paired), units
