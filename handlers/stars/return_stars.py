"""退回备案: a township returns what a unit has sent, with a reason; the secretary learns it in private."""

from bot.blanks import rest, words
from bot.command import Blank, Command
from bot.request import Request
from models.committees.actions import secretaries
from models.delivery.rules import Message
from models.filing import texts
from models.filing.actions import send_back
from models.people.rules import OFFICES


async def run(request: Request, *, unit: str, reason: str) -> list[Message]:
    branches, counts = await send_back(request.asker, unit, reason, request.cause)
    people = await secretaries(branches, request.today)
    told = [request.tell(person.userid, texts.came_back(reason[:200])) for person in people]
    return [*request.reply(texts.sent_back(unit, counts)), *told]


COMMAND = Command(
    name="return_stars",
    words=("退回备案",),
    run=run,
    help="退回备案 莲花池村 原因：请补",
    example="退回备案 莲花池村 到会人数请再核对",
    blanks=(Blank("unit", "单位", words), rest("reason", "原因")),
    needs=OFFICES,
    private=True,
    glued=True,
)
