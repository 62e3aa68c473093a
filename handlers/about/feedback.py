"""投诉建议: anybody may say what is wrong; the district's officers get it in private."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.feedback import actions, texts
from models.people.actions import holders
from models.people.rules import ROLE_NAMES, Role
from models.places.actions import unit_of


async def run(request: Request, *, said: str) -> list[Message]:
    number = await actions.receive(request.asker, said, request.cause)
    unit = await unit_of(request.asker.unit_id)
    who = unit.name if unit else ROLE_NAMES[Role.RESIDENT]
    officers = await holders([Role.DISTRICT], request.today)
    told = [request.tell(officer.userid, texts.forwarded(number, who, said)) for officer in officers]
    return [*request.reply(texts.received(number)), *told]


COMMAND = Command(
    name="feedback",
    words=("投诉建议", "投诉", "建议"),
    run=run,
    help="投诉建议 …：直接告诉区里",
    example="投诉建议 提醒太多了",
    blanks=(rest("said", "想说的话"),),
)
