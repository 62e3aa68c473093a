"""电话确认在岗: the secretary has called whoever gave no sign."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.presence import actions, texts


async def run(request: Request, *, name: str | None) -> list[Message]:
    confirmed, shift = await actions.confirm(request.asker, name, request.cause)
    return request.reply(texts.confirmed(confirmed, shift))


COMMAND = Command(
    name="confirm_presence",
    words=("电话确认在岗",),
    run=run,
    help="电话确认在岗 姓名：已通过电话",
    example="电话确认在岗 唐敏",
    blanks=(rest("name", "姓名", optional=True),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
    glued=True,
)
