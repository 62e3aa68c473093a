"""撤销录入: a committee takes back what it has entered, a township a veto; without a number the newest are listed."""

from bot.command import Blank, Command
from bot.language.entering import CancelSaid, read_cancel
from bot.request import Request
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.entries import actions, texts
from models.points.rules import Meeting


async def run(request: Request, *, said: CancelSaid | None) -> list[Message]:
    if said is None:
        return request.reply(texts.to_cancel(await actions.cancellable(request.asker)))
    if said.number is not None:
        return request.reply(texts.cancelled(await actions.cancel_entry(request.asker, said.number, request.cause)))
    meeting, day = Meeting(said.meeting or ""), said.day or request.today
    found = await actions.cancel_roll(request.asker, meeting, day, request.cause)
    return request.reply(texts.roll_cancelled(meeting, day, found=found))


COMMAND = Command(
    name="cancel_entry",
    words=("撤销录入",),
    run=run,
    help="撤销录入 P0012：撤掉录错的",
    example="撤销录入 P0012",
    blanks=(Blank("said", "编号，或哪次会议 日期", read_cancel, optional=True, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
