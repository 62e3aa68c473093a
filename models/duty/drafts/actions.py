"""Making a roster, changing it by hand, publishing it; runs in the caller's transaction."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from tortoise.expressions import Q

from config.duty_policy import DutyPolicy
from config.holidays import WorkCalendar
from models.duty.drafts import rules
from models.duty.drafts.rules import MovedTurn
from models.duty.planner.assigning import plan
from models.duty.planner.shifts import ZONE, Assigned, Away, Key, Member, Season, Shift, ShiftPart, shifts_of
from models.duty.roster.actions import (
    aways,
    carried,
    hand_over,
    members_of,
    pool_of,
    published_slots,
    roster_of,
    shift_of,
    slots_among,
)
from models.duty.roster.rules import NotInPool, RosterState, RosterView, Slot
from models.duty.roster.tables import DutyRoster, DutySlot
from models.duty.settings.actions import desk_of, led_unit, seasons_of
from models.ledger.audit.actions import Cause, record
from models.organisation.people.actions import lock
from models.organisation.people.rules import Asker
from models.values.periods import Month
from models.values.showing import show_date

NEAR = timedelta(days=3)


async def draft(unit_id: int, month: Month, cause: Cause, calendar: WorkCalendar, policy: DutyPolicy) -> int:
    """Make or remake the draft of a unit's month from now on; seats given by hand stay as they are.

    Return how many seats nobody could take. Raises MonthOver, MonthFar, EmptyPool or AlreadyPublished.
    """
    today = cause.at.astimezone(ZONE).date()
    rules.check_month(month, today)
    members = await members_of(unit_id, max(month.first, today))
    if not members:
        raise rules.EmptyPool
    # One draft of a unit at a time.
    await lock(member.person_id for member in members)
    seasons = await seasons_of(unit_id, month.first, month.last)
    planned = await shifts(unit_id, month, seasons, len(members), calendar, policy)
    wanted = [shift for shift in planned if shift.ends > cause.at]
    if not wanted:
        raise rules.MonthOver(month=month.name, number=month.number)
    row, kept = await _begun(unit_id, month, cause)
    found = await assign(unit_id, wanted, members, kept, policy)
    await write(row, found, seasons)
    empty = sum(one.person_id is None for one in found)
    await record(cause, "draft", ("duty_roster", row.id), after={"slots": len(found), "empty": empty})
    return empty


async def _begun(unit_id: int, month: Month, cause: Cause) -> tuple[DutyRoster, dict[Key, int]]:
    """Return a unit's draft of a month, new or emptied, and who was given what by hand; raises AlreadyPublished."""
    row = await DutyRoster.filter(unit_id=unit_id, month=str(month)).select_for_update().first()
    if row is None:
        made = DutyRoster(unit_id=unit_id, month=str(month), state=RosterState.DRAFT, drafted_at=cause.at)
        await made.save()
        return made, {}
    if row.state == RosterState.PUBLISHED:
        raise rules.AlreadyPublished(month=month.name, number=month.number)
    slots = DutySlot.filter(roster_id=row.id)
    given = [slot for slot in await slots.exclude(person_id=None) if slot.why is None or slot.why["kept"]]
    kept = {(slot.day, ShiftPart(slot.part), slot.seat): slot.person_id for slot in given if slot.person_id is not None}
    await slots.delete()
    return row, kept


async def shifts(
    unit_id: int, month: Month, seasons: Sequence[Season], pool_size: int, calendar: WorkCalendar, policy: DutyPolicy
) -> list[Shift]:
    """Return the shifts that a unit's month has, by its own hours and the seasons that hold for it."""
    desk = await desk_of(unit_id, policy)
    return shifts_of(month, calendar, desk.hours, seasons, pool_size, desk.policy)


async def assign(
    unit_id: int, wanted: Sequence[Shift], members: Sequence[Member], kept: dict[Key, int], policy: DutyPolicy
) -> list[Assigned]:
    """Return who takes which shift: by the balance of the unit, around leave and what the pool keeps elsewhere."""
    if not wanted:
        return []
    people = [member.person_id for member in members]
    starts, ends = wanted[0].starts, max(shift.ends for shift in wanted)
    around, elsewhere = await _standing(unit_id, people, starts, ends)
    away = [*await aways(people, starts, ends), *elsewhere]
    balances = await carried(unit_id, Month.of(wanted[-1].day).after.first, policy)
    return plan(wanted, members, away, balances, kept, around)


async def _standing(
    unit_id: int, people: Collection[int], starts: datetime, ends: datetime
) -> tuple[list[Assigned], list[Away]]:
    """Return what is kept in a unit between two moments or shortly beside, and when some people keep other units'."""
    here = Q(unit_id=unit_id, starts_at__range=(starts - NEAR, ends + NEAR))
    there = Q(person_id__in=list(people), starts_at__lt=ends, ends_at__gt=starts)
    rows = await published_slots().filter(here | there).order_by("starts_at", "part", "seat")
    away = [Away(row.person_id, row.starts_at, row.ends_at) for row in rows if row.unit_id != unit_id and row.person_id]
    return [Assigned(shift_of(row), row.person_id) for row in rows if row.unit_id == unit_id], away


async def write(roster: DutyRoster, found: Sequence[Assigned], seasons: Sequence[Season]) -> None:
    """Add slots to a roster as they were planned."""
    rows = [DutySlot(roster_id=roster.id, unit_id=roster.unit_id, **rules.columns(one, seasons)) for one in found]
    await DutySlot.bulk_create(rows)


async def remake_drafts(unit_id: int, cause: Cause, calendar: WorkCalendar, policy: DutyPolicy) -> None:
    """Plan the drafts of a unit anew: its pool, its seasons or somebody's leave have changed."""
    this = Month.of(cause.at.astimezone(ZONE).date())
    rows = DutyRoster.filter(unit_id=unit_id, state=RosterState.DRAFT, month__gte=str(this))
    for row in await rows.order_by("month"):
        # What cannot be planned any more is left as it is.
        with suppress(rules.EmptyPool, rules.MonthOver):
            await draft(unit_id, Month.parse(row.month), cause, calendar, policy)


async def rebuild(
    unit_id: int, days: tuple[date, date], cause: Cause, calendar: WorkCalendar, policy: DutyPolicy
) -> None:
    """Plan the published days between two anew, as far as they have not begun; a watch under way begins at once.

    The ledger keeps who held what, and who does now.
    """
    now = cause.at.astimezone(ZONE).replace(second=0, microsecond=0)
    rows = DutyRoster.filter(unit_id=unit_id, state=RosterState.PUBLISHED).order_by("month")
    for row in await rows.filter(month__gte=str(Month.of(days[0])), month__lte=str(Month.of(days[1]))):
        month = Month.parse(row.month)
        members = await members_of(unit_id, max(days[0], month.first))
        await lock(member.person_id for member in members)
        there = await DutySlot.filter(roster_id=row.id, day__range=days)
        coming = {slot.id: Assigned(shift_of(slot), slot.person_id) for slot in there if slot.starts_at > cause.at}
        begun = {shift_of(slot).key for slot in there if slot.id not in coming}
        seasons = await seasons_of(unit_id, month.first, month.last)
        planned = await shifts(unit_id, month, seasons, len(members), calendar, policy)
        await DutySlot.filter(id__in=list(coming)).update(superseded_at=cause.at)
        found = await assign(unit_id, rules.to_fill(planned, days, begun, now), members, {}, policy)
        await write(row, found, seasons)
        held, kept = rules.facts(coming.values()), rules.facts(found)
        await record(cause, "rebuild", ("duty_roster", row.id), before={"slots": held}, after={"slots": kept})


async def move(asker: Asker, day: date, part: str, names: Sequence[str], cause: Cause) -> MovedTurn:
    """Give a slot of the asker's unit to the last of `names`, or to nobody when that says so; return what changed.

    `part` is a word for the part of the day, empty for whichever there is. Raises a refusal of drafting or duty.
    """
    unit_id = led_unit(asker)
    slots = await slots_among(DutySlot.filter(unit_id=unit_id, day=day))
    before = rules.meant(slots, day, part, names)
    if before.ends <= cause.at:
        raise rules.SlotOver(day=show_date(day))
    person_id = None if names[-1] in rules.NOBODY else await person_in_pool(unit_id, names[-1], day)
    if person_id == before.person_id:
        raise rules.AlreadySo(day=show_date(day))
    after = await hand_over(before, person_id, cause, "move")
    published = await DutyRoster.filter(unit_id=unit_id, month=str(Month.of(day)), state=RosterState.PUBLISHED).exists()
    return MovedTurn(before, after, published)


async def person_in_pool(unit_id: int, name: str, day: date) -> int:
    """Return the person of a name who takes turns in a unit; raises NotInPool or TwoOfThatName."""
    found = rules.only([person.id for person in await pool_of(unit_id, day) if person.name == name], name)
    if found is None:
        raise NotInPool(name=name)
    return found


async def publish(asker: Asker, month: Month, cause: Cause) -> RosterView:
    """Make the draft of the asker's unit a fact and return it; raises NothingDrafted or AlreadyPublished."""
    unit_id = led_unit(asker)
    row = await DutyRoster.filter(unit_id=unit_id, month=str(month)).select_for_update().first()
    if row is None:
        raise rules.NothingDrafted(month=month.name, number=month.number)
    if row.state == RosterState.PUBLISHED:
        raise rules.AlreadyPublished(month=month.name, number=month.number)
    await DutyRoster.filter(id=row.id).update(
        state=RosterState.PUBLISHED, published_at=cause.at, published_by_id=asker.person_id
    )
    await record(cause, "publish", ("duty_roster", row.id), after={"month": row.month})
    view = await roster_of(unit_id, month)
    assert view is not None
    return view


async def units_with_draft(month: Month) -> list[int]:
    """Return the units whose roster of a month is still a draft."""
    rows = DutyRoster.filter(month=str(month), state=RosterState.DRAFT)
    return sorted(row.unit_id for row in await rows)


async def raise_gaps(now: datetime, policy: DutyPolicy) -> dict[int, list[Slot]]:
    """Return {unit: empty published slots} that have come so near that they are to be raised, and note that they were.

    Each number of days ahead counts once for a slot; when several have been passed at once, they are one.
    """
    today = now.astimezone(ZONE).date()
    empty = published_slots().filter(person_id=None, collective=False, starts_at__gt=now)
    rows = {row.id: row for row in await empty.filter(day__lte=today + timedelta(days=max(policy.gap_days)))}
    found: dict[int, list[Slot]] = {}
    for slot in await slots_among(DutySlot.filter(id__in=list(rows))):
        reached = rules.reached((slot.day - today).days, policy.gap_days)
        if min(reached) in rows[slot.id].raised:
            continue
        await DutySlot.filter(id=slot.id).update(raised=sorted({*rows[slot.id].raised, *reached}))
        found.setdefault(slot.unit_id, []).append(slot)
    return found
