"""How long it took: asked once when it was not said, or was said vaguely."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot import language
from bot.dialog import Question, Values
from bot.request import Request
from models.activities import actions, texts
from models.activities.rules import Change
from models.delivery.rules import Message
from models.dialogs.rules import DONT_KNOW_WORDS, bare, yes_or_no

# A bare number answers in hours; more than this many hours is more likely minutes, so it is asked again.
HOURS_MOST = 12
BARE_CHARACTERS = 3
ANSWER_CHARACTERS = 16


def _ask(values: Values) -> str:
    minutes = values.get("minutes")
    if minutes is None:
        return texts.missing_minutes_note(values["number"])
    return texts.assumed_note(values["number"], minutes)


def _read(text: str, moment: datetime, values: Values) -> int | None:
    """Return minutes; 0 when the member does not remember or agrees with what was assumed.

    A whole report with hours of its own is no answer, and of “不是2小时是3小时” only the second number is one.
    """
    if bare(text) in DONT_KNOW_WORDS or (values.get("minutes") is not None and yes_or_no(text)):
        return 0
    reading = language.read(text, moment)
    replaced: Mapping[str, Any] = reading.slots.get("replace") or {}
    if replaced.get("hours") is not None:
        return round(replaced["hours"] * 60)
    if reading.intent not in ("none", "clarify") or len(bare(text)) > ANSWER_CHARACTERS:
        return None
    hours = language.read_minutes(f"{bare(text)}小时") if len(bare(text)) <= BARE_CHARACTERS else None
    return language.read_minutes(text) or (hours if hours is not None and hours <= HOURS_MOST * 60 else None)


async def _run(request: Request, values: Values, minutes: int) -> list[Message]:
    number = values["number"]
    if not minutes or minutes == values.get("minutes"):
        return request.reply(texts.left_as_it_is(number))
    change = Change(minutes=minutes)
    done = await actions.correct(request.asker, number, change, request.cause, request.policy)
    return request.reply(texts.completed(number, done.claim))


QUESTION = Question(
    name="minutes",
    ask=_ask,
    read=_read,
    run=_run,
    left=lambda values: texts.left_as_it_is(values["number"]),
)
