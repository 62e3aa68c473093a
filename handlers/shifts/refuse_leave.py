"""不准假: who decides about a leave says why it cannot be; nothing moves."""

from bot.blanks import LEAVE_NUMBER, rest
from bot.command import Command
from bot.request import Request
from models.absences import actions, texts
from models.delivery.rules import Message
from models.people.rules import OFFICES, Role


async def run(request: Request, *, number: int | None, reason: str) -> list[Message]:
    done = await actions.refuse(request.asker, number, request.cause)
    told = request.tell(done.person.userid, texts.declined(done, reason))
    return [*request.reply(texts.decided(done, arranges=False)), told]


COMMAND = Command(
    name="refuse_leave",
    words=("不准假",),
    run=run,
    help="不准假 J012 原因：不批准",
    example="不准假 J012 那几天人手不够",
    blanks=(LEAVE_NUMBER, rest("reason", "原因")),
    needs=frozenset({Role.SECRETARY, *OFFICES}),
    private=True,
    glued=True,
)
