"""Hand counts of a meeting, its quorum, and the outcomes of the yearly review; pure.

Who gave which mark is never asked and never kept. Source: domain rules, sections 1.2 and 1.3.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from models.organisation.people.rules import COMRADE
from models.procedure.party_life.words import find_day
from models.stars.appraisal.rules import StarState
from models.values.periods import Period, read_period
from models.values.refusal import Refusal

GRADES = "一二三四五"
_COUNT = re.compile(r"(?P<grade>[1-5一二三四五])颗?星[:：]?(?P<count>\d{1,3})[票人张]?")
_ONE_COUNTED = re.compile(
    rf".+?(?:[\s:：,，、]*{re.sub('[?]P<.+?>', '?:', _COUNT.pattern)})+[\s,，、;；。]*", re.DOTALL
)
_EXPECTED, _PRESENT = re.compile(r"应到(\d{1,4})"), re.compile(r"(?<!应)到(\d{1,4})")
_OUTCOME = re.compile(r"(优秀|基本合格|不合格|合格)")
_OTHERS = re.compile(
    r"(?:其余|其他|其它|剩下|余下|全部|全体|所有)的?(?:党员|同志|人)*[都均是为]*(?P<outcome>优秀|基本合格|合格)"
)
# 除了何光荣都合格 says of the others only.
_ALL_BUT = re.compile(
    r"除了?(?P<but>[^除]+?)(?:以外|之外|外)?[,，\s]*(?:其余|其他|其它|别|大家|全部)?的?(?:党员|同志|人)*[都均]是?(?P<outcome>优秀|基本合格|合格)"
)


class YearlyOutcome(StrEnum):
    """Outcomes of the yearly democratic review of members."""

    EXCELLENT = "excellent"
    QUALIFIED = "qualified"
    BASICALLY = "basically"
    UNQUALIFIED = "unqualified"


OUTCOME_NAMES = {
    YearlyOutcome.EXCELLENT: "优秀",
    YearlyOutcome.QUALIFIED: "合格",
    YearlyOutcome.BASICALLY: "基本合格",
    YearlyOutcome.UNQUALIFIED: "不合格",
}
_BY_NAME = {name: outcome for outcome, name in OUTCOME_NAMES.items()}
_SIGNS = " \n,，、:：;；。"
EXCELLENT_MAX_RATIO = Fraction(1, 3)


TOO_FEW_CAME = "应到 {expected} 人、实到 {present} 人，没到应到的 {quorum}，评星会要补开。"
STRANGE_ATTENDANCE = "应到 {expected} 人、实到 {present} 人，对不上。数一数再发一次。"
WRONG_EXPECTED = (
    "{period}评星会应到的不少于 {least} 位（参评的，流动在外的可以不算），"
    "应到 {expected} 人少了。请按应到会的党员数再发一次。"
)


class NotGraded(Refusal):
    """The member is not appraised in this period; the reason stays where it belongs."""

    text = "{name}这一期不参评。"


@dataclass(frozen=True)
class HandCount:
    """The hand count about one member: how many gave one to five stars."""

    name: str
    counts: tuple[int, int, int, int, int]
    period: Period | None = None

    @property
    def present(self) -> int:
        """Return how many gave a mark."""
        return sum(self.counts)


@dataclass(frozen=True)
class Attendance:
    """How many should have been at a meeting, and how many were."""

    expected: int
    present: int
    period: Period | None = None
    day: date | None = None


@dataclass(frozen=True)
class Judged:
    """What the yearly review found about members by name, about all the others, and on which day it was held.

    Of those in `but` it is said only that they are none of the others.
    """

    outcomes: Mapping[str, YearlyOutcome]
    others: YearlyOutcome | None = None
    day: date | None = None
    but: tuple[str, ...] = ()

    @property
    def unqualified(self) -> tuple[str, ...]:
        """Return the names of those found unqualified."""
        return tuple(name for name, one in self.outcomes.items() if one is YearlyOutcome.UNQUALIFIED)


@dataclass(frozen=True)
class Review:
    """Who gets which outcome of a year's review by one line, the members of a branch by their names on its books.

    `stay` have theirs already, and the others do not mean them, nor the asker (`own`); `day` is that of the meeting.
    """

    year: int
    unit: str
    outcomes: Sequence[tuple[str, YearlyOutcome]]
    stay: tuple[str, ...]
    own: bool
    day: date | None


@dataclass(frozen=True)
class Reviewed:
    """How a branch's review stands when a line is kept: how many of its members are excellent.

    `undone` are the members whose star of the year cannot stand any more, with how far it has come; `met` says that the
    meeting itself was noted with this.
    """

    review: Review
    excellent: int
    members: int
    undone: Mapping[str, StarState]
    met: bool


def average(counts: tuple[int, ...] | list[int]) -> Fraction:
    """Return the mean number of stars of a hand count, exact."""
    return Fraction(sum(grade * number for grade, number in enumerate(counts, 1)), sum(counts))


def check_attendance(attendance: Attendance, quorum: tuple[int, int]) -> None:
    """Raise STRANGE_ATTENDANCE or TOO_FEW_CAME; `quorum` is the least part as (numerator, denominator)."""
    expected, present = attendance.expected, attendance.present
    if not 0 < present <= expected:
        raise Refusal(STRANGE_ATTENDANCE, expected=expected, present=present)
    least, whole = quorum
    if present * whole < expected * least:
        raise Refusal(TOO_FEW_CAME, expected=expected, present=present, quorum=f"{least}/{whole}")


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a text, each once, without 同志."""
    return tuple(dict.fromkeys(name.removesuffix(COMRADE) or name for name in re.split(r"[\s,，、;；]+", text) if name))


def read_counts(text: str, moment: datetime) -> HandCount | None:
    """Return the hand count in “陈桂兰 5星3 4星10 3星1”, which may open with a period."""
    period, said = read_period(text, moment.date())
    first = _COUNT.search(said)
    name = said[: first.start()].strip(" ,，、:：") if first else ""
    if not first or not name or re.sub(r"[\s,，、]", "", _COUNT.sub("", said[first.start() :])):
        return None
    counts = [0] * 5
    for one in _COUNT.finditer(said):
        counts[(GRADES.find(one["grade"]) + 1 or int(one["grade"])) - 1] += int(one["count"])
    one_star, two, three, four, five = counts
    return HandCount(name, (one_star, two, three, four, five), period) if sum(counts) else None


def read_many_counts(text: str, moment: datetime) -> tuple[HandCount, ...] | None:
    """Return the hand counts in “陈桂兰 5星3 4星10 唐敏 4星13”, of one period; None unless all are read."""
    period, said = read_period(text, moment.date())
    found = [read_counts(one[0].strip(" \n,，、;；。"), moment) for one in _ONE_COUNTED.finditer(said)]
    if not found or None in found or _ONE_COUNTED.sub("", said).strip():
        return None
    return tuple(replace(one, period=period) for one in found if one is not None)


def read_attendance(text: str, moment: datetime) -> Attendance | None:
    """Return the attendance in “12月20日 应到38 到30”, which may open or end with a period."""
    period, said = read_period(text, moment.date())
    day, said = find_day(said, moment)
    said = "".join(said.split())
    expected, present = _EXPECTED.search(said), _PRESENT.search(said)
    return Attendance(int(expected[1]), int(present[1]), period, day) if expected and present else None


def read_judged(text: str, moment: datetime) -> Judged | None:
    """Return the outcomes in “12月6日 石磊、李志清 优秀，其余合格”; a line may put the names before them or behind."""
    day, said = find_day(text, moment)
    if but := _ALL_BUT.fullmatch(said.strip(_SIGNS)):
        return Judged({}, _BY_NAME[but["outcome"]], day, tuple(split_names(but["but"])))
    others = _OTHERS.search(said)
    found = _by_outcome(_OTHERS.sub("", said).strip(_SIGNS))
    if found is None or not (found or others):
        return None
    outcomes = {name: outcome for names, outcome in found for name in split_names(names)}
    return Judged(outcomes, _BY_NAME[others["outcome"]] if others else None, day)


def _by_outcome(said: str) -> list[tuple[str, YearlyOutcome]] | None:
    """Return (names, outcome) in “石磊 优秀，李志清 合格”, or with each outcome first; None when something is left."""
    parts = [one.strip(_SIGNS) for one in _OUTCOME.split(said)]
    words = parts[:-1:2] if parts[0] else parts[2::2]
    left = parts[-1] if parts[0] else ""
    return None if left or not all(words) else [*zip(words, (_BY_NAME[one] for one in parts[1::2]), strict=True)]
