"""Days as people name them, each with its doubt: what looks like a day and was not read is said to be open.

A stretch of text that names days becomes a `Said`: the days, or none together with what must be asked. Nothing here
falls back on today; whoever reads a message without any `Said` may do so.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

from bot.language.data import any_of
from bot.language.lunar import TERMS, festival, festival_names, holiday, lunar_day
from bot.language.months import month_end, real_day, shift_month
from bot.language.numerals import NUMBER, NUMERALS, WHOLE, to_number, to_whole
from bot.language.pattern import Pattern
from bot.language.values import SMALL_HOURS, Message

NO_SUCH_DAY = "日历上没有这一天"
BACKWARDS = "先后反了"
CONTRADICTION = "星期和日期对不上"
WHICH = "是哪一天"
REPEATED = "是哪几个，到哪天为止"
EXCEPT = "去掉的是哪几天"
_LONGEST = 62

_NEAR = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "明": 1, "后": 2, "大后": 3}
_WEEKDAYS = {name: index // 2 for index, name in enumerate("一1二2三3四4五5六6日7")} | {"天": 6}
_WEEKS = {"大上": -2, "上上": -2, "上": -1, "前": -1, "这": 0, "本": 0, "下": 1, "下下": 2, "大下": 2}
_STEPS = {"上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "下": 1, "下下": 2}
_YEARS = {"前": -2, "去": -1, "今": 0, "明": 1}
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_WEEK = r"(?:周|星期|礼拜|里拜|星其)"
_SIGN = r"(?:号|日(?![常子前间照期游]))(?![楼院线文桌门房车店机窗馆仓杆井])"
_NOT_A_DAY = r"(?!\s*(?:[个户次小分元人公斤件组社队岁楼张位块条米里万吨亩家项份时刻点号桌本袋%％]|钟头|小时))"
_TERMS = any_of(term for term in TERMS if term != "清明")
_AMBIGUOUS = ("雨水", "小满", "大雪", "小雪", "大暑", "小暑", "大寒", "小寒", "白露")
_MONTH = 31
_HALF_YEAR = 183
_TAKEN = "\x00"


@dataclass(frozen=True)
class Said:
    """Days named at a stretch of a text; `doubt` is what must be asked, and then nothing may be done with the days.

    `weak` marks what gives way to any other day in the message: a festival, 那天, 上周. `weekday` marks a day that was
    named by a bare weekday and may be moved by a date beside it; `bare` a day number or weekday that takes the month
    or week of the day before it.
    """

    start: int
    end: int
    days: tuple[date, ...]
    doubt: str = ""
    weak: bool = False
    weekday: bool = False
    bare: bool = False

    @property
    def first(self) -> date | None:
        """The first day, None when it must be asked."""
        return self.days[0] if self.days and not self.doubt else None

    @property
    def last(self) -> date | None:
        """The last day, None when it must be asked."""
        return self.days[-1] if self.days and not self.doubt else None


@dataclass(frozen=True)
class _Moment:
    """Where a reading stands: the message, and whether bare days lie ahead (duty) or behind (reports)."""

    message: Message
    ahead: bool

    @property
    def today(self) -> date:
        return self.message.today

    def nearest(self, days: list[date | None]) -> date | None:
        """Return the nearest of the days on the side that is meant."""
        known = [day for day in days if day]
        fitting = [day for day in known if (day >= self.today if self.ahead else day <= self.today)]
        return (min(fitting) if self.ahead else max(fitting)) if fitting else None

    def of_year(self, said: str | None, month: int, day: int) -> date | None:
        """Return the day of the year that is said or, unsaid, of the year that is meant."""
        year = self.today.year
        if said:
            return real_day(year + _YEARS[said] if said in _YEARS else int(said), month, day)
        found = real_day(year, month, day)
        if found is None:
            return None
        distance = (found - self.today).days
        if distance > (_HALF_YEAR if self.ahead else _MONTH):
            return real_day(year - 1, month, day)
        return real_day(year + 1, month, day) if self.ahead and distance < -_HALF_YEAR else found


_Found = tuple[tuple[date, ...], str]
_Rule = Callable[[re.Match[str], _Moment], _Found | None]


def _one(day: date | None) -> _Found:
    return ((day,), "") if day else ((), NO_SUCH_DAY)


def _span(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=index) for index in range(min((last - first).days, _LONGEST) + 1))


def _dated(match: re.Match[str], moment: _Moment) -> _Found:
    return _one(moment.of_year(match["year"], to_whole(match["month"]) or 0, to_whole(match["day"]) or 0))


def _month_day(match: re.Match[str], moment: _Moment) -> _Found | None:
    day, spoken = to_whole(match["day"]), match["month"]
    if day is None or (not match["sign"] and not spoken):
        return None
    if not match["sign"] and match["day"] in "一二两三四五六七八九":
        # 三月三 is the day of the lunar month; 三月一直 names none.
        return _one(_lunar_near(to_whole(spoken) or 0, day, moment)) if match["day"] == spoken[-1] else None
    if spoken:
        return _one(moment.of_year(match["year"], to_whole(spoken) or 0, day))
    first = shift_month(moment.today, _STEPS[match["which"]])
    return _one(real_day(first.year, first.month, day))


def _bare_day(match: re.Match[str], moment: _Moment) -> _Found:
    day, step = to_whole(match["day"]) or 0, 1 if moment.ahead else -1
    firsts = [shift_month(moment.today, step * index) for index in range(3 if day > 28 else 2)]
    found = moment.nearest([real_day(first.year, first.month, day) for first in firsts])
    return _one(found)


def _lunar(match: re.Match[str], moment: _Moment) -> _Found:
    named = match["month"] or "正"
    month = _LUNAR_MONTHS.get(named) or to_whole(named)
    return _one(_lunar_near(month or 0, to_whole((match["day"] or match["later"]).removeprefix("初")) or 0, moment))


def _lunar_near(month: int, day: int, moment: _Moment) -> date | None:
    found = moment.nearest([_lunar_day(moment.today.year + step, month, day) for step in (-1, 0, 1)])
    return found if moment.ahead or found is None or (moment.today - found).days <= _HALF_YEAR else None


def _lunar_day(year: int, month: int, day: int) -> date | None:
    # 腊月三十 is New Year's Eve in a year of 29 days as well.
    return festival("除夕", year) if (month, day) == (12, 30) else lunar_day(year, month, day)


def _lunar_of_any_month(match: re.Match[str], moment: _Moment) -> _Found:
    day, today = to_whole(match["day"]), moment.today
    years = (today.year - 1, today.year, today.year + 1)
    found = moment.nearest([lunar_day(year, month, day or 0) for year in years for month in range(1, 13)])
    return _one(found)


def _near(match: re.Match[str], moment: _Moment) -> _Found:
    day = moment.today + timedelta(days=_NEAR[match["near"]])
    # Before five in the morning 今晚 is the evening that has just passed.
    small = moment.message.sent_at.hour < SMALL_HOURS and match["part"] and match["near"] in ("今", "昨")
    return _one(moment.message.working_day if small else day)


def _nears(match: re.Match[str], moment: _Moment) -> _Found:
    return tuple(moment.today + timedelta(days=_NEAR[sign]) for sign in match["both"]), ""


def _days_off(match: re.Match[str], moment: _Moment) -> _Found:
    said, unit = to_number(match["n"]), match["unit"]
    number = to_whole(match["n"])
    if (
        number is None
        or said is None
        or said.vague
        or unit is None
        or (unit not in "天日" and "周星礼".find(unit[0]) < 0)
        or match["vague"]
    ):
        return (), WHICH
    step = number * (1 if unit in "天日" else 7)
    return _one(moment.today + timedelta(days=-step if match["before"] else step))


def _weekday(match: re.Match[str], moment: _Moment) -> _Found:
    monday = moment.today - timedelta(days=moment.today.weekday())
    week = match["week"] or _week_before(moment.message.text[: match.start()])
    found = []
    for sign in match["weekdays"].replace("、", ""):
        day = monday + timedelta(days=_WEEKDAYS[sign])
        if week:
            day += timedelta(days=7 * _WEEKS[week])
        elif moment.ahead and day < moment.today:
            day += timedelta(days=7)
        elif not moment.ahead and day > moment.today:
            day -= timedelta(days=7)
        found.append(day)
    return tuple(sorted(found)), ""


def _week_before(text: str) -> str | None:
    """Return the week that a line of weekdays is headed by: 本周：周二 … 周四 …"""
    headed = _WEEK_ALONE.search(text)
    return headed["week"] if headed else None


def _weekend(match: re.Match[str], moment: _Moment) -> _Found:
    saturday = moment.today - timedelta(days=moment.today.weekday() - 5)
    if not moment.ahead and not re.search(r"两天|都|各|每天", moment.message.text):
        return (), WHICH
    if match["week"]:
        saturday += timedelta(days=7 * _WEEKS[match["week"]])
    elif not moment.ahead and saturday > moment.today:
        saturday -= timedelta(days=7)
    return (saturday, saturday + timedelta(days=1)), ""


def _week(match: re.Match[str], moment: _Moment) -> _Found:
    if not moment.ahead:
        return (), WHICH
    monday = moment.today + timedelta(days=7 * _WEEKS[match["week"]] - moment.today.weekday())
    return _span(monday, monday + timedelta(days=6)), ""


def _stated_month(match: re.Match[str], moment: _Moment) -> date | None:
    if match["which"]:
        return shift_month(moment.today, _STEPS[match["which"]])
    if not match["month"]:
        return moment.today.replace(day=1)
    return moment.of_year(match["year"], to_whole(match["month"]) or 0, 1)


def _edge(match: re.Match[str], moment: _Moment) -> _Found:
    first = _stated_month(match, moment)
    if first is None:
        return (), NO_SUCH_DAY
    if match["edge"] == "最后一天" or (moment.ahead and match["edge"] in "底末"):
        return _one(month_end(first))
    if match["edge"] == "第一天":
        return _one(first)
    return (), WHICH


def _nth_weekday(match: re.Match[str], moment: _Moment) -> _Found:
    first = _stated_month(match, moment)
    if first is None:
        return (), NO_SUCH_DAY
    end = month_end(first)
    fitting = [day for day in _span(first, end) if day.weekday() == _WEEKDAYS[match["weekday"]]]
    nth = (
        {"头一": 1, "最后一": 0}.get(match["nth"]) if match["nth"] in ("头一", "最后一") else to_whole(match["nth"][1:])
    )
    return _one(fitting[(nth or 0) - 1] if (nth or 0) <= len(fitting) else None)


def _whole_month(match: re.Match[str], moment: _Moment) -> _Found | None:
    first = _stated_month(match, moment)
    return (_span(first, month_end(first)), "") if first and moment.ahead else None


def _asked(doubt: str) -> _Rule:
    return lambda match, moment: ((), doubt)


_FEAST_MONTHS = {"国庆": 10, "十一": 10, "元旦": 1, "五一": 5}


def _feast_day(match: re.Match[str], moment: _Moment) -> _Found:
    return _one(moment.of_year(None, _FEAST_MONTHS[match["feast"]], to_whole(match["day"]) or 0))


def _festival(match: re.Match[str], moment: _Moment) -> _Found | None:
    name, year = {"十一": "国庆"}.get(match["festival"], match["festival"]), moment.today.year
    known = holiday(name, year)
    nth = to_whole(match["nth"]) if match["nth"] else None
    if moment.ahead and known and known[1] >= moment.today and not (nth or match["itself"]):
        return _span(*known), ""
    day = moment.nearest([festival(name, year + step) for step in (-1, 0, 1)])
    if day is None or (not moment.ahead and (moment.today - day).days > _MONTH):
        coming = [festival(name, year + step) for step in (0, 1)]
        soon = any(found and 0 < (found - moment.today).days <= _MONTH for found in coming)
        # 春节莫放鞭炮, said before the feast, is what it was about; long after it the day must be asked.
        return None if soon and not match["itself"] else ((), WHICH)
    if not moment.ahead and name[-1] in "一八四" and not (match["marked"] or match["itself"]) and day != moment.today:
        # 七一 alone may name the occasion rather than the day.
        return (), WHICH
    if match["length"]:
        return _span(day, day + timedelta(days=(to_whole(match["length"]) or 1) - 1)), ""
    return _one(day + timedelta(days=(nth or 1) - 1))


def _term(match: re.Match[str], moment: _Moment) -> _Found | None:
    day = moment.nearest([festival(match["term"], moment.today.year + step) for step in (-1, 0, 1)])
    if day and match["marked"]:
        return _one(day) if moment.ahead or (moment.today - day).days <= _MONTH else ((), WHICH)
    # 大雪 and 小满 are also the weather and a name; others near the day mean the day.
    near = day is not None and not moment.ahead and (moment.today - day).days <= 7
    return _one(day) if near and match["term"] not in _AMBIGUOUS else None


def _year_said(group: str = "year") -> str:
    return rf"(?:(?P<{group}>20\d\d|[前今去明])年的?)?"


_STATED = rf"{_year_said()}(?:(?P<month>{WHOLE})月份?|(?P<which>上上|下下|[上这本当下])一?个?月)"
_WEEK_SAID = r"(?P<week>大上|上上|(?<!一)下下|大下|上|这|本|(?<![一看等问歇])下|前(?=个))一?个?"
_WEEK_ALONE = Pattern(rf"{_WEEK_SAID}{_WEEK}(?![一二三四五六日天末1-7])")
_DAY = r"3[01]|[12]\d|0?[1-9]"
_BOUNDARY = r"(?:(?<=^)|(?<=[^\d.,:/]))"

# The more telling first; what one has taken no other sees.
_STRONG: tuple[tuple[str, str, _Rule], ...] = (
    ("", _STATED + rf"的?(?P<nth>头一|最后一|第[一二三四五])个?{_WEEK}(?P<weekday>[一二三四五六日天])", _nth_weekday),
    (
        "",
        rf"(?<!每)(?:{_WEEK_SAID}的?{_WEEK}|(?P<none>)(?<!每个){_WEEK})的?{_WEEK}?(?P<weekdays>[1-7](?!\d)|"
        r"[一二三四五六日天](?:、?(?!天天)[一二三四五六日天](?!\s?[个個次户人天小月年分点周星礼0-9号日十h钟鐘刻半])|、[一二三四五六日天](?=[一二三四五六七两]个))*)(?!天(?!天)|[次个年月户人小])",
        _weekday,
    ),
    ("", r"(?<!\d)(?P<year>20\d\d)\s?[-./年]\s?(?P<month>\d{1,2})\s?[-./月]\s?(?P<day>\d{1,2})[日号]?(?!\d)", _dated),
    (
        "",
        rf"(?:农历|阴历)?(?P<month>[正冬腊]|(?<=农历)[一二三四五六七八九十]+|(?<=阴历)[一二三四五六七八九十]+|[一二三四五六七八九十]+(?=月初[一二三四五六七八九十]|月廿))月"
        rf"(?P<day>初[一二三四五六七八九十]|{WHOLE})(?:日|号)?|大年(?P<later>初(?!一){WHOLE})",
        _lunar,
    ),
    ("", r"(?<![大年当最起])初(?P<day>[一二三四五六七八九十])(?![一二三中高级次步])", _lunar_of_any_month),
    (
        "",
        rf"(?P<feast>国庆|十一|元旦|五一)节?的?(?P<day>{WHOLE})(?=\s?(?:{_SIGN}|[到至~-]\s?\d))(?:{_SIGN})?",
        _feast_day,
    ),
    ("", r"(?P<day>廿[一二三四五六七八九]?)(?![个户人])", _lunar_of_any_month),
    ("", _STATED + rf"的?\s?(?P<day>{WHOLE})(?P<sign>\s?{_SIGN})?" + _NOT_A_DAY, _month_day),
    ("", r"(?P<both>[大]?[前昨今明后][前昨今明后])(?:两?[天日]|两晚|两个晚上)", _nears),
    ("", _STATED + r"的?(?P<edge>最后一天|第一天)", _edge),
    (
        "weak",
        rf"(?:{_STATED}|(?<![\d{NUMERALS}这上本下个])月)的?(?P<edge>[底末初](?![一二三四五六七八九十下])|中旬|上旬|下旬)",
        _edge,
    ),
    (
        "",
        rf"每一?个?{_WEEK}[一二三四五六日天末1-7]|每个?月\S{{0,4}}[号日]|(?:逢|每逢)[一二三四五六七八九十]",
        _asked(REPEATED),
    ),
    (
        "",
        rf"(?P<before>)(?P<n>{WHOLE})(?P<vague>[多几来])?个?(?P<unit>天|日|周|星期|礼拜|月)(?:之|以)?(?:后(?=[我再去有])|之后)",
        _days_off,
    ),
    (
        "weak",
        r"(?<!大)[前后](?P<n>[两几])[天日](?!都|请)|前一?(?:阵子?|段时间|向|久)|(?<!今)(?<!明)改天|过[几两]天",
        _asked(WHICH),
    ),
    (
        "",
        rf"(?P<n>{WHOLE}|半|几|好几)(?P<vague>[多几来])?个?(?P<unit>天|日|周|星期|礼拜|月|年)(?P<before>之前|以前|前(?![面头后]))",
        _days_off,
    ),
    (
        "",
        r"(?P<near>大前|大后|前|昨|今|明|后)(?:[天日](?!后|前|然|气)|儿个?|(?=[早晨])|(?=上午|下午|中午|上半|下半))(?P<part>[晚夜黑]上?)?",
        _near,
    ),
    ("", r"(?P<near>前|昨|今|明|后)(?P<part>[晚夜黑]上?)(?!饭)", _near),
    ("weak", _STATED + rf"(?!的?\s?(?:{WHOLE}|[底末初中上下]|第|最|头))", _whole_month),
    ("weak", rf"(?:{_WEEK_SAID})?{_WEEK}末", _weekend),
    ("weak", rf"{_WEEK_SAID}{_WEEK}", _week),
    (
        "",
        rf"{_BOUNDARY}(?P<year>)(?P<month>1[0-2]|0?[1-9])[./](?P<day>{_DAY})(?:[号日]|(?!\d|[.,/:]\d|%)\.?(?!\s?[-~到至]\s?{NUMBER}\s?个?(?:小时|h|钟头|分))(?!\s*(?:个|小时|钟|点|分|元|块|公里|里|米|"
        r"倍|吨|斤|户|人|次|份|星|颗|级|h|m|亩|万|度|折)))",
        _dated,
    ),
    ("", rf"{_BOUNDARY}(?P<year>)(?P<month>1[0-2]|0?[1-9])-(?P<day>{_DAY})(?:[号日]|(?=\s+[一-龥]))", _dated),
    ("", rf"(?:{_BOUNDARY}(?:1[3-9]|[2-9]\d)[./](?:{_DAY})(?![\d.,/:]))" + _NOT_A_DAY, _asked(NO_SUCH_DAY)),
    ("", r"(?<![第\d月])(?P<day>\d{1,2})(?=(?:[、,]\d{1,2})*[两三四五六七]天)", _bare_day),
    (
        "",
        rf"(?<![第\d月])(?P<day>{WHOLE})(?=\s?(?:[、和跟,至到~-]|\s)\s?(?:{WHOLE}[、和,]\s?)*{WHOLE}{_SIGN})",
        _bare_day,
    ),
    ("", rf"(?<![第\d月])(?P<day>{WHOLE}){_SIGN}", _bare_day),
    (
        "ahead",
        r"(?<![\d.:点])(?P<day>[12]\d|3[01]|[1-9])(?=[到至换-](?:[12]\d|3[01]|[1-9])(?:$|[\s,，。号出请休我]))",
        _bare_day,
    ),
    ("ahead", r"(?<=\d[换])(?P<day>[12]\d|3[01]|[1-9])(?=$|[\s,，。])", _bare_day),
)
_THAT_DAY = Pattern(r"那[天日](?!光)|那[几两]天|那阵|那晚|有[一]?天|头[两几]天|(?<!\d)半夜三更")
_DURING = (
    r"节?(?P<marked>假期|期间|长假|放假|正?日子|节)?(?P<itself>当天|那天|这天|当日)?"
    r"(?:的?第(?P<nth>{n})天|那?(?P<length>[两三四五六七])天|那[几些]天)?"
)


@cache
def _rules() -> tuple[tuple[Pattern, _Rule, str], ...]:
    names = any_of(festival_names())
    short = rf"(?<![\d{NUMERALS}第初周期])十一(?![\d{NUMERALS}月号日点个户次天小分元人公斤件组社队岁年楼张位家])"
    feast = rf"(?P<festival>{names}|{short})" + _DURING.format(n=WHOLE)
    term = rf"(?P<term>{_TERMS})(?P<marked>那天|当天|这天|那日|节气)?"
    return (
        *((Pattern(source), rule, kind) for kind, source, rule in _STRONG),
        (Pattern(feast), _festival, "weak"),
        (Pattern(term), _term, "weak"),
        (_THAT_DAY, _asked(WHICH), "weak"),
    )


def find_days(message: Message, *, ahead: bool = False) -> list[Said]:
    """Return what names days, in order; bare weekdays and day numbers look back, or `ahead` as in duty talk."""
    atoms = _put_right(_atoms(message, _Moment(message, ahead)), message.text)
    joined = _ranges(_open_ends(_beside(atoms, message.text), message.text), message.text)
    strong = [said for said in joined if not said.weak or (ahead and not said.doubt and len(said.days) == 1)]
    return _lengths(strong or joined, message.text)


def read_day(text: str, sent_at: datetime) -> date | None:
    """Return the first day that the text names; None when it names none, or one that must be asked."""
    said = find_days(Message.of(text, sent_at))
    return said[0].first if said else None


def _atoms(message: Message, moment: _Moment) -> list[Said]:
    found: list[Said] = []
    left = message.text
    for pattern, rule, when in _rules():
        for match in pattern.finditer(left) if moment.ahead or when != "ahead" else ():
            read = rule(match, moment)
            if read:
                bare = rule in (_bare_day, _weekday) and not match.groupdict().get("week")
                found.append(Said(*match.span(), *read, when == "weak", rule is _weekday and len(read[0]) == 1, bare))
        for said in found:
            # What is taken is seen by no other rule, and is no neighbour that could be part of a number.
            left = left[: said.start] + _TAKEN * (said.end - said.start) + left[said.end :]
    return sorted(found, key=lambda said: said.start)


_NO_YES = Pattern(r"[,，。…、\s]*(?:哦|啊|呃|额)?(?:不对|说错了?|记错了?|错了|不不?[,，])[,，。…、\s]*(?:应该)?是?")
_NEGATED = Pattern(r"不是\s?$")
_BRACKETS = Pattern(r"[\s(（\[【)）\]】,，]{0,2}(?:也?就是|是|的|才)?\s?")
_UNTIL = Pattern(r"[)）]?\s?(?:起|开始)?(?:[上下]午|晚上|早上)?(?:一?直?(?:请|守|值|忙|干)?[到至]|[-~—]+|→)\s?")
_AND = Pattern(r"\s?(?:[、,，和跟与及]|还有)?\s?")
_CLOSING = Pattern(r"\s?[)）\]】]")


def _put_right(atoms: list[Said], text: str) -> list[Said]:
    """Return the days without those taken back at once: 前天，不对，昨天."""
    return [
        said
        for index, said in enumerate(atoms)
        if index + 1 == len(atoms) or not _NO_YES.fullmatch(text[said.end : atoms[index + 1].start])
        if len(atoms) == 1 or not _NEGATED.search(text[: said.start])
    ]


def _beside(atoms: list[Said], text: str) -> list[Said]:
    """Return the days, two names of one day as one: 12月18日（周五）, 昨天元旦; at odds they are asked about."""
    found: list[Said] = []
    for said in atoms:
        before = found[-1] if found else None
        if before and _same_breath(before, said, text):
            end = said.end + (len(closed[0]) if (closed := _CLOSING.match(text, said.end)) else 0)
            found[-1] = replace(_agreed(before, said), start=before.start, end=end)
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
    named, second = (one, other) if not one.weekday or other.weak else (other, one)
    if one.weak != other.weak:
        return one if other.weak else other
    if named.doubt or second.doubt:
        return named if named.doubt else second
    if not second.weekday:
        same = named.days == second.days
    elif second.bare:
        # A bare weekday beside a date only has to be the weekday of that date.
        same = named.days[0].weekday() == second.days[0].weekday()
    else:
        same = named.days == second.days
    return replace(named, weekday=False, bare=False) if same else replace(named, days=(), doubt=CONTRADICTION)


_BARE_END = Pattern(
    rf"[)）]?\s?[到至~-]\s?(?P<day>{WHOLE}|初[一二三四五六七八九十])(?=[\s,，。;；]|$|请|出差|休|我|不)"
)


def _open_ends(atoms: list[Said], text: str) -> list[Said]:
    """Return the days with those added that end a stretch by a mere number: 十二月十六到十八."""
    found: list[Said] = []
    for index, said in enumerate(atoms):
        found.append(said)
        match = _BARE_END.match(text, said.end)
        following = atoms[index + 1].start if index + 1 < len(atoms) else len(text)
        if match and match.end() <= following and len(said.days) == 1:
            day = real_day(said.days[0].year, said.days[0].month, to_whole(match["day"]) or 0)
            found.append(Said(match.start("day"), match.end(), *_one(day), bare=True))
    return found


def _ranges(atoms: list[Said], text: str) -> list[Said]:
    """Return the days, those with 到 between them as one; a bare end takes the month or week of its beginning."""
    found: list[Said] = []
    for said in atoms:
        before = found[-1] if found else None
        between = text[before.end : said.start] if before else ""
        if before and between and _UNTIL.fullmatch(between):
            found[-1] = _range(before, said, text)
        elif before and before.days and said.bare and _AND.fullmatch(between) and not (said.weekday and "," in between):
            days = _following(before.days[-1], said)
            found.append(replace(said, days=days, doubt=said.doubt or ("" if days else BACKWARDS)))
        else:
            found.append(said)
    return found


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
    if _OVERNIGHT.search(text[one.start : other.end + 1]):
        return replace(one, end=other.end, days=(first,))
    return replace(one, end=other.end, days=_span(first, last), weekday=False)


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
    rf"\s?(?P<after>后的?|以后的?)?(?:起|开始|算起|后)?[,，\s]*(?:连续|连着|连|请|要请|共|一共|往后|总共)*(?P<n>{WHOLE}|半个?)个?"
    rf"(?P<unit>天|日|周|星期|礼拜|个?月)(?P<half>半)?(?!前|之前|以前|上午|下午|每|里|内)"
)
_BEFORE = Pattern(
    rf"(?:请假?|连续|连着|要请|休)\s?(?P<n>{WHOLE})个?(?P<unit>天|周|星期|礼拜)(?:假)?[,，\s]*(?:从|自)?\s?$"
)
_WORKDAYS = Pattern(r"周末不算|不算周末|工作日|除开周末|除了周末")
_EXCEPT = Pattern(r"(?:除了?|除开|不含|不包括|不算)\s?$")
_EXCEPT_AFTER = Pattern(
    r"(?:都|又|也|那[天班次]|我|连着|[两三四]天|下雨|落雨|有事|临时|[上下]午)*(?:除外|不算|没去|没来|没得空|不在|没参加|没守|不用|还没)"
)


def _lengths(found: list[Said], text: str) -> list[Said]:
    """Return the days with lengths and exceptions reckoned in: 从15号起连续三天, 15号后的两天, 除了3号."""
    if not found:
        return found
    taken = {said for said in found if _EXCEPT.search(text[: said.start]) or _EXCEPT_AFTER.match(text, said.end)}
    for one, other in reversed(list(pairwise(found))):
        if other in taken and _EXCEPT_AFTER.match(text, other.end) and _AND.fullmatch(text[one.end : other.start]):
            taken.add(one)
    left = [said for said in found if said not in taken] if len(taken) < len(found) else found
    without = {day for said in taken for day in said.days} if left is not found else set()
    single = [
        said
        for said in left
        if not any(_AND.fullmatch(text[one.end : said.start]) for one in left if one.end <= said.start)
    ]
    return [_without(_stretched(said, text) if said in single else said, without) for said in left]


def _without(said: Said, days: set[date]) -> Said:
    kept = tuple(day for day in said.days if day not in days)
    return replace(said, days=kept) if kept else said


def _stretched(said: Said, text: str) -> Said:
    """Return a single day stretched to the length that is said for it."""
    after = _LENGTH.match(text, said.end)
    before = _BEFORE.search(text[: said.start])
    match = after if after and (after["after"] or re.search("起|开始|连|请", after[0])) else before
    if match is None or len(said.days) != 1 or said.doubt:
        return said
    number = to_whole(match["n"])
    if number is None or match.groupdict().get("half") or "月" in match["unit"]:
        return replace(said, days=(), doubt=WHICH) if match is after else said
    length = number * (1 if match["unit"] in "天日" else 7)
    first = said.days[0] + timedelta(days=1 if match.groupdict().get("after") else 0)
    days = _span(first, first + timedelta(days=length - 1))
    if _WORKDAYS.search(text):
        days = tuple(_working_days(first, length))
    return replace(said, end=max(said.end, match.end()) if match is after else said.end, days=days)


def _working_days(first: date, length: int) -> Iterator[date]:
    day = first
    while length:
        if day.weekday() < 5:
            yield day
            length -= 1
        day += timedelta(days=1)


def exceptions(text: str) -> bool:
    """Return whether days are taken out again, so that a stretch from one day to another does not say it."""
    return re.search(r"除了?|除开|不含|不包括|除外", text) is not None
