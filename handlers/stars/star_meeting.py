"""评星会: that the branch's meeting about stars was held, and by how many."""

from datetime import datetime

from bot.command import Blank, Command
from bot.language.star_talk import meeting_line, with_digits
from bot.request import Request
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.peers import texts
from models.peers.actions import hold_meeting
from models.peers.rules import Attendance, read_attendance


def _read(text: str, moment: datetime) -> Attendance | None:
    return read_attendance(with_digits(text), moment)


async def run(request: Request, *, said: Attendance) -> list[Message]:
    period, members = await hold_meeting(request.asker, said, request.cause, request.policy.stars)
    return request.reply(texts.met(said, period.name, members))


COMMAND = Command(
    name="star_meeting",
    words=("评星会",),
    run=run,
    help="评星会 应到8 实到7：记到会",
    example="评星会 应到8 实到7",
    blanks=(Blank("said", "应到和实到人数", _read, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
    meant=meeting_line,
)
