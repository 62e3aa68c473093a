"""Stretches of a text, as pairs of a start and an end."""

from collections.abc import Iterable
from typing import Protocol

Span = tuple[int, int]


class Stretch(Protocol):
    """Something that was found between two positions of a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def spans_of(*found: Iterable[Stretch]) -> list[Span]:
    """Return where things were found."""
    return [(one.start, one.end) for things in found for one in things]


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Return whether the stretch shares a character with one of the others."""
    return any(span[0] < end and span[1] > start for start, end in others)


def holds(place: int, spans: Iterable[Span]) -> bool:
    """Return whether the place lies within one of the stretches, not at its edge."""
    return any(start < place < end for start, end in spans)


def without(text: str, spans: Iterable[Span]) -> str:
    """Return the text with the stretches taken out."""
    kept, place = "", 0
    for start, end in sorted(spans):
        kept += text[place : max(place, start)]
        place = max(place, end)
    return kept + text[place:]
