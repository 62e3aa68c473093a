"""Short answers to a question that has just been asked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.language.reading import read, read_minutes

# A bare number answers in hours; more than this many hours is more likely minutes, so it is asked again.
_HOURS_MOST = 12
_BARE_CHARACTERS = 3
_ANSWER_CHARACTERS = 16
_EDGES = " \t\n，。！!,.~～、"


def read_answer_minutes(text: str, sent_at: datetime) -> int | None:
    """Return the minutes in an answer to “how long”, such as 两个半小时 or a bare 2 (hours); None when it is none.

    A whole report with hours of its own is no answer, and of “不是2小时是3小时” only the second number is one.
    """
    reading = read(text, sent_at)
    replaced: Mapping[str, Any] = reading.slots.get("replace") or {}
    if replaced.get("hours") is not None:
        return round(float(replaced["hours"]) * 60)
    word = text.strip(_EDGES)
    if reading.intent not in ("none", "clarify") or len(word) > _ANSWER_CHARACTERS:
        return None
    return read_minutes(text) or _bare_hours(word)


def _bare_hours(word: str) -> int | None:
    minutes = read_minutes(f"{word}小时") if len(word) <= _BARE_CHARACTERS else None
    return minutes if minutes is not None and minutes <= _HOURS_MOST * 60 else None
