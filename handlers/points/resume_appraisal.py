"""恢复评星: a secretary ends what was agreed to leave somebody out of this year's stars."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.exemptions import actions, texts


async def run(request: Request, *, name: str) -> list[Message]:
    member, year = await actions.resume(request.asker, name, request.cause)
    return request.reply(texts.resumed(member.name, year))


COMMAND = Command(
    name="resume_appraisal",
    words=("恢复评星",),
    run=run,
    help="恢复评星 姓名：恢复参评",
    example="恢复评星 何光荣",
    blanks=(rest("name", "姓名"),),
    needs=actions.DECIDERS,
    private=True,
    glued=True,
)
