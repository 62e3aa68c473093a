"""Making a roster, changing it by hand, publishing it; runs in the caller's transaction."""

from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from tortoise.expressions import Q

from config.duty_policy import DutyPolicy
from models.duty.drafts import rules, texts
from models.duty.drafts.rules import MovedTurn
from models.duty.planner.assigning import plan
from models.duty.planner.shifts import Assigned, Away, Key, Member, Season, Shift, ShiftPart, shifts_of
from models.duty.roster.actions import (
    aways,
    carried,
    hand_over,
    led_unit,
    members_of,
    pool_of,
    published_slots,
    roster_of,
    seasons_of,
    shift_of,
    slots_among,
    titled,
)
from models.duty.roster.rules import NOT_IN_POOL, RosterState, RosterView, Slot, away_between
from models.duty.roster.tables import DutyAbsence, DutyRoster, DutySlot
from models.duty.settings.actions import desk_of
from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.people.actions import called, lock, people_of
from models.values.periods import Month
from models.values.refusal import Refusal, required
from models.values.showing import show_date

NEAR = timedelta(days=3)


async def draft(act: Act, unit_id: int, month: Month) -> int:
    """Make or remake the draft of a unit's month from now on; seats given by hand stay as they are.

    Return how many seats nobody could take. Refuses with MonthOver, MONTH_FAR, EmptyPool or ALREADY_PUBLISHED.
    """
    rules.check_month(month, act.today)
    members = required(await members_of(unit_id, max(month.first, act.today)), rules.EmptyPool)
    # One draft of a unit at a time.
    await lock(member.person_id for member in members)
    seasons = await seasons_of(unit_id, month.first, month.last)
    planned = await shifts(act, unit_id, month, seasons, len(members))
    wanted = required(
        [shift for shift in planned if shift.ends > act.now], rules.MonthOver, month=month.name, number=month.number
    )
    row, kept = await _begun(act, unit_id, month)
    found = await assign(unit_id, wanted, members, kept, act.policy.duty)
    await write(row, found, seasons)
    empty = sum(one.person_id is None for one in found)
    await record(act.cause, "draft", ("duty_roster", row.id), after={"slots": len(found), "empty": empty})
    return empty


async def _begun(act: Act, unit_id: int, month: Month) -> tuple[DutyRoster, dict[Key, int]]:
    """Return a unit's draft of a month, new or emptied, and who was given what by hand; else ALREADY_PUBLISHED."""
    row = await DutyRoster.filter(unit_id=unit_id, month=str(month)).select_for_update().first()
    if row is None:
        made = DutyRoster(unit_id=unit_id, month=str(month), state=RosterState.DRAFT, drafted_at=act.now)
        await made.save()
        return made, {}
    if row.state == RosterState.PUBLISHED:
        raise Refusal(rules.ALREADY_PUBLISHED, month=month.name, number=month.number)
    slots = DutySlot.filter(roster_id=row.id)
    given = [slot for slot in await slots.exclude(person_id=None) if slot.why is None or slot.why["kept"]]
    kept = {(slot.day, ShiftPart(slot.part), slot.seat): slot.person_id for slot in given if slot.person_id is not None}
    await slots.delete()
    return row, kept


async def shifts(act: Act, unit_id: int, month: Month, seasons: Sequence[Season], pool_size: int) -> list[Shift]:
    """Return the shifts that a unit's month has, by its own hours and the seasons that hold for it."""
    desk = await desk_of(unit_id, act.policy.duty)
    return shifts_of(month, act.calendar, desk.hours, seasons, pool_size, desk.policy)


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


async def remake_drafts(act: Act, unit_id: int) -> None:
    """Plan the drafts of a unit anew: its pool, its seasons or somebody's leave have changed."""
    for month in await unpublished(unit_id, Month.of(act.today)):
        # What cannot be planned any more is left as it is.
        with suppress(rules.EmptyPool, rules.MonthOver):
            await draft(act, unit_id, month)


async def rebuild(act: Act, unit_id: int, days: tuple[date, date]) -> None:
    """Plan the published days between two anew, as far as they have not begun; a watch under way begins at once.

    The ledger keeps who held what, and who does now.
    """
    now = act.now.replace(second=0, microsecond=0)
    rows = DutyRoster.filter(unit_id=unit_id, state=RosterState.PUBLISHED).order_by("month")
    for row in await rows.filter(month__gte=str(Month.of(days[0])), month__lte=str(Month.of(days[1]))):
        month = Month.parse(row.month)
        members = await members_of(unit_id, max(days[0], month.first))
        await lock(member.person_id for member in members)
        there = await DutySlot.filter(roster_id=row.id, day__range=days)
        coming = {slot.id: Assigned(shift_of(slot), slot.person_id) for slot in there if slot.starts_at > act.now}
        begun = {shift_of(slot).key for slot in there if slot.id not in coming}
        seasons = await seasons_of(unit_id, month.first, month.last)
        planned = await shifts(act, unit_id, month, seasons, len(members))
        await DutySlot.filter(id__in=list(coming)).update(superseded_at=act.now)
        found = await assign(unit_id, rules.to_fill(planned, days, begun, now), members, {}, act.policy.duty)
        await write(row, found, seasons)
        held, kept = rules.facts(coming.values()), rules.facts(found)
        await record(act.cause, "rebuild", ("duty_roster", row.id), before={"slots": held}, after={"slots": kept})


async def move(act: Act, day: date, part: str, names: Sequence[str]) -> MovedTurn:
    """Give a slot of the asker's unit to the last of `names`, or to nobody when that says so; return what changed.

    `part` is a word for the part of the day, empty for whichever there is. Raises a refusal of drafting or duty.
    """
    unit_id = led_unit(act.asker)
    slots = await slots_among(DutySlot.filter(unit_id=unit_id, day=day))
    before = rules.meant(slots, day, part, names)
    if before.ends <= act.now:
        raise Refusal(rules.SLOT_OVER, day=show_date(day))
    person_id = None if names[-1] in rules.NOBODY else await person_in_pool(unit_id, names[-1], day)
    if person_id == before.person_id:
        raise Refusal(rules.ALREADY_SO, day=show_date(day))
    after = await hand_over(before, person_id, act.cause, "move")
    published = await DutyRoster.filter(unit_id=unit_id, month=str(Month.of(day)), state=RosterState.PUBLISHED).exists()
    return MovedTurn(before, after, published)


async def from_paper(act: Act, person_id: int, day: date, part: ShiftPart) -> None:
    """Seat somebody in the draft of a month as the roster on paper has it; the secretary publishes it as ever."""
    unit_id, month = (await people_of([person_id]))[person_id].unit_id, Month.of(day)
    if not await DutyRoster.filter(unit_id=unit_id, month=str(month)).exists():
        await draft(act, unit_id, month)
    seats = await _seats(unit_id, day, part)
    his = [one.id for one in seats if one.person_id == person_id]
    if seats and not his:
        await hand_over(seats[0], person_id, act.cause, "move")
    # What the planner chose by itself is kept as well when it plans anew.
    await DutySlot.filter(id__in=his).update(why=None)


async def off_paper(act: Act, person_id: int, day: date, part: ShiftPart) -> None:
    """Free the seat that somebody has in a draft because of a roster on paper."""
    unit_id = (await people_of([person_id]))[person_id].unit_id
    for one in await _seats(unit_id, day, part):
        if one.person_id == person_id:
            await hand_over(one, None, act.cause, "move")


async def _seats(unit_id: int, day: date, part: ShiftPart) -> list[Slot]:
    drafts = DutySlot.filter(unit_id=unit_id, day=day, part=part, collective=False)
    return await slots_among(drafts.filter(roster__state=RosterState.DRAFT))


async def no_seat(act: Act, person_id: int | None, day: date, part: ShiftPart) -> str:
    """Return why somebody cannot be seated in a draft, empty where he can."""
    if person_id is None:
        return texts.JOIN_FIRST
    unit_id, month = (await people_of([person_id]))[person_id].unit_id, Month.of(day)
    pool = [one.id for one in await pool_of(unit_id, day)]
    if person_id not in pool:
        return texts.JOIN_FIRST
    if await DutyRoster.filter(unit_id=unit_id, month=str(month), state=RosterState.PUBLISHED).exists():
        return texts.PUBLISHED_ALREADY
    planned = await shifts(act, unit_id, month, await seasons_of(unit_id, month.first, month.last), len(pool))
    coming = {(one.day, one.part) for one in planned if one.ends > act.now}
    return "" if (day, part) in coming else texts.NO_SUCH_SHIFT


async def seated(people: Collection[int]) -> dict[int, set[tuple[date, str]]]:
    """Return {person: (day, part) of the shifts that he has on any roster or draft}."""
    found: dict[int, set[tuple[date, str]]] = {}
    for row in await DutySlot.filter(person_id__in=list(people)):
        found.setdefault(row.person_id or 0, set()).add((row.day, row.part))
    return found


async def person_in_pool(unit_id: int, name: str, day: date) -> int:
    """Return the person of a name who takes turns in a unit; refuses with NOT_IN_POOL or WhichOne."""
    found = required(await called(name, await pool_of(unit_id, day), day), NOT_IN_POOL, name=name)
    return found.id


async def publish(act: Act, month: Month) -> RosterView:
    """Make the draft of the asker's unit a fact, from now on, and return it.

    What of it is over nobody was told of, and nobody has kept it; else NOTHING_DRAFTED, ALREADY_PUBLISHED or MonthOver.
    """
    unit_id = led_unit(act.asker)
    row = required(
        await DutyRoster.filter(unit_id=unit_id, month=str(month)).select_for_update().first(),
        rules.NOTHING_DRAFTED,
        month=month.name,
        number=month.number,
    )
    if row.state == RosterState.PUBLISHED:
        raise Refusal(rules.ALREADY_PUBLISHED, month=month.name, number=month.number)
    await DutySlot.filter(roster_id=row.id, ends_at__lte=act.now).delete()
    if not await DutySlot.filter(roster_id=row.id).exists():
        raise rules.MonthOver(month=month.name, number=month.number)
    await DutyRoster.filter(id=row.id).update(
        state=RosterState.PUBLISHED, published_at=act.now, published_by_id=act.asker.person_id
    )
    await record(act.cause, "publish", ("duty_roster", row.id), after={"month": row.month})
    view = await roster_of(unit_id, month)
    assert view is not None
    return view


async def with_leave_asked(act: Act, month: Month) -> list[tuple[int, Slot]]:
    """Return (leave, turn) of whoever stands in the draft of the asker's unit for when he has asked to be away.

    Nobody has decided that yet; of each leave it is the first turn.
    """
    view = await roster_of(led_unit(act.asker), month)
    turns = [slot for slot in view.slots if not slot.collective] if view else []
    rows = DutyAbsence.filter(person_id__in=list({one.person_id or 0 for one in turns}), state="asked")
    asked = await rows.filter(first_day__lte=month.last, last_day__gte=month.first).order_by("id")
    first = [(row.id, _first_in(turns, row)) for row in asked]
    return [(number, turn) for number, turn in first if turn]


def _first_in(turns: Sequence[Slot], leave: DutyAbsence) -> Slot | None:
    """Return the first of some turns that somebody has while he wants to be away; None without one."""
    starts, ends = away_between(leave.first_day, leave.last_day, leave.part)
    his = (one for one in turns if one.person_id == leave.person_id)
    return next((one for one in his if one.starts < ends and one.ends > starts), None)


async def unpublished(unit_id: int, since: Month) -> list[Month]:
    """Return the months from one on of which a unit's roster is still a draft."""
    rows = DutyRoster.filter(unit_id=unit_id, state=RosterState.DRAFT, month__gte=str(since))
    return [Month.parse(row.month) for row in await rows.order_by("month")]


async def drafted(month: Month) -> dict[int, int]:
    """Return {unit: how many seats nobody has} of the units whose roster of a month is still a draft."""
    rows = await DutyRoster.filter(month=str(month), state=RosterState.DRAFT)
    seats = DutySlot.filter(roster_id__in=[row.id for row in rows], person_id=None, collective=False)
    empty = Counter(row.unit_id for row in await seats.only("unit_id"))
    return {row.unit_id: empty[row.unit_id] for row in rows}


async def raise_gaps(act: Act) -> dict[int, list[Slot]]:
    """Return {unit: empty published slots} that have come so near that they are to be raised, and note that they were.

    Each number of days ahead counts once for a slot; when several have been passed at once, they are one. On a day off
    only what comes before the next working day is over is raised: the rest waits for that day.
    """
    gap_days = act.policy.duty.gap_days
    works = act.calendar.first_working_day(act.today)
    last = act.today + timedelta(days=max(gap_days)) if works == act.today else works
    empty = published_slots().filter(person_id=None, collective=False, starts_at__gt=act.now)
    near = empty.filter(day__lte=last).prefetch_related("person")
    rows = await near.order_by("starts_at", "part", "seat")
    found: dict[int, list[Slot]] = {}
    for row, slot in zip(rows, await titled(rows), strict=True):
        reached = rules.reached((slot.day - act.today).days, gap_days)
        if min(reached) not in row.raised:
            await DutySlot.filter(id=row.id).update(raised=sorted({*row.raised, *reached}))
            found.setdefault(slot.unit_id, []).append(slot)
    return found
