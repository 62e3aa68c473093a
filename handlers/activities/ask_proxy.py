"""Whether what somebody else reported for a member is right; his yes makes it his record."""

from datetime import datetime

from bot import language
from bot.dialog import Question, Values
from bot.request import Request
from handlers.activities.recording import record
from models.activities import texts
from models.delivery.rules import Message
from models.dialogs.rules import yes_or_no


def _read(text: str, moment: datetime, values: Values) -> bool | None:
    return yes_or_no(text)


async def _run(request: Request, values: Values, right: bool) -> list[Message]:
    if not right:
        return request.reply(texts.nothing_proposed())
    return await record(request, language.read_activity(values["text"], request.said_at), values["text"])


QUESTION = Question(
    name="proxy",
    ask=lambda values: texts.please_confirm(values["by"], values["text"]),
    read=_read,
    run=_run,
    left=lambda values: texts.nothing_proposed(),
)
