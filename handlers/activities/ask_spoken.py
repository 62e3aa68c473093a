"""Whether what was heard is right: nothing spoken is stored before the speaker has said so once."""

from datetime import datetime

from bot import language, texts
from bot.dialog import Question, Values
from bot.request import Request
from handlers.activities.recording import record
from models.delivery.rules import Message
from models.dialogs.rules import yes_or_no


def _read(text: str, moment: datetime, values: Values) -> bool | None:
    return yes_or_no(text)


async def _run(request: Request, values: Values, right: bool) -> list[Message]:
    if not right:
        return request.reply(texts.not_recorded())
    text = values["text"]
    return await record(request, language.read_activity(text, request.said_at), text)


QUESTION = Question(
    name="spoken",
    ask=lambda values: texts.heard(values["text"]),
    read=_read,
    run=_run,
    left=lambda values: texts.not_recorded(),
)
