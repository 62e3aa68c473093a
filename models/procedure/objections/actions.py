"""Raising, answering, appealing and ruling on objections to anything; runs in the caller's transaction."""

from dataclasses import dataclass, replace
from datetime import date

from models.matters.steps.actions import Taken, bring_in, lapse, open_matter, readable, take, told_of
from models.matters.steps.rules import NO_WORDS, NoSuchMatter, Opening, Words
from models.matters.steps.tables import Matter, MatterPerson, MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.actions import office_above
from models.organisation.authority.deciders import OWN, Part
from models.organisation.people.actions import present
from models.organisation.people.rules import named_in
from models.organisation.people.tables import Person
from models.organisation.units.actions import with_above
from models.procedure.notices.rules import working_day_after
from models.procedure.objections.rules import (
    ABOVE,
    NOBODY_TO_DECIDE,
    NOTHING_RAISED,
    OBJECTION,
    SPEAKS_OF_WHO,
    TELLS_WHO,
    TEXT_MOST,
    UNSETTLED,
    DaysToAnswer,
    Stage,
)
from models.values.refusal import Refusal, required


@dataclass(frozen=True)
class ObjectionMoved:
    """How far an objection has come: who is told, who acts next until when, whether what it is about goes on.

    `ruling` says that the office above has let its days pass, and the next one has it as well.
    """

    number: int
    stage: Stage
    due: date
    parties: tuple[Person, ...] = ()
    deciders: tuple[Person, ...] = ()
    running: bool = False
    ruling: bool = False


async def raise_against(act: Act, what: Opening, days: DaysToAnswer, *, higher: bool = False) -> ObjectionMoved:
    """Keep an objection; the office above gets it when nobody of the committee may answer; else NOBODY_TO_DECIDE.

    It gets it at once as well where it has decided itself what the objection is to (`higher`).

    In `what`, the owner is who raises it, and those it is about are never told who that is.
    """
    due = working_day_after(act.today, days.answer, act.calendar)
    matter = await open_matter(act, OBJECTION, replace(what, due_on=due))
    deciders, is_above = await _deciders(act, matter.id, "answer")
    if higher or is_above or not deciders:
        return await _go_up(act, matter.id, "pass_up", NO_WORDS, days)
    sides = {one for part in OWN for one in what.people[part]}
    return ObjectionMoved(matter.id, Stage.OPEN, due, await present(sides - {act.asker.person_id}), deciders)


async def _deciders(act: Act, number: int, step: str) -> tuple[tuple[Person, ...], bool]:
    """Return everybody who may take a step: all of them are told, so that a due day is not missed."""
    people, is_above = await told_of(act, OBJECTION, number, step, everybody=True)
    return tuple(people), is_above


async def _go_up(act: Act, number: int, step: str, words: Words, days: DaysToAnswer) -> ObjectionMoved:
    taken = await take(act, OBJECTION, number, step, words)
    deciders, _ = await _deciders(act, number, "rule")
    if not deciders:
        raise Refusal(NOBODY_TO_DECIDE)
    due = working_day_after(act.today, days.rule, act.calendar)
    await Matter.filter(id=number).update(due_on=due)
    return ObjectionMoved(number, Stage.APPEALED, due, await _others(act, taken), deciders)


async def pass_overdue(act: Act, days: DaysToAnswer) -> list[ObjectionMoved]:
    """Bring what nobody has answered, or ruled on, in its days before the next office, where anybody there can rule."""
    found = []
    late = Matter.filter(kind=OBJECTION.code, state__in=list(UNSETTLED), due_on__lt=act.today)
    for matter in await readable(late, OBJECTION):
        deciders, _ = await _deciders(act, matter.id, "rule")
        ruling = matter.state == Stage.APPEALED
        if ruling:
            deciders = await _next_above(act, matter, {one.id for one in deciders})
            await bring_in(act, matter.id, Part.JOINED, [one.id for one in deciders])
        if deciders:
            due = working_day_after(act.today, days.rule, act.calendar)
            taken = await lapse(act, OBJECTION, matter.id, "overdue")
            await Matter.filter(id=matter.id).update(due_on=due)
            others = await _others(act, taken)
            found.append(ObjectionMoved(matter.id, Stage.APPEALED, due, others, deciders, ruling=ruling))
    return found


async def _next_above(act: Act, matter: Matter, had: set[int]) -> tuple[Person, ...]:
    """Return who works for the nearest office above that has not had a matter yet; nobody where all have."""
    offices = [await office_above(unit_id, act.today) for unit_id in await with_above(matter.unit_id)]
    never = had | {one.person_id for one in matter.people}
    return tuple(next((office for office in offices if office and not never & {one.id for one in office}), []))


async def _others(act: Act, taken: Taken) -> tuple[Person, ...]:
    """Return the sides and, after a ruling, who answered, but for the asker."""
    sides = {person.id for part in OWN for person in taken.people[part]}
    told = {*sides, taken.matter.said["answer_by"]} if taken.step.name == "rule" else sides
    return await present(told - {act.asker.person_id})


def _words(act: Act, step: str, said: str) -> dict[str, str | int | None]:
    return {step: said[:TEXT_MOST] or None, f"{step}_by": act.asker.person_id}


async def check_discreet(number: int, reason: str) -> None:
    """Refuse with TELLS_WHO when words that both sides will read name who raised the objection."""
    owners = await MatterPerson.filter(matter_id=number, part=Part.OWNER).select_related("person")
    about = {one.person_id for one in await MatterPerson.filter(matter_id=number, part=Part.ABOUT)}
    raised = [one for one in owners if one.person_id not in about]
    names = {one.person_id: one.person.name for one in raised}
    named = named_in(reason, names, {one.person_id: one.person.userid for one in raised})
    if named or (raised and SPEAKS_OF_WHO.search(reason)):
        raise Refusal(TELLS_WHO, number=OBJECTION.sign.show(number))


async def settle(act: Act, number: int, step: str, *, kept: bool, reason: str, days: DaysToAnswer) -> ObjectionMoved:
    """Take the step `answer` for the committee, or `rule` for the office above, which is final."""
    # The office above hears nothing of what was not brought before it.
    if step == "rule" and not await Matter.filter(id=number, kind=OBJECTION.code, state__in=list(ABOVE)).exists():
        raise NoSuchMatter(number=OBJECTION.sign.show(number))
    adds = {"kept": kept, **_words(act, step, reason)}
    taken = await take(act, OBJECTION, number, step, Words(reason, adds))
    # Until then an answer can be appealed against.
    due = working_day_after(act.today, days.answer, act.calendar)
    return ObjectionMoved(number, Stage(taken.matter.state), due, await _others(act, taken))


async def appeal(act: Act, number: int, said: str, days: DaysToAnswer) -> ObjectionMoved:
    """Bring an answer before the office above; open to who objected and to whom it is about."""
    return await _go_up(act, number, "appeal", Words(adds=_words(act, "appeal", said)), days)


async def last_day_to_appeal(act: Act, number: int, days: DaysToAnswer) -> date:
    """Return until when an answer can be appealed against."""
    answered = await MatterStep.get(matter_id=number, step="answer")
    return working_day_after(act.day_of(answered.at), days.answer, act.calendar)


async def withdraw(act: Act, number: int | None) -> ObjectionMoved:
    """Take an open objection back, by default the newest; only who raised it may. Refuses with NOTHING_RAISED."""
    if number is None:
        his = Matter.filter(kind=OBJECTION.code, state=Stage.OPEN, opened_by_id=act.asker.person_id)
        newest = required(await his.order_by("-id").first(), NOTHING_RAISED)
        number = newest.id
    deciders, _ = await _deciders(act, number, "answer")
    taken = await take(act, OBJECTION, number, "withdraw")
    due = taken.matter.due_on or act.today
    return ObjectionMoved(number, Stage.WITHDRAWN, due, await _others(act, taken), deciders)


async def due_soon(act: Act) -> list[ObjectionMoved]:
    """Return what is due on the next working day or before, with those who may do it.

    An answer whose day has gone by is left out: the objection goes one level up that morning.
    """
    last, found = working_day_after(act.today, 1, act.calendar), []
    late = Matter.filter(kind=OBJECTION.code, state__in=list(UNSETTLED), due_on__lte=last)
    for matter in await readable(late, OBJECTION):
        stage = Stage(matter.state)
        if stage is Stage.OPEN and matter.due_on is not None and matter.due_on < act.today:
            continue
        deciders, _ = await _deciders(act, matter.id, "answer" if stage is Stage.OPEN else "rule")
        found.append(ObjectionMoved(matter.id, stage, matter.due_on or act.today, deciders=deciders))
    return found
