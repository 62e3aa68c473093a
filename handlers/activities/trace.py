"""溯源: how a record came about and every change since, for those who may see it."""

from bot.blanks import RECORD
from bot.command import Command
from bot.request import Request
from config.catalogue import categories
from models.delivery.rules import Message
from models.people.rules import OFFICES, VERIFIERS, Role
from models.tracing import actions, texts


async def run(request: Request, *, number: int) -> list[Message]:
    trace = await actions.trace(request.asker, number)
    return request.reply(texts.trace(trace, categories()))


COMMAND = Command(
    name="trace",
    words=("溯源",),
    run=run,
    help="溯源 A0231：看来历和每次改动",
    example="溯源 A0231",
    blanks=(RECORD,),
    needs=frozenset({Role.MEMBER, Role.SUPERVISOR}) | VERIFIERS | OFFICES,
    private=True,
    glued=True,
)
