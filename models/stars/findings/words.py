"""What a branch committee types from its paper: sign-in sheets, and findings about one member."""

import re
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from bot.language.days import read_day
from bot.language.numerals import to_number
from bot.language.pattern import Pattern
from bot.language.periods import read_month
from models.values.numbers import Sign

_HAN = "\u4e00-\u9fff"
_NAME = rf"(?:[{_HAN}]{{1,6}}(?:·[{_HAN}]{{1,8}})+|[{_HAN}]{{2,6}}?|[A-Za-z][\w.@-]{{1,63}})"
_GAP = r"[\s,，、:：;；]"
_NUMERAL = "[一二三四五六七八九十廿]"
_DAY = Pattern(
    rf"(?:(?:20\d\d|今|去)年)?(?:\d{{1,2}}|{_NUMERAL}{{1,2}})月(?:\d{{1,2}}|{_NUMERAL}{{1,3}})[日号]?|"
    r"20\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[./-]\d{1,2}|今天|昨天|大前天|前天|\d{1,2}[日号]|"
    r"(?:上|本|这)?个?(?:周|星期|礼拜)[一二三四五六日天]"
)
_MONTH = Pattern(rf"(?:(?:20\d\d|今|去)年)?(?:\d{{1,2}}|{_NUMERAL}{{1,2}})月份?|20\d\d[-./]\d{{1,2}}|(?:上|本|这)个?月")
_ALL = Pattern(
    r"(?:全部|全体|全员|全|都|已经|已)+(?:到|交|参加|缴)(?:会|齐|清|了)*|[到交]齐了?|(?:无|没有?)人?(?:缺席|欠交|未交)|全勤"
)
_MISSING = Pattern(
    r"(?:缺席|缺勤|未到|没到|没来|未参加|没参加|未交|没交|未缴|没缴|欠缴|欠交|除了?|欠|缺)(?:的|人员|名单)*"
)
_DOTTED = Pattern(r"^(\d{1,2})[./-](\d{1,2})$")
_NOBODY = frozenset({"无", "没有", "没人", "0", "零"})
_BETWEEN = Pattern(rf"{_GAP}+|(?<=[{_HAN}]{{2}})[和及与跟](?=[{_HAN}]{{2}})|[。.]$")
_AFTER_NAME = Pattern(r"(?:同志)?(?:以外|之外|外)?$")

_DOCUMENT = Pattern(r"[^\s,，、:：;；。]*?(?:[〔\[【（(]\s*20\d\d\s*[〕\]】）)]|20\d\d[-年]?)\s*第?\s*\d+\s*号")
_HALVES = {"上": 1, "下": 2}
_YEAR = Pattern(r"(?<!\S)(?:(?P<near>今|去)年度?|(?P<year>20\d\d)年度?)(?!\S)")
_HALF = Pattern(r"(?P<half>[上下])半年(?:的|度)?")
_NUMBERS = r"[+-]?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+(?:点[一二三四五六七八九]+)?)"
# 三次 and 11月 are no points: a number of points stands alone or before 分.
_AMOUNT = rf"(?P<points>{_NUMBERS})\s*(?:分|(?={_GAP})|$)"
_SEVERAL = rf"{_NAME}(?:\s*[、,，]\s*{_NAME})*"
_APART = Pattern(rf"(?P<name>{_SEVERAL})(?:同志)?{_GAP}+(?:[加扣减记]\s*)?{_AMOUNT}")
_TOGETHER = Pattern(rf"(?P<name>[{_HAN}·]{{2,6}}?)(?:同志)?(?P<points>[+-]?\d+(?:\.\d+)?)\s*(?:分|(?={_GAP})|$)")
_ALONE = Pattern(rf"(?P<name>{_NAME})(?:同志)?(?={_GAP}|$)")
_LATER = Pattern(rf"(?<![\d.])[加扣减记]?\s*(?P<points>{_NUMBERS})\s*分")

_MEETINGS = {
    "主题党日": "theme_day",
    "党员大会": "members_meeting",
    "小组会": "group_meeting",
    "党课": "party_class",
    "党费": "dues",
}
_STAR = rf"(?P<star>[{_HAN}]{{1,8}}?星|[{_HAN}]{{1,8}}?(?={_GAP}|\d|$))"
_APPLICATION = Pattern(rf"{_STAR}{_GAP}*(?P<words>.+)")
_AWARD = Pattern(
    rf"(?P<name>{_NAME})(?:同志)?{_GAP}+{_STAR}{_GAP}*(?:(?P<score>\d{{1,3}})(?!\d)\s*分?)?{_GAP}*(?P<words>.*)"
)


class SheetSaid(NamedTuple):
    """A sign-in sheet, or a month's dues (its first day): who was missing, nobody when all were there."""

    day: date
    absent: tuple[str, ...]


class EntrySaid(NamedTuple):
    """A finding about a member, or one for several (`name` is then a list); None and empty for what was not said."""

    name: str
    points: Fraction | None
    half: int | None
    year: int | None
    reason: str
    document: str | None


class CancelSaid(NamedTuple):
    """What should no longer count: the number of an entry, or the meeting of a day."""

    number: int | None
    meeting: str | None = None
    day: date | None = None


class StarSaid(NamedTuple):
    """A theme star by whatever name: whose, by what score, and what speaks for it."""

    star: str
    words: str
    name: str = ""
    score: int | None = None


def read_sheet(text: str, moment: datetime) -> SheetSaid | None:
    """Return the sheet of a meeting; None unless both the day and who was there are said."""
    found = _when(text, _DAY)
    day = read_day(_DOTTED.sub(r"\1月\2日", found[0]), moment) if found else None
    return _sheet(day, found[1]) if found and day else None


def read_dues(text: str, moment: datetime) -> SheetSaid | None:
    """Return a month's dues; None unless both the month and who has paid are said."""
    found = _when(text, _MONTH)
    month = read_month(found[0], moment) if found else None
    return _sheet(date.fromisoformat(f"{month}-01"), found[1]) if found and month else None


def _when(text: str, pattern: Pattern) -> tuple[str, str] | None:
    """Return (the day or month as it is written, the text without it)."""
    match = pattern.search(text)
    return (match[0], f"{text[: match.start()]} {text[match.end() :]}") if match else None


def _sheet(day: date, rest: str) -> SheetSaid | None:
    everybody = _ALL.search(rest)
    rest = _ALL.sub(" ", rest)
    missing = _MISSING.search(rest)
    if missing is None:
        return SheetSaid(day, ()) if everybody and not rest.strip(" ,，、:：;；。.") else None
    names = _names(rest[missing.end() :]) or _names(rest[: missing.start()])
    nobody = rest[missing.end() :].strip(" ,，、:：;；。.") in _NOBODY
    if nobody or names is None:
        return SheetSaid(day, ()) if nobody else None
    return SheetSaid(day, tuple(names))


def _names(text: str) -> list[str] | None:
    """Return the names in a list; None for an empty one, or when something in it is no name."""
    words = [_AFTER_NAME.sub("", word) for word in _BETWEEN.sub(" ", text).split()]
    return words if words and all(re.fullmatch(_NAME, word) for word in words) else None


def read_entry(text: str, moment: datetime) -> EntrySaid | None:
    """Return what is said about a member; None when it opens with no name."""
    document = _DOCUMENT.search(text)
    year = _YEAR.search(text)
    half = _HALF.search(text)
    rest = _without(text, document, year, half)
    opening = _APART.match(rest) or _TOGETHER.match(rest) or _ALONE.match(rest)
    if opening is None:
        return None
    rest = rest[opening.end() :]
    amount = opening if opening.groupdict().get("points") else _LATER.search(rest)
    later = None if amount is opening else amount
    return EntrySaid(
        name=opening["name"],
        points=_points(amount["points"]) if amount else None,
        half=_HALVES[half["half"]] if half else None,
        year=_year(year, moment),
        reason=_without(rest, later),
        document="".join(document[0].split()) if document else None,
    )


def read_amount(text: str, moment: datetime) -> EntrySaid | None:
    """Return a finding with its points; None unless both a name and points are said."""
    said = read_entry(text, moment)
    return said if said and said.points is not None else None


def read_review(text: str, moment: datetime) -> EntrySaid | None:
    """Return a review of half a year; None unless it is said of which half."""
    said = read_amount(text, moment)
    return said if said and said.half else None


def read_grounded(text: str, moment: datetime) -> EntrySaid | None:
    """Return a finding with points and a reason; None when one is missing."""
    said = read_amount(text, moment)
    return said if said and (said.reason or said.document) else None


def read_deduction(text: str, moment: datetime) -> EntrySaid | None:
    """Return a grounded finding whose points are taken away, with a sign or without."""
    said = read_grounded(text, moment)
    return said._replace(points=abs(said.points)) if said and said.points is not None else None


def read_finding(text: str, moment: datetime) -> EntrySaid | None:
    """Return a finding that has a reason and no points; None without a reason."""
    said = read_entry(text, moment)
    return said if said and (said.reason or said.document) else None


def _without(text: str, *parts: re.Match[str] | None) -> str:
    for part in parts:
        text = text.replace(part[0], " ", 1) if part else text
    return text.strip(" \t\n,，、:：;；。.")


def _points(said: str) -> Fraction | None:
    number = to_number(said.lstrip("+-"))
    if number is None or number.vague:
        return None
    return -number.value if said.startswith("-") else number.value


def _year(said: re.Match[str] | None, moment: datetime) -> int | None:
    if said is None:
        return None
    return int(said["year"]) if said["year"] else moment.year - (said["near"] == "去")


def read_entry_number(text: str, moment: datetime) -> int | None:
    """Return the number in P0012, p12 or 12."""
    return Sign.FINDING.read(text.removesuffix("号"))


def read_cancel(text: str, moment: datetime) -> CancelSaid | None:
    """Return which entry or which sheet is meant; None when neither is named."""
    number = read_entry_number(text, moment)
    if number is not None:
        return CancelSaid(number)
    named = next((name for name in _MEETINGS if name in text), None)
    if named is None:
        return None
    # Who was there does not matter here.
    text = f"{text.replace(f'党{named}', ' ').replace(named, ' ')} 全到"
    said = read_dues(text, moment) if _MEETINGS[named] == "dues" else read_sheet(text, moment)
    return CancelSaid(None, _MEETINGS[named], said.day) if said else None


def read_application(text: str, moment: datetime) -> StarSaid | None:
    """Return the theme star and what was done for it; None unless both are said."""
    found = _APPLICATION.fullmatch(text)
    return StarSaid(found["star"], _without(found["words"])) if found and _without(found["words"]) else None


def read_award(text: str, moment: datetime) -> StarSaid | None:
    """Return whose theme star it is, with a score and reasons if they are said."""
    found = _AWARD.fullmatch(text)
    if found is None:
        return None
    score = int(found["score"]) if found["score"] else None
    return StarSaid(found["star"], _without(found["words"]), found["name"], score)
