"""坐班日志: what the day brought, in kinds and numbers."""

from typing import Any

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.desk.actions import on_duty_now
from models.people.rules import Role
from models.presence import actions, texts
from models.presence.rules import read_log


async def _awaited(request: Request) -> dict[str, Any] | None:
    return (
        {"entries": request.text} if read_log(request.text) and await on_duty_now(request.asker, request.now) else None
    )


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
    awaited=_awaited,
)
