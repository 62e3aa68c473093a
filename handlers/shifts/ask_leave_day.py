"""For which day leave is asked, when it was not said."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.blanks import leave
from bot.dialog import Question, Values
from bot.request import Request
from models.absences import actions, texts
from models.absences.rules import Leave
from models.delivery.rules import Message


def _read(text: str, moment: datetime, values: Values) -> tuple[Leave, str | None] | None:
    return leave(text, moment)


async def _run(request: Request, values: Mapping[str, Any], said: tuple[Leave, str | None]) -> list[Message]:
    asked = await actions.ask(request.asker, said[0], said[1], request.cause, request.policy.duty)
    told = [request.tell(decider.userid, texts.please_decide(asked)) for decider in asked.deciders]
    return [*request.reply(texts.asked(asked) if request.private else texts.asked_briefly()), *told]


QUESTION = Question(
    name="leave_day",
    ask=lambda values: texts.which_day(),
    read=_read,
    run=_run,
    left=lambda values: texts.nothing_asked(),
)
