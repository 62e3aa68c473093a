"""备案: a township files what a unit has sent."""

from typing import Any

from bot.blanks import words
from bot.command import Blank, Command
from bot.language.star_talk import agrees_to_file, file_line
from bot.request import Request
from models.delivery.rules import Message
from models.filing import texts
from models.filing.actions import file, waiting_for
from models.people.rules import OFFICES


async def _awaited(request: Request) -> dict[str, Any] | None:
    """Return the one unit that waits when somebody agrees without naming it."""
    if not (agrees_to_file(request.text) and request.asker.roles & OFFICES):
        return None
    units = {one.unit for one in await waiting_for(request.asker)}
    return {"unit": units.pop()} if len(units) == 1 else None


async def run(request: Request, *, unit: str) -> list[Message]:
    return request.reply(texts.filed(unit, await file(request.asker, unit, request.cause, request.policy.stars)))


COMMAND = Command(
    name="file_stars",
    words=("备案",),
    run=run,
    help="备案 莲花池村：同意备案",
    example="备案 莲花池村",
    blanks=(Blank("unit", "单位", words),),
    needs=OFFICES,
    private=True,
    glued=True,
    awaited=_awaited,
    meant=file_line,
)
