"""Why more stars than usual: asked once before they are shown or, after objections, sent on."""

import re
from datetime import datetime
from typing import Any

from bot.dialog import Question, Values
from bot.request import Request
from models.delivery.rules import Message
from models.publicity import texts
from models.publicity.actions import notices, open_publicity, submit

ANSWER = re.compile(r"(?:说明|理由|原因|因为|由于|经)[是为:：]?\s*(.{2,})", re.DOTALL)


def _read(text: str, moment: datetime, values: Values) -> str | None:
    found = ANSWER.fullmatch(text.strip())
    return found[1].strip() if found else None


async def _run(request: Request, values: Values, explanation: str) -> list[Message]:
    policy, calendar = request.policy.stars, request.house.calendar
    if values.get("sending"):
        return request.reply(texts.submitted(await submit(request.asker, explanation, request.cause, calendar, policy)))
    posting = await open_publicity(request.asker, explanation, request.cause, calendar, policy)
    group = await notices(posting.unit_id, texts.group_notice(posting), request.now)
    return [*request.reply(texts.board(posting)), *group]


def _ask(values: Any) -> str:
    return texts.explanation_asked(sending=bool(values.get("sending")))


def _left(values: Any) -> str:
    return texts.quota_kept(sending=bool(values.get("sending")))


QUESTION = Question(name="quota", ask=_ask, read=_read, run=_run, left=_left)
