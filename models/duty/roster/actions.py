"""Reading the roster and handing its slots over; runs in the caller's transaction.

Whoever changes a slot locks its people first, by id, and reads it again.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from config.duty_policy import DutyPolicy
from models.duty.planner.assigning import suggestions
from models.duty.planner.shifts import PART_NAMES, ZONE, Assigned, Away, Fairness, Member, Season, Shift, ShiftPart
from models.duty.roster import rules, texts
from models.duty.roster.rules import Carried, Counted, Party, RosterState, RosterView, Slot
from models.duty.roster.tables import DutyAbsence, DutyRoster, DutySeason, DutySlot
from models.ledger.audit.actions import Cause, record
from models.organisation.people.actions import holders, lock, people_of
from models.organisation.people.rules import Asker, Role, named_in
from models.organisation.people.tables import Person, Post
from models.organisation.units.actions import all_names, unit_named, unit_of, with_above
from models.organisation.units.tables import ChatGroup, Unit
from models.values.days import in_force
from models.values.periods import Month
from models.values.refusal import Refusal, required
from models.values.showing import show_date, show_day

NEAR, DAY = timedelta(days=2), timedelta(days=1)
# Their groups hold people of many units, each of which has a desk of its own.
OFFICES = ("district", "township")
# What a slot forgets when somebody else has it.
OF_ITS_HOLDER = (
    "why",
    "told_at",
    "reminded_at",
    "nudged_at",
    "escalated_at",
    "present_at",
    "presence",
    "presence_note",
)


def party(person: Person) -> Party:
    """Return somebody as one who is told."""
    return Party(person.id, person.userid, person.name)


async def secretaries_of(unit_id: int, day: date) -> tuple[Party, ...]:
    """Return the secretaries of a unit on a local day, by userid."""
    return tuple(map(party, await holders([Role.SECRETARY], day, unit_id)))


def led_unit(asker: Asker) -> int:
    """Return the unit whose roster a secretary keeps: his own, or the first of those he is secretary in."""
    return asker.unit_as([Role.SECRETARY])


def duty_unit(asker: Asker) -> int:
    """Return the unit in which somebody keeps the roster or takes turns."""
    return asker.unit_as([Role.SECRETARY] if asker.units_as([Role.SECRETARY]) else [Role.CADRE])


async def asked_unit(asker: Asker, name: str | None, group: str | None, text: str = "") -> Unit:
    """Return the unit whose duty is asked for: the one a text holds or `name` means, the group's, or the asker's own.

    Refuses with UNKNOWN_UNIT or AMBIGUOUS_UNIT, and OF_NO_UNIT for somebody who belongs nowhere.
    """
    if meant := await _unit_said(text) or name:
        return await unit_named(meant)
    here = await ChatGroup.get_or_none(chatid=group).select_related("unit") if group else None
    if here is not None and here.unit.kind not in OFFICES:
        return here.unit
    return required(await unit_of(asker.unit_id), rules.OF_NO_UNIT)


async def _unit_said(text: str) -> str | None:
    return texts.unit_in(text, await all_names()) if text else None


async def pool_of(unit_id: int, day: date) -> list[Person]:
    """Return the people who take turns in a unit on a local day, by userid."""
    return await holders([Role.CADRE], day, unit_id)


async def named(unit_id: int, text: str, day: date) -> dict[int, str]:
    """Return {person: name} of those who take turns in a unit on a local day and are named in a text, or by title."""
    pool = {person.id: person.name for person in await pool_of(unit_id, day)}
    found = named_in(text, pool) or sorted(await _called(unit_id, text, day) & pool.keys())
    return {key: pool[key] for key in found}


async def only_named(asker: Asker, text: str, day: date) -> str | None:
    """Return the name of the only one a text names who takes turns where the asker leads; None where it is not one."""
    found = list((await named(led_unit(asker), text, day)).values())
    return found[0] if len(found) == 1 else None


async def _called(unit_id: int, text: str, day: date) -> set[int]:
    posts = await Post.held_on(day).filter(unit_id=unit_id)
    return {post.person_id for post in posts if texts.is_called(text, post.title or "")}


async def units_with_pool(day: date) -> set[int]:
    """Return the units in which somebody takes turns on a local day."""
    return {post.unit_id for post in await Post.held_on(day).filter(role=Role.CADRE, person__left_on=None)}


async def members_of(unit_id: int, day: date) -> list[Member]:
    """Return the pool of a unit on a local day as the planner knows it."""
    return _members(await _posts_of(unit_id), day)


async def _posts_of(unit_id: int) -> list[Post]:
    roles = [role.value for role in (Role.CADRE, *rules.LEADERS)]
    return await Post.filter(role__in=roles, unit_id=unit_id, person__left_on=None).order_by("person__userid_key")


def _members(posts: Iterable[Post], day: date) -> list[Member]:
    now = [(post.person_id, post.role) for post in posts if in_force(post.valid_from, post.valid_to, day)]
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


async def seasons_of(unit_id: int, first: date, last: date) -> list[Season]:
    """Return the seasons of watch that hold for a unit on some of the days, its own and those of the units above.

    On the day on which a season is closed its watch still stands.
    """
    rows = DutySeason.filter(unit_id__in=await with_above(unit_id), first_day__lte=last, last_day__gte=first)
    found = []
    for row in await rows.order_by("id"):
        end = min(row.last_day, row.closed_at.astimezone(ZONE).date()) if row.closed_at else row.last_day
        if end >= max(row.first_day, first):
            found.append(Season(row.name, row.first_day, end))
    return found


async def roster_of(unit_id: int, month: Month) -> RosterView | None:
    """Return a unit's roster of a month, draft or published; None when there is none."""
    row = await DutyRoster.get_or_none(unit_id=unit_id, month=str(month)).select_related("published_by")
    if row is None:
        return None
    slots = tuple(await slots_among(DutySlot.filter(roster_id=row.id)))
    on = row.published_at.astimezone(ZONE).date() if row.published_at else None
    by = row.published_by.name if row.published_by else ""
    return RosterView(unit_id, month, row.state == RosterState.PUBLISHED, slots, on, by)


async def rostered(month: Month) -> set[int]:
    """Return the ids of the units that have a roster of a month, draft or published."""
    return {row.unit_id for row in await DutyRoster.filter(month=str(month))}


async def slots_among(found: QuerySet[DutySlot]) -> list[Slot]:
    """Return the slots of a query by start, with names and titles."""
    return await titled(await found.prefetch_related("person").order_by("starts_at", "part", "seat"))


async def titled(rows: Sequence[DutySlot]) -> list[Slot]:
    """Return slots that were read with their people, in the same order, with names and titles."""
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
        **vars(shift_of(row)),
        id=row.id,
        unit_id=row.unit_id,
        person_id=row.person_id,
        person_name=row.person.name if row.person else "",
        title=held[0].title if held else "",
        season=row.season,
        presence=row.presence,
    )


def published_slots() -> QuerySet[DutySlot]:
    """Return the query of every slot that is a fact: those of published rosters."""
    return DutySlot.filter(roster__state=RosterState.PUBLISHED)


async def slots_between(unit_id: int, first: date, last: date) -> list[Slot]:
    """Return a unit's published slots from one local day to another by start."""
    return await slots_among(published_slots().filter(unit_id=unit_id, day__range=(first, last)))


async def slots_of(person_id: int, first: date, last: date) -> list[Slot]:
    """Return the published slots of a person from one local day to another by start, past ones too."""
    return await slots_among(published_slots().filter(person_id=person_id, day__range=(first, last)))


async def desks(
    units: Collection[int], months: Collection[Month], now: datetime, ahead: timedelta
) -> list[rules.DeskState]:
    """Return how duty stands in the villages and communities among some units, by code.

    Which of the months are published, and which slots of the time ahead nobody has yet.
    """
    places = await Unit.standing().filter(id__in=list(units), kind__in=["village", "community"]).order_by("code")
    ids, day = [one.id for one in places], now.date()
    rosters = DutyRoster.filter(unit_id__in=ids, month__in=[*map(str, months)], state=RosterState.PUBLISHED)
    published = {(one.unit_id, one.month) for one in await rosters}
    coming = published_slots().filter(unit_id__in=ids, person_id=None, day__range=(day, day + ahead))
    empty = [slot for slot in await slots_among(coming) if slot.is_empty and slot.ends > now]
    pool = await units_with_pool(day)
    return [
        rules.DeskState(
            one.name,
            one.id in pool,
            frozenset(month for unit, month in published if unit == one.id),
            tuple(slot for slot in empty if slot.unit_id == one.id),
        )
        for one in places
    ]


async def duty_on(unit_id: int, days: Sequence[date], now: datetime) -> list[Slot]:
    """Return a unit's published slots from the first to the last of some days; today with those not over yet."""
    first, last = days[0], days[-1]
    before = await slots_between(unit_id, first - DAY, first - DAY) if first == last == now.date() else []
    return [slot for slot in before if slot.ends > now] + await slots_between(unit_id, first, last)


async def villages_on(unit_id: int, days: Sequence[date]) -> dict[str, list[Slot]]:
    """Return {village or community: its slots of the one day} below a township; none elsewhere, or for more days."""
    if len(days) > 1:
        return {}
    found = Unit.standing().filter(parent_id=unit_id, parent__kind="township", kind__in=["village", "community"])
    return {unit.name: await slots_between(unit.id, days[0], days[0]) for unit in await found.order_by("id")}


async def own_slots(person_id: int, first: date, last: date, now: datetime) -> list[Slot]:
    """Return the published slots of a person from one local day to another that are not over at `now`."""
    return [slot for slot in await slots_of(person_id, first, last) if slot.ends > now]


async def slot_of(slot_id: int) -> Slot:
    """Return one slot as it stands, or as it stood when it was superseded; refuses with NO_SUCH_SLOT."""
    return required(await slots_among(DutySlot.ever.filter(id=slot_id)), rules.NO_SUCH_SLOT)[0]


async def own_slot(person_id: int, day: date, part: str | None, now: datetime) -> Slot:
    """Return the one published slot that a person has on a local day (in a part of it) and that is not over at `now`.

    Refuses with NoDutyThatDay, AMBIGUOUS_DUTY (naming the parts) or ONLY_COLLECTIVE.
    """
    fitting = [slot for slot in await own_slots(person_id, day, day, now) if part in (None, slot.part)]
    own = [slot for slot in fitting if not slot.collective]
    if fitting and not own:
        raise Refusal(rules.ONLY_COLLECTIVE, day=show_day(day), short=show_date(day))
    if not own:
        raise rules.NoDutyThatDay(day=show_day(day))
    if len(own) > 1:
        names = [PART_NAMES[slot.part] for slot in own]
        raise Refusal(rules.AMBIGUOUS_DUTY, day=show_date(day), parts="、".join(names), first=names[0])
    return own[0]


async def hand_over(slot: Slot, to_person_id: int | None, cause: Cause, action: str) -> Slot:
    """Give a slot to somebody of the pool, or to nobody (待顶班), and return it as it stands then.

    Raises JustChanged when it is no longer as the caller saw it; NO_SUCH_SLOT, NOT_IN_POOL, LEADER_NEEDED or BUSY_THEN.
    Reminders and signs of presence begin anew.
    """
    await lock({key for key in (slot.person_id, to_person_id) if key is not None})
    # Nobody holds an empty slot: two who want it meet at its own row.
    row = required(await DutySlot.filter(id=slot.id).select_for_update().first(), rules.NO_SUCH_SLOT)
    if row.person_id != slot.person_id:
        raise rules.JustChanged
    if to_person_id is not None:
        await check_free(slot, to_person_id)
    await _give(row, to_person_id, cause, action)
    return await slot_of(slot.id)


async def check_free(slot: Slot, person_id: int) -> None:
    """Raise a refusal unless somebody may have a slot: of the pool, a leader where one is needed, free and not away."""
    person = (await people_of([person_id]))[person_id]
    member = required(
        {one.person_id: one for one in await members_of(slot.unit_id, slot.day)}.get(person_id),
        rules.NOT_IN_POOL,
        name=person.name,
    )
    if slot.needs_leader and not member.leader:
        raise Refusal(rules.LEADER_NEEDED, day=show_day(slot.day))
    # A draft is no duty yet, but two slots of the one that the slot is in cannot be his.
    standing = Q(roster__state=RosterState.PUBLISHED) | Q(unit_id=slot.unit_id, roster__month=str(Month.of(slot.day)))
    clashing = DutySlot.filter(standing, person_id=person_id, starts_at__lt=slot.ends, ends_at__gt=slot.starts)
    if await clashing.exclude(id=slot.id).exists() or await aways([person_id], slot.starts, slot.ends):
        raise Refusal(rules.BUSY_THEN, name=person.name, day=show_day(slot.day))


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


async def who_could(slots: Sequence[Slot], policy: DutyPolicy) -> list[tuple[Slot, tuple[str, ...]]]:
    """Return each slot with up to three names of people who could take it, whoever had the fewest of its kind first.

    The slots are of one unit, by start.
    """
    if not slots:
        return []
    unit_id, posts = slots[0].unit_id, await _posts_of(slots[0].unit_id)
    people = await people_of({post.person_id for post in posts})
    near = published_slots().filter(person_id__in=list(people), day__range=(slots[0].day - NEAR, slots[-1].day + NEAR))
    around = [Assigned(shift_of(row), row.person_id) for row in await near]
    away = await aways(people, slots[0].starts, slots[-1].ends + DAY)
    balances: dict[Month, Carried] = {}
    found = []
    for slot in slots:
        if (month := Month.of(slot.day)) not in balances:
            balances[month] = await carried(unit_id, month.after.first, policy)
        beside = [one for one in around if abs(one.shift.day - slot.day) <= NEAR]
        able = suggestions(slot, _members(posts, slot.day), away, beside, balances[month])
        found.append((slot, tuple(people[key].name for key in able)))
    return found


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
    posts = await Post.held_on(before_day).filter(role=Role.CADRE, unit_id=unit_id).order_by("-valid_from")
    joined = {post.person_id: post.valid_from for post in posts}
    leaves = DutyAbsence.filter(person_id__in=list(joined), state="approved", part=None, last_day__gte=first)
    away = [(row.person_id, row.first_day, row.last_day) for row in await leaves]
    return rules.balance(await counted(unit_id, first, last), joined, first, away)
