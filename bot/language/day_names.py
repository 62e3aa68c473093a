"""The ways of naming a day, and what each means at the moment of the message."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from bot.language.data import any_of
from bot.language.lunar import festival, festival_names, holiday, lunar_day
from bot.language.months import month_end, real_day, shift_month
from bot.language.numbers import WHOLE, to_whole
from bot.language.pattern import Pattern
from bot.language.values import SMALL_HOURS, Message

_NEAR = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "明": 1, "后": 2, "大后": 3}
_WEEKDAYS = {name: index // 2 for index, name in enumerate("一1二2三3四4五5六6日7")} | {"天": 6}
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_MONTHS = {"上": -1, "这": 0, "本": 0, "当": 0, "下": 1}
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_SMALL_NUMERALS = frozenset("一二两三四五六七八九")
_WEEK = r"(?:周|星期|礼拜)"
_DAY_SIGN = r"(?:号|日(?![常子前间照]))(?![楼院线文桌门房车店机])"
_STATED_MONTH = rf"(?:(?P<year>20\d\d|今|去|明)年)?(?:(?P<month>{WHOLE})月份?|(?P<which>[上这本当下])个?月)"
_SHORT_NAMES = {"十一": "国庆"}
_COUNTED = "月号日点个户次天小分元人公斤件组社队岁年楼张位"
_RECENT = timedelta(days=20)
_MONTH = 31
_HALF_YEAR = 180


Named = tuple[date | None, date | None] | None
Rule = Callable[[re.Match[str], Message, bool], Named]


def _near(match: re.Match[str], message: Message, _: bool) -> Named:
    evening = match["evening"] and message.sent_at.hour < SMALL_HOURS and match["near"] in "今昨"
    if evening:
        return message.working_day, None
    return message.today + timedelta(days=_NEAR[match["near"]]), None


def _both(match: re.Match[str], message: Message, _: bool) -> Named:
    first, last = (message.today + timedelta(days=_NEAR[sign]) for sign in match["both"])
    return first, last


def _weekday(match: re.Match[str], message: Message, ahead: bool) -> Named:
    weekday = _WEEKDAYS[match["weekday"]]
    monday = message.today - timedelta(days=message.today.weekday())
    if match["week"]:
        return monday + timedelta(days=7 * _WEEKS[match["week"]] + weekday), None
    day = monday + timedelta(days=weekday)
    if ahead and day < message.today:
        return day + timedelta(days=7), None
    if not ahead and day > message.today:
        return day - timedelta(days=7), None
    return day, None


def _weekend(match: re.Match[str], message: Message, ahead: bool) -> Named:
    saturday = message.today - timedelta(days=message.today.weekday() - 5)
    if match["week"]:
        saturday += timedelta(days=7 * _WEEKS[match["week"]])
    elif not ahead and saturday > message.today:
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def _month_day(match: re.Match[str], message: Message, ahead: bool) -> Named:
    day = to_whole(match["day"])
    named = match["month"]
    month = to_whole(named) if named else 0
    # Without 号, 上个月一共 and 三月一直 name no day.
    if day is None or month is None or not (match["sign"] or (named and match["day"] not in _SMALL_NUMERALS)):
        return None
    if not named:
        first = shift_month(message.today, _MONTHS[match["which"]])
        return real_day(first.year, first.month, day), None
    return _with_year(match["year"], month, day, message, ahead), None


def _dotted(match: re.Match[str], message: Message, ahead: bool) -> Named:
    found = _with_year(match["year"], int(match["month"]), int(match["day"]), message, ahead)
    return found, None


def _bare_day(match: re.Match[str], message: Message, ahead: bool) -> Named:
    day = to_whole(match["day"]) or 0
    step = 1 if ahead else -1
    firsts = (shift_month(message.today, step * index) for index in range(12))
    possible = [real_day(first.year, first.month, day) for first in firsts]
    return _nearest(possible, message, ahead)


def _lunar(match: re.Match[str], message: Message, ahead: bool) -> Named:
    named = match["month"] or "正"
    month = _LUNAR_MONTHS.get(named) or to_whole(named)
    day = to_whole((match["day"] or match["later"]).removeprefix("初"))
    if month is None or day is None:
        return None
    return _nearest([_lunar_day(message.today.year + step, month, day) for step in (-1, 0, 1)], message, ahead)


def _lunar_day(year: int, month: int, day: int) -> date | None:
    # 腊月三十 is New Year's Eve in a year of 29 days as well.
    return festival("除夕", year) if (month, day) == (12, 30) else lunar_day(year, month, day)


def _lunar_first_days(match: re.Match[str], message: Message, ahead: bool) -> Named:
    day, years = to_whole(match["day"]), (message.today.year - 1, message.today.year, message.today.year + 1)
    if day is None or not ahead:
        return None
    return _nearest([lunar_day(year, month, day) for year in years for month in range(1, 13)], message, ahead)


def _month_end(match: re.Match[str], message: Message, ahead: bool) -> Named:
    month = to_whole(match["month"]) if match["month"] else None
    if not ahead:
        return None
    if month is None:
        return month_end(shift_month(message.today, _MONTHS[match["which"] or "本"])), None
    first = _with_year(match["year"], month, 1, message, ahead)
    return (month_end(first), None) if first else None


def _festival(match: re.Match[str], message: Message, ahead: bool) -> Named:
    found = _occasion(match, message, ahead)
    later = to_whole(match["nth"]) if match["nth"] else None
    if found is None or found[0] is None or later is None:
        return found
    return found[0] + timedelta(days=later - 1), None


def _occasion(match: re.Match[str], message: Message, ahead: bool) -> Named:
    said, year = match["festival"], message.today.year
    name = _SHORT_NAMES.get(said, said)
    if ahead and (known := holiday(name, year)) and known[1] >= message.today:
        return known
    # 七一 alone names the occasion rather than the day.
    if not ahead and len(said) == 2 and said[1] in "一八四" and not match["marked"]:
        return None
    found = _nearest([festival(name, year + step) for step in (-1, 0, 1)], message, ahead)
    if found and not ahead and message.today - found[0] > _RECENT:
        return None
    return found


def _with_year(said: str | None, month: int, day: int, message: Message, ahead: bool) -> date | None:
    year = message.today.year
    if said:
        return real_day({"今": year, "去": year - 1, "明": year + 1}.get(said) or int(said), month, day)
    found = real_day(year, month, day)
    distance = (found - message.today).days if found else 0
    # What lies too far ahead was last year's; asked ahead, what is long past is next year's.
    if distance > (_HALF_YEAR if ahead else _MONTH):
        return real_day(year - 1, month, day)
    return real_day(year + 1, month, day) if ahead and distance < -_HALF_YEAR else found


def _nearest(days: list[date | None], message: Message, ahead: bool) -> tuple[date, None] | None:
    known = [day for day in days if day]
    fitting = [day for day in known if (day >= message.today if ahead else day <= message.today)]
    if not fitting:
        return None
    return (min(fitting) if ahead else max(fitting)), None


_RULES: tuple[tuple[Pattern, Rule], ...] = (
    (
        Pattern(r"(?<!\d)(?P<year>20\d\d)[-./年]\s?(?P<month>\d{1,2})[-./月]\s?(?P<day>\d{1,2})[日号]?(?!\d)"),
        _dotted,
    ),
    (
        Pattern(
            rf"(?:农历|阴历)?(?P<month>[正冬腊]|(?<=农历)[一-十]+|"
            rf"(?<=阴历)[一-十]+)月(?P<day>初?{WHOLE})[日号]?|大年(?P<later>初(?!一){WHOLE})"
        ),
        _lunar,
    ),
    (Pattern(rf"(?:{_STATED_MONTH}|(?<!\d)月)的?[底末](?!下)"), _month_end),
    (Pattern(r"(?<![大年])初(?P<day>[一二三四五六七八九十])(?![一二三中高级])"), _lunar_first_days),
    (Pattern(_STATED_MONTH + rf"的?\s?(?P<day>{WHOLE})(?P<sign>{_DAY_SIGN})?(?![个户次小])"), _month_day),
    (Pattern(r"(?P<both>今明|明后|昨今|前昨)(?:两天|天|两日)?"), _both),
    (
        Pattern(
            r"(?P<near>大前|大后|前|昨|今|明|后|当)"
            r"(?:[天日](?!后|前|然)|儿个?|(?P<evening>[晚夜])上?|(?=[早晨]|上午|下午|中午))"
        ),
        _near,
    ),
    (
        Pattern(
            rf"(?P<week>上上|下下|"
            rf"[上这本下])?个?{_WEEK}(?P<weekday>[一二三四五六日天1-7])(?![天次个年月])"
        ),
        _weekday,
    ),
    (Pattern(rf"(?P<week>上上|[上这本下])?个?{_WEEK}末"), _weekend),
    (
        Pattern(
            r"(?:(?<=^)|(?<=[\s,，:：、;；。录报于在一下]))(?P<year>)(?P<month>1[0-2]|"
            r"0?[1-9])[./-](?P<day>3[01]|[12]\d|0?[1-9])"
            r"(?:[号日]|(?=\s*[一-龥])(?!\s*(?:个|小时|钟|点|分|元|块|公里|里|米|倍|吨|斤|户|人|次|"
            r"份|星|颗|级|到|至)))"
        ),
        _dotted,
    ),
    (
        Pattern(rf"(?P<day>{WHOLE})(?:{_DAY_SIGN}|(?=\s?(?:[、,和到至~-]|和)\s?{WHOLE}(?:[、和]{WHOLE})*号))"),
        _bare_day,
    ),
)


@cache
def day_rules() -> tuple[tuple[Pattern, Rule], ...]:
    """Return the patterns that name a day and the rule of each, the more telling first."""
    names = any_of(festival_names())
    marked = rf"(?P<marked>节|假期|期间|长假|当天|那天)?(?:的?第(?P<nth>{WHOLE})天)?"
    short = rf"(?<![\d一二三四五六七八九十百第初周期])(?:{any_of(_SHORT_NAMES)})(?![\d{_COUNTED}])"
    return (*_RULES, (Pattern(rf"(?P<festival>{names}|{short}){marked}"), _festival))
