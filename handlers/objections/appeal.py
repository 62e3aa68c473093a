"""申诉: who objected, or the member, brings the committee's answer before the township."""

from bot.blanks import rest
from bot.command import Blank, Command
from bot.request import Request
from models.delivery.rules import Message
from models.objections import actions, texts
from models.objections.rules import Terms, objection_number


async def run(request: Request, *, number: int, said: str) -> list[Message]:
    terms = Terms(request.house.calendar, request.policy.stars)
    moved = await actions.appeal(request.asker, number, said, request.cause, terms)
    until = texts.last_day(moved.due, known=request.house.calendar.knows(moved.due.year))
    return [
        *request.reply(texts.appeal_taken(number, until)),
        *(request.tell(one.userid, texts.appeal_about_you(number, moved.due)) for one in moved.parties),
        *(request.tell(one.userid, texts.please_rule(number, moved.due)) for one in moved.deciders),
    ]


COMMAND = Command(
    name="appeal",
    words=("申诉",),
    run=run,
    help="申诉 Y0001 内容：请上级再看",
    example="申诉 Y0001 有两次活动没算上",
    blanks=(Blank("number", "编号", objection_number), rest("said", "内容")),
    private=True,
    glued=True,
)
