"""Proposals of a committee: what stands against one, and how many stars are usual; pure.

A quota warns and names ties; it never lowers anybody's star. Source: domain rules, sections 1.3 to 1.5.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from math import floor

from config.star_policy import StarsPolicy
from models.stars.review.rules import NotGraded, YearlyOutcome, split_names
from models.values.numbers import count
from models.values.periods import Period, read_period
from models.values.refusal import Refusal

_PROPOSAL = re.compile(
    r"(?P<names>.+?)\s*(?:(?P<number>-?\d+(?:\.\d+)?|[零一二两三四五六七八九十])\s*颗?(?P<half>半)?星(?P<late>半)?级?|"
    r"(?P<glyphs>[⭐★🌟]+)|(?P<none>不评星?|未评星)|(?<=\s)(?P<bare>[1-5])$)\s*[,，:：]?\s*(?P<reason>.*)",
    re.DOTALL,
)
_NAMES = re.compile(
    r"(?:[\u4e00-\u9fff·]{2,12}|[A-Za-z][\w.@-]+)(?:[\s,，、]+(?:[\u4e00-\u9fff·]{2,12}|[A-Za-z][\w.@-]+))*"
)
OTHERS = frozenset({"其余", "其他", "其他人", "其余人", "其余的", "剩下的", "其余同志", "其他同志"})
AS_STARS = "{stars}星"
NO_STAR = "不评"
_REASON = re.compile(r"^(?:理由|原因|因为|由于)(?:是|为)?[:：]?\s*")


NOT_A_STAR = "星级只有 1、2、3、4、5 星。没达到分数线的写“不评”。"


class Vetoed(Refusal):
    """A veto stands against a star of the year."""

    text = "{name} {year} 年有经上级确认的一票否决，不评星。可以发“提议 {name} 不评”。"


class Unqualified(Refusal):
    """The yearly review found the member unqualified."""

    text = "{name} {year} 年民主评议为不合格，最多 {most} 星（0 为不评）。可以发“提议 {name} 不评”。"


# While a veto waits nobody knows whether the star stands.
VETO_WAITS = "{names}有一票否决还没有定，{undone}"
NOBODY_LEFT = "{period}您能提的都提过了（您本人的由别的同志提）。发“评星档案”看全部。"
PROPOSAL_REASON_NEEDED = "{name}的提议和本人自评差 {difference} 星，请写一句为什么。例如：提议 {name} {stars} 理由…"


@dataclass(frozen=True)
class Proposal:
    """What a committee says: members by name, a number of stars (None: no star), why, and for which period."""

    names: tuple[str, ...]
    said: Fraction | None
    reason: str | None = None
    period: Period | None = None

    @property
    def stars(self) -> int | None:
        """Return the grade; raises NOT_A_STAR, for nothing is ever rounded."""
        if self.said is None:
            return None
        if self.said.denominator != 1 or not 1 <= self.said <= 5:
            raise Refusal(NOT_A_STAR)
        return int(self.said)


@dataclass(frozen=True)
class Candidate:
    """What stands for and against a proposal about one member for a year or a quarter of it."""

    name: str
    year: int
    is_graded: bool
    self_reported: int | None = None
    outcome: YearlyOutcome | None = None
    vetoed: bool = False


@dataclass(frozen=True)
class QuotaCheck:
    """How many have `grade` stars or more, how many are usual, and who have equal points at that line."""

    grade: int
    most: int
    given: int
    tied: tuple[int, ...]

    @property
    def is_over(self) -> bool:
        """Return whether more have so many stars than is usual."""
        return self.given > self.most


@dataclass(frozen=True)
class TiedCheck:
    """A quota check that is over, with the names of those who have equal points at its line."""

    check: QuotaCheck
    names: tuple[str, ...]


@dataclass(frozen=True)
class StillMissing:
    """Of whom there is no hand count, no outcome of the yearly review, too few points, no end of a veto: names."""

    counts: Sequence[str] = ()
    outcomes: Sequence[str] = ()
    points: Sequence[str] = ()
    vetoes: Sequence[str] = ()


NOTHING_MISSING = StillMissing()


def read_proposal(text: str, moment: datetime) -> Proposal | None:
    """Return the proposal in “年度 陈桂兰、何光荣 4星 理由”."""
    period, said = read_period(text, moment.date())
    found = _PROPOSAL.fullmatch(said)
    if not found:
        return None
    reason = _REASON.sub("", found["reason"]).strip()
    return Proposal(split_names(found["names"]), _number(found), reason[:200] or None, period)


def read_proposals(text: str, moment: datetime) -> tuple[Proposal, ...] | None:
    """Return the proposals in “陈桂兰 4星，唐敏、何光荣 3星 理由”, one after the other or line by line.

    What follows a grade is its reason, unless it reads as further names and a grade.
    """
    period, said = read_period(text, moment.date())
    found: list[Proposal] = []
    for part in re.split(r"[\n;；]+", said):
        found += (more := _chain(part.strip(" ,，、。"), moment))
        if part.strip() and not more:
            return None
    return tuple(replace(one, period=period) for one in found) or None


def _chain(text: str, moment: datetime) -> list[Proposal]:
    match = _PROPOSAL.fullmatch(text)
    first = read_proposal(text, moment) if match else None
    if match is None or first is None:
        return []
    more = _chain(match["reason"], moment) if not _REASON.match(match["reason"]) else []
    if not more or not all(_NAMES.fullmatch(" ".join(one.names)) for one in more):
        return [first]
    return [replace(first, reason=None), *more]


def _number(found: re.Match[str]) -> Fraction | None:
    if found["none"]:
        return None
    if found["bare"]:
        return Fraction(found["bare"])
    if found["glyphs"]:
        return Fraction(len(found["glyphs"]))
    number = found["number"]
    half = Fraction(1, 2) if found["half"] or found["late"] else Fraction()
    return (Fraction(number) if number[-1].isascii() else count(number)) + half


def reference_star(total: Fraction, thresholds: Sequence[float]) -> int:
    """Return the star that unrounded points would come to, 0 for none; 95.5 is below a line of 96."""
    return sum(total >= Fraction(str(line)) for line in thresholds)


def needs_reason(proposed: int | None, self_reported: int | None, policy: StarsPolicy) -> bool:
    """Return whether a proposal lies so far from the self-report that it has to be explained."""
    if self_reported is None:
        return False
    return abs((proposed or 0) - self_reported) >= policy.reason_from_difference


def check_proposals(
    candidates: Sequence[Candidate], stars: int | None, reason: str | None, policy: StarsPolicy
) -> None:
    """Raise NotGraded, Vetoed or Unqualified for what stands against one proposal for some members.

    PROPOSAL_REASON_NEEDED names all whom it is about.
    """
    for one in candidates:
        if refusal := stands_against(one, stars, policy):
            raise refusal
    far = {} if reason else _far_off(candidates, stars, policy)
    if far:
        shown = AS_STARS.format(stars=stars) if stars else NO_STAR
        difference = "、".join(str(one) for one in sorted(set(far.values())))
        raise Refusal(PROPOSAL_REASON_NEEDED, name="、".join(far), difference=difference, stars=shown)


def _far_off(candidates: Sequence[Candidate], stars: int | None, policy: StarsPolicy) -> dict[str, int]:
    """Return {name: difference} of those whose self-report is too far from a proposal to go without a reason."""
    said = {one.name: one.self_reported for one in candidates if needs_reason(stars, one.self_reported, policy)}
    return {name: abs((stars or 0) - (grade or 0)) for name, grade in said.items()}


def stands_against(candidate: Candidate, stars: int | None, policy: StarsPolicy) -> Refusal | None:
    """Return what stands against a star, whoever said what of himself; None when nothing does."""
    if not candidate.is_graded:
        return NotGraded(name=candidate.name)
    if stars and candidate.vetoed:
        return Vetoed(name=candidate.name, year=candidate.year)
    if candidate.outcome is YearlyOutcome.UNQUALIFIED and (stars or 0) > policy.unqualified_star_max:
        return Unqualified(name=candidate.name, year=candidate.year, most=policy.unqualified_star_max)
    return None


def quota(graded: int, ratio: float, *, at_least: int = 0) -> int:
    """Return how many of those graded a ratio comes to, rounded down; of three or more at least `at_least`."""
    most = floor(graded * Fraction(str(ratio)))
    return max(most, at_least) if graded >= 3 else most


def quota_checks(
    stars: Mapping[int, int | None], graded: int, points: Mapping[int, Fraction], policy: StarsPolicy
) -> list[QuotaCheck]:
    """Return the checks of five stars and, when policy wants it, of four and five; by member id."""
    lines = [(5, quota(graded, policy.five_star_max_ratio, at_least=1))]
    if policy.four_star_max_ratio:
        lines.append((4, quota(graded, policy.four_star_max_ratio)))
    return [_check(grade, most, stars, points) for grade, most in lines]


def _check(grade: int, most: int, stars: Mapping[int, int | None], points: Mapping[int, Fraction]) -> QuotaCheck:
    given = sorted((one for one, star in stars.items() if (star or 0) >= grade), key=lambda one: (-points[one], one))
    if len(given) <= most or not most or points[given[most - 1]] != points[given[most]]:
        return QuotaCheck(grade, most, len(given), ())
    at_line = points[given[most]]
    return QuotaCheck(grade, most, len(given), tuple(one for one in given if points[one] == at_line))
