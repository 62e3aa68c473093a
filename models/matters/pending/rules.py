"""One thing that waits for somebody, whatever it is; pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waits:
    """One thing that waits: its number, what it is about, until when, and the word to send.

    `said` is the number, or whatever else follows the word; empty when the word alone does. Without a word of its own
    it is the one of the command by which it waits.
    """

    said: str
    line: str
    due: date | None = None
    word: str = ""
