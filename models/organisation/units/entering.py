"""Entering units, branches, groups and belts from a technician's table; runs in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.ledger.audit.actions import Cause, record
from models.organisation.units import texts
from models.organisation.units.rules import matching
from models.organisation.units.tables import BeltStop, Branch, ChatGroup, DemoBelt, Unit
from models.organisation.units.words import GroupRow, Places, StopRow, UnitRow


@dataclass
class PlacesEntered:
    """How many of each were new or changed, and a sentence for each row that was left out."""

    units: int = 0
    branches: int = 0
    groups: int = 0
    stops: int = 0
    faults: list[str] = field(default_factory=list)


async def enter_places(cause: Cause, places: Places) -> PlacesEntered:
    """Enter what is new, change the robots of groups; what is there already stays as it is."""
    done = PlacesEntered()
    await _enter_units(cause, places.units, done)
    names = {unit.id: unit.name for unit in await Unit.standing()}
    for group in places.groups:
        await _enter_group(cause, group, names, done)
    for stop in places.stops:
        await _enter_stop(cause, stop, names, done)
    return done


async def _enter_units(cause: Cause, rows: Sequence[UnitRow], done: PlacesEntered) -> None:
    """Enter units, those above first, whatever the order of the rows."""
    known = {unit.name: unit for unit in await Unit.all()}
    waiting = list(rows)
    while ready := next((row for row in waiting if row.above in (None, *known)), None):
        waiting.remove(ready)
        if ready.name not in known:
            known[ready.name] = await _enter_unit(cause, ready, known.get(ready.above or ""))
            done.units += 1
        await _enter_branches(cause, ready, known[ready.name], done)
    done.faults += [texts.unknown_above(row.where, row.name, row.above or "") for row in waiting]


async def _enter_unit(cause: Cause, row: UnitRow, above: Unit | None) -> Unit:
    kind, above_id = row.kind or "agency", above.id if above else None
    unit = await Unit.create(code=row.code or row.name[:32], name=row.name, kind=kind, parent_id=above_id)
    await record(cause, "enter_unit", ("unit", unit.id), after={"kind": kind, "above": above_id})
    return unit


async def _enter_branches(cause: Cause, row: UnitRow, unit: Unit, done: PlacesEntered) -> None:
    there = [branch.name for branch in await Branch.filter(unit_id=unit.id)]
    for name in row.branches:
        if name not in there:
            there.append(name)
            branch = await Branch.create(code=f"{unit.code[:29]}-{len(there)}", name=name, unit_id=unit.id)
            await record(cause, "enter_branch", ("branch", branch.id), after={"unit": unit.id})
            done.branches += 1


async def _enter_group(cause: Cause, row: GroupRow, names: dict[int, str], done: PlacesEntered) -> None:
    """Enter a group, or change its unit, its name or its robot, which then counts as working again."""
    held = await ChatGroup.get_or_none(chatid=row.chatid)
    units, robot = matching(row.unit, names), row.robot or (held.webhook_key if held else None)
    if len(units) != 1:
        done.faults.append(texts.no_unit(row.where, row.name, row.unit))
        return
    if robot is None:
        done.faults.append(texts.no_robot(row.where, row.name))
        return
    if held is not None and (held.name, held.unit_id, held.webhook_key) == (row.name, units[0], robot):
        return
    said = {"name": row.name, "unit_id": units[0], "webhook_key": robot, "heads": row.heads, "broken_at": None}
    group, is_new = await ChatGroup.update_or_create(said, chatid=row.chatid)
    await record(cause, "enter_group" if is_new else "change_group", ("group", group.id), after={"unit": units[0]})
    done.groups += 1


async def _enter_stop(cause: Cause, row: StopRow, names: dict[int, str], done: PlacesEntered) -> None:
    units = matching(row.unit, names)
    if len(units) != 1:
        done.faults.append(texts.no_unit(row.where, row.belt, row.unit))
        return
    belt = await DemoBelt.get_or_none(name=row.belt)
    if belt is None:
        position = await DemoBelt.all().count() + 1
        belt = await DemoBelt.create(
            code=row.belt[:32], name=row.belt, position=position, valid_from=cause.at.date(), valid_to=None
        )
        await record(cause, "enter_belt", ("belt", belt.id))
    if not await BeltStop.filter(belt_id=belt.id, unit_id=units[0]).exists():
        position = await BeltStop.filter(belt_id=belt.id).count() + 1
        await BeltStop.create(belt_id=belt.id, unit_id=units[0], position=position, core=row.core)
        await record(cause, "enter_stop", ("belt", belt.id), after={"unit": units[0]})
        done.stops += 1
