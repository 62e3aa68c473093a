"""Joining and leaving the pool, opening and closing a season; runs in the caller's transaction."""

from collections.abc import Sequence
from datetime import date

from models.duty.drafts.actions import person_in_pool, remake_drafts
from models.duty.planner.assigning import newcomer
from models.duty.planner.shifts import Assigned, Member
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
from models.duty.roster.rules import LEADERS, RosterState, Slot
from models.duty.roster.tables import DutyAbsence, DutyRoster, DutySeason, DutySlot
from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.people.actions import called, end_posts, lock, people_of
from models.organisation.people.rules import ROLE_NAMES, Role, has_account
from models.organisation.people.tables import Person, Post
from models.organisation.posts.rules import NEEDS_ACCOUNT
from models.values.refusal import Refusal, required

TITLE = "坐班干部"


async def _coming(unit_id: int, act: Act) -> list[Slot]:
    return await slots_among(published_slots().filter(unit_id=unit_id, starts_at__gt=act.now))


async def _joining(act: Act, name: str) -> tuple[int, Person, list[Slot]]:
    """Return the asker's unit, who would take turns there, and the published slots to come that would be his.

    Refuses with NOBODY_OF_THAT_NAME, WhichOne, ALREADY_IN_POOL or NEEDS_ACCOUNT.
    """
    unit_id = led_unit(act.asker)
    person = required(
        await called(name, await Person.filter(unit_id=unit_id, left_on=None), act.today),
        rules.NOBODY_OF_THAT_NAME,
        name=name,
    )
    pool = await members_of(unit_id, act.today)
    if person.id in {member.person_id for member in pool}:
        raise Refusal(rules.ALREADY_IN_POOL, name=person.name)
    if not has_account(person.userid):
        raise Refusal(NEEDS_ACCOUNT, post=ROLE_NAMES[Role.CADRE], name=person.name)
    leads = Post.held_on(act.today).filter(person_id=person.id, unit_id=unit_id, role__in=[*LEADERS])
    taken = await _share(act, unit_id, Member(person.id, leader=await leads.exists()), pool)
    return unit_id, person, taken


async def _share(act: Act, unit_id: int, fresh: Member, pool: Sequence[Member]) -> list[Slot]:
    """Return which published slots to come a newcomer takes."""
    own = {slot.key: slot for slot in await _coming(unit_id, act) if not slot.collective}
    away = await aways([fresh.person_id], act.now, max((slot.ends for slot in own.values()), default=act.now))
    taken = newcomer([Assigned(slot, slot.person_id) for slot in own.values()], fresh, [*pool, fresh], away)
    return [own[key] for key in sorted(taken)]


async def to_join(act: Act, name: str) -> tuple[str, int, int]:
    """Return whose turns would begin in the asker's unit, how many published slots would be his, and of how many."""
    _, person, taken = await _joining(act, name)
    return person.name, len(taken), len({slot.person_id for slot in taken} - {None})


async def join(act: Act, name: str) -> tuple[str, list[Notice]]:
    """Let somebody of the asker's unit take turns from today, and give him his share of what is published.

    Return his name, and what he and then the others are told who have given him slots.
    """
    unit_id, person, _ = await _joining(act, name)
    await lock([person.id, *(member.person_id for member in await members_of(unit_id, act.today))])
    # Read again, now that nobody else can change it.
    unit_id, person, taken = await _joining(act, name)
    await Post.create(
        person_id=person.id, role=Role.CADRE, unit_id=unit_id, title=TITLE, valid_from=act.today, valid_to=None
    )
    await record(act.cause, "join_duty", ("person", person.id), after={"unit": unit_id})
    await _add_chairs(await _coming(unit_id, act), person.id)
    for slot in taken:
        await hand_over(slot, person.id, act.cause, "join_duty")
    await remake_drafts(act, unit_id)
    others = sorted({slot.person_id for slot in taken if slot.person_id is not None})
    return person.name, await _notices(await _coming(unit_id, act), [person.id, *others], taken)


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


async def _notices(coming: Sequence[Slot], people: Sequence[int], taken: Sequence[Slot]) -> list[Notice]:
    found, upcoming = await people_of(people), rules.next_of(coming, people)
    return [
        Notice(found[key].userid, upcoming[key], tuple(slot for slot in taken if slot.person_id == key))
        for key in people
    ]


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
