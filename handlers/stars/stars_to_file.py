"""待备案: a township sees which branches have sent stars for filing."""

from typing import Any

from bot.command import Command
from bot.language.star_talk import agrees_to_file, asks_what_to_file
from bot.request import Request
from models.delivery.rules import Message
from models.filing import texts
from models.filing.actions import waiting_for
from models.people.rules import OFFICES


async def _awaited(request: Request) -> dict[str, Any] | None:
    asked = asks_what_to_file(request.text) or agrees_to_file(request.text)
    return {} if asked and request.asker.roles & OFFICES else None


async def run(request: Request) -> list[Message]:
    return request.reply(texts.waiting(await waiting_for(request.asker)))


COMMAND = Command(
    name="stars_to_file",
    words=("待备案",),
    run=run,
    help="待备案：看报来的星级",
    example="待备案",
    needs=OFFICES,
    private=True,
    awaited=_awaited,
)
