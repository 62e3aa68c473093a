"""Collective office days and their matters; runs in the caller's transaction."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from config.duty_policy import DutyPolicy
from models.duty.collective_days.rules import (
    DAY_OVER,
    DONE_ALREADY,
    NO_SUCH_COLLECTIVE_MATTER,
    STATES,
    CollectiveDay,
    parts_of,
)
from models.duty.collective_days.tables import CollectiveMatter
from models.duty.planner.shifts import ShiftPart
from models.duty.roster.actions import led_unit, published_slots, slots_among, slots_between
from models.duty.roster.rules import Slot
from models.duty.roster.tables import DutySlot
from models.duty.settings.actions import desk_of
from models.ledger.audit.actions import record
from models.ledger.audit.rules import Kept
from models.organisation.authority.act import Act
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.rules import Asker, Role
from models.values.numbers import Sign
from models.values.refusal import Refusal, required
from models.values.showing import show_day

# A posted roster has a collective day within so many.
AROUND = timedelta(days=14)


async def matters(unit_id: int, first: date, last: date) -> list[CollectiveMatter]:
    """Return the matters of a unit for the days between two, by day."""
    return await CollectiveMatter.filter(unit_id=unit_id, day__range=(first, last)).order_by("day", "id")


async def held(unit_id: int, first: date, last: date) -> list[CollectiveDay]:
    """Return the published collective days of a unit between two days, by day."""
    return _by_day([slot for slot in await slots_between(unit_id, first, last) if slot.collective])


def _by_day(slots: Sequence[Slot]) -> list[CollectiveDay]:
    return [
        CollectiveDay(
            day,
            tuple(dict.fromkeys(f"{slot.starts:%H:%M}-{slot.ends:%H:%M}" for slot in slots if slot.day == day)),
            len({slot.person_id for slot in slots if slot.day == day and slot.person_id is not None}),
            min(slot.starts for slot in slots if slot.day == day),
        )
        for day in dict.fromkeys(slot.day for slot in slots)
    ]


async def not_collective(act: Act, days: Collection[date]) -> tuple[date, date] | None:
    """Return the first of some days to come that is no collective day of the posted rosters, and the nearest that is.

    None where nothing is posted that near.
    """
    for day in sorted(days):
        first = max(day - AROUND, act.today)
        there = [one.day for one in await held(led_unit(act.asker), first, day + AROUND)] if day >= act.today else []
        if there and day not in there:
            return day, min(there, key=lambda one: abs(one - day))
    return None


async def add_matter(act: Act, day: date, said: str) -> CollectiveMatter:
    """Write a matter for a day of the asker's unit; refuses with NO_MATTER or DAY_OVER."""
    text, place = parts_of(said)
    if day < act.today:
        raise Refusal(DAY_OVER, day=show_day(day))
    await check_for_everybody(act, text, place)
    row = await CollectiveMatter.create(
        unit_id=led_unit(act.asker), day=day, text=text, place=place, at=act.now, entered_by_id=act.asker.person_id
    )
    await record(act.cause, "add_matter", ("collective_matter", row.id), after={"day": day.isoformat()})
    return row


async def unsettled(act: Act) -> list[CollectiveMatter]:
    """Return the matters of the asker's unit that nobody has settled yet, by day."""
    open_ones = CollectiveMatter.filter(unit_id__in=list(act.asker.units_as({Role.SECRETARY})), done_on=None)
    return await open_ones.order_by("day", "id")


async def settle(act: Act, number: int) -> CollectiveMatter:
    """Note that a matter of the asker's unit is handled; refuses with NO_SUCH_COLLECTIVE_MATTER or DONE_ALREADY."""
    found = CollectiveMatter.filter(id=number, unit_id=led_unit(act.asker))
    row = required(
        await found.select_for_update().first(), NO_SUCH_COLLECTIVE_MATTER, number=Sign.COLLECTIVE_MATTER.show(number)
    )
    if row.done_on is not None:
        raise Refusal(DONE_ALREADY, number=Sign.COLLECTIVE_MATTER.show(number))
    row.done_on = act.today
    await row.save(update_fields=["done_on"])
    await record(act.cause, "settle_matter", ("collective_matter", row.id), after={"done_on": row.done_on.isoformat()})
    return row


async def kept(asker: Asker, number: int) -> Kept | None:
    """Return what the ledger keeps a matter under: for whoever wrote it, and his unit's secretary and supervisors."""
    row = await CollectiveMatter.get_or_none(id=number)
    if row is None:
        return None
    state, readers = STATES[row.done_on is not None], (Role.SECRETARY, Role.SUPERVISOR)
    return Kept("collective_matter", row.text, state, row.unit_id, (row.entered_by_id,), readers)


async def announced(day: date, policy: DutyPolicy) -> dict[int, tuple[CollectiveDay, list[CollectiveMatter]]]:
    """Return {unit: (when, what for)} of every unit that has matters for a day, or has come to work together on it.

    An ordinary collective day stands in the roster that was posted. Source: domain rules, section 8.
    """
    slots = await slots_among(published_slots().filter(day=day, collective=True))
    todo = await CollectiveMatter.filter(day=day, done_on=None).order_by("id")
    moved = await _moved_to(day, {slot.unit_id for slot in slots}) if slots else set()
    found = {}
    for unit_id in sorted(moved | {row.unit_id for row in todo}):
        planned = _by_day([slot for slot in slots if slot.unit_id == unit_id])
        matters = [row for row in todo if row.unit_id == unit_id]
        found[unit_id] = (planned[0] if planned else await _by_desk(unit_id, day, policy), matters)
    return found


async def _moved_to(day: date, units: Collection[int]) -> set[int]:
    """Return those of some units whose posted roster had no collective day there: one by one at the desk, or none."""
    before = DutySlot.ever.filter(day=day, unit_id__in=list(units), collective=False).exclude(superseded_at=None)
    return set(await before.distinct().values_list("unit_id", flat=True))


async def _by_desk(unit_id: int, day: date, policy: DutyPolicy) -> CollectiveDay:
    """Return a day of meetings that no roster holds, by the hours of the desk."""
    hours = (await desk_of(unit_id, policy)).hours
    spans = [hours.span(day, part) for part in (ShiftPart.AM, ShiftPart.PM)]
    return CollectiveDay(day, tuple(f"{starts:%H:%M}-{ends:%H:%M}" for starts, ends in spans), 0, spans[0][0])
