"""撤回公示: the secretary takes a notice down that was put up by mistake; the group learns that, and not why."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.publicity import texts
from models.publicity.actions import notices, retract


async def run(request: Request, *, reason: str) -> list[Message]:
    done = await retract(request.asker, reason, request.cause, request.house.calendar, request.policy.stars)
    group = await notices(done.unit_id, texts.group_retracted(done), request.now)
    return [*request.reply(texts.retracted(done)), *group]


COMMAND = Command(
    name="retract_publicity",
    words=("撤回公示",),
    run=run,
    help="撤回公示 原因：没异议前可撤",
    example="撤回公示 名单还要再核对",
    blanks=(rest("reason", "原因"),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
    glued=True,
)
