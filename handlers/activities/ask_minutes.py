"""How long it took: asked once when it was not said, or was said vaguely."""

from datetime import datetime

from bot import language
from bot.dialog import Question, Values
from bot.request import Request
from models.activities import actions, texts
from models.claims.rules import Change
from models.delivery.rules import Message
from models.dialogs.rules import DONT_KNOW_WORDS, bare, yes_or_no


def _ask(values: Values) -> str:
    minutes = values.get("minutes")
    if minutes is None:
        return texts.missing_minutes_note(values["number"])
    return texts.assumed_note(values["number"], minutes)


def _read(text: str, moment: datetime, values: Values) -> int | None:
    """Return minutes; 0 when the member does not remember or agrees with what was assumed."""
    agrees = values.get("minutes") is not None and yes_or_no(text) is True
    return 0 if agrees or bare(text) in DONT_KNOW_WORDS else language.read_answer_minutes(text, moment)


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
