"""Days of the lunar calendar and of festivals."""

from datetime import date, timedelta
from functools import cache

from bot.language.data import table

_LENGTHS = {"大": 30, "小": 29}


def lunar_day(year: int, month: int, day: int) -> date | None:
    """Return the day of a lunar date; None outside the table of years, or when the month has no such day."""
    row = table("calendar")["lunar"].get(str(year))
    if row is None or not 1 <= month <= 12:
        return None
    # A leap month follows the month it repeats and shifts the later ones by one.
    index = month - 1 + (0 < row["leap"] < month)
    lengths = [_LENGTHS[sign] for sign in row["months"]]
    if not 1 <= day <= lengths[index]:
        return None
    first: date = row["first"]
    return first + timedelta(days=sum(lengths[:index]) + day - 1)


@cache
def festival_names() -> tuple[str, ...]:
    """Return the names of all festivals that have a day of their own."""
    festivals = table("calendar")["festivals"]
    return (*festivals["solar"], *festivals["lunar"], "清明", "除夕", "大年三十", "年三十")


def festival(name: str, year: int) -> date | None:
    """Return the day of a festival in the lunar or solar year."""
    festivals = table("calendar")["festivals"]
    if name in festivals["solar"]:
        return date(year, *festivals["solar"][name])
    if name in festivals["lunar"]:
        return lunar_day(year, *festivals["lunar"][name])
    if name == "清明":
        day = festivals["qingming"].get(str(year))
        return date(year, 4, day) if day else None
    new_year = lunar_day(year + 1, 1, 1)
    return new_year - timedelta(days=1) if new_year else None


def holiday(name: str, year: int) -> tuple[date, date] | None:
    """Return the first and the last day of the public holiday, as far as its arrangement is known."""
    row = table("calendar")["holidays"].get(str(year), {}).get(name)
    return (row[0], row[1]) if row else None
