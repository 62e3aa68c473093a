"""作假认定: a committee finds that a member's service records of the year are not true."""

from bot.command import Blank, Command
from bot.language.entering import EntrySaid, read_finding
from bot.request import Request
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.entries import actions, texts
from models.entries.rules import NewEntry
from models.points.rules import Kind


async def run(request: Request, *, said: EntrySaid) -> list[Message]:
    entry = NewEntry(Kind.FALSIFIED, said.name, reason=said.reason, document=said.document, year=said.year)
    kept = await actions.enter(request.asker, entry, request.cause, request.policy.stars.points)
    return request.reply(texts.entered(kept))


COMMAND = Command(
    name="falsified",
    words=("作假认定",),
    run=run,
    help="作假认定 姓名 事由：本年服务不计",
    example="作假认定 陈桂兰 三次记录查无此事",
    blanks=(Blank("said", "姓名 事由", read_finding, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
