"""A stretch of a message with the times, days and counts found in it."""

from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from bot.language.categories import lexicon, without_particles
from bot.language.counts import Count, find_counts
from bot.language.dates import DaySpan, find_days
from bot.language.durations import Duration, find_durations
from bot.language.places import place_spans
from bot.language.spans import Span, holds, overlaps, without
from bot.language.values import Message


@dataclass(frozen=True)
class Piece:
    """A message, or the part of it that tells of one activity."""

    message: Message

    @cached_property
    def durations(self) -> list[Duration]:
        """The stretches of time said."""
        return find_durations(self.message.text)

    @cached_property
    def days(self) -> list[DaySpan]:
        """The days named."""
        return find_days(self.message)

    @cached_property
    def duration_spans(self) -> list[Span]:
        """Where durations are said."""
        return [span for duration in self.durations for span in duration.spans]

    @cached_property
    def time_spans(self) -> list[Span]:
        """Where durations and days are said."""
        return self.duration_spans + [(day.start, day.end) for day in self.days]

    @cached_property
    def counts(self) -> list[Count]:
        """The counted things, without times and numbers of groups and houses."""
        taken = self.time_spans + place_spans(self.message.text)
        return [count for count in find_counts(self.message.text) if not overlaps((count.start, count.end), taken)]

    @cached_property
    def action(self) -> str:
        """The text without times, counts and particles, on which category words are looked for."""
        counted = [(c.start, c.end) for c in find_counts(self.message.text) if not c.persons]
        return without_particles(without(self.message.text, self.time_spans + counted))

    @property
    def clock(self) -> tuple[time | None, time | None]:
        """The first beginning and end that were said as clock times."""
        return next(((one.starts, one.ends) for one in self.durations if one.starts), (None, None))

    @property
    def first_day(self) -> date:
        """The first day named, else the day that a report of this moment is about."""
        return self.days[0].day if self.days else self.message.working_day

    @property
    def names_an_action(self) -> bool:
        """Whether it says that something was done."""
        return lexicon().names_an_action(self.action)

    def all_days(self) -> list[date]:
        """Return every day it is about; both ends of a clock range are one day."""
        named = [day for day in self.days if not holds(day.start, self.duration_spans)]
        return list(dict.fromkeys(day for span in named for day in span.days()))
