"""我是谁: name, place and roles of the speaker."""

from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people import texts


async def run(request: Request) -> list[Message]:
    return request.reply(texts.who_you_are(request.asker))


COMMAND = Command(
    name="who_am_i",
    words=("我是谁",),
    run=run,
    help="我是谁：看自己的身份",
    example="我是谁",
    private=True,
)
