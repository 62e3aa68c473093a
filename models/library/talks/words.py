"""What is typed about talks: half days, a booking, a tour; pure."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.language.days import find_days
from bot.language.halves import half_of_day
from bot.language.numerals import to_whole
from bot.language.values import Message
from models.library.talks.rules import HALF_NAMES, TOPIC_MOST, HalfDay

_HALF = re.compile(r"^[日号]?\s*(?:上午|下午|早上|午后)?")
_SIGNS = " ,，、;；。：:到去给在"
_PEOPLE = re.compile(
    r"^\s*(?:来了|到了|有|共)?\s*(?P<n>\d{1,4}|[一二三四五六七八九十百两]{1,6})\s*(?:个?人|位)?[\s,，。;；]*(?P<more>.*)$",
    re.DOTALL,
)


# Who asks in free words who speaks: 谁能来讲党课.
asks_who_speaks = re.compile(
    r"(?:谁|哪[些个位]|有没有人?)(?:同志|老师|人)?.{0,4}讲(?:党)?课|讲课的?(?:有谁|有哪些)|请(?:谁|哪位).{0,3}讲(?:党)?课"
).search
_NO_TOPIC = re.compile(r"\d|小时|分钟")


def read_topic(text: str, moment: datetime) -> str | None:
    """Return a topic; 讲课 2小时 is a report of what somebody did."""
    return text if text and not _NO_TOPIC.search(text) else None


class TourStop(NamedTuple):
    """Where and when: what stands before the day, and the half days that may be meant (both when none is said)."""

    before: str
    slots: Sequence[HalfDay]


def _stops(text: str, moment: datetime) -> tuple[list[TourStop], str]:
    """Return the days of a text with what stands before each, and what stands after the last."""
    message = Message.of(text, moment)
    found, at = [], 0
    named = find_days(message, ahead=True)
    # Where no day is named there is nothing to go through.
    for said, following in zip(named, [*named[1:], None], strict=False):
        until = following.start if following else len(message.text)
        half = half_of_day(message.text[said.start : until])
        slots = [HalfDay(day, one) for day in said.days for one in HALF_NAMES if half in (None, one)]
        found.append(TourStop(message.said[at : said.start].strip(_SIGNS), [] if said.doubt else slots))
        after = _HALF.match(message.said[said.end :])
        at = said.end + (after.end() if after else 0)
    return found, message.said[at:].strip(_SIGNS)


def read_times(text: str, moment: datetime) -> list[HalfDay] | None:
    """Return the half days in 12月8日上午 12月10日; [] for 没有; None when no day is named."""
    if text.strip(_SIGNS) in ("没有", "没空", "无"):
        return []
    slots = [slot for stop in _stops(text, moment)[0] for slot in stop.slots]
    return slots or None


def read_booking(text: str, moment: datetime) -> tuple[list[HalfDay], str] | None:
    """Return (the half days that may be meant, the topic) of 12月8日上午 讲创业; None unless both are said."""
    stops, rest = _stops(text, moment)
    topic = rest or (stops[0].before if stops else "")
    return (list(stops[0].slots), topic[:TOPIC_MOST]) if len(stops) == 1 and stops[0].slots and topic else None


def read_tour(text: str, moment: datetime) -> tuple[str, list[TourStop]] | None:
    """Return (the topic, the stops) of 讲创业 莲花池村 12月8日上午 桂花湾村 12月9日下午; None unless all is said."""
    topic, _, rest = text.strip().partition(" ")
    stops, after = _stops(rest, moment)
    whole = bool(stops) and not after and all(one.before and one.slots for one in stops)
    return (topic[:TOPIC_MOST], stops) if whole else None


def read_attended(text: str, moment: datetime) -> tuple[int, str] | None:
    """Return (how many came, what else is said) of 35人 大家爱听."""
    found = _PEOPLE.match(text)
    number = to_whole(found["n"]) if found else None
    return (number, found["more"].strip()) if found and number else None
