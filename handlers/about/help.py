"""帮助: what this person may do here, in at most seven lines."""

from typing import Any

from bot import texts
from bot.command import Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message

MOST_LINES = 7


def _free(reading: Reading) -> dict[str, Any] | None:
    return {} if reading.intent == "help" else None


def _may(request: Request, command: Command) -> bool:
    here = request.private or not command.private
    return here and (command.needs is None or bool(request.asker.roles & command.needs))


async def run(request: Request) -> list[Message]:
    mine = [command for command in request.house.commands if _may(request, command)]
    # What only some may do comes first: the general commands are learnt from everybody.
    mine.sort(key=lambda command: command.needs is None)
    return request.reply(texts.help_lines([command.help for command in mine], MOST_LINES))


COMMAND = Command(
    name="help",
    words=("帮助", "菜单", "help", "？", "?"),
    run=run,
    help="帮助：看能做什么",
    example="帮助",
    free=_free,
)
