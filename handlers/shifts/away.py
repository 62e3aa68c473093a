"""外出: work outside is duty as well."""

from typing import Any

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.desk.actions import on_duty_now
from models.people.rules import Role
from models.presence import actions, texts
from models.presence.rules import Presence


async def _awaited(request: Request) -> dict[str, Any] | None:
    where = texts.outside(request.text)
    return {"where": where} if where and await on_duty_now(request.asker, request.now) else None


async def run(request: Request, *, where: str) -> list[Message]:
    shift = await actions.give_sign(request.asker, Presence.AWAY, request.cause, where)
    return request.reply(texts.away(shift))


COMMAND = Command(
    name="away",
    words=("外出",),
    run=run,
    help="外出 三组调解：在外办事也算在岗",
    example="外出 三组调解",
    blanks=(rest("where", "去哪里做什么"),),
    needs=frozenset({Role.CADRE}),
    awaited=_awaited,
)
