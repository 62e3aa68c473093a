"""Somebody needs help this minute: who is to be called; pure."""

from models.residents.emergencies import texts
from models.residents.emergencies.words import DANGER, DESPAIR, FIRE, ILL, NOT_NOW
from models.values.refusal import Refusal


class CallFirst(Refusal):
    """Help is needed this minute: the bot calls nobody and keeps nothing, so all it does is to name the number."""

    text = "{door}"


def urgent(text: str) -> CallFirst | None:
    """Return what is answered to words of an emergency that goes on now; None for every other text.

    Whoever tells of what is over, or of what was done about it, speaks of a deed or of a matter for the village.
    """
    if DESPAIR.search(text):
        return CallFirst(door=texts.DESPAIR)
    if NOT_NOW.search(text):
        return None
    doors = ((FIRE, texts.FIRE), (ILL, texts.ILL), (DANGER, texts.DANGER))
    return next((CallFirst(door=door) for words, door in doors if words.search(text)), None)
