"""Taking up what residents report, handing it on and bringing it up; runs in the caller's transaction."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tortoise.expressions import Q

from models.ledger.feedback.rules import check_door
from models.library.catalogue.actions import look_up
from models.library.catalogue.rules import Book
from models.matters.steps.actions import Taken, bring_in, hand_on, lapse, open_matter, parts_of, readable, remark, story
from models.matters.steps.rules import Happened, Opening
from models.matters.steps.tables import Matter, MatterPerson, MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.actions import office_above
from models.organisation.authority.deciders import Part
from models.organisation.people.actions import holders, lock, people_named, present
from models.organisation.people.rules import Role, named_in
from models.organisation.people.tables import Person, Post
from models.organisation.posts.words import villagers_group_in
from models.organisation.units.actions import with_above
from models.procedure.notices.rules import working_day_after
from models.residents.emergencies.rules import danger, is_violent, urgent
from models.residents.emergencies.texts import BEATEN
from models.residents.needs.rules import (
    NEED,
    NO_SUCH_DOER,
    NOBODY_THERE_YET,
    REPORTED_ALREADY,
    TEXT_MOST,
    TITLE_MOST,
    TOLD_IN_PERSON,
    UNDER_WAY,
    Need,
    NeedState,
    NotOnTheList,
    first_to_do,
)
from models.residents.needs.words import offices_named, spoken_of
from models.values.delicate import cleared
from models.values.refusal import Refusal, required

YEAR, LISTED_MOST = timedelta(days=365), 20


@dataclass(frozen=True)
class InHand:
    """Somebody has a matter in hand from now on: what it is, whose name, and the accounts of him and of its writer.

    Those `besides` have it as well. What endangers somebody now has what is said `first` of it.
    """

    need: Need
    doer: str
    userid: str
    writer: str
    besides: tuple[str, ...] = ()
    first: str = ""


@dataclass(frozen=True)
class NeedRaised:
    """A matter that has gone one level up: what it is, whose, who had it last, who has it from now on as well."""

    need: Need
    writers: tuple[Person, ...]
    doers: tuple[Person, ...]
    above: tuple[Person, ...]


async def report(act: Act, text: str) -> InHand:
    """Take up what somebody reports; refuses with CallFirst, UnknownPerson, REPORTED_ALREADY, NOBODY_THERE_YET.

    It is done by the leader of the villagers' group that is named, or of the writer's own, else by the village; what
    must not be kept of anybody is left out of it. What endangers somebody now is the secretary's as well, that somebody
    is beaten the office's above: at once, by the next working day.
    """
    listed, violent = act.asker.person_id is not None, is_violent(text)
    if (call := urgent(text, listed=listed)) and not (listed and danger(text)):
        raise call
    first = danger(text) or (BEATEN if violent else "")
    committee = await _holders(act, Role.VILLAGE_COMMITTEE)
    tiers = [committee] if violent else [await _leaders(act, text), committee]
    if not first:
        return await _open(act, text, None, tiers, act.policy.needs.days)
    begun = await _open(act, text, None, tiers, 1, await _besides(act, violent=violent))
    return replace(begun, besides=tuple(set(await _has(begun.need.number)) - {begun.userid}), first=first)


async def _besides(act: Act, *, violent: bool) -> list[int]:
    if not violent:
        return await _holders(act, Role.SECRETARY)
    return [one.id for one in await office_above(act.asker.own_unit, act.today)]


async def _has(number: int) -> list[str]:
    """Return the accounts of those who have a matter in hand."""
    parts = MatterPerson.filter(matter_id=number, part=Part.OTHER, ended_at=None, person__left_on=None)
    return [one.person.userid for one in await parts.select_related("person")]


async def add(act: Act, number: int, text: str) -> tuple[Need, list[str]]:
    """Keep what a writer says more of what he has reported; return it with the accounts of those who do it."""
    await remark(act, NEED, number, text)
    return await of_number(act, number), await _has(number)


async def ask_for(act: Act, service: str) -> InHand:
    """Open a case of a thing on the service list; raises NotOnTheList as well."""
    found = await look_up(act, [Book.SERVICES], service)
    if found.entry is None:
        raise NotOnTheList([one.title for one in found.nearest])
    entry = found.entry
    handlers = await _holders(act, Role(entry.facts["handler"]))
    return await _open(act, entry.title, entry.title, [handlers], max(entry.facts["days"], 1))


async def _open(
    act: Act,
    text: str,
    service: str | None,
    tiers: Sequence[Collection[int]],
    days: int,
    besides: Collection[int] = frozenset(),
) -> InHand:
    writer, unit_id = act.asker.known, act.asker.own_unit
    spoken_of = await _spoken_of(act, text, unit_id)
    check_door(text, of_officers=bool(spoken_of))
    # What the service list calls a thing is everybody's word for it, and only he and those who do it read his case.
    text = service or cleared(text).text or TOLD_IN_PERSON
    await lock([writer])
    title = text[:TITLE_MOST]
    mine = Matter.filter(kind=NEED.code, opened_by_id=writer, title=title, state__in=list(UNDER_WAY))
    if again := await mine.first():
        raise Refusal(REPORTED_ALREADY, number=NEED.sign.show(again.id))
    above = [one.id for one in await office_above(unit_id, act.today)]
    never = {writer, *spoken_of}
    doer = required(
        first_to_do([*tiers, await _holders(act, Role.SECRETARY), above], await _busy(), never), NOBODY_THERE_YET
    )
    parts = {Part.OWNER: [writer], Part.OTHER: [doer, *frozenset(besides).difference(never, {doer})]}
    said = {"text": text[:TEXT_MOST], "service": service}
    due = working_day_after(act.today, days, act.calendar)
    matter = await open_matter(act, NEED, Opening(unit_id, title, parts, said=said, due_on=due))
    return await _in_hand(act, matter.id, doer)


async def _spoken_of(act: Act, text: str, unit_id: int) -> set[int]:
    """Return of whom in office in a unit or above it a text tells, by name or post: it is never theirs to do."""
    text = spoken_of(text)
    posts = Post.held_on(act.today).filter(unit_id__in=await with_above(unit_id), person__left_on=None)
    held = await posts.select_related("person")
    by_name, by_post = named_in(text, {one.person_id: one.person.name for one in held}), offices_named(text)
    return {*by_name, *(one.person_id for one in held if one.role in by_post)}


async def _in_hand(act: Act, number: int, doer: int) -> InHand:
    person, writer = (
        await Person.get(id=doer),
        await MatterPerson.get(matter_id=number, part=Part.OWNER).select_related("person"),
    )
    return InHand(await of_number(act, number), person.name, person.userid, writer.person.userid)


async def _holders(act: Act, role: Role) -> list[int]:
    return [one.id for one in await holders([role], act.today, act.asker.unit_id)]


async def _leaders(act: Act, text: str) -> list[int]:
    """Return who leads the villagers' group that a text names, or the asker's own."""
    writer = await Person.get_or_none(id=act.asker.person_id)
    group = villagers_group_in(text) or villagers_group_in((writer and writer.villagers_group) or "")
    leaders = await _holders(act, Role.VILLAGERS_GROUP_LEADER)
    posts = await Post.held_on(act.today).filter(person_id__in=leaders, role=Role.VILLAGERS_GROUP_LEADER)
    return [post.person_id for post in posts if group is not None and villagers_group_in(post.title) == group]


async def _busy() -> dict[int, int]:
    """Return {person: how much he has in hand}."""
    under_way = MatterPerson.filter(part=Part.OTHER, ended_at=None, matter__kind=NEED.code, matter__closed_at=None)
    return Counter(await under_way.values_list("person_id", flat=True))  # type: ignore[arg-type]


async def read(act: Act, number: int) -> Need:
    """Return a matter with its steps, for its writer and for those who may do it; raises NoSuchMatter."""
    matter, steps, _ = await story(act, NEED, number)
    return _as_need(act, matter, steps)


async def who_worked(number: int) -> set[str]:
    """Return the accounts of those who have answered a need or brought it to its end."""
    steps = MatterStep.filter(matter_id=number, step__in=["reply", "reply_late", "settle"], by__left_on=None)
    return {step.by.userid for step in await steps.select_related("by") if step.by}


async def of_number(act: Act, number: int) -> Need:
    """Return a matter with its steps, whoever asks: for what is told to those whom it concerns."""
    [matter] = await readable(Matter.filter(id=number), NEED)
    return _as_need(act, matter, await MatterStep.filter(matter_id=number).order_by("id").select_related("by"))


def _as_need(act: Act, matter: Matter, steps: Sequence[MatterStep]) -> Need:
    parts = parts_of(matter)
    return Need(
        number=matter.id,
        title=matter.title,
        text=matter.said["text"],
        is_case=matter.said["service"] is not None,
        state=NeedState(matter.state),
        due=matter.due_on,
        writer=parts[Part.OWNER][0].name,
        doers=tuple(one.name for one in parts[Part.OTHER]),
        happened=tuple(
            Happened(one.step, act.day_of(one.at), one.by.name if one.by else "", one.reason or "") for one in steps
        ),
    )


async def mine(act: Act) -> list[Matter]:
    """Return what the asker has reported that is under way or not a year old, newest first."""
    counts = Q(closed_at=None) | Q(opened_at__gte=act.now - YEAR)
    his = Matter.filter(counts, kind=NEED.code, opened_by_id=act.asker.person_id)
    return await his.order_by("-id").limit(LISTED_MOST)


async def just_now(act: Act, span: timedelta) -> list[Matter]:
    """Return the newest thing that the asker has reported, if it is under way and not older than a span."""
    return [one for one in (await mine(act))[:1] if one.state in UNDER_WAY and act.now - one.opened_at <= span]


async def hand_over(act: Act, number: int, name: str) -> InHand:
    """Let somebody else of the village do it, who is in office there; refuses with NoSuchMatter, NO_SUCH_DOER."""
    matter, _, decides = await story(act, NEED, number)
    if not decides or act.asker.person_id == matter.opened_by_id:
        raise Refusal(NO_SUCH_DOER, name=name, number=NEED.sign.show(number))
    never = {matter.opened_by_id, *await _spoken_of(act, matter.said["text"], matter.unit_id)}
    in_office = {one.id for one in await holders(Role, act.today, matter.unit_id)} - never
    found = [one for one in await people_named(name, matter.unit_id) if one.id in in_office]
    if len(found) != 1:
        raise Refusal(NO_SUCH_DOER, name=name, number=NEED.sign.show(number))
    await hand_on(act, NEED, number, Part.OTHER, (parts_of(matter)[Part.OTHER][0].id, found[0].id))
    return await _in_hand(act, number, found[0].id)


async def leave_to_others(act: Act, person_id: int) -> list[tuple[Need, str]]:
    """Give what somebody has in hand who is in no office any more to the secretary, else above; with whose it is now.

    What it says of them they never get.
    """
    given = []
    for matter in await _left_undone(act, person_id):
        never = {matter.opened_by_id or 0, *await _spoken_of(act, matter.said["text"], matter.unit_id)}
        levels = [
            await holders([Role.SECRETARY], act.today, matter.unit_id),
            await office_above(matter.unit_id, act.today),
        ]
        heir = first_to_do([[one.id for one in level] for level in levels], await _busy(), never)
        if heir is not None:
            await hand_on(act, NEED, matter.id, Part.OTHER, (person_id, heir))
            given.append((await of_number(act, matter.id), (await Person.get(id=heir)).userid))
    return given


async def _left_undone(act: Act, person_id: int) -> list[Matter]:
    """Return what somebody has in hand who is in no office any more."""
    his = Matter.filter(kind=NEED.code, closed_at=None, people__person_id=person_id, people__part=Part.OTHER)
    found = await readable(his.filter(people__ended_at=None), NEED)
    # Hardly anybody who goes has something in hand: the whole district's offices are read for those alone.
    stays = bool(found) and person_id in {one.id for one in await holders(Role, act.today)}
    return [] if stays else found


async def after_step(act: Act, taken: Taken) -> tuple[Person, ...]:
    """Set until when the next step is due; return who has it in hand as well after the writer was not satisfied."""
    if taken.step.name == "settle":
        await _due(act, taken.matter.id, act.policy.needs.rating_days)
    if taken.step.name != "unsatisfied":
        return ()
    return await _bring_up(act, taken)


async def _due(act: Act, number: int, days: int) -> None:
    await Matter.filter(id=number).update(due_on=working_day_after(act.today, days, act.calendar))


async def _bring_up(act: Act, taken: Taken) -> tuple[Person, ...]:
    """Give a matter to the next level that has not got it yet, with new days; nobody where there is none."""
    matter = taken.matter
    has = {one.id for part in (Part.OTHER, Part.OWNER) for one in taken.people[part]}
    above = await _next_level(act, matter, has)
    await bring_in(act, matter.id, Part.OTHER, [one.id for one in above])
    await _due(act, matter.id, act.policy.needs.days_above)
    return tuple(above)


async def _next_level(act: Act, matter: Matter, has: set[int]) -> list[Person]:
    """Return the first level none of whom has a matter or is spoken of: the secretary, or an office above."""
    units, never = await with_above(matter.unit_id), has | await _spoken_of(act, matter.said["text"], matter.unit_id)
    levels = [
        await holders([Role.SECRETARY], act.today, units[0]),
        *[await office_above(one, act.today) for one in units],
    ]
    return next((level for level in levels if level and not never & {one.id for one in level}), [])


async def overdue(act: Act) -> list[NeedRaised]:
    """Bring one level up what is late, and close what nobody has said anything of since it was done."""
    moved = []
    late = Matter.filter(kind=NEED.code, closed_at=None, due_on__lt=act.today)
    for matter in await readable(late, NEED):
        if matter.state == NeedState.DONE:
            await lapse(act, NEED, matter.id, "close")
            continue
        there = [one for one in matter.people if one.ended_at is None]
        taken = await lapse(act, NEED, matter.id, "overdue")
        above, need = await _bring_up(act, taken), await of_number(act, matter.id)
        moved.append(NeedRaised(need, await present([matter.opened_by_id]), _had_last(there, taken), above))
    return moved


def _had_last(there: Sequence[MatterPerson], taken: Taken) -> tuple[Person, ...]:
    """Return who has got a matter last; whoever had it before was told when it came one level up the time before."""
    doers = [one for one in there if one.part == Part.OTHER]
    last = {one.person_id for one in doers if one.since == max(each.since for each in doers)}
    return tuple(one for one in taken.people[Part.OTHER] if one.id in last)


async def due_on_day(act: Act) -> list[tuple[Need, tuple[str, ...]]]:
    """Return what is to be done by today, or by a day off before the next working one, with whose it is (userids)."""
    last = working_day_after(act.today, 1, act.calendar) - timedelta(days=1)
    due = Matter.filter(kind=NEED.code, state__in=list(UNDER_WAY), due_on__gte=act.today, due_on__lte=last)
    return [
        (await of_number(act, matter.id), tuple(one.userid for one in parts_of(matter)[Part.OTHER]))
        for matter in await readable(due, NEED)
    ]


async def forget_words(before: datetime) -> None:
    """Delete the words of what was closed before a moment; who did what on which day stays."""
    await _forget([row.id for row in await Matter.filter(kind=NEED.code, closed_at__lt=before)])


async def forget_words_of(person_id: int) -> None:
    """Delete the words of what somebody has reported and that is closed."""
    mine = Matter.filter(kind=NEED.code, opened_by_id=person_id).exclude(closed_at=None)
    await _forget([row.id for row in await mine])


async def _forget(old: Sequence[int]) -> None:
    await Matter.filter(id__in=old).update(title="", said={"text": "", "service": None})
    await MatterStep.filter(matter_id__in=old).update(reason=None)
