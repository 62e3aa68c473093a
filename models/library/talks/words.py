"""What is typed about talks: half days, a booking, a tour; pure."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.language.days import find_days
from bot.language.halves import half_of_day
from bot.language.numerals import to_whole
from bot.language.pattern import Pattern
from bot.language.values import Message
from models.library.talks.rules import TOPIC_MOST, HalfDay
from models.values.showing import HALF_NAMES

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


_ASKED_FOR = re.compile(r"\s*请(?P<who>\S{2,8})$")


def read_booking(text: str, moment: datetime) -> tuple[list[HalfDay], str, str] | None:
    """Return (the half days that may be meant, the topic, who is asked for) of 12月8日上午 讲创业 请沈文静.

    None unless a day is said, and a topic or a speaker.
    """
    asked = _ASKED_FOR.search(text)
    stops, rest = _stops(text[: asked.start()] if asked else text, moment)
    topic, who = rest or (stops[0].before if stops else ""), asked["who"] if asked else ""
    whole = len(stops) == 1 and stops[0].slots and (topic or who)
    return (list(stops[0].slots), topic[:TOPIC_MOST], who) if whole else None


_OFFERS = Pattern(
    r"我(?:也|很)?(?:愿意|可以|能|乐意)(?:来|去)?(?:[给为跟](?:大家|村里|群众|党员|乡亲们?|社员))?(?:来)?讲"
    r"(?:讲|一?[堂次节]|一?下|点|党?课)*[,，\s]*(?:讲(?!课))?(?P<topic>[^,，。?？]{0,20})"
)
_NO_OFFER = re.compile(r"[?？吗]|不讲|讲了|小时|分钟|情况|一下(?:我们|三|二|一)|有没有")
_BOOKS = Pattern(
    r"(?:请(?!假|示|问)|约|邀请)(?P<who>[\u4e00-\u9fff]{1,4}?)?(?:同志|老师)?(?:过)?(?=来|到|给|在|去|\d|十|明|后|下|这|本|周|星期|讲)"
    r"[^,，。]{0,16}?讲(?:一?[堂次节个]|讲|一?下|党?课)*(?P<topic>[^,，。?？\s]{0,20}?)(?:的?(?:党|专题)?课)?"
    r"(?:行不行|可不可以|要不要得|要得不|好不好|得不得行|嘛|吧|吗|哈)*(?:[,，。?？\s]|$)"
)
_NOT_BOOKED = re.compile(r"讲了|讲完|来了|请了|昨天|小时|分钟|谁|哪[个些位]")
_NOBODY = re.compile(r"(?:一?[个位]|哪[个位]|一)?(?:人|老师|同志|讲师|专家)?|大家|谁|您|你|一堂")
# What is no part of a topic: 讲一哈创业, 讲讲怎么创业的嘛.
_FILLS = re.compile(r"^(?:一?[哈下]|一点|讲|点|些|个)+|(?:的?(?:事|东西|课)|的|嘛|哈|吧|噻|撒)+$")


def offer_line(text: str) -> str | None:
    """Return the line of who says that he speaks about something: 我可以讲创业, 我愿意讲课; None for another text."""
    found = None if _NO_OFFER.search(text) else _OFFERS.match(text.strip())
    return f"可讲 {f'讲{topic}' if (topic := found['topic'].strip(_SIGNS)) else ''}".strip() if found else None


def asks_for_speaker(text: str) -> bool:
    """Return whether a text asks a speaker to come, such as 想请人来讲创业."""
    return _BOOKS.search(text) is not None and not _NOT_BOOKED.search(text)


def booking_line(text: str, moment: datetime) -> str | None:
    """Return the line that asks a speaker in 请沈文静12号上午来讲创业; None for another text."""
    found = _BOOKS.search(text)
    if found is None:
        return None
    stops = _stops(text, moment)[0]
    slots = stops[0].slots if len(stops) == 1 else []
    day = slots[0].name[: None if len(slots) == 1 else -2] if slots else ""
    who = "" if not found["who"] or _NOBODY.fullmatch(found["who"]) else f"请{found['who']}"
    topic = _FILLS.sub("", found["topic"])
    return " ".join(filter(None, ["预约党课", day, f"讲{topic}" if topic else "", who]))


asks_of_talks = re.compile(
    r"(?:党课|讲课|的课|次课|堂课)[^,，。]{0,6}(?:哪个|谁|啥子?时候|什么时候|几[号点]|哪天|在哪|讲啥|讲什么|定了|来不来)|"
    r"(?:哪个|谁|什么时候|啥子?时候|好久|哪天)[^,，。]{0,6}(?:来|给)?[^,，。]{0,4}讲(?:党|堂)?课|讲(?:啥子?|什么|哪样)课|^课(?:定了|约好了?)没"
).search
gives_up = re.compile(
    r"(?:来|去|到|讲)不(?:了|成|来)|不(?:会|想|敢)讲课?|(?:莫|别|不要)(?:安排|喊|叫|找)我|(?:不能|没法|没空|没时间)(?:来|去)(?:讲)?"
).search
speaks_not = re.compile(
    r"我?(?:也|真的?|确实)?不(?:会|想|敢|愿意?)(?:去|来|给大家)?讲(?:党?课)?了?(?:[,，](?:莫|别|不要)(?:安排|喊|叫|找)我.{0,4})?[。.!！]?"
).fullmatch
comes = re.compile(
    r"(?:那天|那堂|[\d月日号上下午的课]{0,10})?我?(?:(?:去|来)得(?:了|成)|(?:能|可以|一定|会)(?:去|来)(?:讲)?|去|来)"
    r"(?:嘛|哈|的|讲|，没问题)*"
).fullmatch
says_free = re.compile(r"我[^?？吗]*(?:有空|空着|能讲|可以讲|讲得成)").search


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
