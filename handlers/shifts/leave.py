"""请假: a cadre asks for leave from duty; who decides reads the reason, nobody else."""

from typing import Any

from bot.blanks import LEAVE, leave_from
from bot.command import Command
from bot.language import Reading
from bot.request import Request
from models.absences import actions, texts
from models.absences.rules import HALVES, Leave
from models.delivery.rules import Asks, Message
from models.people.rules import Role


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "duty_leave" or reading.slots.get("action") == "cancel":
        return None
    return {"said": leave_from(reading.slots)}


async def run(request: Request, *, said: tuple[Leave, str | None] | None, half: bool = False) -> list[Message]:
    half = half or texts.is_half(request.text)
    if said is None:
        return request.reply(texts.which_day(), Asks("leave_day", {"half": half}))
    leave, reason = said
    if half and leave.length == len(HALVES):
        return request.reply(texts.which_half(), Asks("leave_half", {"day": leave.first.isoformat(), "reason": reason}))
    asked = await actions.ask(request.asker, leave, reason, request.cause, request.policy.duty)
    told = [request.tell(decider.userid, texts.please_decide(asked), texts.button(asked)) for decider in asked.deciders]
    return [*request.reply(texts.asked(asked) if request.private else texts.asked_briefly()), *told]


COMMAND = Command(
    name="leave",
    words=("请假",),
    run=run,
    help="请假 5月3日到5日 原因：值班请假",
    example="请假 12月3日 带娃看病",
    blanks=(LEAVE,),
    needs=frozenset({Role.CADRE}),
    glued=True,
    free=_free,
)
