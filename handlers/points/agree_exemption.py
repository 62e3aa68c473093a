"""同意免评: a secretary records that the branch agrees to leave somebody out, or sees who has asked."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.exemptions import actions, texts


async def run(request: Request, *, name: str | None) -> list[Message]:
    if name is None:
        return request.reply(texts.waiting(await actions.wishes(request.asker, request.today)))
    done = await actions.decide(request.asker, name, request.cause, agreed=True)
    told = request.tell(done.userid, texts.you_are_exempt(done.year))
    return [*request.reply(texts.agreed(done.name, done.year)), told]


COMMAND = Command(
    name="agree_exemption",
    words=("同意免评",),
    run=run,
    help="同意免评 姓名：党员大会已同意",
    example="同意免评 何光荣",
    blanks=(rest("name", "姓名", optional=True),),
    needs=actions.DECIDERS,
    private=True,
    glued=True,
)
