"""Joining and leaving the pool, opening and closing a season; runs in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.duty.drafts.actions import person_in_pool, remake_drafts
from models.duty.planner.assigning import newcomer
from models.duty.planner.shifts import Assigned, Key
from models.duty.pool import rules
from models.duty.pool.rules import Notice
from models.duty.roster.actions import (
    aways,
    hand_over,
    led_unit,
    members_of,
    own_slots,
    pool_of,
    published_slots,
    slots_among,
    vacate,
)
from models.duty.roster.rules import RosterState, Slot
from models.duty.roster.tables import DutyAbsence, DutyRoster, DutySeason, DutySlot
from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.people.actions import called, end_posts, lock, people_of
from models.organisation.people.rules import ROLE_NAMES, Role, has_account
from models.organisation.people.tables import Person, Post
from models.organisation.posts.rules import NEEDS_ACCOUNT
from models.values.refusal import Refusal, required

TITLE = "坐班干部"


@dataclass(frozen=True)
class Joined:
    """Who takes turns now, and the others whose next duty has moved."""

    newcomer: Notice
    name: str
    others: tuple[Notice, ...]


async def _coming(unit_id: int, act: Act) -> list[Slot]:
    return await slots_among(published_slots().filter(unit_id=unit_id, starts_at__gt=act.now))


async def join(act: Act, name: str) -> Joined:
    """Let somebody of the asker's unit take turns from today, and give him his share of what is published.

    Refuses with NOBODY_OF_THAT_NAME, WhichOne, ALREADY_IN_POOL or NEEDS_ACCOUNT.
    """
    unit_id = led_unit(act.asker)
    person = required(
        await called(name, await Person.filter(unit_id=unit_id, left_on=None), act.today),
        rules.NOBODY_OF_THAT_NAME,
        name=name,
    )
    person_id = person.id
    pool = await pool_of(unit_id, act.today)
    if person_id in {person.id for person in pool}:
        raise Refusal(rules.ALREADY_IN_POOL, name=person.name)
    if not has_account(person.userid):
        raise Refusal(NEEDS_ACCOUNT, post=ROLE_NAMES[Role.CADRE], name=person.name)
    await lock([person_id, *(person.id for person in pool)])
    await Post.create(
        person_id=person_id, role=Role.CADRE, unit_id=unit_id, title=TITLE, valid_from=act.today, valid_to=None
    )
    await record(act.cause, "join_duty", ("person", person_id), after={"unit": unit_id})
    moved = await _settle_in(unit_id, person_id, act)
    await remake_drafts(act, unit_id)
    told = await _notices(await _coming(unit_id, act), sorted({person_id, *moved}))
    others = tuple(notice for notice in told if notice.userid != person.userid)
    return Joined(next(n for n in told if n.userid == person.userid), person.name, others)


async def _settle_in(unit_id: int, person_id: int, act: Act) -> set[int]:
    """Give a newcomer his share of the published slots to come; return the people whose next duty has moved."""
    coming = await _coming(unit_id, act)
    await _add_chairs(coming, person_id)
    own = {slot.key: slot for slot in coming if not slot.collective}
    if not own:
        return set()
    before = [Assigned(slot, slot.person_id) for slot in own.values()]
    changes = await _shares(before, unit_id, person_id, act)
    for key in sorted(changes):
        await hand_over(own[key], person_id, act.cause, "join_duty")
    after = [Assigned(one.shift, person_id) if one.shift.key in changes else one for one in before]
    return rules.next_duty_moved(before, after, act.now)


async def _shares(before: Sequence[Assigned], unit_id: int, person_id: int, act: Act) -> set[Key]:
    """Return which of some shifts a newcomer takes."""
    pool = await members_of(unit_id, act.today)
    ends = max(one.shift.ends for one in before)
    away = await aways([member.person_id for member in pool], act.now, ends)
    fresh = next(member for member in pool if member.person_id == person_id)
    return set(newcomer(before, fresh, pool, away))


async def _add_chairs(coming: Sequence[Slot], person_id: int) -> None:
    """Seat a newcomer beside the others on the collective days that are published."""
    last = {(slot.day, slot.part): slot for slot in coming if slot.collective}
    for slot in last.values():
        row = await DutySlot.get(id=slot.id)
        await DutySlot.create(
            roster_id=row.roster_id,
            unit_id=row.unit_id,
            day=row.day,
            part=row.part,
            seat=row.seat + 1,
            counts_as=row.counts_as,
            collective=True,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            person_id=person_id,
        )


async def _notices(coming: Sequence[Slot], people: Sequence[int]) -> tuple[Notice, ...]:
    found, upcoming = await people_of(people), rules.next_of(coming, people)
    return tuple(Notice(found[key].userid, upcoming[key]) for key in people)


async def to_leave(act: Act, name: str) -> tuple[str, int]:
    """Return whose turns in the asker's unit would end, and how many published ones would wait for somebody."""
    unit_id = led_unit(act.asker)
    person_id = await person_in_pool(unit_id, name, act.today)
    coming = [slot for slot in await own_slots(person_id, act.today, date.max, act.now) if slot.unit_id == unit_id]
    return (await people_of([person_id]))[person_id].name, sum(not slot.collective for slot in coming)


async def leave_pool(act: Act, name: str) -> tuple[Person, list[Slot]]:
    """End somebody's turns in the asker's unit; return him and the published slots that wait for somebody."""
    unit_id = led_unit(act.asker)
    person_id = await person_in_pool(unit_id, name, act.today)
    held = Post.filter(person_id=person_id, unit_id=unit_id, role=Role.CADRE, valid_from__lte=act.today)
    await end_posts(held, act.today)
    await record(act.cause, "leave_duty", ("person", person_id), before={"unit": unit_id})
    empty = await vacate(person_id, act.now, None, act.cause, unit_id)
    await remake_drafts(act, unit_id)
    return (await people_of([person_id]))[person_id], [slot for slot in empty if slot.is_empty]


async def close_office(act: Act, unit_id: int, into: int) -> None:
    """End the roster of a unit that has gone into another: what is to come is superseded, its drafts are gone.

    What was asked for in the way of leave is decided in the other.
    """
    drafts = [row.id for row in await DutyRoster.filter(unit_id=unit_id, state=RosterState.DRAFT)]
    await DutySlot.ever.filter(roster_id__in=drafts).delete()
    await DutyRoster.filter(id__in=drafts).delete()
    await DutySlot.filter(unit_id=unit_id, starts_at__gt=act.now).update(superseded_at=act.now)
    await DutySeason.filter(unit_id=unit_id, closed_at=None).update(closed_at=act.now)
    await DutyAbsence.filter(unit_id=unit_id, last_day__gte=act.today).update(unit_id=into)


async def left(act: Act, person_id: int) -> list[Slot]:
    """Empty the slots to come of somebody in every unit in which he takes turns no more; return the published ones."""
    empty: list[Slot] = []
    for unit_id in sorted({row.unit_id for row in await DutySlot.filter(person_id=person_id, ends_at__gt=act.now)}):
        if person_id not in {one.id for one in await pool_of(unit_id, act.today)}:
            empty += await vacate(person_id, act.now, None, act.cause, unit_id)
            await remake_drafts(act, unit_id)
    return [slot for slot in empty if slot.is_empty]
