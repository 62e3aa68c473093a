"""Opening and closing a season, and what that makes of the rosters; runs in the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from models.duty.drafts.actions import rebuild, remake_drafts
from models.duty.planner.shifts import Season
from models.duty.roster.actions import led_unit, published_slots, slots_among
from models.duty.roster.rules import Slot
from models.duty.roster.tables import DutyRoster, DutySeason
from models.duty.seasons import rules
from models.duty.seasons.rules import Changed, Resettled
from models.duty.swaps.actions import void_superseded
from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.authority.actions import secretaries_by_unit
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.actions import people_of
from models.organisation.people.rules import Asker, Role
from models.organisation.people.tables import Person
from models.organisation.units.actions import with_below
from models.values.refusal import Refusal, required


def _scope(asker: Asker) -> int:
    """Return the unit for which somebody may open a season: the highest he holds an office in."""
    for role in (Role.DISTRICT, Role.TOWNSHIP):
        if units := asker.units_as([role]):
            return min(units)
    return led_unit(asker)


async def to_open_season(act: Act, season: Season) -> int:
    """Return the unit of the asker in which, and in all below which, two would be on watch round the clock.

    Refuses with NotForEverybody, NAMES_SOMEBODY, ODD_SEASON or SEASON_OPEN.
    """
    await check_for_everybody(act, season.name)
    names = await Person.filter(left_on=None).values_list("name", flat=True)
    if person := next((str(name) for name in names if str(name) in season.name), None):
        raise Refusal(rules.NAMES_SOMEBODY, person=person)
    rules.check_season(season.name, season.first, season.last, act.today)
    unit_id = _scope(act.asker)
    same = DutySeason.filter(unit_id=unit_id, name=season.name, closed_at=None)
    if await same.filter(first_day__lte=season.last, last_day__gte=season.first).exists():
        raise Refusal(rules.SEASON_OPEN, name=season.name)
    return unit_id


async def open_season(act: Act, season: Season) -> Resettled:
    """Put two on watch round the clock for some days; its refusals are those of `to_open_season`."""
    unit_id = await to_open_season(act, season)
    row = await DutySeason.create(
        unit_id=unit_id,
        name=season.name,
        first_day=season.first,
        last_day=season.last,
        opened_by_id=act.asker.person_id,
    )
    await record(act.cause, "open_season", ("duty_season", row.id), after={"unit": unit_id})
    return await resettle(act, unit_id, [(max(season.first, act.today), season.last)])


async def close_season(act: Act, name: str) -> Resettled:
    """End a season that was opened for the asker's unit; from tomorrow the ordinary days hold; else NO_SUCH_SEASON."""
    unit_id = _scope(act.asker)
    rows = DutySeason.filter(unit_id=unit_id, name=name, closed_at=None, last_day__gte=act.today)
    row = required(await rows.order_by("first_day").first(), rules.NO_SUCH_SEASON, name=name)
    await DutySeason.filter(id=row.id).update(closed_at=act.now)
    await record(act.cause, "close_season", ("duty_season", row.id), before={"unit": unit_id})
    tomorrow = act.today + timedelta(days=1)
    return await resettle(act, unit_id, [(max(row.first_day, tomorrow), row.last_day)])


async def resettle(act: Act, unit_id: int, spans: Sequence[tuple[date, date]]) -> Resettled:
    """Plan published days and the drafts of a unit and of all below it anew; end the requests this makes void."""
    told: list[Changed] = []
    empty: list[Slot] = []
    units = 0
    for one in await _keeping_rosters(await with_below(unit_id)):
        standing = published_slots().filter(unit_id=one, ends_at__gt=act.now)
        before = await slots_among(standing)
        for days in spans:
            await rebuild(act, one, days)
        await remake_drafts(act, one)
        after = await slots_among(standing)
        concerned = rules.changed(before, after)
        units += bool(concerned)
        told += await _changes(act, concerned)
        empty += [slot for slot in after if slot.is_empty and any(a <= slot.day <= b for a, b in spans)]
    void = tuple(await void_superseded(act))
    return Resettled(units, tuple(told), tuple(empty), await secretaries_by_unit(act.today), void)


async def _changes(act: Act, concerned: Mapping[int, tuple[tuple[Slot, ...], tuple[Slot, ...]]]) -> list[Changed]:
    people = await people_of(concerned)
    return [
        Changed(people[key].userid, lost, got, any(slot.starts <= act.now for slot in got))
        for key, (lost, got) in concerned.items()
    ]


async def _keeping_rosters(units: Sequence[int]) -> list[int]:
    keeping = {row.unit_id for row in await DutyRoster.filter(unit_id__in=units)}
    return [unit_id for unit_id in units if unit_id in keeping]
