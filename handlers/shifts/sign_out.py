"""签退: somebody goes home; nothing is kept of it but that he was there."""

from typing import Any

from bot.command import Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.presence import actions, texts
from models.presence.rules import Presence


def _free(reading: Reading) -> dict[str, Any] | None:
    return {} if reading.intent == "duty_checkin" and reading.slots.get("direction") == "out" else None


async def run(request: Request) -> list[Message]:
    await actions.give_sign(request.asker, Presence.ARRIVED, request.cause)
    return request.reply(texts.signed_out())


COMMAND = Command(
    name="sign_out",
    words=("签退", "下班"),
    run=run,
    help="签退：值完了，说一声就行",
    example="签退",
    needs=frozenset({Role.CADRE}),
    free=_free,
)
