"""Giving a public promise, and what people read of promises; runs in the caller's transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from tortoise.queryset import QuerySet

from models.matters.steps.actions import WORD, Taken, hand_on, lapse, open_matter, parts_of, remark, take, told_of
from models.matters.steps.rules import Happened, NoSuchMatter, Opening, Words
from models.matters.steps.tables import Matter, MatterPerson, MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.actions import office_above, units_below
from models.organisation.authority.deciders import Part
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.actions import holders, people_of
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person
from models.organisation.units.tables import Unit
from models.undertakings.promises import texts
from models.undertakings.promises.rules import (
    PROMISE,
    TITLE_MOST,
    WATCH,
    WORD_MOST,
    Promise,
    PromiseState,
    check_due,
    reminded,
)
from models.values.grouping import grouped
from models.values.refusal import Refusal, required
from models.values.showing import show_day

DAY = timedelta(days=1)
SHOWN = (PromiseState.OPEN, PromiseState.REPORTED, PromiseState.KEPT)


async def promise(act: Act, title: str, due: date) -> Promise:
    """Keep what somebody promises in public until a day; refuses with PAST_DAY."""
    check_due(due, act.today, show_day(due))
    await check_for_everybody(act, title)
    opening = Opening(act.asker.own_unit, title[:TITLE_MOST], {Part.OWNER: [act.asker.known]}, due_on=due)
    return await read(act, (await open_matter(act, PROMISE, opening)).id)


async def put_off(act: Act, number: int, due: date) -> Promise:
    """Move the day of a promise of the asker's; what it was before stays beside it. Refuses with PAST_DAY."""
    check_due(due, act.today, show_day(due))
    before = (await read(act, number)).due
    await remark(act, PROMISE, number, texts.moved(before, due))
    await Matter.filter(id=number).update(due_on=due)
    return await read(act, number)


async def from_paper(act: Act, person_id: int, due: date, title: str) -> None:
    """Keep what somebody promised on paper before this bot was there."""
    person = (await people_of([person_id]))[person_id]
    opening = Opening(person.unit_id, title[:TITLE_MOST], {Part.OWNER: [person_id]}, due_on=due)
    await open_matter(act, PROMISE, opening)


async def off_paper(act: Act, person_id: int, due: date, title: str) -> None:
    """Take back a promise that was brought over from paper, if nothing has been said of it since."""
    brought = Matter.filter(kind=PROMISE.code, state=PromiseState.OPEN, title=title[:TITLE_MOST], due_on=due)
    for one in await brought.filter(people__person_id=person_id):
        await lapse(act, PROMISE, one.id, "withdraw")


async def fault_of(act: Act, due: date, title: str) -> str:
    """Return why something is no promise that everybody may read, empty where it is one."""
    try:
        check_due(due, act.today, show_day(due))
        await check_for_everybody(act, title)
    except Refusal as refused:
        return refused.sentence
    return ""


async def standing(people: Collection[int]) -> dict[int, set[tuple[date | None, str]]]:
    """Return {person: (day, title) of all that he has promised and not taken back}."""
    found: dict[int, set[tuple[date | None, str]]] = {}
    parts = MatterPerson.filter(person_id__in=list(people), part=Part.OWNER, matter__kind=PROMISE.code)
    for one in await parts.exclude(matter__state=PromiseState.WITHDRAWN).select_related("matter"):
        found.setdefault(one.person_id, set()).add((one.matter.due_on, one.matter.title))
    return found


async def report(act: Act, number: int, result: str) -> tuple[Promise, list[Person]]:
    """Let the owner say what came of it; return it with those who have to confirm it."""
    await check_for_everybody(act, result)
    await take(act, PROMISE, number, "report", Words(adds={"result": result[:WORD_MOST]}))
    return await read(act, number), (await told_of(act, PROMISE, number, "confirm"))[0]


async def mine(act: Act) -> list[Promise]:
    """Return the promises that the asker has still to keep, by day."""
    his = _rows([PromiseState.OPEN]).filter(people__person_id=act.asker.person_id, people__ended_at=None)
    return await _promises(act, his)


async def hand_over(act: Act, person_id: int) -> list[tuple[Promise, Person]]:
    """Give the open promises of somebody who has left to his unit's secretary, else to the office above.

    Return them with who looks after them now; whoever only went to another unit keeps his word himself.
    """
    if (await people_of([person_id]))[person_id].left_on is None:
        return []
    given = []
    for matter in await _rows([PromiseState.OPEN, PromiseState.REPORTED]).filter(
        people__person_id=person_id, people__ended_at=None
    ):
        heirs = await holders([Role.SECRETARY], act.today, matter.unit_id) or await office_above(
            matter.unit_id, act.today
        )
        if heirs:
            await hand_on(act, PROMISE, matter.id, Part.OWNER, (person_id, heirs[0].id))
            given.append((await read(act, matter.id), heirs[0]))
    return given


async def add_word(act: Act, number: int, words: str) -> Promise:
    """Keep a villager's word beside a promise; it closes nothing."""
    await check_for_everybody(act, words)
    await remark(act, PROMISE, number, words[:WORD_MOST])
    return await read(act, number)


async def read(act: Act, number: int) -> Promise:
    """Return one promise with all that happened to it; raises NoSuchMatter."""
    return required(
        await _promises(act, Matter.filter(kind=PROMISE.code, id=number)),
        NoSuchMatter,
        number=PROMISE.sign.show(number),
    )[0]


async def of_taken(act: Act, taken: Taken) -> tuple[Promise, str]:
    """Return the promise of which a step was taken, and its owner's userid."""
    return await read(act, taken.matter.id), taken.people[Part.OWNER][0].userid


async def of_unit(act: Act, unit_id: int) -> list[Promise]:
    """Return the promises of a unit that anybody may read, by day: those of this year, and older ones still open."""
    every = await _promises(act, _rows(SHOWN).filter(unit_id=unit_id))
    return [one for one in every if one.state is not PromiseState.KEPT or one.due.year == act.today.year]


async def home(act: Act) -> Unit:
    """Return the asker's unit, whose promises he reads; raises UnknownPerson for somebody of none."""
    return await Unit.get(id=act.asker.own_unit)


async def overdue(act: Act) -> list[Promise]:
    """Return the promises whose day is over without a result, for those who watch over their units."""
    watched = act.asker.units_as(WATCH)
    units = await units_below(act.asker) | watched
    late = _rows([PromiseState.OPEN]).filter(due_on__lt=act.today, unit_id__in=list(units))
    return await _promises(act, late)


async def to_remind(act: Act) -> Mapping[str, Sequence[Promise]]:
    """Return {userid: his promises that are due now and of whose result nothing is known}."""
    near = _rows([PromiseState.OPEN]).filter(due_on__range=(act.today, act.calendar.first_working_day(act.today + DAY)))
    matters = await near.prefetch_related("people__person")
    return grouped(
        (parts_of(matter)[Part.OWNER][0].userid, promise)
        for matter, promise in zip(matters, await _promises(act, near), strict=True)
        if reminded(promise.due, act.today, act.calendar)
    )


def _rows(states: Sequence[PromiseState]) -> QuerySet[Matter]:
    return Matter.filter(kind=PROMISE.code, state__in=list(states)).order_by("due_on", "id")


async def _promises(act: Act, rows: QuerySet[Matter]) -> list[Promise]:
    matters = await rows.prefetch_related("unit", "people__person")
    steps = MatterStep.filter(matter_id__in=[one.id for one in matters]).prefetch_related("by").order_by("id")
    happened = grouped((step.matter_id, _happened(act, step)) for step in await steps)
    return [_promise(act, matter, happened[matter.id]) for matter in matters]


def _happened(act: Act, step: MatterStep) -> Happened:
    by = step.by.name if step.by and step.step != WORD else ""
    return Happened(step.step, act.day_of(step.at), by, step.reason or "")


def _promise(act: Act, matter: Matter, happened: list[Happened]) -> Promise:
    if matter.due_on is None:
        raise AssertionError("a promise has a day")
    return Promise(
        number=matter.id,
        title=matter.title,
        owner=parts_of(matter)[Part.OWNER][0].name,
        unit=matter.unit.name,
        state=PromiseState(matter.state),
        due=matter.due_on,
        made=act.day_of(matter.opened_at),
        result=str(matter.said.get("result", "")),
        happened=tuple(happened),
    )
