"""A year's holidays as they are typed, pasted from the notice or sent as a table; pure."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from unicodedata import normalize

from bot.language.months import real_day
from config.holidays import HolidayNotice
from models.values.sheets import SentTable, head_of

_BRACKETS = re.compile(r"\([^()]*\)|〔[^〕]*〕")
_YEAR = re.compile(r"(20\d\d)年")
_DATE = r"(?:(20\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})[日号]"
_SPAN = re.compile(rf"{_DATE}(?:\s*(?:至|到|—+|-|~)\s*{_DATE})?")
_CLAUSES = re.compile(r"[。;\n,]")
_WORKED, _OFF = re.compile(r"上班|补班"), re.compile(r"放假|休")
HEADINGS = {"日期": "day", "安排": "what"}


def read_notice(text: str, moment: datetime) -> HolidayNotice | int | None:
    """Return the notice in a text such as “2027年 1月1日到3日放假，1月4日上班”, or the year alone; None without one."""
    plain = _BRACKETS.sub("", normalize("NFKC", text))
    named = _YEAR.search(plain)
    if named is None:
        return None
    year = int(named[1])
    off: set[date] = set()
    worked: set[date] = set()
    for clause in _CLAUSES.split(plain):
        kind = worked if _WORKED.search(clause) else off if _OFF.search(clause) else None
        if kind is not None:
            kind.update(_days(clause, year))
    return HolidayNotice(year, frozenset(off), frozenset(worked)) if off | worked else year


def _days(clause: str, year: int) -> Iterator[date]:
    """Yield the days of a clause; a day without a month is one of the month before it."""
    month = 0
    for found in _SPAN.finditer(clause):
        named, first_month, first, last_year, last_month, last = _numbers(found)
        month = first_month or month
        begins = real_day(named or year, month, first)
        month = last_month or month
        ends = real_day(last_year or year, month, last) if last else begins
        yield from _between(begins, ends, crosses=not named)


def _numbers(found: re.Match[str]) -> list[int]:
    return [int(part or 0) for part in found.groups()]


def _between(begins: date | None, ends: date | None, *, crosses: bool) -> Iterator[date]:
    """Yield the days of a span; one that ends before it begins `crosses` from the year before, or is none."""
    if begins is None or ends is None:
        return
    if begins > ends and crosses:
        begins = begins.replace(year=begins.year - 1)
    yield from (begins + timedelta(days=n) for n in range((ends - begins).days + 1))


def is_notice(table: SentTable) -> bool:
    """Return whether a table lists days and what each of them is."""
    return any(head_of(sheet, HEADINGS, HEADINGS.values()) for sheet in table.sheets)


def line_of(table: SentTable) -> str:
    """Return a table of days as it would be typed."""
    said: list[str] = []
    for sheet in table.sheets:
        if head := head_of(sheet, HEADINGS, HEADINGS.values()):
            said += [f"{_long(row['day'])}{row['what']}" for _, row in head.under(sheet) if row["day"]]
    year = next((found[1] for one in said if (found := _YEAR.search(one))), "")
    return f"{year}年 {'，'.join(said)}"


def _long(day: str) -> str:
    """Return a day of a table as 2027年1月1日."""
    return re.sub(r"^(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})$", r"\1年\2月\3日", day)
