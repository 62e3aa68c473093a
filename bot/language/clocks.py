"""Clock times: 9点到11点半, 昨晚10点到今早2点, and a beginning and an end said apart."""

import re
from dataclasses import dataclass
from datetime import time

from bot.language.data import any_of, words
from bot.language.numbers import WHOLE, to_whole
from bot.language.pattern import Pattern

_MORNING = words("time", "morning")
_NOON = words("time", "noon")
_LATE = words("time", "afternoon") + words("time", "evening")
_SMALL = words("time", "small_hours")
DAY_PART = rf"(?:{any_of([*_MORNING, *_NOON, *_LATE, *_SMALL])})"
"""Pattern of a part of the day."""
_DAY = r"(?:[今昨前当明]天?|第二天|次日)?的?"
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45, "整": 0}
_HALF_DAY = 12 * 60
_FULL_DAY = 24 * 60
_EARLY = 7 * 60


def _point(tag: str, hour_sign: str = "") -> str:
    minute = (
        rf"(?:半|一刻|三刻|整|[过零]?(?:{WHOLE})分(?!钟)|[0-5]\d(?!\d|个|户|小时|人|袋)|零[一-九五]|"
        rf"[二三四五]?十[一二三四五六七八九]?(?!个|多|几|户|人|袋|来))"
    )
    return (
        rf"{_DAY}(?P<part{tag}>{DAY_PART})?的?\s*(?:(?P<hour{tag}>{WHOLE})"
        rf"(?::(?P<digits{tag}>[0-5]\d)(?!\d)|[点时]钟?(?P<minute{tag}>{minute})?{hour_sign})\s*(?:左右|多)?)"
    )


_UNTIL = r"\s*(?:就?[一-龥]{0,3}(?:到|至)|-+|~+|—+|直到)\s*"
_RANGES = (
    Pattern(r"从?" + _point("1", "|(?=到|至|-|~)") + _UNTIL + _point("2")),
    Pattern(
        r"从?"
        + _point("1")
        + r"(?:开始|起|出发|就?去)[一-龥,，\s]{0,12}?"
        + _point("2")
        + r"(?:才|就)?(?:结束|收工|完|回|散|搞完|做完|弄完|下班)"
    ),
)
_FROM = Pattern(r"从" + _point("1") + r"(?:开始|起)?|" + _point("2") + r"(?:开始|起|出发)")
_TO = Pattern(r"(?:到|至)" + _point("1") + r"|" + _point("2") + r"(?:才)?(?:结束|收工|完工|回来|回家)")


_Moment = tuple[int, str]


@dataclass(frozen=True)
class ClockRange:
    """A beginning and an end, and the stretches of text that say them."""

    spans: tuple[tuple[int, int], ...]
    minutes: int
    starts: time
    ends: time


def find_clock_ranges(text: str) -> list[ClockRange]:
    """Return the stretches of time that are said with two clock times."""
    for pattern in _RANGES:
        found = [
            _stretch(_moment(match, "1"), _moment(match, "2"), (match.span(),)) for match in pattern.finditer(text)
        ]
        if any(found):
            return [stretch for stretch in found if stretch]
    apart = _said_apart(text)
    return [apart] if apart else []


def _said_apart(text: str) -> ClockRange | None:
    begun, ended = _FROM.search(text), _TO.search(text)
    if not begun or not ended or begun.span() == ended.span():
        return None
    return _stretch(_either(begun), _either(ended), (begun.span(), ended.span()))


def find_clock(text: str) -> time | None:
    """Return the first clock time in the text."""
    match = re.search(_point("1"), text)
    moment = _moment(match, "1") if match else None
    if moment is None:
        return None
    return _as_time(_minute_of_day(*moment))


def _either(match: re.Match[str]) -> _Moment | None:
    return _moment(match, "1" if match["hour1"] else "2")


def _moment(match: re.Match[str], tag: str) -> _Moment | None:
    """Return the minutes as said and the part of the day."""
    hour = to_whole(match[f"hour{tag}"])
    minute = _minute(match[f"digits{tag}"] or match[f"minute{tag}"] or "0")
    if hour is None or hour > 24 or minute is None:
        return None
    return hour * 60 + minute, match[f"part{tag}"] or ""


def _minute(said: str) -> int | None:
    said = said.lstrip("过").rstrip("分")
    minute = _QUARTERS[said] if said in _QUARTERS else to_whole(said.lstrip("零") or "0")
    return minute if minute is not None and minute < 60 else None


def _minute_of_day(minutes: int, part: str) -> int:
    if part in _LATE and minutes <= _HALF_DAY + 59:
        return minutes + _HALF_DAY
    if part in _NOON and minutes < 4 * 60:
        return minutes + _HALF_DAY
    if part in _SMALL and minutes >= _HALF_DAY:
        return minutes - _HALF_DAY
    return minutes


def _stretch(begin: _Moment | None, end: _Moment | None, spans: tuple[tuple[int, int], ...]) -> ClockRange | None:
    if begin is None or end is None:
        return None
    start, finish = _minute_of_day(*begin), _minute_of_day(*end)
    if not begin[1] and _begins_late(start, end[1]):
        start += _HALF_DAY
    step = _FULL_DAY if end[1] else _HALF_DAY
    while finish <= start:
        finish += step
    return ClockRange(spans, finish - start, _as_time(start), _as_time(finish))


def _begins_late(start: int, end_part: str) -> bool:
    """Return whether a beginning without a part of the day lies after noon, as its end tells."""
    if end_part in _LATE:
        return start < _EARLY
    return end_part in _SMALL and _EARLY <= start < _HALF_DAY


def _as_time(minutes: int) -> time:
    return time(minutes % _FULL_DAY // 60, minutes % 60)
