"""Days named by the lunar calendar, a festival or a solar term: 冬月初八, 国庆第二天, 立冬那天."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.language.days.said import HALF_YEAR, MONTH, WHICH, Found, Moment, run_of_days, single
from bot.language.lunar import festival, holiday, lunar_day
from bot.language.numerals import to_whole

_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_AMBIGUOUS = ("雨水", "小满", "大雪", "小雪", "大暑", "小暑", "大寒", "小寒", "白露")


def of_lunar_date(match: re.Match[str], moment: Moment) -> Found:
    """Return the nearest day of a lunar month and day, or days: 冬月初八, 大年初二, 腊月二十七、二十八."""
    named = match["month"] or "正"
    month = _LUNAR_MONTHS.get(named) or to_whole(named) or 0
    day = to_whole((match["day"] or match["later"]).removeprefix("初")) or 0
    if _just_over(_in_years(lambda year: _lunar_day(year, month, day), moment), moment):
        return (), WHICH
    first = nearest_lunar_day(month, day, moment)
    return _and_last(first, match, moment) if match["last"] and first else single(first)


def _and_last(first: date, match: re.Match[str], moment: Moment) -> Found:
    """Return the first day and the last of the same lunar month, with those between them where that is said."""
    step = (to_whole(match["last"].removeprefix("初")) or 0) - (to_whole(match["day"].removeprefix("初")) or 0)
    last = first + timedelta(days=step)
    if step < 1 or (not moment.ahead and last > moment.today):
        return (), WHICH
    return (run_of_days(first, last) if match["until"] else (first, last)), ""


def nearest_lunar_day(month: int, day: int, moment: Moment) -> date | None:
    """Return the nearest day of a lunar date on the side that is meant, none more than half a year back."""
    found = moment.nearest(_in_years(lambda year: _lunar_day(year, month, day), moment))
    return found if moment.ahead or found is None or (moment.today - found).days <= HALF_YEAR else None


def _in_years(day_of: Callable[[int], date | None], moment: Moment) -> list[date | None]:
    return [day_of(moment.today.year + step) for step in (-1, 0, 1)]


def _just_over(days: Sequence[date | None], moment: Moment) -> bool:
    """Return whether a day of every year has passed within the month: whether that one is meant must be asked."""
    return moment.ahead and any(day and 0 < (moment.today - day).days <= MONTH for day in days)


def _lunar_day(year: int, month: int, day: int) -> date | None:
    # 腊月三十 is New Year's Eve in a year of 29 days as well.
    return festival("除夕", year) if (month, day) == (12, 30) else lunar_day(year, month, day)


def of_any_lunar_month(match: re.Match[str], moment: Moment) -> Found:
    """Return the nearest day of this lunar day in whatever month: 初八, 廿五."""
    day, today = to_whole(match["day"]), moment.today
    years = (today.year - 1, today.year, today.year + 1)
    found = moment.nearest([lunar_day(year, month, day or 0) for year in years for month in range(1, 13)])
    return single(found)


_EDGE, _GAP = re.compile(r"(?:^|[\s,，。])$"), re.compile(r"\s")
_FEAST_MONTHS = {"国庆": 10, "十一": 10, "元旦": 1, "五一": 5}


def of_feast_and_number(match: re.Match[str], moment: Moment) -> Found:
    """Return the day that is named by a feast and its number: 国庆3号."""
    return single(moment.of_year(None, _FEAST_MONTHS[match["feast"]], to_whole(match["day"]) or 0))


def of_festival(match: re.Match[str], moment: Moment) -> Found | None:
    """Return the day or days of a festival; None where the word only names the occasion."""
    name, today = {"十一": "国庆"}.get(match["festival"], match["festival"]), moment.today
    if whole := _whole_holiday(name, match, moment):
        return whole
    days = _in_years(lambda year: festival(name, year), moment)
    day = moment.nearest(days)
    if _just_over(days, moment):
        return (), WHICH
    if day is None or (not moment.ahead and _must_be_asked(name, day, match, today)):
        # 春节莫放鞭炮, said before the feast, is what it was about; long after it the day must be asked.
        return None if _is_soon(name, today) and not _stands_alone(match) else ((), WHICH)
    return _counted_from(day, match)


def beside_festival(match: re.Match[str], moment: Moment) -> Found:
    """Return the day before or after a feast; several are asked: 国庆前三天 may be its first three."""
    step = {"前一天": -1, "头天": -1, "后一天": 1}.get(match["beside"].replace("日", "天"))
    feasts = [festival(match["festival"], moment.today.year + years) for years in (-1, 0, 1)]
    return single(moment.nearest([day + timedelta(days=step) for day in feasts if day])) if step else ((), WHICH)


def _whole_holiday(name: str, match: re.Match[str], moment: Moment) -> Found | None:
    """Return the days off of a festival that are to come, unless one of them is named."""
    days = holiday(name, moment.today.year)
    named = match["nth"] or match["itself"]
    return (run_of_days(*days), "") if moment.ahead and days and days[1] >= moment.today and not named else None


def _must_be_asked(name: str, day: date, match: re.Match[str], today: date) -> bool:
    """Return whether a day that has passed may not be the one: long ago, or alone, as 七一 but not 七一那天.

    Alone it may name why something was done and not when.
    """
    alone = name[-1] in "一八四" and not (match["marked"] or match["itself"] or match["length"])
    return (today - day).days > MONTH or (day != today and alone)


def _counted_from(day: date, match: re.Match[str]) -> Found:
    """Return the first day of a festival, so many from it on, or the third, if that is said."""
    if match["length"]:
        return run_of_days(day, day + timedelta(days=(to_whole(match["length"]) or 1) - 1)), ""
    nth = to_whole(match["nth"]) if match["nth"] else None
    return single(day + timedelta(days=(nth or 1) - 1))


def _stands_alone(match: re.Match[str]) -> bool:
    """Return whether a feast is a word of its own before a deed, or that day itself: 元旦 清沟渠, 元旦那天."""
    alone = _EDGE.search(match.string[: match.start()]) and _GAP.match(match.string, match.end())
    return bool(alone or match.groupdict().get("itself"))


def _is_soon(name: str, today: date) -> bool:
    coming = [festival(name, today.year + step) for step in (0, 1)]
    return any(day and 0 < (day - today).days <= MONTH for day in coming)


def of_term(match: re.Match[str], moment: Moment) -> Found | None:
    """Return the day of a solar term; None where the word means the weather."""
    day = moment.nearest(_in_years(lambda year: festival(match["term"], year), moment))
    if match.string.startswith("了", match.end()):
        return None
    if day and match["marked"]:
        return single(day) if moment.ahead or (moment.today - day).days <= MONTH else ((), WHICH)
    # 大雪 and 小满 are also the weather and a name; others near the day mean the day.
    near = day is not None and not moment.ahead and (moment.today - day).days <= 7
    if near and match["term"] not in _AMBIGUOUS:
        return single(day)
    return ((), WHICH) if _stands_alone(match) else None
