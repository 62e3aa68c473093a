"""退回备案: a township returns what a unit has sent, or one member's star, and why; its secretary is told."""

from bot.blanks import rest, words
from bot.command import Blank, Command
from bot.language.star_talk import return_line
from bot.request import Request
from models.committees.actions import secretaries_by_branch
from models.delivery.rules import Message
from models.filing import texts
from models.filing.actions import send_back
from models.people.rules import OFFICES


async def run(request: Request, *, unit: str, reason: str) -> list[Message]:
    done = await send_back(request.asker, unit, reason, request.cause)
    messages = request.reply(texts.sent_back(unit, done.counts))
    for branch_id, people in (await secretaries_by_branch(done.branches, request.today)).items():
        text = texts.came_back(done.branches[branch_id], done.reason)
        messages += [request.tell(person.userid, text) for person in people]
    return messages


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
    meant=return_line,
)
