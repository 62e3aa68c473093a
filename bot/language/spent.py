"""How long something took, each amount with its doubt: hours, minutes, half days, and from when to when.

An amount that cannot be read as a whole (10点到9点, -2小时, ½小时) is there without minutes, so that it is asked for.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter

from bot.language.data import any_of, words
from bot.language.numerals import NUMBER, NUMERALS, WHOLE, Number, to_number, to_whole
from bot.language.pattern import Pattern
from bot.language.text import TAKEN, blanked

HOUR = 60
HALF_DAY = 240
WHOLE_DAY = 480
_DAY = 24 * HOUR
_NOON = 12 * HOUR
# A stretch that runs backwards as said (10点到9点) is believed to pass noon or midnight when it stays this short.
_LONGEST_TURN = 8 * HOUR
# With a part of the day at its end (晚上7点到早上8点) up to so much; 下午5点到下午3点 is asked.
_LONGEST_NIGHT = 14 * HOUR
_MORNING = words("time", "morning")
_MIDDAY = words("time", "noon")
_LATE = words("time", "afternoon") + words("time", "evening")
_SMALL = words("time", "small_hours")
PART = rf"(?:{any_of([*_MORNING, *_MIDDAY, *_LATE, *_SMALL])})"
"""Pattern of a part of the day."""
_OTHER_DAY = r"(?P<day{tag}>大?[今昨前明]天?|第二天|次日|当天|\x00+)?的?"
_MINUTE = (
    rf"半|[一三13]刻|整|[过零]?(?:{WHOLE})分(?!钟)|[0-5]\d(?![\d个户人袋小份])|零[一-九五]|"
    rf"[二三四五]?十(?:一(?![直起共路])|[二三四五六七八九])?(?![个多几户人袋来份])"
)
_HOURS = (
    r"(?:小[时時]|[钟鐘][头頭]|(?<=个)[种终](?=$|[\s,，。;；!！半去])|个?点钟|钟(?!头)|时(?=\d{1,2}分|[一二三四五十]{1,3}分)|(?<=\.\d)时(?!间)|"
    r"(?<=[^\W\d午晨早晚夜从到至于日天号][1-4])时(?=$|[,，。;；])|"
    r"hours?|hrs?|h(?![a-z]))"
)
_MINUTES = (
    r"(?:分[钟鐘]|minutes?|mins?(?![a-z])|m(?![a-z])|"
    r"分(?![钟之数传宣开析工配享组类发管摊给别红区地钱没不都也热高感激愉欢顺紧危重辛]))"
)
# 一天守一个小时 is no whole day.
_SO_LONG = rf"[^\d\n,，。;；一两二三四五六七八九十半]{{1,3}}(?:{NUMBER}|半)个?半?(?:{_HOURS}|{_MINUTES})"
_UNITS = any_of(words("count", "units"))
_LESS_THAN_THE_HOUR = r"差(?:[一二三四五\d十]{1,3}分钟?|一刻钟?)"
_EACH = Pattern(
    rf"(?:每|各|(?<![第十百了])一(?!是)|分别|都|皆|均|天天)\s?个?(?P<unit>天|日|次|回|趟|个?人|位|名|场|晚|家|户|班|批|组|节|轮|圈|份|车|处|所|间|台|堂|[上下]午|早上|晚上|样|条|(?<=[每各])(?:{_UNITS}))?"
    r"\s*(?:都?大概|都?大?约|都是|(?<=[天日晚])[^\d,，。;；]{1,2}|都|是|(?:做|干|花|守|用|坐|聊|谈|摆|待|讲|教|陪|看|问|走)了?)?\s?$"
)
# 20分钟一趟
_EACH_AFTER = Pattern(r"一(?P<unit>次|回|趟|人|场|户|家)(?![一-龥])")
_TOTAL = Pattern(
    r"(?:一共|总共|共计|合计|累计|共|前后|[加合]起来|拢共|总的|总计|一起是?|(?<![一-龥])计)[^,，。\s\d一二两三四五六七八九十百]{0,4}$"
)
_LESS = Pattern(rf"\s?还?(?:差|少|欠|不到)\s?(?:(?P<n>{NUMBER})\s?(?:分钟?|min|m)|(?P<quarter>一刻钟?)|(?P<ten>十分))")
_LESS_BEFORE = Pattern(rf"(?:差|少|欠)\s?(?:(?P<n>{NUMBER})\s?分钟?|(?P<quarter>一刻)钟?|(?P<ten>十分))(?:就|到)?\s?$")
# 9时30分 is a clock time behind 上午, 从 or a day, and so is anything that late or that begins something.
_BY_THE_CLOCK = Pattern(
    rf"(?:(?:{PART}|[从自于到至天日号晚{TAKEN}~-])的?\s?{WHOLE}|[6-9六七八九十]|1\d|2[0-4])(?:[时時]|点钟)|(?:[时時].*)(?:[起到至~-]|开始)"
)
_MINUS = Pattern(r"(?:^|[^一-龥\s]|\s|[了计共])-\s?$|负\s?$")


@dataclass(frozen=True)
class Spent:
    """A stretch of time said in the text.

    `minutes` is None when it must be asked. `assumed` marks a proposal that needs a yes (半天, 两三个小时). `each` is
    the unit (天, 家, 次) that it counts for, or `各`; `total` that it is said to be the whole. `within` is where
    something else is said between its two ends: 七点开始巡逻到十点.
    """

    start: int
    end: int
    minutes: int | None
    assumed: bool = False
    starts: time | None = None
    ends: time | None = None
    each: str | None = None
    total: bool = False
    overnight: bool = False
    within: tuple[int, int] | None = None

    @property
    def stretches(self) -> list[tuple[int, int]]:
        """Where nothing but the time is said."""
        return [(self.start, self.within[0]), (self.within[1], self.end)] if self.within else [(self.start, self.end)]


@dataclass(frozen=True)
class _Point:
    start: int
    end: int
    minutes: int
    part: str
    day: str


def _point(tag: str) -> str:
    return (
        _OTHER_DAY.replace("{tag}", tag)
        + rf"(?P<part{tag}>{PART})?的?\s?(?P<less{tag}>{_LESS_THAN_THE_HOUR})?(?P<hour{tag}>{WHOLE})\s?"
        rf"(?:[:：](?P<digits{tag}>[0-5]\d)(?!\d)|[点點时](?!火|名|个)钟?(?P<minute{tag}>{_MINUTE})?|(?=\s?[ap]m))"
        rf"\s*(?P<half{tag}>[ap]m(?![a-z]))?(?:左右|多(?!个))?"
    )


_POINT = Pattern(_point(""))
# 0900到1130, 2200至次日0400: four figures are a clock time only where a stretch begins or ends with them.
_FOUR = r"(?:[01]\d|2[0-4])[0-5]\d(?![\d年.元块斤米])"
# 1400进 2115出
_OUT = r"\s?(?:结束|完|出(?![头一-龥])|回|收[队工]|下山|返|撤|归)"
_TO = r"\s?(?:[-~—–]+|[到至])\s?"
_MILITARY = Pattern(
    rf"(?<![\d.])(?:(?={_FOUR}{_TO}(?:次日|第二天|\x00+)?{_FOUR})|(?P<day>次日|第二天|\x00+)?(?<=[-~—–到至\x00日天\s])(?={_FOUR})|"
    rf"(?={_FOUR}[^\d,，。;；\n]{{1,12}}[,，]?{_FOUR}{_OUT})|(?={_FOUR}{_OUT}))"
    r"(?P<part>)(?P<less>)(?P<half>)(?P<minute>)(?P<hour>\d\d)(?P<digits>\d\d)(?:时(?!间))?"
)
# 上午10-12义诊, but 上午3-5户.
_BARE_HOURS = Pattern(
    rf"(?P<part>{PART})的?\s?(?P<begin>{WHOLE})\s?[到至~-]\s?(?P<end>{WHOLE})"
    r"(?![\d.:：\s]*(?:[点點时號号日月天分小钟h个户家人位名次份件组社队村楼栋层年岁米公斤亩袋棵张条元块/]))"
)
# What was only planned so did not happen then: 本来说三点收工，拖到四点.
_PLANNED = Pattern(r"(?:本来|原本|原[定计说]|计划|说好)[^,，。;；\d]{0,4}$")
_UNTIL = Pattern(
    r"[)）]?\s*(?:开始|就?[一-龥]{0,5}?|[^。;；\n]{0,24}[,，]?[一-龥])?(?:一?直?[到至]|[-=]>|→|[-~—–]+)\s*(?:了|的|第二天|现在|这会儿?)?"
)
_APART = Pattern(r"(?:[^。;；\n\d]{0,12}?)(?:出门|出发|开始|开[一-龥]|起|进|去|接的?班|到|来)[^。;；\n\d]{0,10}")
_SET_OUT = Pattern(r"多?(?:就|才)?(?:去|来|到|出门|出发|开始|动身|上山|接班|上工)(?:的|(?=$|[\s,，。)）]))")
_DEED_BETWEEN = Pattern(
    r"\s*(?:开始|起|就|出发|出门)?(?!(?:开始|一直|开[一-龥])[,，到至]|一?直[到至])(?P<deed>[^。;；\n]*?(?P<verb>[一-龥])[^。;；\n]*?)(?:(?:[,，]\s?[一-龥]{0,2}|(?P=verb))?(?:一直)?[到至]了?|[,，]\s?)"
)
_UP_TO = re.compile(r"(?:(?<![巡值守熬])[一-龥]?[到至拢])?$")
_ENDED = Pattern(
    r"[^,，。\d]{0,3}(?:才|就)?(?:结束|收(?:[工摊场队]|(?![一-龥]))|出(?![一-龥])|[一-龥]好|下山|下来|下堤|完|毕|止|散场|回|散|走|进屋|送拢|拢|搞完|做完|弄完|下班|到家|归)"
)


def find_spent(said: str, days: Iterable[tuple[int, int]] = ()) -> list[Spent]:
    """Return the stretches of time said in a folded text, in order, none overlapping another.

    `days` is where days are named: no number reaches into them (初三3小时).
    """
    return list(_found(blanked(said, days), said))


# Of one message the time is asked for by who waits for an answer as well as by the report.
@lru_cache(maxsize=64)
def _found(text: str, said: str) -> Sequence[Spent]:
    found: list[Spent] = []
    for spent in _candidates(text, said):
        if not any(spent.start < other.end and spent.end > other.start for other in found):
            found.append(spent)
    return [_marked(spent, text) for spent in sorted(found, key=attrgetter("start")) if spent.minutes != 0]


def read_minutes(text: str) -> int | None:
    """Return the minutes that the text says, None when it says none, something unclear, or several that differ."""
    found = {spent.minutes for spent in find_spent(text)}
    return found.pop() if len(found) == 1 else None


def find_clock(text: str) -> time | None:
    """Return the first clock time in the text."""
    match = _POINT.search(text)
    point = _as_point(match, text) if match else None
    return _as_time(_of_day(point)) if point else None


def _candidates(text: str, said: str) -> Iterator[Spent]:
    yield from _clock_ranges(text, said)
    for pattern, amount_of in _RULES:
        for match in pattern.finditer(text):
            amount = amount_of(match)
            if amount is None or _is_clock_time(match, text):
                continue
            start, end, minutes = _lessened(match, amount.value, text)
            if _MINUS.search(text[: match.start()]):
                minutes = None
            yield Spent(start, end, None if minutes is None else round(minutes), amount.vague)


def _is_clock_time(match: re.Match[str], text: str) -> bool:
    """Return whether a number of 时 tells when something was, not for how long: 上午9时30分."""
    by_hours = re.search("(?<!小)[时時]|(?<!个)点钟", match[0])
    return bool(by_hours and _BY_THE_CLOCK.search(text, max(0, match.start() - 4), match.end() + 2))


def _lessened(match: re.Match[str], minutes: Fraction, text: str) -> tuple[int, int, Fraction | None]:
    """Return an amount with what is said to lack from it: 两小时差十分, 差一刻三小时."""
    after, before = _LESS.match(text, match.end()), _LESS_BEFORE.search(text[: match.start()])
    less = after or before
    if less is None:
        return match.start(), match.end(), minutes
    taken = Fraction(15) if less["quarter"] else Fraction(10) if less["ten"] else _value(less["n"])
    start, end = (match.start(), less.end()) if less is after else (less.start(), match.end())
    return start, end, minutes - taken if taken is not None else None


def _marked(spent: Spent, text: str) -> Spent:
    before = text[: spent.start]
    each = _EACH.search(before) or _EACH_AFTER.match(text, spent.end)
    return replace(spent, each=(each["unit"] or "各") if each else None, total=_TOTAL.search(before) is not None)


def _value(words: str) -> Fraction | None:
    number = to_number(words)
    return number.value if number else None


def _hours(match: re.Match[str]) -> Number | None:
    number = to_number(match["n"])
    if number is None:
        return None
    halves = Fraction(bool(match["half"] or match["after"]), 2)
    said = match["m"] or match["short"] or match["spelled"]
    minutes = (_value(said) if said else Fraction(0)) or Fraction(0)
    quarters = (_value(match["quarters"]) or 0) * 15 if match["quarters"] else 0
    vague = number.vague or bool(match["more"] or match["over"])
    return Number((number.value + halves) * HOUR + minutes + quarters, vague)


def _lower(match: re.Match[str]) -> Number | None:
    number = to_number(match["n"])
    halves = Fraction(bool(match["half"]), 2)
    return number and Number((number.value + halves) * (HOUR if match["hours"] else 1), vague=True)


def _times(unit: int, *, vague: bool = False) -> Callable[[re.Match[str]], Number | None]:
    """Return what reads so many of a unit in minutes, one where no `n` is said, with a `half` and with `more` of it."""

    def amount(match: re.Match[str]) -> Number | None:
        said = match.groupdict()
        number = to_number(said["n"]) if said.get("n") else Number(Fraction(1))
        half, more = Fraction(bool(said.get("half")), 2), bool(said.get("more"))
        return number and Number((number.value + half) * unit, vague or number.vague or more)

    return amount


def _days(match: re.Match[str]) -> Number | None:
    number = to_number(match["n"]) if match["n"] else Number(Fraction(1))
    halves = Fraction(bool(match["half"]), 2)
    if number is None or number.value + halves >= 2:
        # Two days and more are no time of one day: how long on each is asked.
        return None
    return Number((number.value + halves) * WHOLE_DAY, vague=True)


_RULES: tuple[tuple[Pattern, Callable[[re.Match[str]], Number | None]], ...] = (
    # 弄了两点半钟 lasted so long; 到两点半钟 names the time.
    (Pattern(rf"(?<=[^到]了)(?P<n>{WHOLE})点(?P<half>半)?钟"), _times(HOUR)),
    (
        Pattern(
            rf"(?P<n>{NUMBER})\s*(?:个?(?P<half>半)?\s?(?:小时|钟头|h)?)?\s*(?:[-~]|到|至|或者?)\s*(?:{NUMBER}|(?<=[-~])\d)\s*个?"
            rf"(?:(?P<hours>{_HOURS})|{_MINUTES})"
        ),
        _lower,
    ),
    (
        Pattern(
            rf"(?P<n>{NUMBER})\s*[个各]?(?P<more>[多来几])?(?P<half>半)?(?P<late>[多来几])?\s*{_HOURS}"
            rf"(?P<after>\s?半(?!天|夜|路))?(?P<over>多一?点|[多把]|出头|不止)?整?"
            rf"(?:\s*(?:又|零|过|加|带|,(?=\s?\d+分))?\s*(?:(?P<m>{NUMBER}|(?<=零)\d{{1,2}})\s*(?:{_MINUTES})|(?P<quarters>[一三])刻钟?)"
            rf"|(?P<short>[0-5]\d)(?![\w.]*[\d个人户])|(?P<spelled>[二三四五]?十[一二三四五六七八九]?)(?=[\s,，。;；!]|$))?"
        ),
        _hours,
    ),
    (Pattern(rf"(?<![\d一二两三四五六七八九十个])(?:大?半)\s*(?:把?个)?(?P<more>多)?\s*{_HOURS}"), _times(HOUR // 2)),
    (Pattern(rf"(?:大半个)\s*(?P<more>{_HOURS})"), _times(HOUR // 2)),
    (Pattern(rf"(?<![\d{NUMERALS}各])个(?P<half>半)\s*{_HOURS}"), _times(HOUR)),
    (Pattern(rf"(?:个把|个多|点把|把个|块把|小时把)\s*(?:{_HOURS})?|小时把"), _times(HOUR, vague=True)),
    (Pattern(rf"(?P<n>{WHOLE})\s*刻钟?"), _times(HOUR // 4)),
    (
        Pattern(
            rf"(?<!(?<![小用耗历费计])[时点點])(?<!亩)(?<!差)(?<!差[一二三四五])(?P<n>{NUMBER})(?P<more>[多来几])?\s*{_MINUTES}(?P<over>多|出头)?"
        ),
        _times(1),
    ),
    (
        Pattern(
            r"(?<![\d一二两三四五六七八九十大小好老前上下])(?<![\d一二两三四五六七八九十几]个)(?<![^前]后)(?<!^后)(?P<n>)(?:一个?)?半天(?![吊]|工夫?没|不到|没|班|内)"
        ),
        _times(HALF_DAY, vague=True),
    ),
    (
        Pattern(
            r"(?P<n>)(?:一整?个?|整整?一?个?|大半个|半个)(?:上午|下午|早上|早晨|晌午|晚上|中午|夜晚|晚黑|后晌)"
            rf"(?!{_SO_LONG}| ?(?:{PART})?的?[\d一二两俩三四五六七八九十]|\s?半[个小])"
        ),
        _times(HALF_DAY, vague=True),
    ),
    (
        Pattern(
            rf"(?P<n>)(?<!歇了)(?<!息了)(?<![每有那哪第同某过换请假前休几两])(?<![^前]后)(?<!^后)(?<!(?<![石木砖馒])头)"
            rf"(?:整整?|一)一?整?天(?!一夜|内|到晚|{_SO_LONG}|[不没天班假]|都没|"
            rf" ?(?:{PART})?的?[\d一二两俩三四五六七八九十]|半[个小])(?P<half>半)?|"
            r"全天(?!候)|从早(?:上)?到(?:晚|黑)(?:上)?"
        ),
        _times(WHOLE_DAY, vague=True),
    ),
    (
        Pattern(
            rf"(?:(?<=[了忙干搞做用花弄守渠坝扫淤沟路水墙房山])|(?<=\s)|(?<=,))(?P<n>{WHOLE})整?天"
            rf"(?P<half>半)?(?!{_SO_LONG}|前|之|以|后|内|一|每| ?(?:{PART})?的?[\d一两二俩三四五六七八九十半])"
        ),
        _days,
    ),
    (Pattern(rf"(?P<n>{WHOLE})天(?P<half>半)"), _days),
    (Pattern(r"(?P<n>)(?:出了?)?(?<![两几]个)半个工(?=$|[\s,，。;；!])"), _times(HALF_DAY, vague=True)),
    (Pattern(r"(?P<n>)(?:出了?|(?<=[投干做]了))一个工(?=$|[\s,，。;；!])"), _times(WHOLE_DAY, vague=True)),
    (Pattern(rf"(?P<n>{WHOLE})个(?P<half>半)(?=$|[\s,，。;；!吧了嘛])"), _times(HOUR)),
)


def _clock_ranges(text: str, said: str) -> Iterator[Spent]:
    for bare in _BARE_HOURS.finditer(text):
        begin, end = [(to_whole(bare[group]) or 0) * HOUR for group in ("begin", "end")]
        if max(begin, end) <= _DAY:
            first = _Point(bare.start(), bare.end("begin"), begin, bare["part"], "")
            yield _stretch(first, _Point(bare.start("end"), bare.end(), end, "", ""), said)
    points = _points(text, said)
    index = 0
    while index + 1 < len(points):
        spent = _from_to(points[index], points[index + 1], text, said)
        if spent:
            yield spent
        index += 2 if spent else 1


def _from_to(begin: _Point, end: _Point, text: str, said: str) -> Spent | None:
    """Return the stretch between two clock times said one after the other; None when they do not belong together."""
    between = text[begin.end : end.start]
    joined = _UNTIL.fullmatch(between)
    if joined or (_APART.fullmatch(between) and _ENDED.match(text, end.end)):
        return replace(_stretch(begin, end, said), within=_deed_between(text, begin.end, end.start))
    if _went(text, begin) and _came_back(text, end, between):
        # 6点40上堤，晚上10点50下来 begins in the morning.
        early = not begin.part and 5 * HOUR <= begin.minutes < _NOON
        return _stretch(replace(begin, part=_MORNING[0]) if early else begin, end, said)
    return _end_first(begin, end, text, said)


def _end_first(end: _Point, begin: _Point, text: str, said: str) -> Spent | None:
    """Return the stretch whose end is told first: 四点才收工，一点去的; 守到四点（一点出门）."""
    ended = _ENDED.match(text, end.end) or text[: end.start].endswith(("到", "至", "拢"))
    set_out = _SET_OUT.match(text, begin.end)
    if not ended or set_out is None:
        return None
    verb = _UP_TO.search(text[: end.start])
    return replace(_stretch(begin, end, said), start=verb.start() if verb else end.start, end=set_out.end())


_GOES = r"(?:上[山堤坡工路]|出门|出发|动身|进场|下[地田]|开工|开始)"
_WENT_BEFORE, _WENT_AFTER = Pattern(rf"{_GOES}\s?$"), Pattern(rf"\s?(?:就|才)?{_GOES}")
_RETURNED = Pattern(r"(?:下来|下山|下堤|回家|回来|回到家|到家|收工|离开|散场)\s?$")


def _went(text: str, point: _Point) -> bool:
    """Return whether a clock time says when somebody set out: 上堤6点40, 6点40上山, 0330巡堤."""
    in_figures = text[point.start : point.end].isdigit()
    return bool(in_figures or _WENT_BEFORE.search(text[: point.start]) or _WENT_AFTER.match(text, point.end))


def _came_back(text: str, point: _Point, before: str) -> bool:
    return bool(_RETURNED.search(before) or _ENDED.match(text, point.end))


def _deed_between(text: str, start: int, end: int) -> tuple[int, int] | None:
    match = _DEED_BETWEEN.fullmatch(text, start, end)
    return match.span("deed") if match and len(match["deed"]) > 1 else None


_BARE_BEGIN = Pattern(rf"(?P<part>{PART})?[,，\s]?(?P<hour>{WHOLE})\s?[到至~-]\s?$")


def _points(text: str, said: str) -> list[_Point]:
    matches = sorted([*_POINT.finditer(text), *_MILITARY.finditer(text)], key=re.Match[str].start)
    found: list[_Point] = []
    for match in matches:
        if _PLANNED.search(text[: match.start()]):
            continue
        if point := _as_point(match, said):
            found += [*_bare_begin(text, found[-1].end if found else 0, point.start), point]
    return found


def _bare_begin(text: str, start: int, end: int) -> Iterator[_Point]:
    """Yield the bare hour that a stretch begins with before the clock time at `end`: 10到11:15."""
    bare = _BARE_BEGIN.search(text, start, end)
    hour = to_whole(bare["hour"]) if bare else None
    if bare and hour is not None and hour < 24:
        yield _Point(bare.start(), bare.end("hour"), hour * HOUR, bare["part"] or "", "")


_HALVES = {"am": _MORNING[0], "pm": _LATE[0]}


def _as_point(match: re.Match[str], said: str) -> _Point | None:
    hour, minute = to_whole(match["hour"]), _minute(match["digits"] or match["minute"] or "0")
    if hour is None or hour > 24 or minute is None:
        return None
    day = said[slice(*match.span("day"))] if match["day"] else ""
    # 昨晚 names the day and the part of it.
    part = match["part"] or _HALVES.get(match["half"]) or ("晚" if re.search("[晚夜]", day) else "")
    return _Point(match.start(), match.end(), hour * HOUR + minute - _lacking(match["less"]), part, day)


def _lacking(said: str | None) -> int:
    """Return how many minutes a clock time lacks to the hour: 差十分五点."""
    return _minute((said or "差零").removeprefix("差").removesuffix("钟")) or 0


def _minute(said: str) -> int | None:
    quarters = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45, "整": 0}
    said = said.lstrip("过").rstrip("分")
    minute = quarters[said] if said in quarters else to_whole(said.lstrip("零") or "0")
    return minute if minute is not None and minute < HOUR else None


def _of_day(point: _Point) -> int:
    """Return the minutes since midnight, as far as the part of the day tells."""
    if point.part in _LATE and point.minutes < _NOON + HOUR:
        # 晚上12点 is midnight, 半夜2点 is after it.
        if point.minutes >= _NOON:
            return point.minutes + (_NOON if point.part in words("time", "evening") else 0)
        return point.minutes + (0 if point.part in ("半夜", "深夜", "夜里") and point.minutes < 5 * HOUR else _NOON)
    if point.part in _MIDDAY and point.minutes < 4 * HOUR:
        return point.minutes + _NOON
    if point.part in _SMALL and point.minutes >= _NOON:
        return point.minutes - _NOON
    return point.minutes


def _stretch(begin: _Point, end: _Point, text: str) -> Spent:
    """Return the stretch between two clock times; without minutes when they run backwards."""
    start, crosses = _start(begin, end, text), _crosses(begin, end)
    finish = _finish(start, begin, end, crosses=crosses)
    lasted = finish - start
    turns = _of_day(end) <= start and not (crosses and begin.part)
    doubtful = turns and lasted > _longest(begin, end, crosses=crosses)
    minutes = None if doubtful or (lasted == _DAY and not crosses) else lasted
    return Spent(begin.start, end.end, minutes, starts=_as_time(start), ends=_as_time(finish), overnight=finish > _DAY)


def _longest(begin: _Point, end: _Point, *, crosses: bool) -> int:
    """Return up to how many minutes a stretch is believed whose end is told to be before its beginning."""
    if end.part or crosses:
        return _LONGEST_NIGHT
    return _NOON if begin.minutes > _NOON else _LONGEST_TURN


def _crosses(begin: _Point, end: _Point) -> bool:
    """Return whether another day is named for the end: 昨晚10点到今早6点, 到第二天8点."""
    return end.day in ("第二天", "次日") or ("" not in (begin.day, end.day) and begin.day != end.day)


def _start(begin: _Point, end: _Point, text: str) -> int:
    """Return the minutes since midnight at which a stretch begins, as far as its end or a word before tells."""
    start = _of_day(begin)
    if begin.part or start >= _NOON:
        return start
    if end.part in _SMALL and start >= 6 * HOUR:
        return start + _NOON
    # 今晚巡夜，九点到十二点半 and 2点到下午5点 begin after noon.
    said_late = _part_before(text[: begin.start]) in _LATE
    return start + _NOON if said_late or _ends_late(start, end) else start


def _ends_late(start: int, end: _Point) -> bool:
    """Return whether a stretch ends so late that it began after noon as well: 7点守到半夜12点."""
    least = _NOON if start < 7 * HOUR else _LONGEST_NIGHT
    return end.part in _LATE and _of_day(end) > start + least


def _finish(start: int, begin: _Point, end: _Point, *, crosses: bool) -> int:
    """Return the minutes since the midnight before the start at which a stretch ends: after the start, in any case."""
    finish = _of_day(end)
    while finish <= start:
        finish += _DAY if end.part or end.minutes >= _NOON + HOUR else _NOON
    if crosses and begin.part in _MORNING and finish - start < _NOON and finish <= _DAY:
        finish += _DAY
    return finish


def _part_before(text: str) -> str:
    """Return the part of the day that was said last in the same sentence."""
    said = re.findall(PART, re.split(r"[。;；\n]", text)[-1])
    return said[-1] if said else ""


def _as_time(minutes: int) -> time:
    return time(minutes % _DAY // HOUR, minutes % HOUR)
