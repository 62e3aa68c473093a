"""质询: the supervision committee asks about anything of its village, and is answered in its days."""

import re
from typing import Any

from bot.clockwork.reminders import Reminder
from bot.understanding.blanks import rest
from bot.understanding.command import Command, Taker, line_in, when
from bot.understanding.numbered import matters_of
from bot.understanding.request import Request
from models.ledger.feedback.rules import check_door
from models.machine.delivery.rules import Message
from models.matters.reminders.rules import Owed
from models.matters.steps.actions import Taken, told_of
from models.organisation.authority.act import Act
from models.organisation.people.rules import KEEPERS, Role, check_allowed
from models.procedure.inquiries import actions, texts
from models.procedure.inquiries.rules import QUESTION
from models.procedure.inquiries.words import asks, asks_after, doubt_line
from models.values.delicate import cleared

SUPERVISORS = frozenset({Role.SUPERVISOR})
# Who is asked reads what was asked.
ANSWERERS = frozenset({Role.SUPERVISOR, Role.SECRETARY, Role.VILLAGE_COMMITTEE})


async def ask(request: Request, *, text: str | None) -> list[Message]:
    if text is None:
        found = await actions.newest(request.act, ANSWERERS)
        return request.reply(texts.listed(found, asks=request.may(SUPERVISORS)))
    check_allowed(request.asker, SUPERVISORS, ASK.words[0])
    check_door(text)
    written = cleared(text)
    one = await actions.ask(request.act, written.text)
    please = texts.please_answer(one.number, one.text, one.due)
    told = request.tell_others([who.userid for who in one.told], please, recipe=request.unless_moved(one.number))
    return [*request.reply_to(written, texts.asked(one.number, one.due)), *told]


async def _asked(request: Request, found: re.Match[str]) -> dict[str, Any]:
    return {"text": next(filter(None, found.groups()))}


ASK = Command(
    name="supervisors_question",
    words=("质询",),
    run=ask,
    help="质询 三组的沟修了没有：限期答复",
    example="质询 这个月的值班表为什么换了三次",
    blanks=(rest("text", "问什么", optional=True),),
    needs=ANSWERERS,
    private=True,
    awaited=(
        when(asks_after, ANSWERERS, text=None),
        Taker(asks, _asked, SUPERVISORS),
        line_in(doubt_line, SUPERVISORS),
    ),
    shown_first=True,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    number, step = taken.matter.id, taken.step.name
    reply = request.reply(texts.stepped(number, step))
    if step == "withdraw":
        people, _ = await told_of(request.act, QUESTION, number, "answer", everybody=True)
        return [*reply, *(request.tell(one.userid, texts.withdrawn(number)) for one in people)]
    said = texts.answered(number, taken.matter.title, request.asker.name, taken.reason)
    return [*reply, *(request.tell(one.userid, said) for one in await actions.committee(request.act, taken))]


async def _owed(act: Act) -> list[Owed]:
    return [
        Owed(person.userid, texts.due_soon(one.number, one.text, one.due), str(one.number))
        for one in await actions.due_soon(act)
        for person in one.told
    ]


COMMANDS = (ASK,)
NUMBERED = (matters_of(QUESTION, _done, needs=KEEPERS | {Role.VILLAGE_COMMITTEE, Role.SUPERVISOR}),)
REMINDERS = (Reminder("question_due", _owed, of=QUESTION),)
