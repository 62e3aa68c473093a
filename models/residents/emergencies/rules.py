"""Somebody needs help this minute: who is to be called; pure."""

from models.residents.emergencies import texts, words
from models.values.refusal import Refusal


class CallFirst(Refusal):
    """Help is needed this minute: the bot calls nobody and keeps nothing, so all it does is to name the number."""

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


def urgent(text: str) -> CallFirst | None:
    """Return what is answered to words of an emergency that goes on now; None for every other text.

    Whoever tells of what is over, or of what was done about it, speaks of a deed or of a matter for the village.
    """
    if words.DESPAIR.search(text):
        return CallFirst(door=texts.DESPAIR)
    if words.NOT_NOW.search(text):
        return None
    return next((CallFirst(door=door) for spoken, door in _DOORS if spoken.search(text)), None)
