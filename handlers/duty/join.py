"""加入值班: somebody takes turns from now on; exactly those whose next duty moved are told."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.turns import actions, texts
from models.turns.actions import Ground


async def run(request: Request, *, name: str) -> list[Message]:
    ground = Ground(request.cause, request.house.calendar, request.policy.duty)
    done = await actions.join(request.asker, name, ground)
    request.house.askers.forget()
    others = [request.tell(one.userid, texts.your_next(one, texts.JOINED_WHY)) for one in done.others]
    welcome = request.tell(done.newcomer.userid, texts.welcome(done.newcomer))
    return [*request.reply(texts.joined(name, len(others))), welcome, *others]


COMMAND = Command(
    name="join",
    words=("加入值班",),
    run=run,
    help="加入值班 姓名：加进坐班名单",
    example="加入值班 何光荣",
    blanks=(rest("name", "姓名"),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)
