"""到岗: somebody says that he is there; optional, and counted for nothing."""

from datetime import date
from typing import Any

from bot.command import Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message
from models.desk.actions import on_duty_now
from models.people.rules import Role
from models.presence import actions, texts
from models.presence.rules import Presence


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "duty_checkin" or reading.slots.get("direction") != "in":
        return None
    return {"day": date.fromisoformat(reading.slots["date"])}


async def _awaited(request: Request) -> dict[str, Any] | None:
    return {} if texts.says_arrived(request.text) and await on_duty_now(request.asker, request.now) else None


async def run(request: Request, *, day: date | None = None) -> list[Message]:
    if day is not None and day != request.today:
        return request.reply(texts.too_late())
    shift = await actions.give_sign(request.asker, Presence.ARRIVED, request.cause)
    return request.reply(texts.arrived(shift))


COMMAND = Command(
    name="arrive",
    words=("到岗", "签到"),
    run=run,
    help="到岗：报个平安，可报可不报",
    example="到岗",
    needs=frozenset({Role.CADRE}),
    free=_free,
    awaited=_awaited,
)
