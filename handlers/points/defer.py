"""暂缓评星: a secretary lets somebody's appraisal wait; no reason is asked, kept or shown."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.exemptions import actions, texts


async def run(request: Request, *, name: str) -> list[Message]:
    member = await actions.defer(request.asker, name, request.cause)
    return request.reply(texts.deferred(member.name))


COMMAND = Command(
    name="defer",
    words=("暂缓评星",),
    run=run,
    help="暂缓评星 姓名：先不评",
    example="暂缓评星 何光荣",
    blanks=(rest("name", "姓名"),),
    needs=actions.DECIDERS,
    private=True,
    glued=True,
)
