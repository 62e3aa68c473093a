"""Making a roster, changing it by hand, publishing it; runs in the caller's transaction."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from config.duty_policy import DutyPolicy
from config.holidays import WorkCalendar
from models.assigning.rules import plan
from models.audit.actions import Cause, record
from models.days import Month
from models.desk.actions import desk_of, led_unit, seasons_of
from models.drafting import rules
from models.drafting.rules import Moved
from models.duty.actions import aways, carried, hand_over, members_of, pool_of, published_slots, roster_of, slots_among
from models.duty.rules import NotInPool, RosterState, RosterView, Slot
from models.duty.tables import DutyRoster, DutySlot
from models.people.actions import lock
from models.people.rules import Asker
from models.planning.rules import ZONE, Assigned, Away, Key, Member, Part, Shift, season_on, shifts_of
from models.showing import show_date

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
    row, _ = await DutyRoster.get_or_create(
        unit_id=unit_id, month=str(month), defaults={"state": RosterState.DRAFT, "drafted_at": cause.at}
    )
    row = await DutyRoster.filter(id=row.id).select_for_update().get()
    if row.state == RosterState.PUBLISHED:
        raise rules.AlreadyPublished(month=month.name, number=month.number)
    kept = await _given_by_hand(row.id)
    wanted = [s for s in await shifts(unit_id, month, len(members), calendar, policy) if s.ends > cause.at]
    if not wanted:
        raise rules.MonthOver(month=month.name, number=month.number)
    found = await assign(unit_id, wanted, members, kept, policy)
    await DutySlot.filter(roster_id=row.id).delete()
    await write(row.id, unit_id, found)
    empty = sum(one.person_id is None for one in found)
    await record(cause, "draft", ("duty_roster", row.id), after={"slots": len(found), "empty": empty})
    return empty


async def _given_by_hand(roster_id: int) -> dict[Key, int]:
    rows = await DutySlot.filter(roster_id=roster_id).exclude(person_id=None)
    given = [row for row in rows if row.why is None or row.why["kept"]]
    return {(row.day, Part(row.part), row.seat): row.person_id for row in given if row.person_id is not None}


async def shifts(unit_id: int, month: Month, pool_size: int, calendar: WorkCalendar, policy: DutyPolicy) -> list[Shift]:
    """Return the shifts that a unit's month has, by its own hours and the seasons that hold for it."""
    desk = await desk_of(unit_id, policy)
    seasons = await seasons_of(unit_id, month.first, month.last)
    return shifts_of(month, calendar, desk.hours, seasons, pool_size, desk.policy)


async def assign(
    unit_id: int, wanted: Sequence[Shift], members: Sequence[Member], kept: dict[Key, int], policy: DutyPolicy
) -> list[Assigned]:
    """Return who takes which shift: by the balance of the unit, around leave and what the pool keeps elsewhere."""
    if not wanted:
        return []
    people = [member.person_id for member in members]
    starts, ends = wanted[0].starts, max(shift.ends for shift in wanted)
    away = await aways(people, starts, ends) + await _elsewhere(unit_id, people, starts, ends)
    balances = await carried(unit_id, Month.of(wanted[-1].day).after.first, policy)
    return plan(wanted, members, away, balances, kept, await _around(unit_id, wanted))


async def _around(unit_id: int, wanted: Sequence[Shift]) -> list[Assigned]:
    """Return what is kept in the unit shortly before and after some shifts, or beside them."""
    near = (wanted[0].day - NEAR, wanted[-1].day + NEAR)
    found = await slots_among(published_slots().filter(unit_id=unit_id, day__range=near))
    return [Assigned(slot.shift, slot.person_id) for slot in found]


async def _elsewhere(unit_id: int, people: Collection[int], starts: datetime, ends: datetime) -> list[Away]:
    """Return when some people are on duty in other units."""
    found = published_slots().filter(person_id__in=list(people), starts_at__lt=ends, ends_at__gt=starts)
    rows = await found.exclude(unit_id=unit_id)
    return [Away(row.person_id, row.starts_at, row.ends_at) for row in rows if row.person_id is not None]


async def write(roster_id: int, unit_id: int, found: Sequence[Assigned]) -> None:
    """Add slots to a roster as they were planned."""
    if not found:
        return
    seasons = await seasons_of(unit_id, found[0].shift.day, found[-1].shift.day)
    rows = [
        DutySlot(
            roster_id=roster_id,
            unit_id=unit_id,
            day=one.shift.day,
            part=one.shift.part,
            seat=one.shift.seat,
            counts_as=one.shift.counts_as,
            collective=one.shift.collective,
            needs_leader=one.shift.needs_leader,
            starts_at=one.shift.starts,
            ends_at=one.shift.ends,
            person_id=one.person_id,
            why=one.why.as_json(),
            season=season.name if (season := season_on(one.shift.day, seasons)) else None,
        )
        for one in found
    ]
    await DutySlot.bulk_create(rows, batch_size=200)


async def remake_drafts(unit_id: int, cause: Cause, calendar: WorkCalendar, policy: DutyPolicy) -> None:
    """Plan the drafts of a unit anew: its pool, its seasons or somebody's leave have changed."""
    this = Month.of(cause.at.astimezone(ZONE).date())
    rows = DutyRoster.filter(unit_id=unit_id, state=RosterState.DRAFT, month__gte=str(this))
    if await pool_of(unit_id, cause.at.astimezone(ZONE).date()):
        for row in await rows.order_by("month"):
            await draft(unit_id, Month.parse(row.month), cause, calendar, policy)


async def rebuild(
    unit_id: int, days: tuple[date, date], cause: Cause, calendar: WorkCalendar, policy: DutyPolicy
) -> None:
    """Plan the published days between two anew, as far as they have not begun."""
    months = DutyRoster.filter(unit_id=unit_id, state=RosterState.PUBLISHED)
    for row in await months.filter(month__gte=str(Month.of(days[0])), month__lte=str(Month.of(days[1]))).order_by(
        "month"
    ):
        members = await members_of(unit_id, max(days[0], Month.parse(row.month).first))
        await lock(member.person_id for member in members)
        coming = DutySlot.filter(roster_id=row.id, day__range=days, starts_at__gt=cause.at)
        await record(cause, "rebuild", ("duty_roster", row.id), before={"slots": await coming.count()})
        await coming.delete()
        wanted = await shifts(unit_id, Month.parse(row.month), len(members), calendar, policy)
        wanted = [shift for shift in wanted if days[0] <= shift.day <= days[1] and shift.starts > cause.at]
        await write(row.id, unit_id, await assign(unit_id, wanted, members, {}, policy))


async def move(asker: Asker, day: date, part: str, names: Sequence[str], cause: Cause) -> Moved:
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
    return Moved(before, after, published)


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
