"""示范带: the belts, or one with its places in order."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.places import actions, texts


async def run(request: Request, *, name: str | None) -> list[Message]:
    if name is None:
        return request.reply(texts.belt_list(await actions.belts(request.today)))
    return request.reply(texts.belt_chain(await actions.belt_named(name, request.today)))


COMMAND = Command(
    name="belts",
    words=("示范带",),
    run=run,
    help="示范带 工业港：看一条示范带",
    example="示范带 工业港",
    blanks=(rest("name", "哪一条", optional=True),),
)
