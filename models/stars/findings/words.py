"""What a branch committee types from its paper: findings about one member."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from bot.language.numerals import to_number
from bot.language.pattern import Pattern
from models.procedure.party_life.rules import Meeting
from models.procedure.party_life.words import read_meeting
from models.values.numbers import Sign

_HAN = "\u4e00-\u9fff"
_NAME = rf"(?:[{_HAN}]{{1,6}}(?:·[{_HAN}]{{1,8}})+|[{_HAN}]{{2,6}}?|[A-Za-z][\w.@-]{{1,63}})"
_GAP = r"[\s,，、:：;；]"
_DOCUMENT = Pattern(r"[^\s,，、:：;；。]*?(?:[〔\[【（(]\s*20\d\d\s*[〕\]】）)]|20\d\d[-年]?)\s*第?\s*\d+\s*号")
_HALVES = {"上": 1, "下": 2}
_YEAR = Pattern(r"(?<!\S)(?:(?P<near>今|去)年度?|(?P<year>20\d\d)年度?)(?!\S)")
_HALF = Pattern(r"(?P<half>[上下])半年(?:的|度)?")
_NUMBERS = r"[+-]?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+(?:点[一二三四五六七八九]+)?)"
# 三次 and 11月 are no points: a number of points stands alone or before 分.
_AMOUNT = rf"(?P<points>{_NUMBERS})\s*(?:分|(?={_GAP})|$)"
# 1,5 is one and a half; 1，5次 is one, and five times.
_COMMA = Pattern(r"(?<=\d)[,，](?=\d{1,2}\s*(?:分|\s|$))")
_SEVERAL = rf"{_NAME}(?:\s*[、,，]\s*{_NAME})*"
_APART = Pattern(rf"(?P<name>{_SEVERAL})(?:同志)?{_GAP}+(?:[加扣减记]\s*)?{_AMOUNT}")
_TOGETHER = Pattern(rf"(?P<name>[{_HAN}·]{{2,6}}?)(?:同志)?(?P<points>[+-]?\d+(?:\.\d+)?)\s*(?:分|(?={_GAP})|$)")
_ALONE = Pattern(rf"(?P<name>{_NAME})(?:同志)?(?={_GAP}|$)")
_LATER = Pattern(rf"(?<![\d.])[加扣减记]?\s*(?P<points>{_NUMBERS})\s*分")

_STAR = rf"(?P<star>[{_HAN}]{{1,8}}?星|[{_HAN}]{{1,8}}?(?={_GAP}|\d|$))"
_APPLICATION = Pattern(rf"{_STAR}{_GAP}*(?P<words>.+)")
_AWARD = Pattern(
    rf"(?P<name>{_NAME})(?:同志)?{_GAP}+{_STAR}{_GAP}*(?:(?P<score>\d{{1,3}})(?!\d)\s*分?)?{_GAP}*(?P<words>.*)"
)


class EntrySaid(NamedTuple):
    """A finding about a member, or one for several (`name` is then a list); None and empty for what was not said."""

    name: str
    points: Fraction | None
    half: int | None
    year: int | None
    reason: str
    document: str | None


class CancelSaid(NamedTuple):
    """What should no longer count: the number of an entry, or, with `held`, the meeting of a day."""

    number: int
    held: tuple[Meeting, date] | None = None


class StarSaid(NamedTuple):
    """A theme star by whatever name: whose, by what score, and what speaks for it."""

    star: str
    words: str
    name: str = ""
    score: int | None = None


# What a veto may be for: its code in the policy, its name, and how people say it.
VETOES = {
    "sanction": ("受党纪处分", Pattern(r"党纪|处分|(?:严重)?警告|留党察看|撤销党内职务|开除党籍")),
    "penalty": ("受刑事或行政处罚", Pattern(r"刑事|判刑|判了|行政处罚|处罚|拘留|罚款|犯罪")),
    "unqualified": ("民主评议不合格", Pattern(r"不合格")),
    "inactive": (
        "无正当理由连续六个月不过组织生活",
        Pattern(r"(?:六|6|半)个?[月年].*不|不.*(?:六|6|半)个?[月年]|组织生活"),
    ),
    "unlawful": ("传谣或参加非法组织", Pattern(r"谣|非法组织|邪教")),
}


def veto_in(text: str, kinds: Sequence[str]) -> str:
    """Return the name of the one kind of veto, of those that the policy knows, that a text tells; empty for none."""
    found = [VETOES[one][0] for one in kinds if VETOES[one][1].search(text)]
    return found[0] if len(found) == 1 else ""


def read_entry(text: str, moment: datetime) -> EntrySaid | None:
    """Return what is said about a member; None when it opens with no name."""
    text = _COMMA.sub(".", text)
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
    meant = read_meeting(text, moment)
    return CancelSaid(0, meant) if meant else None


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


_TO_BE = r"(?:同志)?(?:今年|这次|要|得)*"
_POINTS = rf"(?P<points>{_NUMBERS})分{_GAP}*(?P<why>.*)$"
_GIVES = Pattern(rf"^(?:给|跟)(?P<name>{_NAME}){_TO_BE}(?:加|记)(?:上)?{_POINTS}")
_TAKES = Pattern(rf"^(?:(?:给|把)?(?P<name>{_NAME}){_TO_BE}扣(?:掉)?|扣(?:掉)?(?P<of>{_NAME})(?:同志)?){_POINTS}")


def bonus_line(text: str) -> str | None:
    """Return the line that enters what 给龙燕加2分，抢险救灾 says; None for other words."""
    found = _GIVES.match(text.strip())
    return f"加分 {found['name']} {found['points']} {found['why']}".rstrip() if found else None


def deduction_line(text: str) -> str | None:
    """Return the line that enters what 扣龙燕2分，她没来开会 says; None for other words."""
    found = _TAKES.match(text.strip())
    return f"扣分 {found['name'] or found['of']} {found['points']} {found['why']}".rstrip() if found else None
