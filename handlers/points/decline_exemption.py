"""不同意免评: a secretary records that the branch would rather keep somebody in."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.exemptions import actions, texts


async def run(request: Request, *, name: str) -> list[Message]:
    done = await actions.decide(request.asker, name, request.cause, agreed=False)
    told = request.tell(done.userid, texts.you_stay_in(done.year))
    return [*request.reply(texts.declined(done.name, done.year)), told]


COMMAND = Command(
    name="decline_exemption",
    words=("不同意免评",),
    run=run,
    help="不同意免评 姓名：照常参评",
    example="不同意免评 何光荣",
    blanks=(rest("name", "姓名"),),
    needs=actions.DECIDERS,
    private=True,
    glued=True,
)
