"""撤回异议: who raised an objection takes it back while nobody has answered it."""

from bot.command import Blank, Command
from bot.request import Request
from models.delivery.rules import Message
from models.objections import actions, texts
from models.objections.rules import Terms, objection_number


async def run(request: Request, *, number: int | None) -> list[Message]:
    terms = Terms(request.house.calendar, request.policy.stars)
    moved = await actions.withdraw(request.asker, number, request.cause, terms)
    about = texts.taken_back_about_you(moved.number, running=moved.running)
    return [
        *request.reply(texts.taken_back(moved.number, running=moved.running)),
        *(request.tell(one.userid, about) for one in moved.parties),
        *(request.tell(one.userid, texts.no_answer_needed(moved.number)) for one in moved.deciders),
    ]


COMMAND = Command(
    name="withdraw_objection",
    words=("撤回异议", "撤销异议", "取消异议"),
    run=run,
    help="撤回异议 Y0001：答复前可撤",
    example="撤回异议 Y0001",
    blanks=(Blank("number", "编号", objection_number, optional=True),),
    private=True,
    glued=True,
)
