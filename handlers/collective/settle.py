"""办结: a secretary notes that a matter of a collective day is handled."""

from bot.blanks import matter_number
from bot.command import Blank, Command
from bot.request import Request
from models.collective import actions, texts
from models.delivery.rules import Message
from models.people.rules import Role


async def run(request: Request, *, number: int) -> list[Message]:
    return request.reply(texts.settled(await actions.settle(request.asker, number, request.cause)))


COMMAND = Command(
    name="settle",
    words=("办结",),
    run=run,
    help="办结 S001：一件集中事项办完了",
    example="办结 S001",
    blanks=(Blank("number", "编号", matter_number),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
    glued=True,
)
