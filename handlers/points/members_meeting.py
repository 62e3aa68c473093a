"""党员大会: a committee enters who was missing from a members' meeting."""

from bot.command import Blank, Command
from bot.language.entering import SheetSaid, read_sheet
from bot.request import Request
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.entries import actions, texts
from models.points.rules import Meeting


async def run(request: Request, *, said: SheetSaid) -> list[Message]:
    kept = await actions.keep_roll(request.asker, Meeting.MEMBERS_MEETING, said.day, said.absent, request.cause)
    return request.reply(texts.roll_kept(kept))


COMMAND = Command(
    name="members_meeting",
    words=("党员大会", "支部党员大会"),
    run=run,
    help="党员大会 11月20日 全到：记签到",
    example="党员大会 11月20日 缺席 何光荣",
    blanks=(Blank("said", "日期 缺席 姓名，或全到", read_sheet, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)
