"""For which day leave is asked, when it was not said."""

from datetime import datetime
from typing import Any

from bot import language
from bot.blanks import leave
from bot.dialog import Question, Values
from models.absences import texts

ANSWERS = frozenset({"none", "clarify", "duty_leave"})


def _read(text: str, moment: datetime, values: Values) -> dict[str, Any] | None:
    """Return the days and the reason; what asks or tells something else is no answer, whatever day it names."""
    said = leave(text, moment) if language.read(text, moment).intent in ANSWERS else None
    return {"said": said, "half": values["half"]} if said else None


QUESTION = Question(
    name="leave_day",
    of="leave",
    ask=lambda values: texts.which_day(),
    read=_read,
    left=lambda values: texts.nothing_asked(),
)
