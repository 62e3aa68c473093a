"""Taking a question up and bringing it one level up when it is late; runs in the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.matters.steps.actions import Taken, lapse, open_new, readable, told_of
from models.matters.steps.rules import Opening
from models.matters.steps.tables import Matter
from models.organisation.authority.act import Act
from models.organisation.authority.actions import office_above
from models.organisation.authority.deciders import Part
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person
from models.procedure.inquiries.rules import QUESTION, SHOWN_MOST, TEXT_MOST, TITLE_MOST, QuestionState
from models.procedure.notices.rules import working_day_after


@dataclass(frozen=True)
class QuestionAsked:
    """A question: its number, where, what, until when it is answered, and who is told of it."""

    number: int
    unit: str
    text: str
    due: date
    told: Sequence[Person]


async def ask(act: Act, text: str) -> QuestionAsked:
    """Keep what a member of the supervision committee asks about his village."""
    unit_id = act.asker.unit_as([Role.SUPERVISOR])
    due = last_day_to_answer(act)
    owner = {Part.OWNER: [act.asker.person_id or 0]}
    opening = Opening(unit_id, text[:TITLE_MOST], owner, said={"text": text[:TEXT_MOST]}, due_on=due)
    matter = await open_new(act, QUESTION, opening)
    told, _ = await told_of(act, QUESTION, matter.id, "answer", everybody=True)
    return QuestionAsked(matter.id, "", text, due, told)


async def newest(act: Act, roles: Collection[Role]) -> list[tuple[int, str, str, date | None]]:
    """Return (number, what, state, day while it waits) of what was asked where the asker has a role, newest first."""
    rows = Matter.filter(kind=QUESTION.code, unit_id=act.asker.unit_as(roles)).order_by("-id")
    return [
        (one.id, one.title, one.state, None if one.closed_at else one.due_on) for one in await rows.limit(SHOWN_MOST)
    ]


async def committee(act: Act, taken: Taken) -> list[Person]:
    """Return who hears what became of a question: the committee asked, whoever sits on it now."""
    return await holders([Role.SUPERVISOR], act.today, taken.matter.unit_id)


def last_day_to_answer(act: Act) -> date:
    """Return until when what is asked today is answered."""
    return act.today + timedelta(days=act.policy.democracy.answer_days)


async def overdue(act: Act) -> list[QuestionAsked]:
    """Bring what is late before the office above, with new days, where there is anybody."""
    found = []
    for matter in await readable(
        Matter.filter(kind=QUESTION.code, state=QuestionState.OPEN, due_on__lt=act.today), QUESTION
    ):
        if above := await office_above(matter.unit_id, act.today):
            await lapse(act, QUESTION, matter.id, "overdue")
            await Matter.filter(id=matter.id).update(due_on=last_day_to_answer(act))
            found.append(QuestionAsked(matter.id, matter.unit.name, matter.title, last_day_to_answer(act), above))
    return found


async def due_soon(act: Act) -> list[QuestionAsked]:
    """Return what has to be answered by the next working day, with those who may."""
    last = working_day_after(act.today, 1, act.calendar)
    rows = Matter.filter(kind=QUESTION.code, state__in=list(QUESTION.open), due_on__lte=last, due_on__gte=act.today)
    return [
        QuestionAsked(
            matter.id,
            matter.unit.name,
            matter.title,
            matter.due_on or act.today,
            (await told_of(act, QUESTION, matter.id, QUESTION.waiting(matter.state)[0].name, everybody=True))[0],
        )
        for matter in await readable(rows, QUESTION)
    ]
