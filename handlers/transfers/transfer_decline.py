"""不接收: a secretary does not take in a member whom another branch has sent."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.transfers import actions, texts


async def run(request: Request, *, name: str) -> list[Message]:
    moved, asked_by = await actions.decide(request.asker, name, request.cause, accepted=False)
    return [*request.reply(texts.declined(moved)), request.tell(asked_by, texts.came_back(moved))]


COMMAND = Command(
    name="transfer_decline",
    words=("不接收",),
    run=run,
    help="不接收 张三：退回转来的党员",
    example="不接收 陈桂兰",
    blanks=(rest("name", "姓名"),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)
