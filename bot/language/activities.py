"""What was done: the items of an activity report."""

from collections.abc import Iterator
from dataclasses import replace

from bot.language.amounts import choose_counts, read_amount
from bot.language.categories import OTHER, lexicon
from bot.language.data import any_of, plain, words
from bot.language.pattern import Pattern
from bot.language.people import beneficiary, companions
from bot.language.pieces import Piece
from bot.language.places import find_place
from bot.language.spans import without
from bot.language.splitting import PARTS, split_activities
from bot.language.text import squeeze
from bot.language.values import ActivityItem, Message

LONGEST_DESCRIPTION = 60
_PREFIX = Pattern(
    rf"^(?:[\s,，:：。.]|(?:请?帮[我忙]|我要?|我来|麻烦|"
    rf"请)?(?:{any_of(words('report', 'prefixes'))})(?:一下|一条|一个|个活动|活动)?(?![名纸警过了错]|"
    rf"[一二三四五]星))+"
)
_TIME_WORDS = Pattern(
    rf"{PARTS}(?=[^会])|刚才|刚刚|^刚|(?:一共|总共|合计|共计|前后|大概|大约|差不多|将近|服务时长|"
    rf"时长|用时|耗时|历时|为时|共)[:：]?(?=\s|$|,|，|。)"
    rf"|(?:干|忙|做|搞|弄|花[了费]|用|待|耍)了?(?=\s|$|,|，|。)|每[天次]$|左右|^本人|^我们?(?=[^和跟与])|^于|^[和、]"
    rf"|^[(（]?\d{{1,2}}[)）.、:](?!\d)|^[(（]?[一二三四五六七八九十][)）、.]|^[①-⑳]"
)
_EACH_OF_THEM = Pattern(r"(?:^|[,，;；。\s])(?:各|分别|都是|每个)[^,，]{0,3}\d|各[一两三四五半]")
_HOUSEHOLD = Pattern(r"帮(?:助|忙)?[^,，。]{0,6}?(?:他|她|户|家|人|老人|大爷|婆婆|邻居|老乡|邻里)")


def report_body(message: Message) -> Message:
    """Return the message without the word of reporting at its start."""
    match = _PREFIX.match(message.text)
    return message.part(match.end(), len(message.text)) if match else message


def read_items(message: Message) -> tuple[ActivityItem, ...]:
    """Return the activities that the message tells of, none when nothing but times and signs is left."""
    whole = Piece(message)
    found: list[ActivityItem] = []
    for start, end in split_activities(whole):
        found += _items(Piece(message.part(start, end)), found[-1] if found else None)
    return tuple(_each_of_them(found) if _EACH_OF_THEM.search(message.text) else found)


def _each_of_them(items: list[ActivityItem]) -> list[ActivityItem]:
    """Return the items, each with the minutes that are said last for all of them."""
    last = items[-1] if items else None
    if last is None or last.minutes is None:
        return items
    return [item if item.minutes else replace(item, minutes=last.minutes) for item in items]


def _items(piece: Piece, before: ActivityItem | None) -> Iterator[ActivityItem]:
    """Yield the items of one stretch: one, or one for each of several days."""
    description = _description(piece)
    if not description:
        return
    item = _item(piece, description)
    if not piece.days and before:
        item = replace(item, day=before.day, day_assumed=before.day_assumed)
    days = piece.all_days()
    if len(days) < 2:
        yield item
        return
    for day in days:
        yield replace(_share(item, piece, len(days)), day=day, day_assumed=False)


def _item(piece: Piece, description: str) -> ActivityItem:
    category = _category(piece)
    count, participants = choose_counts(piece, category)
    minutes, assumed = read_amount(piece)
    starts, ends = piece.clock
    return ActivityItem(
        category=category,
        description=description,
        minutes=minutes,
        minutes_assumed=assumed,
        count=count.number if count else None,
        unit=count.unit if count else None,
        day=piece.first_day,
        day_assumed=not piece.days,
        starts=starts,
        ends=ends,
        with_persons=companions(piece.message),
        place=find_place(piece.message),
        beneficiary=beneficiary(piece.message),
        participants=participants,
    )


def _category(piece: Piece) -> str:
    helping = beneficiary(piece.message) is not None or _HOUSEHOLD.search(piece.action) is not None
    return lexicon().category(piece.action, helping=helping) or OTHER


def _description(piece: Piece) -> str:
    left = squeeze(without(piece.message.said, piece.time_spans))
    return plain(squeeze(_TIME_WORDS.sub("", left)))[:LONGEST_DESCRIPTION]


def _share(item: ActivityItem, piece: Piece, days: int) -> ActivityItem:
    """Return the item for one of several days: minutes said for all together are shared out as a proposal."""
    if item.minutes is None or any(duration.each for duration in piece.durations):
        return item
    return replace(item, minutes=item.minutes // days, minutes_assumed=True)
