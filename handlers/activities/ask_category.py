"""What kind of activity it was, asked once when the words told nothing."""

from datetime import datetime

from bot.dialog import Question, Values
from bot.request import Request
from config.catalogue import categories
from models.activities import actions, texts
from models.claims.rules import Change
from models.delivery.rules import Message
from models.dialogs.rules import DONT_KNOW_WORDS, bare

CHOICES = ("sanitation", "care", "visit", "mediation")


def _read(text: str, moment: datetime, values: Values) -> str | None:
    word = bare(text)
    if word.isascii() and word.isdigit() and 1 <= int(word) <= len(CHOICES):
        return CHOICES[int(word) - 1]
    named = [c.code for c in categories().values() if c.name in word or (len(word) > 1 and word in c.name)]
    return named[0] if len(named) == 1 else ("other" if word in DONT_KNOW_WORDS else None)


async def _run(request: Request, values: Values, category: str) -> list[Message]:
    number = values["number"]
    if category == "other":
        return request.reply(texts.left_as_it_is(number))
    change = Change(category=category)
    done = await actions.correct(request.asker, number, change, request.cause, request.policy)
    return request.reply(texts.classified(number, categories()[done.claim.category].name))


QUESTION = Question(
    name="category",
    ask=lambda values: texts.category_note([categories()[code].name for code in CHOICES]),
    read=_read,
    run=_run,
    left=lambda values: texts.left_as_it_is(values["number"]),
)
