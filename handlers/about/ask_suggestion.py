"""Whether a mistyped command was meant; whoever says yes need not type it again."""

from dataclasses import replace
from datetime import datetime

from bot import texts
from bot.command import find
from bot.dialog import Question, Values
from bot.dispatch import obey
from bot.request import Request
from models.delivery.rules import Message
from models.dialogs.rules import yes_or_no


def _read(text: str, moment: datetime, values: Values) -> bool | None:
    return yes_or_no(text)


async def _run(request: Request, values: Values, meant: bool) -> list[Message]:
    again = replace(request, text=values["text"])
    match = find(again.text, request.house.commands, request.said_at) if meant else None
    return await obey(again, match) if match is not None else request.reply(texts.not_recorded())


QUESTION = Question(
    name="suggestion",
    ask=lambda values: texts.suggestion(values["word"]),
    read=_read,
    run=_run,
    left=lambda values: texts.not_recorded(),
)
