"""待办: everything that waits for whoever asks, and how he does it."""

from typing import Any

from bot.understanding.command import Command
from bot.understanding.pending import pending
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.pending import texts
from models.matters.pending.words import asks_what_waits


async def to_do(request: Request) -> list[Message]:
    return request.reply(texts.to_do(await pending(request), request.today))


async def _plainly(request: Request) -> dict[str, Any] | None:
    return {} if asks_what_waits(request.text) else None


TO_DO = Command(
    name="to_do",
    words=("待办", "我的待办", "等我办的", "待免评"),
    run=to_do,
    help="待办：看等您办的所有事",
    example="待办",
    private=True,
    awaited=_plainly,
)

COMMANDS = (TO_DO,)
