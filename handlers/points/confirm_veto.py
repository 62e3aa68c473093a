"""否决确认: the township confirms a veto of a branch below it, which ends a filed star, or sees which wait."""

from bot.command import Blank, Command
from bot.language.entering import read_entry_number
from bot.request import Request
from models.delivery.rules import Message
from models.entries import actions, texts
from models.people.rules import OFFICES
from models.stars.actions import end_star


async def run(request: Request, *, number: int | None) -> list[Message]:
    if number is None:
        return request.reply(texts.waiting(await actions.vetoes_to_confirm(request.asker)))
    done, by = await actions.confirm_veto(request.asker, number, request.cause)
    await end_star(done.member_id, done.year, texts.veto_of(done), request.cause)
    return [*request.reply(texts.confirmed(done)), request.tell(by.userid, texts.confirmed(done))]


COMMAND = Command(
    name="confirm_veto",
    words=("否决确认", "确认否决"),
    run=run,
    help="否决确认 编号：上级确认否决",
    example="否决确认 P0012",
    blanks=(Blank("number", "编号", read_entry_number, optional=True),),
    needs=OFFICES,
    private=True,
    glued=True,
)
