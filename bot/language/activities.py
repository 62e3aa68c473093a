"""What was done: the items of an activity report."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.language.categories import OTHER, lexicon, without_particles
from bot.language.counts import Count, find_counts
from bot.language.data import any_of, plain, words
from bot.language.dates import DaySpan, find_days
from bot.language.durations import Duration, find_durations
from bot.language.pattern import Pattern
from bot.language.people import beneficiary, companions
from bot.language.places import find_place, place_spans
from bot.language.splitting import PARTS, split_activities
from bot.language.text import squeeze
from bot.language.values import ActivityItem, Message

LONGEST_DESCRIPTION = 60
_PREFIX = Pattern(
    rf"^(?:[\s,，:：。.]|(?:请?帮[我忙]|我要?|我来|麻烦|请)?(?:{any_of(words('report', 'prefixes'))})(?:一下|一条|一个|个活动|活动)?(?!名|纸|警|[一二三四五]星))+"
)
_TIME_WORDS = Pattern(
    rf"{PARTS}(?=[^会])|刚才|刚刚|^刚|(?:一共|总共|合计|共计|前后|大概|大约|差不多|将近|服务时长|时长|用时|耗时|历时|为时|共)[:：]?(?=\s|$|,|，|。)"
    rf"|(?:干|忙|做|搞|弄|花|用|待|耍)了?(?=\s|$|,|，|。)|每[天次]$|左右|^本人|^我们?(?=[^和跟与])|^于"
)
_TOTAL = Pattern(r"(?:一共|总共|共计|合计|共|前后|加起来|拢共|总的|总计|一起是?)[^,，\s]{0,4}$")
_DOERS = Pattern(
    r"(?:我们|同组|同行|组织|带领|发动|召集|一行|我们组|我们支部|支部|小组|全组|动员)[^,，\s]{0,4}$"
)
_CAME = Pattern(r"^[^,，\s]{0,6}?(?:都来|都去|都参加|参加|一起|到场|参与|一同|都到|来了|出动)")
_DISPUTE_UNITS = {"起", "件", "桩", "宗", "次", "场", "处"}
_HELPING = Pattern(r"帮(?!教)|给|替|为")


def report_body(message: Message) -> Message:
    """Return the message without the word of reporting at its start."""
    match = _PREFIX.match(message.text)
    return message.part(match.end(), len(message.text)) if match else message


def read_items(message: Message) -> tuple[ActivityItem, ...]:
    """Return the activities that the message tells of, none when nothing but times and signs is left."""
    durations = find_durations(message.text)
    days = find_days(message)
    stretches = split_activities(message.text, durations, days)
    found: list[ActivityItem] = []
    for start, end in stretches:
        found += _items(message.part(start, end), found[-1] if found else None)
    return tuple(found)


def bare(text: str, durations: list[Duration], days: list[DaySpan]) -> str:
    """Return the text without times, counts and particles, on which category words are looked for."""
    spans = [span for duration in durations for span in duration.spans] + [
        (day.start, day.end) for day in days
    ]
    spans += [(count.start, count.end) for count in find_counts(text) if not count.persons]
    return without_particles(_without(text, spans))


def _items(piece: Message, before: ActivityItem | None) -> Iterator[ActivityItem]:
    durations, days = find_durations(piece.text), find_days(piece)
    description = _description(piece, durations, days)
    if not description:
        return
    item = _item(piece, durations, days, description)
    if not days and before:
        item = replace(item, day=before.day, day_assumed=before.day_assumed)
    when = _days_of(days, durations)
    if len(when) < 2:
        yield item
        return
    for day in when:
        yield replace(_on_one_of(item, durations, len(when)), day=day, day_assumed=False)


def _item(piece: Message, durations: list[Duration], days: list[DaySpan], description: str) -> ActivityItem:
    helped = beneficiary(piece)
    action = bare(piece.text, durations, days)
    category = lexicon().category(action, helping=helped is not None or _helps_a_household(action)) or OTHER
    counts = _counts(piece.text, durations, days)
    count, participants = _choose(piece.text, counts, category)
    minutes, assumed = _minutes(piece.text, durations, counts)
    clock = next((duration for duration in durations if duration.starts), None)
    return ActivityItem(
        category=category,
        description=description,
        minutes=minutes,
        minutes_assumed=assumed,
        count=count.number if count else None,
        unit=count.unit if count else None,
        day=days[0].day if days else piece.working_day,
        day_assumed=not days,
        starts=clock.starts if clock else None,
        ends=clock.ends if clock else None,
        with_persons=companions(piece),
        place=find_place(piece),
        beneficiary=helped,
        participants=participants,
    )


def _helps_a_household(action: str) -> bool:
    return bool(re.search(r"帮(?:助|忙)?[^,，。]{0,6}?(?:户|家|人|老人|大爷|婆婆|邻居|老乡|邻里)", action))


def _description(piece: Message, durations: list[Duration], days: list[DaySpan]) -> str:
    spans = [span for duration in durations for span in duration.spans] + [
        (day.start, day.end) for day in days
    ]
    left = _without(piece.said, spans)
    return plain(squeeze(_TIME_WORDS.sub("", squeeze(left))))[:LONGEST_DESCRIPTION]


def _counts(text: str, durations: list[Duration], days: list[DaySpan]) -> list[Count]:
    spans = [span for duration in durations for span in duration.spans] + [
        (day.start, day.end) for day in days
    ]
    spans += place_spans(text)
    return [c for c in find_counts(text) if not any(c.start < end and c.end > start for start, end in spans)]


def _choose(text: str, counts: list[Count], category: str) -> tuple[Count | None, int | None]:
    """Return the count of what was done and the number of those who did it."""
    doers = [
        c for c in counts if c.persons and (_DOERS.search(text[: c.start]) or _CAME.match(text[c.end :]))
    ]
    done = [c for c in counts if c not in doers]
    if category == "mediation":
        done = [c for c in done if c.unit in _DISPUTE_UNITS]
    return (done[0] if done else None), (doers[0].number if doers else None)


def _minutes(text: str, durations: list[Duration], counts: list[Count]) -> tuple[int | None, bool]:
    """Return the minutes of one item and whether they are only a proposal."""
    if not durations:
        return None, False
    total = next((d for d in durations if len(durations) > 1 and _TOTAL.search(text[: d.spans[0][0]])), None)
    if total:
        return total.minutes, total.assumed
    if (
        len(durations) == 1
        or len({duration.minutes for duration in durations}) == 1
        and not durations[-1].starts
    ):
        only = durations[0]
        times = next((count.number for count in counts if count.unit == only.each), 1)
        return only.minutes * times, only.assumed
    clocks = [duration for duration in durations if duration.starts]
    if 0 < len(clocks) < len(durations):
        return next((d.minutes, d.assumed) for d in durations if not d.starts)
    return sum(duration.minutes for duration in durations), not clocks


def _days_of(days: list[DaySpan], durations: list[Duration]) -> list[date]:
    """Return all days of an item; both ends of a clock range are one day."""
    inside = [span for duration in durations for span in duration.spans]
    kept = [day for day in days if not any(start < day.start < end for start, end in inside)]
    return list(dict.fromkeys(day for span in kept for day in span.days()))


def _on_one_of(item: ActivityItem, durations: list[Duration], days: int) -> ActivityItem:
    """Return the item for one of several days: minutes said for all of them together are shared out as a proposal."""
    if item.minutes is None or any(duration.each for duration in durations):
        return item
    return replace(item, minutes=item.minutes // days, minutes_assumed=True)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, place = "", 0
    for start, end in sorted(spans):
        kept += text[place : max(place, start)]
        place = max(place, end)
    return kept + text[place:]
