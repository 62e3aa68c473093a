"""Groups: the number by which a technician enters one."""

from bot.understanding.command import Command
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.organisation.people.rules import KEEPERS
from models.organisation.units import texts


async def number(request: Request) -> list[Message]:
    return request.reply(texts.group_number(request.group))


GROUP_NUMBER = Command(
    name="group_number",
    words=("群号",),
    run=number,
    help="群号：在群里问它的编号",
    example="群号",
    needs=KEEPERS,
)

COMMANDS = (GROUP_NUMBER,)
