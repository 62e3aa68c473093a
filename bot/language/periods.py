"""Months, quarters, years and weeks that a question is about."""

from datetime import datetime, timedelta

from bot.language.days import find_days
from bot.language.months import shift_month
from bot.language.numerals import WHOLE, to_whole
from bot.language.pattern import Pattern
from bot.language.values import Message

_STEPS = {"上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "下": 1}
_MONTH = Pattern(rf"(?:(?P<year>20\d\d|今|去|前)年?\s*[年-]?)?(?P<month>{WHOLE})月(?!亮|饼|嫂)")
_NEAR_MONTH = Pattern(r"(?P<which>上上|[上这本当下])(?:一)?个?月")
_DASHED = Pattern(r"(?<!\d)(?P<year>20\d\d)[-./年](?P<month>0?[1-9]|1[0-2])(?![\d-])")
_QUARTER = Pattern(
    r"(?:(?P<year>20\d\d|今|去)年)?(?:第|(?P<letter>q))?(?P<quarter>[一二三四1-4])(?(letter)(?!\d)|个?季度?(?!度?还没))"
)
_NEAR_QUARTER = Pattern(r"(?P<which>[上这本])(?:(?:一)?个?季度|(?<=本)季(?!节))")
_YEAR = Pattern(r"(?P<year>20\d\d)年|(?P<near>[今去本前全])年度?|本年度|(?P<whole>年度|全年)")
_NEAR_WEEK = Pattern(r"(?P<which>上上|[上这本])(?:一)?个?(?:周|星期|礼拜)(?![一二三四五六日天1-7])")
_ALL = Pattern(r"全部|所有|一共|总共|累计|从头|历史|历来|到现在|到目前|至今|一直以来")


def read_month_of(message: Message, *, ahead: bool = False) -> str | None:
    """Return the month named, as YYYY-MM; a bare month is the latest begun, with `ahead` this year's."""
    if match := _DASHED.search(message.text):
        return f"{match['year']}-{int(match['month']):02}"
    if match := _NEAR_MONTH.search(message.text):
        return f"{shift_month(message.today, _STEPS[match['which']]):%Y-%m}"
    match = _MONTH.search(message.text)
    month = to_whole(match["month"]) if match else None
    if not match or month is None or not 1 <= month <= 12:
        return None
    year = message.today.year if ahead and not match["year"] else _year_of(match["year"], month, message)
    return f"{year}-{month:02}"


def read_month(text: str, sent_at: datetime) -> str | None:
    """Return the month that the text names, as YYYY-MM."""
    return read_month_of(Message.of(text, sent_at))


def find_period(message: Message, *, days: bool = False) -> str | None:
    """Return the period as YYYY-MM, YYYY-Qn or YYYY, and with `days` also week:<Monday>, a day or all."""
    text = message.text
    if match := _QUARTER.search(text):
        quarter = to_whole(match["quarter"]) or 1
        return f"{_year_of(match['year'], quarter * 3 - 2, message)}-Q{quarter}"
    if match := _NEAR_QUARTER.search(text):
        first = shift_month(message.today, 3 * _STEPS[match["which"]])
        return f"{first.year}-Q{(first.month + 2) // 3}"
    found = _days(message) if days else None
    return found or read_month_of(message) or _year(message) or ("all" if days and _ALL.search(text) else None)


def _days(message: Message) -> str | None:
    if match := _NEAR_WEEK.search(message.text):
        monday = message.today + timedelta(days=7 * _STEPS[match["which"]] - message.today.weekday())
        return f"week:{monday}"
    named = find_days(message)
    return named[0].first.isoformat() if named and named[0].first else None


def _year(message: Message) -> str | None:
    match = _YEAR.search(message.text)
    if not match:
        return None
    if match["year"]:
        return str(match["year"])
    return str(message.today.year - {"去": 1, "前": 2}.get(match["near"] or "", 0))


def _year_of(said: str | None, month: int, message: Message) -> int:
    """Return the year of a month: the one said, or the latest in which the month has begun."""
    year = message.today.year
    if said:
        return {"今": year, "去": year - 1, "前": year - 2}.get(said) or int(said)
    return year - (month > message.today.month)
