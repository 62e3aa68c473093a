"""What is missing from a wish to change duty: the day, or with whom."""

from datetime import date, datetime
from typing import Any

from bot import language
from bot.blanks import shifts
from bot.dialog import Question, Values
from models.dialogs.rules import bare
from models.swaps import texts
from models.swaps.rules import Wanted

ANSWERS = frozenset({"none", "clarify", "duty_swap"})
NAME_CHARACTERS = 8


def _read(text: str, moment: datetime, values: Values) -> dict[str, Any] | None:
    """Return the days, and what was said before; what asks or tells something else is no answer."""
    reading, days = language.read(text, moment), shifts(text, moment)
    known = [Wanted(date.fromisoformat(day), half) for day, half in values["days"]]
    begins_anew = reading.intent == "duty_swap" and not reading.slots.get("with_person")
    names = not days and not begins_anew and len(bare(text)) <= NAME_CHARACTERS
    if reading.intent not in ANSWERS or not (names if known else days):
        return None
    return {"wanted": known or days, "before": values["text"]}


QUESTION = Question(
    name="swap",
    of="swap",
    ask=lambda values: str(values["asks"]),
    read=_read,
    left=lambda values: texts.nothing_asked(),
)
