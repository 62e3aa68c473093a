"""备案: a township files what a unit has sent."""

from bot.blanks import words
from bot.command import Blank, Command
from bot.request import Request
from models.delivery.rules import Message
from models.filing import texts
from models.filing.actions import file
from models.people.rules import OFFICES


async def run(request: Request, *, unit: str) -> list[Message]:
    return request.reply(texts.filed(unit, await file(request.asker, unit, request.cause)))


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
)
