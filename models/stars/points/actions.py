"""Gathering a year's records and computing what they come to; runs in the caller's transaction.

A year is computed in the branch in which a member was when it ended, or is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tortoise.queryset import QuerySet

from config.star_policy import PointsPolicy
from models.organisation.people.tables import Person
from models.organisation.transfers.actions import stays
from models.procedure.meetings.tables import MeetingRecord
from models.procedure.party_life.actions import attended, rolls
from models.procedure.party_life.rules import Meeting
from models.service.activities.actions import verified_minutes
from models.stars.points.rules import MONTHS, PLEDGES, Entry, Evidence, FindingKind, Sheet, months_in, points
from models.stars.points.tables import StarEntry
from models.values.grouping import grouped


@dataclass(frozen=True)
class _Books:
    """What a branch has on record of a year."""

    year: int
    rolls: Sequence[MeetingRecord]
    minutes: Mapping[tuple[int, int], int]
    entries: Mapping[int, Sequence[Entry]]


async def sheets(people: Collection[Person], year: int, policy: PointsPolicy) -> dict[int, Sheet]:
    """Return {member id: his year, line by line} of some members, empty for whoever was in no branch."""
    found = await evidence(people, year)
    return {one.id: sheet_of(found.get(one.id), policy) for one in people}


def sheet_of(found: Evidence | None, policy: PointsPolicy) -> Sheet:
    """Return the sheet of what counts for a member, empty for whoever was in no branch."""
    return points(found, policy) if found else Sheet(())


async def evidence(people: Collection[Person], year: int) -> dict[int, Evidence]:
    """Return {member id: what counts for him in a year} of some members, but for whoever was in no branch."""
    where = await stays(people, date(year, 12, 31))
    of_branch = grouped((stay.branch_id, member_id) for member_id, stay in where.items())
    books = {branch_id: await _books(found, branch_id, year) for branch_id, found in of_branch.items()}
    return {
        one.id: _evidence(one, where[one.id].since, books[where[one.id].branch_id]) for one in people if one.id in where
    }


async def vetoed(member_ids: Iterable[int], year: int) -> set[int]:
    """Return who of some members has a veto in a year that the township has confirmed."""
    found = _vetoes(member_ids).filter(year=year, confirmed_at__isnull=False)
    return {row.member_id for row in await found}


async def vetoes_waiting(member_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Return (member, year) of the vetoes against some members that wait for the township."""
    return {(row.member_id, row.year) for row in await _vetoes(member_ids).filter(confirmed_at=None)}


def _vetoes(member_ids: Iterable[int]) -> QuerySet[StarEntry]:
    return StarEntry.filter(member_id__in=list(member_ids), kind=FindingKind.VETO, cancelled_at=None)


async def _books(member_ids: Sequence[int], branch_id: int, year: int) -> _Books:
    entries: defaultdict[int, list[Entry]] = defaultdict(list)
    for row in await StarEntry.filter(member_id__in=member_ids, year=year, cancelled_at=None).order_by("id"):
        # What is brought to twelve months counts in the branch that appraises; all else follows the member.
        if row.branch_id == branch_id or row.kind not in PLEDGES:
            entries[row.member_id].append(Entry(FindingKind(row.kind), row.tenths, row.reason))
    sheets = await rolls(branch_id).filter(day__range=(date(year, 1, 1), date(year, 12, 31)))
    return _Books(year, sheets, await verified_minutes(member_ids, branch_id, year), entries)


def _evidence(person: Person, since: date, books: _Books) -> Evidence:
    """Return what counts for a member from the day on which he came into the branch."""
    months, there = months_in(books.year, since), attended(person.id, since, books.rolls)
    served = {month: one for (who, month), one in books.minutes.items() if who == person.id}
    return Evidence(
        months=months,
        member_class=person.member_class,
        attended=there,
        dues_months=there[Meeting.DUES],
        minutes_by_month={month: one for month, one in served.items() if month > MONTHS - months},
        entries=books.entries.get(person.id, ()),
    )
