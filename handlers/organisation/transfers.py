"""A member moves to another branch: sent, taken in or not."""

from bot.understanding.blanks import rest, words
from bot.understanding.command import Blank, Command
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from models.organisation.transfers import actions, texts


async def transfer_send(request: Request, *, name: str, place: str) -> list[Message]:
    moved, target = await actions.send(request.asker, name, place, request.cause)
    heads = await holders([Role.SECRETARY], request.today, target.unit_id)
    asked = [request.tell(p.userid, texts.please_take_in(moved)) for p in heads if p.branch_id == target.id]
    return [*request.reply(texts.sent(moved)), *asked]


TRANSFER_SEND = Command(
    name="transfer_send",
    words=("转出",),
    run=transfer_send,
    help="转出 张三 莲花池村：转组织关系",
    example="转出 陈桂兰 桂花湾村",
    blanks=(Blank("name", "姓名", words), rest("place", "去哪个村、社区或支部")),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)


async def transfer_accept(request: Request, *, name: str) -> list[Message]:
    moved, asked_by = await actions.decide(request.asker, name, request.cause, accepted=True)
    request.house.askers.forget()
    return [
        *request.reply(texts.taken_in(moved)),
        request.tell(moved.userid, texts.welcome(moved)),
        request.tell(asked_by, texts.arrived(moved)),
    ]


TRANSFER_ACCEPT = Command(
    name="transfer_accept",
    words=("接收",),
    run=transfer_accept,
    help="接收 张三：接转来的党员",
    example="接收 陈桂兰",
    blanks=(rest("name", "姓名"),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)


async def transfer_decline(request: Request, *, name: str) -> list[Message]:
    moved, asked_by = await actions.decide(request.asker, name, request.cause, accepted=False)
    return [*request.reply(texts.declined(moved)), request.tell(asked_by, texts.came_back(moved))]


TRANSFER_DECLINE = Command(
    name="transfer_decline",
    words=("不接收",),
    run=transfer_decline,
    help="不接收 张三：退回转来的党员",
    example="不接收 陈桂兰",
    blanks=(rest("name", "姓名"),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)

COMMANDS = (
    TRANSFER_SEND,
    TRANSFER_ACCEPT,
    TRANSFER_DECLINE,
)
