"""Somebody needs help this minute: who is to be called; pure."""

from models.residents.emergencies import texts, words
from models.values.refusal import Refusal


class CallFirst(Refusal):
    """Help is needed this minute: the bot calls nobody, so the number is named before anything else."""

    text = "{door}"


# What endangers whoever stands near comes first.
_DOORS = (
    (words.GAS, texts.GAS),
    (words.FIRE, texts.FIRE),
    (words.WATER, texts.WATER),
    (words.FLOOD, texts.FLOOD),
    (words.FALLING, texts.FALLING),
    (words.ILL, texts.ILL),
    (words.CHEATED, texts.CHEATED),
    (words.DANGER, texts.DANGER),
)


def is_violent(text: str) -> bool:
    """Return whether a text tells that somebody is beaten, now or again and again: nothing that waits for days."""
    return words.VIOLENCE.search(text) is not None


def danger(text: str) -> str:
    """Return what is said first of a danger that goes on now, where the village can help as well; nothing of others.

    Whoever tells of what is over, or of what was done about it, speaks of a deed or of a matter for the village.
    """
    return _first(_door(text))


def urgent(text: str, *, listed: bool = True) -> CallFirst | None:
    """Return what is answered to words of an emergency that goes on now; None for every other text.

    Who is `listed` hears how the village is told of it as well.
    """
    door = _door(text)
    first = _first(door)
    said = f"{first}{texts.TELL_THE_VILLAGE}" if first and listed else first or door
    return CallFirst(door=said) if said else None


def _first(door: str) -> str:
    return "" if door in ("", texts.DESPAIR, texts.CHEATED) else f"{door}{texts.CALL_FIRST}"


def _door(text: str) -> str:
    if words.DESPAIR.search(text):
        return texts.DESPAIR
    if words.NOT_NOW.search(text):
        return ""
    return next((door for spoken, door in _DOORS if spoken.search(text)), "")
