"""坐班日志: what the day brought, in kinds and numbers."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.presence import actions, texts


async def run(request: Request, *, entries: str) -> list[Message]:
    counts = await actions.log(request.asker, entries, request.cause)
    return request.reply(texts.logged(request.today, counts))


COMMAND = Command(
    name="desk_log",
    words=("坐班日志", "值班日志"),
    run=run,
    help="坐班日志 来访2 代办1：记件数",
    example="坐班日志 来访2 代办1",
    blanks=(rest("entries", "类别和数字"),),
    needs=frozenset({Role.CADRE}),
    glued=True,
)
