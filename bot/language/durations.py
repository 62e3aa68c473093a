"""How long something took: hours, minutes, quarters, half days, and clock times."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from fractions import Fraction

from bot.language.clocks import find_clock_ranges
from bot.language.numbers import NUMBER, WHOLE, to_number, vague_pair
from bot.language.pattern import Pattern

HOUR = 60
HALF_DAY = 240
WHOLE_DAY = 480
_HOURS = r"(?:小时|钟头|个?点钟|钟(?!头)|hours?|hrs?|h(?![a-z]))"
_MINUTES = r"(?:分钟|minutes?|mins?(?![a-z])|分(?![钟之数开析工配享组类发管摊给]))"
_EACH = Pattern(r"(?P<what>每|各|一)\s*(?P<unit>天|日|次|回|趟|人|场|晚|家|户)\s*(?:大概|大约|都|是|做|干|花)?\s*$")


@dataclass(frozen=True)
class Duration:
    """A stretch of time said in the text; `assumed` marks a proposal that needs a yes."""

    spans: tuple[tuple[int, int], ...]
    minutes: int
    assumed: bool = False
    starts: time | None = None
    ends: time | None = None
    each: str | None = None


_Amount = tuple[Fraction | int, bool] | None


def _hours(match: re.Match[str]) -> _Amount:
    amount = to_number(match["n"])
    if amount is None:
        low = vague_pair(match["n"])
        return None if low is None else (low * HOUR, True)
    halves = Fraction(bool(match["half"] or match["after"]), 2)
    said = match["m"] or match["short"]
    minutes = to_number(said) if said else 0
    return (amount + halves) * HOUR + (minutes or 0), bool(match["more"] or match["over"])


def _minutes(match: re.Match[str]) -> _Amount:
    amount = to_number(match["n"])
    low = vague_pair(match["n"]) if amount is None else amount
    return None if low is None else (low, amount is None or bool(match["more"]))


def _lower(match: re.Match[str]) -> _Amount:
    low = to_number(match["n"])
    return None if low is None else (low * (HOUR if match["hours"] else 1), True)


def _quarters(match: re.Match[str]) -> _Amount:
    amount = to_number(match["n"])
    return None if amount is None else (amount * 15, False)


def _half_hour(match: re.Match[str]) -> _Amount:
    return 30, bool(match["more"])


def _about_an_hour(_: re.Match[str]) -> _Amount:
    return HOUR, True


def _half_days(match: re.Match[str]) -> _Amount:
    amount = to_number(match["n"]) if match["n"] else 1
    return None if amount is None else (amount * HALF_DAY, True)


def _days(match: re.Match[str]) -> _Amount:
    amount = to_number(match["n"]) if match["n"] else 1
    return None if amount is None else (amount * WHOLE_DAY, True)


_RULES: tuple[tuple[Pattern, Callable[[re.Match[str]], _Amount]], ...] = (
    (
        Pattern(
            rf"(?P<n>{NUMBER})(?:个|h|小时|个小时)?\s*(?:-|~|到|"
            rf"至)\s*(?:{NUMBER})\s*个?(?:(?P<hours>{_HOURS})|{_MINUTES})"
        ),
        _lower,
    ),
    (
        Pattern(
            rf"(?P<n>{NUMBER})\s*个?(?P<half>半)?(?P<more>[多来几])?\s*{_HOURS}(?P<after>半(?!天))?(?P<over>[多把])?"
            rf"(?:(?:\s*(?:又|零|过|加)?\s*(?P<m>{NUMBER})\s*(?:{_MINUTES}))|(?P<short>[1-5]\d)(?![\w.]))?"
        ),
        _hours,
    ),
    (Pattern(rf"半\s*个?(?P<more>多)?\s*{_HOURS}"), _half_hour),
    (Pattern(rf"(?:个把|个多|点把|把个|块把)\s*{_HOURS}"), _about_an_hour),
    (Pattern(rf"(?P<n>{WHOLE})\s*刻钟?"), _quarters),
    (Pattern(rf"(?P<n>{NUMBER})(?P<more>[多来几])?\s*{_MINUTES}"), _minutes),
    (Pattern(rf"(?P<n>{WHOLE})?个?(?:[大小老]|一)?半天(?![吊]|工夫?没)"), _half_days),
    (
        Pattern(r"(?P<n>)(?:一整?个?|整整?个?|大半个|半个)(?:上午|下午|早上|早晨|晚上|中午|夜晚|晚黑)"),
        _half_days,
    ),
    (
        Pattern(r"(?P<n>)(?<![每有那哪第同某过换头请假前后])(?:一|1|整)整?天(?!内|到晚|不)|(?P<x>)全天(?!候)"),
        _days,
    ),
    (Pattern(rf"(?<=[了忙干搞做用花])(?P<n>{WHOLE})整?天"), _days),
)


def find_durations(text: str) -> list[Duration]:
    """Return the durations said in the text, in order, none overlapping another; zero is no duration."""
    taken: list[tuple[int, int]] = []
    found = []
    for duration in _candidates(text):
        if not any(start < end_ and end > start_ for start, end in duration.spans for start_, end_ in taken):
            taken += duration.spans
            if duration.minutes > 0:
                found.append(duration)
    return sorted(found, key=lambda duration: duration.spans[0])


def read_minutes(text: str) -> int | None:
    """Return the minutes that the text says, None when it says none or several different ones."""
    found = {duration.minutes for duration in find_durations(text)}
    return found.pop() if len(found) == 1 else None


def _candidates(text: str) -> Iterator[Duration]:
    for clock in find_clock_ranges(text):
        yield Duration(clock.spans, clock.minutes, False, clock.starts, clock.ends, _each(text, clock.spans[0][0]))
    for pattern, amount_of in _RULES:
        for match in pattern.finditer(text):
            amount = None if _negative(text, match.start()) else amount_of(match)
            if amount is not None:
                yield Duration((match.span(),), round(amount[0]), amount[1], each=_each(text, match.start()))


def _negative(text: str, start: int) -> bool:
    """Return whether a minus sign stands before the number: after a word the sign only separates."""
    return text[:start].endswith("-") and not re.search(r"[一-龥]\s?-$", text[:start])


def _each(text: str, start: int) -> str | None:
    match = _EACH.search(text[:start])
    return match["unit"] if match else None
