"""Reading the roster and handing its slots over; runs in the caller's transaction.

Whoever changes a slot locks its people first, by id, and reads it again.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from config.duty_policy import DutyPolicy
from models.duty.planner.assigning import suggestions
from models.duty.planner.shifts import PART_NAMES, ZONE, Assigned, Away, Fairness, Member, Shift, ShiftPart
from models.duty.roster import rules
from models.duty.roster.rules import Carried, Counted, RosterState, RosterView, Slot
from models.duty.roster.tables import DutyAbsence, DutyRoster, DutySlot
from models.ledger.audit.actions import Cause, record
from models.organisation.people.actions import holders, lock, people_of
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person, Post
from models.values.days import in_force
from models.values.periods import Month
from models.values.showing import show_date, show_day

NEAR = timedelta(days=2)
# What a slot forgets when somebody else has it.
OF_ITS_HOLDER = ("why", "reminded_at", "nudged_at", "escalated_at", "present_at", "presence", "presence_note")


async def pool_of(unit_id: int, day: date) -> list[Person]:
    """Return the people who take turns in a unit on a local day, by userid."""
    return await holders([Role.CADRE], day, unit_id)


async def members_of(unit_id: int, day: date) -> list[Member]:
    """Return the pool of a unit as the planner knows it."""
    roles = [role.value for role in (Role.CADRE, *rules.LEADERS)]
    posts = Post.filter(role__in=roles, unit_id=unit_id, person__left_on=None).order_by("person__userid_key")
    held = await posts.values_list("person_id", "role", "valid_from", "valid_to")
    now = [(person, role) for person, role, since, until in held if in_force(since, until, day)]
    leaders = {person for person, role in now if role in rules.LEADERS}
    pool = dict.fromkeys(person for person, role in now if role == Role.CADRE)
    return [Member(person, leader=person in leaders) for person in pool]


async def aways(people: Iterable[int], starts: datetime, ends: datetime) -> list[Away]:
    """Return when some people are on approved leave between two moments."""
    days = (starts.astimezone(ZONE).date(), ends.astimezone(ZONE).date())
    found = await DutyAbsence.filter(
        person_id__in=list(people), state="approved", last_day__gte=days[0], first_day__lte=days[1]
    ).order_by("id")
    spans = [Away(row.person_id, *rules.away_between(row.first_day, row.last_day, row.part)) for row in found]
    return [one for one in spans if one.starts < ends and one.ends > starts]


async def roster_of(unit_id: int, month: Month) -> RosterView | None:
    """Return a unit's roster of a month, draft or published; None when there is none."""
    row = await DutyRoster.get_or_none(unit_id=unit_id, month=str(month))
    if row is None:
        return None
    slots = await slots_among(DutySlot.filter(roster_id=row.id))
    return RosterView(unit_id, month, row.state == RosterState.PUBLISHED, tuple(slots))


async def rostered(month: Month) -> set[int]:
    """Return the ids of the units that have a roster of a month, draft or published."""
    return {row.unit_id for row in await DutyRoster.filter(month=str(month))}


async def slots_among(found: QuerySet[DutySlot]) -> list[Slot]:
    """Return the slots of a query by start, with names and titles."""
    rows = await found.select_related("person").order_by("starts_at", "part", "seat")
    people = {row.person_id for row in rows if row.person_id is not None}
    posts = await Post.filter(person_id__in=people, unit_id__in={row.unit_id for row in rows}) if people else []
    return [_slot(row, posts) for row in rows]


def shift_of(row: DutySlot) -> Shift:
    """Return a slot as the planner knows it."""
    starts, ends = row.starts_at.astimezone(ZONE), row.ends_at.astimezone(ZONE)
    kind = Fairness(row.counts_as)
    return Shift(row.day, ShiftPart(row.part), row.seat, kind, starts, ends, row.needs_leader, row.collective)


def _slot(row: DutySlot, posts: Collection[Post]) -> Slot:
    held = [
        post
        for post in posts
        if (post.person_id, post.unit_id) == (row.person_id, row.unit_id)
        and in_force(post.valid_from, post.valid_to, row.day)
        and post.role in rules.TITLES
    ]
    held.sort(key=lambda post: rules.TITLES.index(Role(post.role)))
    return Slot(
        id=row.id,
        unit_id=row.unit_id,
        day=row.day,
        part=ShiftPart(row.part),
        seat=row.seat,
        counts_as=Fairness(row.counts_as),
        starts=row.starts_at.astimezone(ZONE),
        ends=row.ends_at.astimezone(ZONE),
        person_id=row.person_id,
        person_name=row.person.name if row.person else "",
        title=held[0].title if held else "",
        collective=row.collective,
        needs_leader=row.needs_leader,
        season=row.season,
        presence=row.presence,
    )


def published_slots() -> QuerySet[DutySlot]:
    """Return the query of every slot that is a fact: those of published rosters."""
    return DutySlot.filter(roster__state=RosterState.PUBLISHED)


async def slots_between(unit_id: int, first: date, last: date, *, published: bool = True) -> list[Slot]:
    """Return a unit's slots from one local day to another by start; without `published` also those of drafts."""
    found = published_slots() if published else DutySlot.all()
    return await slots_among(found.filter(unit_id=unit_id, day__range=(first, last)))


async def slots_of(person_id: int, first: date, last: date) -> list[Slot]:
    """Return the published slots of a person from one local day to another by start, past ones too."""
    return await slots_among(published_slots().filter(person_id=person_id, day__range=(first, last)))


async def own_slots(person_id: int, first: date, last: date, now: datetime) -> list[Slot]:
    """Return the published slots of a person from one local day to another that are not over at `now`."""
    return [slot for slot in await slots_of(person_id, first, last) if slot.ends > now]


async def slot_of(slot_id: int) -> Slot:
    """Return one slot as it stands, or as it stood when it was superseded; raises NoSuchSlot."""
    found = await slots_among(DutySlot.ever.filter(id=slot_id))
    if not found:
        raise rules.NoSuchSlot
    return found[0]


async def own_slot(person_id: int, day: date, part: str | None, now: datetime) -> Slot:
    """Return the one published slot that a person has on a local day (in a part of it) and that is not over at `now`.

    Raises NoDutyThatDay, AmbiguousDuty (naming the parts) or OnlyCollective.
    """
    fitting = [slot for slot in await own_slots(person_id, day, day, now) if part in (None, slot.part)]
    own = [slot for slot in fitting if not slot.collective]
    if fitting and not own:
        raise rules.OnlyCollective(day=show_day(day), short=show_date(day))
    if not own:
        raise rules.NoDutyThatDay(day=show_day(day))
    if len(own) > 1:
        names = [PART_NAMES[slot.part] for slot in own]
        raise rules.AmbiguousDuty(day=show_date(day), parts="、".join(names), first=names[0])
    return own[0]


async def hand_over(slot: Slot, to_person_id: int | None, cause: Cause, action: str) -> Slot:
    """Give a slot to somebody of the pool, or to nobody (待顶班), and return it as it stands then.

    Raises JustChanged when it is no longer as the caller saw it; NoSuchSlot, NotInPool, LeaderNeeded or BusyThen.
    Reminders and signs of presence begin anew.
    """
    await lock({key for key in (slot.person_id, to_person_id) if key is not None})
    # Nobody holds an empty slot: two who want it meet at its own row.
    row = await DutySlot.filter(id=slot.id).select_for_update().first()
    if row is None:
        raise rules.NoSuchSlot
    if row.person_id != slot.person_id:
        raise rules.JustChanged
    if to_person_id is not None:
        await _check_free(row, to_person_id)
    await _give(row, to_person_id, cause, action)
    return await slot_of(slot.id)


async def _check_free(row: DutySlot, person_id: int) -> None:
    """Raise a refusal unless somebody may take a slot: of the pool, a leader where one is needed, free and not away."""
    person = (await people_of([person_id]))[person_id]
    member = {one.person_id: one for one in await members_of(row.unit_id, row.day)}.get(person_id)
    if member is None:
        raise rules.NotInPool(name=person.name)
    if row.needs_leader and not member.leader:
        raise rules.LeaderNeeded(day=show_day(row.day))
    standing = Q(roster__state=RosterState.PUBLISHED) | Q(roster_id=row.roster_id)
    clashing = DutySlot.filter(standing, person_id=person_id, starts_at__lt=row.ends_at, ends_at__gt=row.starts_at)
    if await clashing.exclude(id=row.id).exists() or await aways([person_id], row.starts_at, row.ends_at):
        raise rules.BusyThen(name=person.name, day=show_day(row.day))


async def _give(row: DutySlot, to_person_id: int | None, cause: Cause, action: str) -> None:
    await DutySlot.filter(id=row.id).update(person_id=to_person_id, raised=[], **dict.fromkeys(OF_ITS_HOLDER))
    before, after = {"person": row.person_id}, {"person": to_person_id}
    await record(cause, action, ("duty_slot", row.id), before=before, after=after)


async def vacate(
    person_id: int, first_moment: datetime, last_moment: datetime | None, cause: Cause, unit_id: int | None = None
) -> list[Slot]:
    """Take a person out of every slot that runs between two moments (to the end of time for None), of drafts too.

    With `unit_id` only of those in one unit. Returns the published ones, as they stand then, by start.
    """
    await lock([person_id])
    found = DutySlot.filter(person_id=person_id, ends_at__gt=first_moment)
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    if last_moment is not None:
        found = found.filter(starts_at__lt=last_moment)
    rows = await found.select_related("roster").order_by("starts_at")
    for row in rows:
        await _give(row, None, cause, "vacate")
    published = [row.id for row in rows if row.roster.state == RosterState.PUBLISHED]
    return await slots_among(DutySlot.filter(id__in=published))


async def suggestions_for(slot_id: int, policy: DutyPolicy) -> list[Person]:
    """Return up to three people who could take a slot, whoever had the fewest of its kind first."""
    slot = await slot_of(slot_id)
    pool = await members_of(slot.unit_id, slot.day)
    people = [member.person_id for member in pool]
    near = published_slots().filter(person_id__in=people, day__range=(slot.day - NEAR, slot.day + NEAR))
    around = [Assigned(shift_of(row), row.person_id) for row in await near]
    away = await aways(people, slot.starts, slot.ends)
    balances = await carried(slot.unit_id, Month.of(slot.day).after.first, policy)
    found = suggestions(slot.shift, pool, away, around, balances)
    named = await people_of(found)
    return [named[key] for key in found]


async def counted(unit_id: int, first: date, last: date) -> list[Counted]:
    """Return every published slot of a unit that counts for fairness, from one local day to another."""
    found = published_slots().filter(unit_id=unit_id, day__range=(first, last), collective=False)
    rows = await found.exclude(person_id=None).values_list("person_id", "counts_as", "day")
    return [Counted(person, Fairness(kind), day) for person, kind, day in rows]


async def counts(unit_id: int, first: date, last: date) -> dict[int, dict[Fairness, int]]:
    """Return {person: {kind: how many}} of a unit's published slots from one local day to another."""
    return rules.count(await counted(unit_id, first, last))


async def carried(unit_id: int, before_day: date, policy: DutyPolicy) -> Carried:
    """Return the balance that each person of the pool brings along to a local day."""
    first, last = before_day - timedelta(days=policy.balance_days), before_day - timedelta(days=1)
    posts = await Post.filter(role=Role.CADRE, unit_id=unit_id).order_by("-valid_from")
    joined = {post.person_id: post.valid_from for post in posts if in_force(post.valid_from, post.valid_to, before_day)}
    return rules.balance(await counted(unit_id, first, last), joined, first)
