"""帮助: what this person may do here, in at most seven lines."""

from datetime import datetime
from typing import Any

from bot import texts
from bot.command import Blank, Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role

PAGE_LINES = 6


def _free(reading: Reading) -> dict[str, Any] | None:
    return {"page": None} if reading.intent == "help" else None


def _page(text: str, moment: datetime) -> int | None:
    return int(text) if text in ("2", "3", "4") else None


def _may(request: Request, command: Command) -> bool:
    here = request.private or not command.private
    return here and (command.needs is None or bool(request.asker.roles & command.needs))


async def run(request: Request, *, page: int | None) -> list[Message]:
    mine = [command for command in request.house.commands if _may(request, command)]
    # What only some may do comes first: the general commands are learnt from everybody.
    mine.sort(key=lambda command: command.needs is None or Role.MEMBER in command.needs)
    lines = [command.help for command in mine]
    shown = lines[((page or 1) - 1) * PAGE_LINES :]
    return request.reply(texts.help_page(shown[:PAGE_LINES], page or 1, more=len(shown) > PAGE_LINES))


COMMAND = Command(
    name="help",
    words=("帮助", "菜单", "help", "？", "?"),
    run=run,
    help="帮助：看能做什么",
    example="帮助",
    blanks=(Blank("page", "第几页", _page, optional=True),),
    free=_free,
)
