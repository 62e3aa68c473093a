"""Days of the lunar calendar and of festivals."""

from datetime import date, timedelta
from functools import cache, lru_cache

from tyme4py.lunar import LunarMonth
from tyme4py.solar import SolarDay, SolarTerm

from bot.language.data import table

_MONTHS_KEPT = 600
TERMS = (
    "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑",
    "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒",
)  # fmt: skip
"""The names of the 24 solar terms, by which days are named as well."""


def lunar_day(year: int, month: int, day: int) -> date | None:
    """Return the day of a lunar date, of a leap month for a negative month; None when there is no such day."""
    try:
        first, days = _month(year, month)
    except ValueError:
        return None
    return first + timedelta(days=day - 1) if 1 <= day <= days else None


@lru_cache(maxsize=_MONTHS_KEPT)
def _month(year: int, month: int) -> tuple[date, int]:
    """Return the first day of a lunar month and how many it has; ValueError when the year has no such month."""
    # Reckoned from the new moon, which takes most of a millisecond; 初八 alone asks for 36 months.
    found = LunarMonth.from_ym(year, month)
    return _date(found.get_first_julian_day().get_solar_day()), found.get_day_count()


@cache
def festival_names() -> tuple[str, ...]:
    """Return the names of all festivals that have a day of their own."""
    festivals = table("calendar")["festivals"]
    return (*(name for names in festivals.values() for name in names), "清明", "除夕", "大年三十", "年三十")


@lru_cache(maxsize=_MONTHS_KEPT)
def festival(name: str, year: int) -> date | None:
    """Return the day of a festival or solar term in the lunar or solar year."""
    festivals = table("calendar")["festivals"]
    if name in festivals["solar"]:
        return date(year, *festivals["solar"][name])
    if name in festivals["weekday"]:
        month, nth, weekday = festivals["weekday"][name]
        return date(year, month, 7 * nth - 6 + (weekday - date(year, month, 1).weekday()) % 7)
    if name in festivals["lunar"]:
        return lunar_day(year, *festivals["lunar"][name])
    if name in TERMS:
        return _date(SolarTerm.from_name(year, name).get_solar_day())
    new_year = lunar_day(year + 1, 1, 1)
    return new_year - timedelta(days=1) if new_year else None


def holiday(name: str, year: int) -> tuple[date, date] | None:
    """Return the first and the last day of the public holiday, as far as its arrangement is known."""
    row = table("calendar")["holidays"].get(str(year), {}).get(name)
    return (row[0], row[1]) if row else None


def _date(day: SolarDay) -> date:
    return date(day.get_year(), day.get_month(), day.get_day())
