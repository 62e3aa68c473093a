"""Whether what was said may belong together otherwise than it was put, or went into no value at all; pure.

Such a report is shown before it is booked: a day, an amount or a number that is said and stands in no record may be
what was meant.
"""

from collections.abc import Sequence

from bot.language.days import BACKWARDS, CONTRADICTION, REPEATED
from bot.language.numerals import WHOLE, to_whole
from bot.language.pattern import Pattern
from bot.language.places import place_spans
from bot.language.spent import PART, find_clock
from bot.language.text import blanked, spans_of
from bot.language.undone import puts_itself_right
from models.service.activities.deeds import Deed
from models.service.activities.pieces import IDLE, NUMBERED, DeedText

_TANGLED = Pattern(
    r"轮[流着换起]|换着|倒班|加起来|两次都是|[头前后][一两二三四五][家户个次]|末一?[天日]|[前头后]两天各|各[^,，]{1,6}[、,，]\s?[\d一两三半]|剩下|第[一二三]天|第[一二三]回|平均|本来|除了|除外|饭点|不用记|不算|也就是|只来|哪天都|开始.+完|比[昨前上]|实际"
)


# What is left of a day, an amount or another deed that was not read where it stands.
_UNREAD = Pattern(
    r"(?:^|[到至和跟与、])\d{1,2}[日号](?![楼院门路线栋桥井地台闸机站])|\d[件个处份盏张台户]、[^,，、\d]{2,10}\d+[件个处份盏张台户]|人(?:一共|总共|合计|共计|加起来)|连[着续][两三四五六七八九十\d]+[天晚]|[x×*]\s?\d+\s?[天日晚]|→|->|↔|=>|(?:^|[,，、\s])差(?:$|[,，])|应该是|应该(?:为|有)|不止|[这那连最近]\s?[两三四五六几\d]天|[两三四五六七\d]个?(?:上午|下午|晚上)|[两三四五六]个半天|一(?P<how>[趟次回])[^,，]{0,4}一(?P=how)|最后[两三几]|"
    r"每[日天晚次]|[一每]次$|又[^,，]{1,4}了?[一两三\d][趟次遍回]|(?:[,，]|\d)\s?(?:休息|没干|没去|没做|放假)(?:$|[,，])|(?:休息|没干|没去|没做|(?<!没)放假)$|[\d一二三四五六七八九十两半]\s?个?(?:各?小[时是]|钟头|分钟|点钟?)(?![^,，]{0,3}[课班车])"
)
_COUNTED_OVER_DAYS = Pattern(r"(?:每|各|都|天天|一天|分别)[^,，。;；]*$")
_SO_MANY = Pattern(rf"^[^,，。:：]{{0,6}}(?P<n>{WHOLE})件(?:事情?)?[。:：,，\n]")
# What was put right in the same breath, and numbers of which it is open what they are: 2,5小时, 三小时五.
_SAID_IN_DOUBT = Pattern(
    r"(?<!\d)\d{1,2},\d\s?个?(?:小时|h|钟头)|小时[一二三四五六七八九](?=[\s,，。]|$)|不是[^,，]{1,12}[,，]?是|不对[,，不是应]|[说记写打]错了?[,，。…]"
)


def is_tangled(whole: DeedText, items: Sequence[Deed]) -> bool:
    """Return whether the deeds must be shown before they are booked."""
    return (
        _is_said_in_doubt(whole.whole.text, items)
        or _others_were_announced(whole, items)
        or _is_unread(items)
        or _is_compared(whole, items)
        or _has_no_unit(whole)
        or (len(items) > 1 and _are_several_tangled(whole, items))
        or (len(whole.days) > 0 and _a_day_is_left(whole, items))
        or (len(whole.counts) > 0 and _a_number_is_left(whole, items))
        or (len(whole.spent) > 0 and (_is_of_each(whole, items) or _is_a_sum(whole, items)))
        or (len(items) == 1 < len(whole.spent) and _each_hour_has_its_deed(whole))
        or _somebody_is_left(whole, items)
    )


def _is_said_in_doubt(text: str, items: Sequence[Deed]) -> bool:
    """Return whether a text changes its mind on the way; where a day is asked for anyway, only if a number did."""
    changed = puts_itself_right(text) and not any(item.doubt for item in items)
    return changed or _SAID_IN_DOUBT.search(text) is not None


# 送了两袋米，还劈了柴，忙了两个钟头: behind the last deed, in a clause of its own, the time may be of all.
_APART_AT_THE_END = Pattern(r"[,，]\s?(?:前后|大概|大约|差不多|忙|花|用|搞|弄|摸|干|耍|跑|了|个)*$")


def _are_several_tangled(whole: DeedText, items: Sequence[Deed]) -> bool:
    return (
        _lacks_its_time(whole, items)
        or _same_count_on_each(whole, items)
        or _some_lack_amounts(whole, items)
        or (len(whole.spent) == 1 and _APART_AT_THE_END.search(whole.whole.text[: whole.spent[0].start]) is not None)
    )


def _others_were_announced(whole: DeedText, items: Sequence[Deed]) -> bool:
    announced = _SO_MANY.search(whole.whole.text)
    return announced is not None and to_whole(announced["n"]) not in (None, len(items))


def _is_unread(items: Sequence[Deed]) -> bool:
    return any(
        item.doubt in (REPEATED, BACKWARDS, CONTRADICTION)
        or any((_UNREAD.search(item.description), IDLE.fullmatch(item.description)))
        for item in items
    )


def _is_compared(whole: DeedText, items: Sequence[Deed]) -> bool:
    several = len(items) > 1 or len(whole.spent) > 1 or len(whole.days) > 1
    return several and _TANGLED.search(whole.whole.text) is not None


def _lacks_its_time(whole: DeedText, items: Sequence[Deed]) -> bool:
    told = whole.spent or find_clock(whole.whole.text)
    return told is not None and told != () and all(item.minutes is None for item in items)


def _same_count_on_each(whole: DeedText, items: Sequence[Deed]) -> bool:
    """Return whether one number stands for several days, as if so many had been done on each of them."""
    told = {(item.count, item.unit, item.description) for item in items}
    alike = len(told) == 1 and items[0].count is not None
    return alike and not any(_COUNTED_OVER_DAYS.search(whole.text[: one.start]) for one in whole.counts)


def _some_lack_amounts(whole: DeedText, items: Sequence[Deed]) -> bool:
    told = {item.minutes is not None or (item.count or 1) > 1 for item in items}
    return len(told) > 1 and NUMBERED.search(whole.whole.text) is None


def _a_day_is_left(whole: DeedText, items: Sequence[Deed]) -> bool:
    """Return whether one of the days that are named is of no deed: 昨天说的那个沟，今天我清了."""
    told = {item.day for item in items}
    return None not in told and not {day for said in whole.days for day in said.days} <= told


# 了3背: so much of what was done has no unit that is known; 花了120块 counts nothing done.
_SO_MUCH = Pattern(rf"了(?!一)(?:{WHOLE})(?=[一-龥])(?![元块毛角岁年月天晚毫几多下声眼个件趟里米步]|公里)")


def _has_no_unit(whole: DeedText) -> bool:
    read = [span for one in whole.spent for span in one.stretches] + spans_of(whole.days, whole.counts)
    return _SO_MUCH.search(blanked(whole.whole.text, read + place_spans(whole.whole.text))) is not None


def _a_number_is_left(whole: DeedText, items: Sequence[Deed]) -> bool:
    """Return whether a number was left for another of the same unit: 领了100份发了80份."""
    used = {item.count for item in items}
    things = [count for count in whole.counts if count.number > 1 and not (count.persons or count.times)]
    kept = {count.unit for count in things if count.number in used}
    return not {count.number for count in things if count.unit in kept} <= used


_OF_EACH, _OF_EACH_PERSON = ("各", None), ("人", "个人", "名", "位")


def _is_of_each(whole: DeedText, items: Sequence[Deed]) -> bool:
    """Return whether so much was spent on each of what is not known to be several: 每堂40分钟."""
    alone = whole.spent[0] if len(items) == len(whole.spent) == 1 else None
    if alone is None or alone.assumed or alone.each in _OF_EACH or items[0].minutes != alone.minutes:
        return False
    return alone.each not in _OF_EACH_PERSON or any(count.persons for count in whole.counts)


_OF_A_PART = Pattern(rf"{PART}[^,，。\d一二两三半]{{0,3}}$")


def _is_a_sum(whole: DeedText, items: Sequence[Deed]) -> bool:
    """Return whether amounts were added up that may be of several people, or the same hours: 他4小时我2小时."""
    amounts = [one.minutes or 0 for one in whole.spent if not one.starts]
    added = sum([item.minutes or 0 for item in items]) == sum(amounts) > 0
    by_parts = all(_OF_A_PART.search(whole.text[: one.start]) for one in whole.spent)
    return added and len(amounts) == len(whole.spent) > len(items) and not by_parts


def _each_hour_has_its_deed(whole: DeedText) -> bool:
    """Return whether one deed was read where each of several stretches of hours stands beside a deed of its own."""
    clocks = [one for one in whole.spent if one.starts]
    ends = [*(one.start for one in clocks[1:]), whole.end]
    told = [whole.part(one.end, end).acts for one, end in zip(clocks, ends, strict=False)]
    return len(told) > 1 and all(told)


_ALONE = Pattern(r"(?:我|自己)一个人|只有我|没来|没去成|来不了")


def _somebody_is_left(whole: DeedText, items: Sequence[Deed]) -> bool:
    """Return whether one of those who came along may not have, or another is listed behind him who was not read."""
    people = [name for item in items for name in item.with_persons]
    lists = [after for name in people if (after := whole.text.partition(f"{name}、")[2][:10])]
    alone = bool(people) and _ALONE.search(whole.text) is not None
    return alone or any(all(other not in after for other in people) for after in lists)
