"""Several things in one message, of which one asks for leave: each part is a message of its own; pure."""

import re
from datetime import datetime

from bot.language.halves import half_of_day
from bot.language.kinds import EFFECTS
from bot.understanding.reading import read
from models.values.wording import asks

_CLAUSE = re.compile(r"[^,，。;；\n]+")
_OPENS = re.compile(r"^(?:另外|还有|对了|顺便(?:问[下一哈]*)?|再就是|然后|最后)[\s,，]*")
_LEAVE = "duty_leave"


def parts(text: str, sent_at: datetime) -> list[str]:
    """Return the parts of a message that are each sure to be something else: a deed, a leave, a question.

    None where it says one thing. A clause that is nothing by itself belongs to what stands before it; at another part
    of the day than a deed before it, it is no part of that.
    """
    found = list[tuple[str, str]]()
    for clause in _CLAUSE.findall(text) if "假" in text else ():
        said = _OPENS.sub("", clause.strip())
        kind = _kind(said, sent_at)
        if kind and kind not in [known for known, _ in found]:
            found.append((kind, said))
        elif found and not (found[-1][0] == "activity" and half_of_day(said)):
            found[-1] = (found[-1][0], f"{found[-1][1]}，{said}")
    return [said for _, said in found] if len(found) > 1 and _LEAVE in [kind for kind, _ in found] else []


def _kind(said: str, sent_at: datetime) -> str:
    """Return what a clause surely is by itself: a leave of a day, a deed with its amount, a question; or nothing."""
    reading = read(said, sent_at)
    if not reading.sure or reading.intent in ("none", "clarify"):
        return ""
    if reading.intent in EFFECTS:
        told = (
            reading.slots.get("date") if reading.intent == _LEAVE else any(i.minutes or i.count for i in reading.items)
        )
        return reading.intent if told else ""
    return reading.intent if asks(said) else ""
