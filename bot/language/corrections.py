"""What a record should say instead."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.language.categories import OTHER, lexicon
from bot.language.data import table
from bot.language.pattern import Pattern
from bot.language.people import companions
from bot.language.pieces import Piece
from bot.language.places import find_place
from bot.language.values import Message

_NOT_THIS = Pattern(r"不是(?P<old>[^,，。\s是]{1,14})")
_NEW = Pattern(
    r"(?:改[成为到]|更正[成为]?|应该是|应为|实际是|其实是|换成|调[成为]|(?:算|记|归)(?:成|到|作|为)|"
    r"(?<!不)(?<!要)是)(?P<new>[^,，。]{1,20})"
)
_PLAIN_WORDS = Pattern(r"活动|服务|记录")


def record_head(message: Message) -> Message:
    """Return the part that says which record, before what it should be."""
    found = (_NEW.search(message.text), _NOT_THIS.search(message.text))
    return message.part(0, min((match.start() for match in found if match), default=len(message.text)))


def read_replacement(message: Message) -> dict[str, Any]:
    """Return what the message wants instead, by slot; empty when it says nothing of the kind."""
    text = _NOT_THIS.sub(lambda match: " " * len(match[0]), message.text)
    matches = list(_NEW.finditer(text))
    if not matches:
        return {}
    new = Piece(message.part(*matches[-1].span("new")))
    found = dict(_values(new))
    return found or next((slot for reader in _SINGLE if (slot := reader(new.message))), {})


def named_category(message: Message) -> str | None:
    """Return the category that is called by its name, or by a word for what was done."""
    text = message.text.strip().removesuffix("类")
    for name, code in table("asking")["category_names"].items():
        if text.endswith(name):
            return str(code)
    found = lexicon().category(_PLAIN_WORDS.sub("", Piece(message).action))
    return None if found == OTHER else found


def _values(new: Piece) -> Iterator[tuple[str, Any]]:
    """Yield hours, day and count, as far as they are said."""
    if new.durations:
        yield "hours", round(new.durations[0].minutes / 60, 2)
    if new.days:
        yield "date", new.days[0].day.isoformat()
    for count in new.counts[:1]:
        yield "count", count.number
        yield "unit", count.unit


def _persons(new: Message) -> dict[str, Any]:
    found = companions(new)
    return {"with_person": list(found)} if found else {}


def _place(new: Message) -> dict[str, Any]:
    found = find_place(new)
    return {"place": found} if found else {}


def _kind(new: Message) -> dict[str, Any]:
    found = named_category(new)
    return {"category": found} if found else {}


_SINGLE: tuple[Callable[[Message], dict[str, Any]], ...] = (_persons, _place, _kind)
