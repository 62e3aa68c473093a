"""Days as people name them: 今天, 昨儿个, 上周五, 28号, 3月5号, 9.13, 15号和16号, 重阳."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.language.day_names import day_rules
from bot.language.months import real_day
from bot.language.pattern import Pattern
from bot.language.spans import Span, overlaps
from bot.language.values import Message

_UNTIL = Pattern(r"一?直?[到至~-]+")


@dataclass(frozen=True)
class DaySpan:
    """A day named at a position of the text, or several days from `day` to `last`."""

    start: int
    end: int
    day: date
    last: date | None = None

    def days(self) -> list[date]:
        """Return all days of the span."""
        length = ((self.last or self.day) - self.day).days
        return [self.day + timedelta(days=index) for index in range(length + 1)]


def find_days(message: Message, *, ahead: bool = False) -> list[DaySpan]:
    """Return the days named, in order; bare weekdays and numbers look back, or `ahead` as in duty talk."""
    spans: list[DaySpan] = []
    taken: list[Span] = []
    for pattern, rule in day_rules():
        for match in pattern.finditer(message.text):
            if overlaps(match.span(), taken):
                continue
            taken.append(match.span())
            day, last = rule(match, message, ahead) or (None, None)
            if day:
                spans.append(DaySpan(*match.span(), day, last))
    return list(_joined(sorted(spans, key=lambda span: span.start), message.text))


def first_day(message: Message, *, ahead: bool = False) -> date | None:
    """Return the first day that the message names."""
    spans = find_days(message, ahead=ahead)
    return spans[0].day if spans else None


def _joined(spans: list[DaySpan], text: str) -> Iterator[DaySpan]:
    """Yield the spans, those with 到 between them as one; a bare end takes the month of its beginning."""
    waiting: DaySpan | None = None
    for span in spans:
        between = text[waiting.end : span.start].strip() if waiting else ""
        if waiting and between and _UNTIL.fullmatch(between):
            last = span.day if span.day >= waiting.day else _same_month(waiting.day, span.day)
            waiting = replace(waiting, end=span.end, last=last)
            continue
        if waiting:
            yield waiting
        waiting = span
    if waiting:
        yield waiting


def _same_month(first: date, last: date) -> date | None:
    """Return the end of a range in the month of its beginning, or the week after for weekdays."""
    found = real_day(first.year, first.month, last.day)
    return found if found and found >= first else last + timedelta(days=7) if last + timedelta(days=7) > first else None
