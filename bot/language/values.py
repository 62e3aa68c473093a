"""What a message comes to: typed values that the rest of the bot acts on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any

from bot.clock import SHANGHAI
from bot.language.sounds import as_meant
from bot.language.text import clean, fold

SMALL_HOURS = 5
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Message:
    """One cleaned message: `said` as typed but for slips, `text` as long for matching, `sent_at` in Shanghai."""

    said: str
    text: str
    sent_at: datetime

    @classmethod
    def of(cls, said: str, sent_at: datetime) -> "Message":
        """Return the message for a text as it arrived."""
        cleaned = clean(said)
        folded = fold(cleaned)
        text = as_meant(folded)
        if text != folded:
            signs = zip(cleaned, folded, text, strict=True)
            cleaned = "".join([typed if seen == meant else meant for typed, seen, meant in signs])
        return cls(cleaned, text, sent_at.astimezone(SHANGHAI))

    @cached_property
    def today(self) -> date:
        """The calendar day the message was sent."""
        return self.sent_at.date()

    @cached_property
    def working_day(self) -> date:
        """The day a report without a date is about: before five in the morning still the evening before."""
        return self.today - timedelta(days=self.sent_at.hour < SMALL_HOURS)

    def part(self, start: int, end: int) -> "Message":
        """Return the piece between two positions as a message of its own."""
        return replace(self, said=self.said[start:end], text=self.text[start:end])


@dataclass(frozen=True)
class Reading:
    """What one message asks for; `slots` is JSON-ready, `items` holds the typed values of activities in their place.

    `doubt` says what must be asked before anything is done. What is not `sure` is done only after a yes: the kind is
    offered with `second` as the other possibility; without a second one it is the values that may be meant otherwise.
    What is `incomplete` does nothing before its command has asked for what is missing: that one question is enough.
    """

    intent: str
    slots: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    items: tuple[Any, ...] = ()
    on_behalf_of: str | None = None
    doubt: str = ""
    sure: bool = True
    second: str | None = None
    incomplete: bool = False
