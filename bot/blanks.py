"""The kinds of blank a command can have; pure."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot import language
from bot.command import Blank
from config.catalogue import categories
from models.claims.rules import Change
from models.days import Month


def record_number(text: str, moment: datetime | None = None) -> int | None:
    """Return the number in A0231, a231 or 231."""
    found = re.fullmatch(r"[Aa]?0*(\d{1,9})", text)
    return int(found[1]) if found else None


def marked_record(text: str, moment: datetime) -> int | None:
    """Return the number in A0231 or a231; bare digits may be something else."""
    return record_number(text, moment) if text[:1] in "Aa" else None


def broadcast_number(text: str, moment: datetime) -> int | None:
    """Return the number in B045, b45 or 45."""
    found = re.fullmatch(r"[Bb]?0*(\d{1,9})", text)
    return int(found[1]) if found else None


def item(text: str, moment: datetime) -> tuple[str, int] | None:
    """Return ("record", 231) for A0231 and ("position", 3) for a bare number."""
    number = record_number(text, moment)
    if number is None:
        return None
    return ("record" if text[:1] in "Aa" else "position"), number


def exceptions(text: str, moment: datetime) -> list[int] | None:
    """Return the positions in “除了 3 7” or “除3、7”; "一条不留"-like text is not read."""
    found = re.fullmatch(r"除了?((?:[\s,，、和]*\d++[号条]?)+)", text)
    return [int(number) for number in re.findall(r"\d+", found[1])] if found else None


def words(text: str, moment: datetime) -> str | None:
    """Return any text that is not empty."""
    return text or None


def month(text: str, moment: datetime) -> Month | None:
    """Return the month in “10月”, “上个月” or “2026年10月”."""
    found = language.read_month(text, moment)
    return Month.parse(found) if found else None


def rest(name: str, label: str, *, optional: bool = False) -> Blank:
    """Return a blank that takes everything that is left."""
    return Blank(name, label, words, optional=optional, rest=True)


def month_of(period: object) -> Month | None:
    """Return the month of a period that the language reads ("2026-10"), None for every other period."""
    try:
        return Month.parse(str(period))
    except ValueError:
        return None


RECORD = Blank("number", "编号", record_number)
RECORD_OPTIONAL = Blank("number", "编号", record_number, optional=True)
OWN_RECORD = Blank("number", "编号", marked_record, optional=True)
BROADCAST = Blank("number", "投递号", broadcast_number, optional=True)
ITEM = Blank("item", "序号或编号", item)
EXCEPTIONS = Blank("without", "除了 序号", exceptions, optional=True, rest=True)
MONTH = Blank("month", "月份", month, optional=True, rest=True)


def change(text: str, moment: datetime) -> Change | None:
    """Return what a correction replaces: minutes, day, category or description; None when nothing was understood."""
    if text.startswith(("内容", "改成内容")):
        said = text.split("内容", 1)[1].strip(" ：:")
        return Change(description=said) if said else None
    category = next((c.code for c in categories().values() if c.name in text), None)
    found = Change(language.read_minutes(text), language.read_day(text, moment), category)
    return found if found != Change() else None


def change_from(replaced: Mapping[str, Any]) -> Change:
    """Return the change in a reading such as {"hours": 3} or {"date": "2026-07-21"}."""
    hours, day = replaced.get("hours"), replaced.get("date")
    return Change(
        minutes=round(float(hours) * 60) if hours is not None else None,
        day=date.fromisoformat(day) if isinstance(day, str) else None,
        category=replaced.get("category"),
        description=replaced.get("description"),
    )


CHANGE = Blank("change", "改成什么", change, rest=True)
