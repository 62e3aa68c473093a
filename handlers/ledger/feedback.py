"""Complaints and suggestions."""

from bot.understanding.blanks import rest
from bot.understanding.command import Command
from bot.understanding.numbered import Numbered
from bot.understanding.request import Request
from models.ledger.feedback import actions, texts
from models.machine.delivery.rules import Message
from models.organisation.people.actions import holders
from models.organisation.people.rules import ROLE_NAMES, Role
from models.organisation.units.actions import unit_of
from models.values.numbers import Sign


async def feedback(request: Request, *, said: str) -> list[Message]:
    number = await actions.receive(request.asker, said, request.cause)
    unit = await unit_of(request.asker.unit_id)
    who = unit.name if unit else ROLE_NAMES[Role.RESIDENT]
    officers = await holders([Role.DISTRICT], request.today)
    told = [request.tell(officer.userid, texts.forwarded(number, who, said)) for officer in officers]
    return [*request.reply(texts.received(number)), *told]


FEEDBACK = Command(
    name="feedback",
    words=("投诉建议", "投诉"),
    run=feedback,
    help="投诉建议 …：直接告诉区里",
    example="投诉建议 提醒太多了",
    blanks=(rest("said", "想说的话"),),
)

COMMANDS = (FEEDBACK,)
NUMBERED = (Numbered(Sign.FEEDBACK, {}, kept=actions.kept),)
