"""Whose activity it was, when a name fits nobody or several people."""

from datetime import datetime

from bot.dialog import Question, Values
from bot.request import Request
from handlers.activities.proxy import propose
from models.activities import texts
from models.delivery.rules import Message
from models.dialogs.rules import bare

NAME_MOST = 12


def _read(text: str, moment: datetime, values: Values) -> tuple[str, str | None] | None:
    """Return (name, unit): a unit among those asked about, otherwise another name."""
    word = bare(text)
    for position, unit in enumerate(values["units"], 1):
        if word in (str(position), f"第{'一二三四五'[position - 1 : position]}个") or (len(word) > 1 and word in unit):
            return values["name"], unit
    plain = word.replace("·", "").isalpha() and 2 <= len(word) <= NAME_MOST
    return (word, None) if plain else None


async def _run(request: Request, values: Values, meant: tuple[str, str | None]) -> list[Message]:
    return await propose(request, meant[0], values["text"], meant[1])


QUESTION = Question(
    name="whom",
    ask=lambda values: texts.which_person(values["name"], values["units"]),
    read=_read,
    run=_run,
    left=lambda values: texts.nothing_proposed(),
)
