"""党费: a committee enters who was missing from a month's dues."""

from bot.command import Blank, Command
from bot.language.entering import SheetSaid, read_dues
from bot.request import Request
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.entries import actions, texts
from models.points.rules import Meeting


async def run(request: Request, *, said: SheetSaid) -> list[Message]:
    kept = await actions.keep_roll(request.asker, Meeting.DUES, said.day, said.absent, request.cause)
    return request.reply(texts.roll_kept(kept))


COMMAND = Command(
    name="dues",
    words=("党费",),
    run=run,
    help="党费 11月 全交：记党费",
    example="党费 11月 未交 何光荣",
    blanks=(Blank("said", "月份 未交 姓名，或全交", read_dues, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)
