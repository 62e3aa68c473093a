"""Days named by their date or by how far away they are: 12月3日, 9号, 前天, 三天前, 月底."""

import re
from datetime import date, timedelta

from bot.language.days.feasts import nearest_lunar_day
from bot.language.days.said import NO_SUCH_DAY, WHICH, Found, Moment, run_of_days, single
from bot.language.months import month_end, real_day, shift_month
from bot.language.numerals import to_number, to_whole
from bot.language.values import SMALL_HOURS

_NEAR = {
    "大前": -3,
    "上前": -3,
    "万前": -3,
    "外前": -3,
    "再前": -3,
    "前": -2,
    "昨": -1,
    "今": 0,
    "当": 0,
    "明": 1,
    "后": 2,
    "大后": 3,
    "外后": 3,
    "万后": 3,
}
_ON_EACH = re.compile("每|都|天天|各")
_HOUSE = re.compile(r"(?:住|(?<!大)家)在?[^,，。;；\s]{0,6}$|(?<!一)[街路巷]$")
_TO = re.compile(r"\s?[到至~-]\s?\d")
_PARTS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0), "上半月": (1, 15), "下半月": (16, 0)}
_STEPS = {"上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "下": 1, "下下": 2}


def of_full_date(match: re.Match[str], moment: Moment) -> Found:
    """Return the day of a date with its month: 2026年3月1日, 3/21, 3.5号."""
    return single(moment.of_year(match["year"], to_whole(match["month"]) or 0, to_whole(match["day"]) or 0))


def of_dashed(match: re.Match[str], moment: Moment) -> Found | None:
    """Return the day of 11-20; 10-12号 is from the tenth to the twelfth where that day is far."""
    said = of_full_date(match, moment)
    if not (said[0] and match["sign"] and int(match["month"]) < int(match["day"])):
        return said
    if moment.ahead:
        return None if said[0][0] < moment.today else ((), WHICH)
    return said if 0 <= (moment.today - said[0][0]).days <= 31 else None


def of_digits(match: re.Match[str], moment: Moment) -> Found:
    """Return the day that is written in eight digits; four (1121) may be a time or a number as well and are asked."""
    return of_full_date(match, moment) if match["year"] else ((), WHICH)


def of_month_and_day(match: re.Match[str], moment: Moment) -> Found | None:
    """Return the day of a month that is named or reckoned from now: 3月5号, 上个月5号."""
    day, spoken = to_whole(match["day"]), match["month"]
    if day is None or not (match["sign"] or spoken or _TO.match(match.string, match.end())):
        return None
    if not match["sign"] and match["day"] in "一二两三四五六七八九":
        # 三月三 is the day of the lunar month; 三月一直 names none.
        return single(nearest_lunar_day(to_whole(spoken) or 0, day, moment)) if match["day"] == spoken[-1] else None
    if spoken:
        return single(moment.of_year(match["year"], to_whole(spoken) or 0, day))
    first = shift_month(moment.today, _STEPS[match["which"]])
    return single(real_day(first.year, first.month, day))


def of_day_number(match: re.Match[str], moment: Moment) -> Found | None:
    """Return the nearest day of this number on the side that is meant: 9号; 住一组12号 is where a house stands."""
    if _HOUSE.search(match.string[: match.start()]):
        return None
    day, step = to_whole(match["day"]) or 0, 1 if moment.ahead else -1
    firsts = [shift_month(moment.today, step * index) for index in range(3 if day > 28 else 2)]
    found = moment.nearest([real_day(first.year, first.month, day) for first in firsts])
    return single(found)


def near_day(match: re.Match[str], moment: Moment) -> Found:
    """Return the day some days away: 昨天, 大前天, 后天晚上."""
    day = moment.today + timedelta(days=_NEAR[match["near"]])
    # Before five in the morning 今晚 is the evening that has just passed.
    small = moment.message.sent_at.hour < SMALL_HOURS and match["part"] and match["near"] in ("今", "昨")
    return single(moment.message.working_day if small else day)


def near_days(match: re.Match[str], moment: Moment) -> Found:
    """Return two neighbouring days: 昨前天."""
    return tuple(moment.today + timedelta(days=_NEAR[sign]) for sign in match["both"]), ""


def so_many_days_off(match: re.Match[str], moment: Moment) -> Found:
    """Return the day so many days or weeks away: 三天前, 两周后."""
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
    return single(moment.today + timedelta(days=-step if match["before"] else step))


def stated_month(match: re.Match[str], moment: Moment) -> date | None:
    """Return the first day of the month that is named; None when there is none."""
    if match["which"]:
        return shift_month(moment.today, _STEPS[match["which"]])
    if not match["month"]:
        return moment.today.replace(day=1)
    return moment.of_year(match["year"], to_whole(match["month"]) or 0, 1)


def edge_of_month(match: re.Match[str], moment: Moment) -> Found:
    """Return the first or last day of a month; 月初 and the like, looking back, must be asked."""
    first = stated_month(match, moment)
    if first is None:
        return (), NO_SUCH_DAY
    if match["edge"] == "最后一天" or (moment.ahead and match["edge"] in "底末"):
        return single(month_end(first))
    if match["edge"] == "第一天":
        return single(first)
    return (), WHICH


def days_at_the_edge(match: re.Match[str], moment: Moment) -> Found | None:
    """Return the first or last days of a month: 11月最后两天."""
    first, length = stated_month(match, moment), timedelta(days=(to_whole(match["n"]) or 1) - 1)
    if first is None:
        return None
    days = (first, first + length) if match["edge"] == "头" else (month_end(first) - length, month_end(first))
    return run_of_days(*days), ""


def week_of_month(match: re.Match[str], moment: Moment) -> Found | None:
    """Return the seven days of a month's first, second, third or fourth week, counted from its first day."""
    first = stated_month(match, moment)
    start = first + timedelta(days=7 * ((to_whole(match["nth"]) or 1) - 1)) if first and moment.ahead else None
    return (run_of_days(start, start + timedelta(days=6)), "") if start else None


def third_of_month(match: re.Match[str], moment: Moment) -> Found:
    """Return the days of a third or a half of a month, in duty talk: 7月上旬, 六月下半月."""
    first = stated_month(match, moment)
    if first is None:
        return (), NO_SUCH_DAY
    if not moment.ahead:
        return (), WHICH
    begins, ends = _PARTS[match["third"]]
    return run_of_days(first.replace(day=begins), first.replace(day=ends) if ends else month_end(first)), ""


def last_days(match: re.Match[str], moment: Moment) -> Found:
    """Return the days up to this one, where something was done on each: 这三天每天; else they must be asked."""
    if moment.ahead or not _ON_EACH.search(moment.message.text):
        return (), WHICH
    return run_of_days(moment.today - timedelta(days=(to_whole(match["n"]) or 1) - 1), moment.today), ""


def whole_month(match: re.Match[str], moment: Moment) -> Found | None:
    """Return all days of a month, in duty talk; on which of a month that is over something was done is asked."""
    first = stated_month(match, moment)
    if first and moment.ahead:
        return run_of_days(first, month_end(first)), ""
    return ((), WHICH) if match["which"] in ("上", "上上") else None
