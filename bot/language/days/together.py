"""Names of days that belong together: two names of one day, a stretch, a list, a length, what is taken out again."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from bot.language.days.said import BACKWARDS, CONTRADICTION, WHICH, Said, run_of_days, single
from bot.language.months import real_day, shift_month
from bot.language.numerals import WHOLE, to_whole
from bot.language.pattern import Pattern

_NO_YES = Pattern(r"[,，。…、\s]*(?:哦|啊|呃|额)?(?:不对|说错了?|记错了?|错了|不不?[,，])[,，。…、\s]*(?:应该)?是?")
_NEGATED = Pattern(r"不是\s?$")
_BRACKETS = Pattern(r"[\s(（\[【)）\]】,，]{0,2}(?:也?就是|是|的|才)?\s?")
_UNTIL = Pattern(r"[)）]?\s?(?:起|开始)?(?:[上下]午|晚上|早上)?(?:一?直?(?:请|守|值|忙|干)?[到至]|[-~—]+|→)\s?")
_AND = Pattern(r"\s?(?:[、,，和跟与及]|还有)?\s?")
_LAST_OF_IT = "底末"
_CLOSING = Pattern(r"\s?[)）\]】]")


def put_right(atoms: list[Said], text: str) -> list[Said]:
    """Return the days without those taken back at once: 前天，不对，昨天."""
    return [
        said
        for index, said in enumerate(atoms)
        if index + 1 == len(atoms) or not _NO_YES.fullmatch(text[said.end : atoms[index + 1].start])
        if len(atoms) == 1 or not _NEGATED.search(text[: said.start])
    ]


def of_their_month(atoms: list[Said], text: str) -> list[Said]:
    """Return the days, a number that ends a stretch in the month it began in: 12月22日（周二）到24日（周四）."""
    found: list[Said] = []
    for said in atoms:
        begins = next((one for one in reversed(found) if not one.weekday), None)
        ends = (
            begins
            and begins.days
            and said.bare
            and not said.weekday
            and _UNTIL.fullmatch(text[found[-1].end : said.start])
        )
        following = _following(begins.days[-1], said) if begins and ends else ()
        found.append(replace(said, days=following) if following else said)
    return found


def said_over(atoms: list[Said], text: str) -> list[Said]:
    """Return the days without two weekdays that say the ends of a stretch over: 12月22日到24日（周二到周四）."""
    for at in range(len(atoms) - 3):
        one, last, first_over, last_over = atoms[at : at + 4]
        stretches = _is_stretch(one, last, text) and _is_stretch(first_over, last_over, text)
        if stretches and not last.weekday and first_over.weekday and last_over.weekday:
            agree = _weekdays(one, last) == _weekdays(first_over, last_over)
            doubt = last.doubt if agree else last.doubt or CONTRADICTION
            return [*atoms[: at + 1], replace(last, end=_closed(last_over, text), doubt=doubt), *atoms[at + 4 :]]
    return atoms


def _is_stretch(one: Said, other: Said, text: str) -> bool:
    return _UNTIL.fullmatch(text[one.end : other.start]) is not None


def _weekdays(*ends: Said) -> list[int]:
    return [one.days[0].weekday() for one in ends if one.days]


def _closed(said: Said, text: str) -> int:
    """Return where days end, with the bracket behind them."""
    closed = _CLOSING.match(text, said.end)
    return closed.end() if closed else said.end


def beside(atoms: list[Said], text: str) -> list[Said]:
    """Return the days, two names of one day as one: 12月18日（周五）, 昨天元旦; at odds they are asked about."""
    found: list[Said] = []
    for said in atoms:
        before = found[-1] if found else None
        if before and _same_breath(before, said, text):
            found[-1] = replace(_agreed(before, said), start=before.start, end=_closed(said, text))
        else:
            found.append(said)
    return found


def _same_breath(one: Said, other: Said, text: str) -> bool:
    """Return whether the second names the same day as the first, in another way."""
    between = text[one.end : other.start]
    if len(one.days) > 1 or len(other.days) > 1 or (one.bare and other.bare and not (one.weekday or other.weekday)):
        return False
    if one.weekday == other.weekday and not (one.weak or other.weak):
        return bool(between) and between[0] in "(（" and _BRACKETS.fullmatch(between) is not None
    return _BRACKETS.fullmatch(between) is not None and not (between.strip() in (",", "，") and not other.weekday)


def _agreed(one: Said, other: Said) -> Said:
    """Return the day that both name, the doubt when they name different ones."""
    if one.weak != other.weak:
        return one if other.weak else other
    named, second = (one, other) if not one.weekday or other.weak else (other, one)
    if named.doubt or second.doubt:
        # 六一 alone may be an occasion, 儿童节 beside it says that it is the day.
        return named if bool(named.doubt) != named.weak else second
    # A bare weekday beside a date only has to be the weekday of that date.
    loosely = second.weekday and second.bare
    same = named.days[0].weekday() == second.days[0].weekday() if loosely else named.days == second.days
    return replace(named, weekday=False, bare=False) if same else replace(named, days=(), doubt=CONTRADICTION)


_BARE_END = Pattern(
    rf"[)）]?\s?[到至~-]\s?(?P<day>{WHOLE}|初[一二三四五六七八九十])(?=[\s,，。;；]|$|请|出差|休|我|不|[两三四五六七八九十]天|天天|每|[都这]?[两三四五六七]?个?晚上)"
)


_DAY_AFTER = Pattern(r"(?:那天|当天)?\s?[和及、跟与]\s?(?P<day>次日|第二天|隔天|后一天)")


def open_ends(atoms: list[Said], text: str) -> list[Said]:
    """Return the days with those added that end a stretch by a mere number: 十二月十六到十八."""
    found: list[Said] = []
    for index, said in enumerate(atoms):
        found.append(said)
        match = _BARE_END.match(text, said.end)
        following = atoms[index + 1].start if index + 1 < len(atoms) else len(text)
        after = _DAY_AFTER.match(text, said.end)
        if after and after.end() <= following and len(said.days) == 1:
            found.append(Said(*after.span("day"), (said.days[0] + timedelta(days=1),)))
        if match and match.end() <= following and len(said.days) == 1:
            day = real_day(said.days[0].year, said.days[0].month, to_whole(match["day"]) or 0)
            found.append(Said(match.start("day"), match.end(), *single(day), bare=True))
    return found


_BEGINS = Pattern(r"\s?(?:起|开始|算起)")
_AWAY_UNTIL = Pattern(r"(?:请假?|休假?|出差|住院)[到至]\s?$")
_ENDS = Pattern(r"[到至]\s?$")


def _apart(one: Said, other: Said, text: str) -> Said | None:
    """Return the stretch that is said in two places: 25号起休婚假到8月3号, 请假到月底，从21号开始."""
    for begin, end in ((one, other), (other, one)):
        begins = _BEGINS.match(text, begin.end) or (begin is one and _AWAY_UNTIL.search(text[: end.start]))
        if begins and _ENDS.search(text[: end.start]) and begin.days and end.days:
            return _range(begin, end, text)
    return None


def ranges(atoms: list[Said], text: str) -> list[Said]:
    """Return the days, those with 到 between them as one; a bare end takes the month or week of its beginning."""
    if len(atoms) == 2 and (apart := _apart(atoms[0], atoms[1], text)):
        return [replace(apart, start=atoms[0].start, end=atoms[0].end), replace(apart, start=atoms[1].start)]
    found: list[Said] = []
    for said in atoms:
        before = found[-1] if found else None
        between = text[before.end : said.start] if before else ""
        if before and between and _UNTIL.fullmatch(between):
            found[-1] = _range(before, said, text)
        elif before and _goes_on(before, said, between) and not _is_taken_out(said, text):
            days = _following(before.days[-1], said)
            found.append(replace(said, days=days, doubt=said.doubt or ("" if days else BACKWARDS)))
        else:
            found.append(said)
    return found


def _goes_on(before: Said, said: Said, between: str) -> bool:
    """Return whether a bare day is one more after the day before it: 9号和11号."""
    chained = before.days and said.bare and _AND.fullmatch(between)
    return bool(chained) and not (said.weekday and "," in between) and not _near_by_itself(before, said)


def _near_by_itself(before: Said, said: Said) -> bool:
    """Return whether a bare day is the nearest of its name, told after a later day: 昨天和周一, 前天和13号."""
    away = (before.days[-1] - said.days[0]).days if said.days else 0
    return 0 < away < 7 and not before.weekday


def _is_taken_out(said: Said, text: str) -> bool:
    return bool(_EXCEPT.search(text[: said.start]) or _EXCEPT_AFTER.match(text, said.end))


_SMALL_HOURS = Pattern(r"的?\s?凌晨")
_OVERNIGHT = re.compile(r"[晚夜](?:上|里)?[到至](?:今|第二天|次日)?(?:天)?[早凌清]")


def _range(one: Said, other: Said, text: str) -> Said:
    if one.doubt or other.doubt:
        return replace(one, end=other.end, days=(), doubt=one.doubt or other.doubt)
    first, last = one.days[0], other.days[-1]
    if (
        one.bare
        and not one.weekday
        and last < first
        and (earlier := real_day(last.year, last.month, first.day))
        and earlier <= last
    ):
        # 15号到20号, asked on the 17th, began two days ago.
        first = earlier
    elif other.bare:
        last = (_following(first, other) or (first - timedelta(days=1),))[-1]
    if last < first:
        return replace(one, end=other.end, days=(), doubt=BACKWARDS)
    one_night = last - first == timedelta(days=1) and _SMALL_HOURS.match(text, other.end)
    if one_night or _OVERNIGHT.search(text[one.start : other.end + 1]):
        return replace(one, end=other.end, days=(first,))
    return replace(one, end=other.end, days=run_of_days(first, last), weekday=False)


def _following(first: date, said: Said) -> tuple[date, ...]:
    """Return the days of a bare weekday or day number after another day: 12月9号和11号, 这周五到周一."""
    if not said.days:
        return said.days
    if said.weekday or len(said.days) > 1:
        ahead = (said.days[0] - first).days % 7
        return tuple(first + timedelta(days=ahead) + (day - said.days[0]) for day in said.days)
    found = real_day(first.year, first.month, said.days[0].day)
    return (found,) if found and found >= first else ()


_LENGTH = Pattern(
    rf"\s?(?P<after>[之以过往]?后的?)?(?:起|开始|算起|后)?[,，\s]*(?:连续|连着|连|请假?|休假|要请|共|一共|往后|总共)*(?:整整)?(?P<n>{WHOLE}|半个?)整?个?"
    rf"(?:工作)?(?P<unit>天|日|周|星期|礼拜|个?月)(?P<half>半)?(?!前|之前|以前|上午|下午|每|里|内)"
)
_BEFORE = Pattern(
    rf"(?:请假?|连续|连着|要请|休)\s?(?P<n>{WHOLE})个?(?P<unit>天|工作日|周|星期|礼拜)(?:[一-龥]{{0,2}}假)?[,，\s]*(?:从|自)?\s?$"
)
# 20号做手术，请一个月假: looked at only, for what stands between is why.
_ASKED_LATER = Pattern(
    rf"(?=[^。;；\d]{{0,12}}?[请休](?P<n>{WHOLE}|半个?)个?(?P<unit>天|日|周|星期|礼拜|月)(?P<half>半)?的?[^,，。]{{0,2}}假)"
)
_WORKDAYS = Pattern(r"周末不算|不算周末|工作日|除开周末|除了周末")
_EXCEPT = Pattern(r"(?:除了?|除开|不含|不包括|不算)\s?$")
_EXCEPT_AFTER = Pattern(
    r"(?:都|又|也|那[天班次]|我|连着|[两三四]天|下雨|落雨|有事|临时|[上下]午)*(?:除外|不算|不请|不休|没去|没来|没得空|不在|没参加|没守|不用|还没|歇|休息)"
)


def lengths(found: list[Said], text: str) -> list[Said]:
    """Return the days with lengths and exceptions reckoned in: 从15号起连续三天, 15号后的两天, 除了3号."""
    taken = _taken_out(found, text)
    left = [said for said in found if said not in taken]
    told = [_without(_stretched(said, text) if _is_single(said, left, text) else said, taken) for said in left]
    return _without_named(told, {day for said in taken for day in said.days}, text) or told


def _without_named(told: list[Said], gone: Collection[date], text: str) -> list[Said]:
    """Return the days without those that are named among them and taken out behind: 20号21号22号，除开21号."""
    left: list[Said] = []
    for said in told:
        if not said.days or not set(said.days) <= set(gone):
            left.append(said)
        elif left and _AND.fullmatch(text[left[-1].end : said.start]):
            left[-1] = replace(left[-1], end=said.end)
    return left


def _taken_out(found: list[Said], text: str) -> set[Said]:
    """Return the days that are said to be left out of the others; none where no others are said."""
    taken = {said for said in found if _EXCEPT.search(text[: said.start]) or _EXCEPT_AFTER.match(text, said.end)}
    for one, other in reversed(list(pairwise(found))):
        listed = len(one.days) == 1 and _AND.fullmatch(text[one.end : other.start])
        if listed and other in taken and _EXCEPT_AFTER.match(text, other.end):
            taken.add(one)
    return taken if len(taken) < len(found) else set()


def _is_single(said: Said, others: list[Said], text: str) -> bool:
    """Return whether a day is not the last of several that are told in one breath: 3号和5号."""
    return not any(_AND.fullmatch(text[one.end : said.start]) for one in others if one.end <= said.start)


def _without(said: Said, taken: Collection[Said]) -> Said:
    """Return the days without others; a mere weekday takes out whichever of them it is: 16号到20号除周三外."""
    weekdays = {one.days[0].weekday() for one in taken if one.weekday and one.bare}
    kept = tuple(
        day for day in said.days if day.weekday() not in weekdays and all(day not in one.days for one in taken)
    )
    return replace(said, days=kept) if kept else said


def _stretched(said: Said, text: str) -> Said:
    """Return a single day stretched to the length that is said for it."""
    match = _length_of(said, text)
    if match is None or len(said.days) != 1 or said.doubt:
        return said
    number, told = to_whole(match["n"]), match.groupdict()
    if number is None or told.get("half"):
        return replace(said, days=(), doubt=WHICH) if match.start() >= said.end else said
    first = said.days[0] + timedelta(days=1 if told.get("after") else 0)
    if text[said.end - 1] in _LAST_OF_IT:
        # 月底两天 are the last two of the month.
        first -= timedelta(days=number - 1)
    return replace(said, end=max(said.end, match.end()), days=_so_many(first, number, told["unit"], text))


def _length_of(said: Said, text: str) -> re.Match[str] | None:
    """Return what says for how long, behind the day (起连续三天) or else before it (请三天，从)."""
    after = _LENGTH.match(text, said.end)
    if after and (after["after"] or re.search("起|开始|连|请|整个?[周星礼月]", after[0])):
        return after
    return _BEFORE.search(text[: said.start]) or _ASKED_LATER.match(text, said.end)


def _so_many(first: date, number: int, unit: str, text: str) -> tuple[date, ...]:
    """Return so many days, weeks or months from a day on, as working days where those are meant."""
    if "月" in unit:
        month = shift_month(first, number)
        return run_of_days(first, (real_day(month.year, month.month, first.day) or month) - timedelta(days=1))
    length = number * (1 if unit[-1] in "天日" else 7)
    if _WORKDAYS.search(text):
        return tuple(_working_days(first, length))
    return run_of_days(first, first + timedelta(days=length - 1))


def _working_days(first: date, length: int) -> Iterator[date]:
    day = first
    while length:
        if day.weekday() < 5:
            yield day
            length -= 1
        day += timedelta(days=1)
