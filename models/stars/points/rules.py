"""What a member's year comes to in points, exact and line by line; pure. Source: domain rules, section 1.4."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from config.star_policy import PointsPolicy
from models.organisation.people.rules import MOBILE_CLASS
from models.procedure.party_life.rules import Meeting

MONTHS, TENTHS = 12, 10


class FindingKind(StrEnum):
    """What people enter about one member."""

    PLEDGE_1 = "pledge_1"
    PLEDGE_2 = "pledge_2"
    DUTIES = "duties"
    DEDUCTION = "deduction"
    BONUS = "bonus"
    VETO = "veto"
    FALSIFIED = "falsified"


PLEDGES = (FindingKind.PLEDGE_1, FindingKind.PLEDGE_2)


class Dimension(StrEnum):
    """The five sides of a hundred points, and the bonus."""

    ORGANISATIONAL_LIFE = "organisational_life"
    DUTIES = "duties"
    PLEDGES = "pledges"
    SERVICE = "service"
    CONDUCT = "conduct"
    BONUS = "bonus"


@dataclass(frozen=True)
class Entry:
    """What people have found about a member, in tenths of a point."""

    kind: FindingKind
    tenths: int
    reason: str = ""


@dataclass(frozen=True)
class Evidence:
    """A member's records of one year in the branch that appraises him, of which he is for 0 to 12 `months`.

    `minutes_by_month` holds verified service only; `entries` are those that count, oldest first.
    """

    months: int
    member_class: str | None
    attended: Mapping[Meeting, int]
    dues_months: int
    minutes_by_month: Mapping[int, int]
    entries: Sequence[Entry]

    @property
    def halves(self) -> int:
        """Return in how many halves of the year he was there: the pledges of each are reviewed."""
        return 1 if self.months <= MONTHS // 2 else 2

    @property
    def pace(self) -> Fraction:
        """Return what brings the months to twelve."""
        return Fraction(MONTHS, self.months)


@dataclass(frozen=True)
class PointsLine:
    """One line of a sheet: what counted, how many (of service: minutes), its points, and the most of its dimension.

    The points of a dimension's lines never come to more than its most; a deduction's points are negative.
    """

    dimension: Dimension
    name: str
    count: int
    points: Fraction
    most: Fraction = Fraction()
    reason: str = ""


@dataclass(frozen=True)
class Sheet:
    """A member's year, line by line."""

    lines: tuple[PointsLine, ...]

    @property
    def total(self) -> Fraction:
        """Return the sum of the lines, unrounded."""
        return sum((line.points for line in self.lines), Fraction())

    def of(self, dimension: Dimension) -> Fraction:
        """Return what a dimension comes to."""
        return sum((line.points for line in self.lines if line.dimension is dimension), Fraction())


def exact(number: float) -> Fraction:
    """Return a number of the policy file as it is written there."""
    return Fraction(str(number))


def points(evidence: Evidence, policy: PointsPolicy) -> Sheet:
    """Return the sheet of a year: what accrues by the month is brought to twelve months, then every side is capped."""
    if not evidence.months:
        return Sheet(())
    sides = (
        _within(_organisational_life(evidence, policy), policy.organisational_life),
        _within(_duties(evidence, policy), policy.duties),
        _within(_pledges(evidence), policy.pledges),
        _within(_service(evidence, policy), policy.service),
        _conduct(evidence, policy),
        _within(_entered(evidence, FindingKind.BONUS, Dimension.BONUS), policy.bonus_cap),
    )
    return Sheet(tuple(line for side in sides for line in side))


def _within(lines: Iterator[PointsLine], most: int) -> Iterator[PointsLine]:
    """Yield the lines, each with what is left below the most of their side."""
    left = Fraction(most)
    for line in lines:
        given = min(line.points, left)
        left -= given
        yield replace(line, points=given, most=Fraction(most))


def _organisational_life(evidence: Evidence, policy: PointsPolicy) -> Iterator[PointsLine]:
    if evidence.member_class == MOBILE_CLASS:
        yield PointsLine(Dimension.ORGANISATIONAL_LIFE, MOBILE_CLASS, 1, exact(policy.mobile_base))
    each = {
        Meeting.THEME_DAY: policy.theme_day,
        Meeting.MEMBERS_MEETING: policy.members_meeting,
        Meeting.GROUP_MEETING: policy.group_or_class,
        Meeting.PARTY_CLASS: policy.group_or_class,
    }
    for meeting, worth in each.items():
        count = evidence.attended.get(meeting, 0)
        yield PointsLine(Dimension.ORGANISATIONAL_LIFE, meeting, count, count * exact(worth) * evidence.pace)


def _duties(evidence: Evidence, policy: PointsPolicy) -> Iterator[PointsLine]:
    paid = evidence.dues_months * exact(policy.dues_month) * evidence.pace
    yield PointsLine(Dimension.DUTIES, Meeting.DUES, evidence.dues_months, paid)
    yield from _entered(evidence, FindingKind.DUTIES, Dimension.DUTIES)


def _pledges(evidence: Evidence) -> Iterator[PointsLine]:
    """Yield the half years that he was there for, one alone counting double; of several reviews the last counts."""
    for half in PLEDGES[-evidence.halves :]:
        reviews = [entry for entry in evidence.entries if entry.kind is half][-1:]
        given = sum((Fraction(entry.tenths, TENTHS) for entry in reviews), Fraction())
        yield PointsLine(Dimension.PLEDGES, half, len(reviews), given * Fraction(len(PLEDGES), evidence.halves))


def _service(evidence: Evidence, policy: PointsPolicy) -> Iterator[PointsLine]:
    """Yield verified service, capped month by month before it is brought to twelve months."""
    minutes = sum(evidence.minutes_by_month.values())
    proven = [entry for entry in evidence.entries if entry.kind is FindingKind.FALSIFIED]
    if proven:
        yield PointsLine(Dimension.SERVICE, FindingKind.FALSIFIED, minutes, Fraction(), reason=proven[-1].reason)
        return
    worth, cap = exact(policy.service_per_hour) / 60, exact(policy.service_month_cap)
    counted = sum((min(one * worth, cap) for one in evidence.minutes_by_month.values()), Fraction())
    yield PointsLine(Dimension.SERVICE, Dimension.SERVICE, minutes, counted * evidence.pace)


def _conduct(evidence: Evidence, policy: PointsPolicy) -> Iterator[PointsLine]:
    """Yield the full points and every deduction, until nothing is left."""
    left = Fraction(policy.conduct)
    yield PointsLine(Dimension.CONDUCT, Dimension.CONDUCT, 1, left, left)
    for line in _entered(evidence, FindingKind.DEDUCTION, Dimension.CONDUCT):
        taken = min(line.points, left)
        left -= taken
        yield replace(line, points=-taken, most=Fraction(policy.conduct))


def _entered(evidence: Evidence, kind: FindingKind, dimension: Dimension) -> Iterator[PointsLine]:
    for entry in evidence.entries:
        if entry.kind is kind:
            yield PointsLine(dimension, kind, 1, Fraction(entry.tenths, TENTHS), reason=entry.reason)


def months_in(year: int, since: date) -> int:
    """Return in how many months of a year somebody belongs to a branch that he entered on a day; a begun one counts."""
    if since.year != year:
        return MONTHS if since.year < year else 0
    return MONTHS + 1 - since.month
