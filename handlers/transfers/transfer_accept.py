"""接收: a secretary takes in a member whom another branch has sent."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.transfers import actions, texts


async def run(request: Request, *, name: str) -> list[Message]:
    moved, asked_by = await actions.decide(request.asker, name, request.cause, accepted=True)
    request.house.askers.forget()
    return [
        *request.reply(texts.taken_in(moved)),
        request.tell(moved.userid, texts.welcome(moved)),
        request.tell(asked_by, texts.arrived(moved)),
    ]


COMMAND = Command(
    name="transfer_accept",
    words=("接收",),
    run=run,
    help="接收 张三：接转来的党员",
    example="接收 陈桂兰",
    blanks=(rest("name", "姓名"),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)
