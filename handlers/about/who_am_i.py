"""我是谁: name, place and roles of the speaker."""

from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people import texts
from models.places.actions import branch_name, unit_of


async def run(request: Request) -> list[Message]:
    unit = await unit_of(request.asker.unit_id)
    branch = await branch_name(request.asker.branch_id)
    return request.reply(texts.who_you_are(request.asker, unit.name if unit else "", branch))


COMMAND = Command(
    name="who_am_i",
    words=("我是谁",),
    run=run,
    help="我是谁：看自己的身份",
    example="我是谁",
    private=True,
)
