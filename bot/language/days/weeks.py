"""Days named by their week and weekday: 上周二, 周六周日, 下周, 11月的第一个周一."""

import re
from datetime import timedelta

from bot.language.days.dates import stated_month
from bot.language.days.said import NO_SUCH_DAY, WHICH, Found, Moment, run_of_days, single
from bot.language.months import month_end
from bot.language.numerals import to_whole
from bot.language.pattern import Pattern

_WEEKDAYS = {name: index // 2 for index, name in enumerate("一1二2三3四4五5六6日7")} | {"天": 6}
_WEEKS = {"大上": -2, "上上": -2, "上": -1, "前": -1, "这": 0, "本": 0, "下": 1, "下下": 2, "大下": 2}
WEEK = r"(?:周|星期|礼拜)"


def weekdays(match: re.Match[str], moment: Moment) -> Found:
    """Return the days of one or several weekdays, of the week that is named or the nearest."""
    monday = moment.today - timedelta(days=moment.today.weekday())
    week = match["week"] or _week_before(moment.message.text[: match.start()])
    found = []
    for sign in re.sub("[、/]", "", match["weekdays"]):
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


def weekend(match: re.Match[str], moment: Moment) -> Found:
    """Return a Saturday and Sunday; in a report which of them must be asked."""
    saturday = moment.today - timedelta(days=moment.today.weekday() - 5)
    if not moment.ahead and not re.search(r"两天|都|各|每天", moment.message.text):
        return (), WHICH
    if match["week"]:
        saturday += timedelta(days=7 * _WEEKS[match["week"]])
    elif not moment.ahead and saturday > moment.today:
        saturday -= timedelta(days=7)
    return (saturday, saturday + timedelta(days=1)), ""


def whole_week(match: re.Match[str], moment: Moment) -> Found:
    """Return the days of a week, in duty talk."""
    if not moment.ahead:
        return (), WHICH
    monday = moment.today + timedelta(days=7 * _WEEKS[match["week"]] - moment.today.weekday())
    return run_of_days(monday, monday + timedelta(days=6)), ""


def of_nth_weekday(match: re.Match[str], moment: Moment) -> Found:
    """Return such a weekday of a month: 11月的第一个周一."""
    first = stated_month(match, moment)
    if first is None:
        return (), NO_SUCH_DAY
    end = month_end(first)
    fitting = [day for day in run_of_days(first, end) if day.weekday() == _WEEKDAYS[match["weekday"]]]
    nth = (
        {"头一": 1, "最后一": 0}.get(match["nth"]) if match["nth"] in ("头一", "最后一") else to_whole(match["nth"][1:])
    )
    return single(fitting[(nth or 0) - 1] if (nth or 0) <= len(fitting) else None)


WEEK_SAID = r"(?P<week>大上|上上|(?<!一)下下|大下|上|这|本|(?<![一看等问歇])下|前(?=[个一]))一?个?"
_WEEK_ALONE = Pattern(rf"{WEEK_SAID}{WEEK}(?![一二三四五六日天末1-7])")
