"""退回: a verifier returns one record with a reason; the member learns it in private."""

from bot.blanks import ITEM, rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import VERIFIERS
from models.verification import actions, texts


async def run(request: Request, *, item: tuple[str, int], reason: str) -> list[Message]:
    kind, number = item
    if kind == "position":
        number = await actions.position_in_batch(request.asker, number)
    done = await actions.send_back(request.asker, number, reason[:200], request.cause, request.policy)
    told = request.tell(done.member.userid, texts.came_back(done.number, done.reason))
    return [*request.reply(texts.sent_back(done.number, done.member.name)), told]


COMMAND = Command(
    name="send_back",
    words=("退回",),
    run=run,
    help="退回 3 原因：请本人补充",
    example="退回 3 时间好像不对",
    blanks=(ITEM, rest("reason", "原因")),
    needs=VERIFIERS,
    private=True,
    glued=True,
)
