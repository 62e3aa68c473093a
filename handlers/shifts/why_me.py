"""为什么是我: how the planner came to give somebody a shift."""

from bot.blanks import SHIFTS_OPTIONAL
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.presence import actions, texts
from models.swaps.rules import Wanted


async def run(request: Request, *, wanted: list[Wanted] | None) -> list[Message]:
    day, half = (wanted[0].day, wanted[0].half) if wanted else (None, None)
    return request.reply(texts.why(*await actions.explained(request.asker, day, half, request.now)))


COMMAND = Command(
    name="why_me",
    words=("为什么是我",),
    run=run,
    help="为什么是我：看这班怎么排的",
    example="为什么是我 12月3日",
    blanks=(SHIFTS_OPTIONAL,),
    needs=frozenset({Role.CADRE}),
    private=True,
    glued=True,
)
