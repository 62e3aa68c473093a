"""Which half of the day leave is asked for, when it was only said to be half a day."""

from datetime import date, datetime
from typing import Any

from bot.dialog import Question, Values
from bot.language.duty_talk import duty_slot
from models.absences import texts
from models.absences.rules import HALVES, Leave
from models.dialogs.rules import bare

ANSWER_CHARACTERS = 8


def _read(text: str, moment: datetime, values: Values) -> dict[str, Any] | None:
    half, day = duty_slot(text), date.fromisoformat(values["day"])
    if half not in HALVES or len(bare(text)) > ANSWER_CHARACTERS:
        return None
    return {"said": (Leave(day, day, half), values["reason"])}


QUESTION = Question(
    name="leave_half",
    of="leave",
    ask=lambda values: texts.which_half(),
    read=_read,
    left=lambda values: texts.nothing_asked(),
)
