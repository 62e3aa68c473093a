"""For which day leave is asked, when it was not said."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot import language
from bot.blanks import leave
from bot.dialog import Question, Values
from bot.request import Request
from models.absences import actions, texts
from models.absences.rules import Leave
from models.delivery.rules import Message

ANSWERS = frozenset({"none", "clarify", "duty_leave"})


def _read(text: str, moment: datetime, values: Values) -> tuple[Leave, str | None] | None:
    """Return the days and the reason; what asks or tells something else is no answer, whatever day it names."""
    return leave(text, moment) if language.read(text, moment).intent in ANSWERS else None


async def _run(request: Request, values: Mapping[str, Any], said: tuple[Leave, str | None]) -> list[Message]:
    asked = await actions.ask(request.asker, said[0], said[1], request.cause, request.policy.duty)
    told = [request.tell(decider.userid, texts.please_decide(asked), texts.button(asked)) for decider in asked.deciders]
    return [*request.reply(texts.asked(asked) if request.private else texts.asked_briefly()), *told]


QUESTION = Question(
    name="leave_day",
    of="leave",
    ask=lambda values: texts.which_day(),
    read=_read,
    run=_run,
    left=lambda values: texts.nothing_asked(),
)
