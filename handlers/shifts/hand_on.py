"""交接: a word for whoever is on duty next; it comes with his reminder."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.presence import actions, texts


async def run(request: Request, *, text: str) -> list[Message]:
    await actions.hand_on(request.asker, text, request.cause)
    return request.reply(texts.handed_on())


COMMAND = Command(
    name="hand_on",
    words=("交接",),
    run=run,
    help="交接 …：留话给下一班",
    example="交接 钥匙在门卫那里",
    blanks=(rest("text", "要交代的话"),),
    needs=frozenset({Role.CADRE}),
    private=True,
)
