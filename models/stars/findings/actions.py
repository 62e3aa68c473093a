"""Entering, confirming and cancelling; runs in the caller's transaction. Nobody enters anything about himself."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.ledger.audit.actions import Cause, record
from models.organisation.authority.act import Act
from models.organisation.authority.actions import branch_judged, branch_led_by, branches_below
from models.organisation.authority.rules import COMMITTEE
from models.organisation.people.actions import lock, people_of, told_apart
from models.organisation.people.rules import Asker
from models.organisation.people.tables import Person
from models.organisation.transfers.actions import member_then
from models.organisation.units.tables import Branch
from models.procedure.objections.rules import Stage
from models.stars.findings.rules import (
    AGAINST,
    NO_SUCH_ENTRY,
    OBJECTION_WAITS,
    OWN_ENTRY,
    VETOED_ALREADY,
    Entered,
    NewEntry,
    check_document,
    limits,
    tenths_of,
)
from models.stars.findings.tables import FindingObjection
from models.stars.points.rules import PLEDGES, FindingKind
from models.stars.points.tables import StarEntry
from models.values.days import appraisal_year
from models.values.numbers import Sign
from models.values.refusal import Refusal

REASON_MOST, DOCUMENT_MOST, LISTED_MOST = 120, 60, 10


async def enter(act: Act, names: Sequence[str], said: NewEntry) -> list[Entered]:
    """Keep what a committee has found about other members of its branch; a review replaces that of the same half."""
    return [await _keep(act, row) for row in await _rows(act, names, said)]


async def to_enter(act: Act, names: Sequence[str], said: NewEntry) -> list[Entered]:
    """Return what `enter` would keep; its refusals come here as well."""
    return await _entered(await _rows(act, names, said))


async def _rows(act: Act, names: Sequence[str], said: NewEntry) -> list[StarEntry]:
    """Return what is to be kept about all of some members or, with a Refusal, about nobody.

    Refuses with OWN_ENTRY, DOCUMENT_MISSING, VETOED_ALREADY, AMOUNT_OUT_OF_RANGE, and what a name that fits nobody
    raises.
    """
    branch, year = await branch_judged(act.asker, set(names), act.today), said.year or appraisal_year(act.today)
    members = [await member_then(branch, name, date(year, 12, 31)) for name in names]
    if act.asker.person_id in {one.id for one in members}:
        raise Refusal(OWN_ENTRY)
    check_document(said.kind, said.document)
    tenths = tenths_of(said.points or Fraction(), limits(said.kind, act.policy.stars.points))
    await lock([one.id for one in members])
    await _check_only_veto(said.kind, members, year)
    about = {"year": year, "kind": said.kind, "branch_id": branch.id}
    return [_row(act, said, {**about, "member_id": one.id}, tenths) for one in members]


async def _check_only_veto(kind: FindingKind, members: Sequence[Person], year: int) -> None:
    same = _standing().filter(kind=kind, year=year, member_id__in=[one.id for one in members])
    if kind is FindingKind.VETO and (earlier := await same.first()):
        raise Refusal(VETOED_ALREADY, number=Sign.FINDING.show(earlier.id), year=year)


def _row(act: Act, said: NewEntry, about: Mapping[str, Any], tenths: int) -> StarEntry:
    return StarEntry(
        **about,
        tenths=tenths,
        reason=said.reason[:REASON_MOST],
        document=said.document[:DOCUMENT_MOST] if said.document else None,
        entered_by_id=act.asker.person_id,
        at=act.now,
    )


async def _keep(act: Act, row: StarEntry) -> Entered:
    about = {"year": row.year, "kind": row.kind, "branch_id": row.branch_id, "member_id": row.member_id}
    replaced = row.kind in PLEDGES and bool(await _standing().filter(**about).update(cancelled_at=act.now))
    await row.save()
    after = {"kind": row.kind, "year": row.year, "tenths": row.tenths, "document": row.document, "replaced": replaced}
    await record(act.cause, "star_entry", ("star_entry", row.id), after=after)
    return replace(await read_entry(row), replaced=replaced)


def _standing() -> QuerySet[StarEntry]:
    return StarEntry.filter(cancelled_at=None)


async def _entered(rows: Sequence[StarEntry]) -> list[Entered]:
    """Return entries as they stand, in the same order."""
    members = {row.member_id for row in rows}
    people, totals = await people_of(members), defaultdict[tuple[int, int, str], int](int)
    names = await told_apart(people.values())
    branches = {one.id: one.name for one in await Branch.filter(id__in=list({row.branch_id for row in rows}))}
    for one in await _standing().filter(member_id__in=list(members)):
        totals[one.member_id, one.year, one.kind] += one.tenths
    return [
        Entered(
            number=row.id,
            kind=FindingKind(row.kind),
            member_id=row.member_id,
            name=names[row.member_id],
            userid=people[row.member_id].userid,
            branch_id=row.branch_id,
            branch=branches[row.branch_id],
            year=row.year,
            tenths=row.tenths,
            total=totals[row.member_id, row.year, row.kind],
            reason=row.reason,
            document=row.document,
        )
        for row in rows
    ]


async def confirm_veto(asker: Asker, number: int, cause: Cause) -> tuple[Entered, Person]:
    """Let the township confirm a veto of a branch below it; return it, and who entered it; else NO_SUCH_ENTRY."""
    waiting = await _vetoes_waiting(asker)
    row = await _locked(waiting, number)
    if row.member_id == asker.person_id:
        raise Refusal(OWN_ENTRY)
    if await FindingObjection.filter(entry_id=row.id, matter__closed_at=None).exists():
        raise Refusal(OBJECTION_WAITS, number=Sign.FINDING.show(number))
    await waiting.filter(id=row.id).update(confirmed_by_id=asker.person_id, confirmed_at=cause.at)
    await record(cause, "confirm_veto", ("star_entry", row.id), after={"year": row.year})
    return await read_entry(row), await Person.get(id=row.entered_by_id)


async def vetoes_to_confirm(asker: Asker) -> list[Entered]:
    """Return the vetoes that wait for the township that the asker works for, oldest first; never his own."""
    found = (await _vetoes_waiting(asker)).exclude(member_id=asker.person_id)
    return await _entered(await found.order_by("id"))


async def _vetoes_waiting(asker: Asker) -> QuerySet[StarEntry]:
    below = [branch.id for branch in await branches_below(asker)]
    return _standing().filter(branch_id__in=below, kind=FindingKind.VETO, confirmed_at=None)


async def _locked(entries: QuerySet[StarEntry], number: int) -> StarEntry:
    """Return one of some entries once nobody else works on its member's books; refuses with NO_SUCH_ENTRY."""
    found = await entries.get_or_none(id=number)
    if found is not None:
        await lock([found.member_id])
        found = await entries.get_or_none(id=number)
    if found is None:
        raise Refusal(NO_SUCH_ENTRY, number=Sign.FINDING.show(number))
    return found


async def cancellable(asker: Asker) -> list[Entered]:
    """Return the newest entries that the asker may cancel."""
    return await _entered(await (await _within_reach(asker)).order_by("-id").limit(LISTED_MOST))


async def _within_reach(asker: Asker) -> QuerySet[StarEntry]:
    """Return what the asker may cancel, never about himself.

    A township may every veto below it and what it has entered itself, a committee what no township has confirmed.
    """
    below = [branch.id for branch in await branches_below(asker)]
    if below:
        found = _standing().filter(Q(kind=FindingKind.VETO) | Q(entered_by_id=asker.person_id), branch_id__in=below)
        return found.exclude(member_id=asker.person_id)
    branch = await branch_led_by(asker, COMMITTEE)
    return _standing().filter(branch_id=branch.id, confirmed_at=None).exclude(member_id=asker.person_id)


async def cancel_entry(asker: Asker, number: int, cause: Cause) -> Entered:
    """Let an entry count no longer; it stays on the books. Refuses with NO_SUCH_ENTRY."""
    row = await _locked(await _within_reach(asker), number)
    await strike(row, cause)
    return await read_entry(row)


async def open_to_objection(member_id: int, number: int) -> StarEntry:
    """Return what was entered against a member and still counts; refuses with NO_SUCH_ENTRY."""
    against = _standing().filter(member_id=member_id, kind__in=list(AGAINST))
    return await _locked(against.select_related("branch__unit"), number)


async def against(member_id: int) -> list[StarEntry]:
    """Return what was entered against a member and still counts."""
    return await _standing().filter(member_id=member_id, kind__in=list(AGAINST)).order_by("id")


async def objected(matter_id: int) -> StarEntry | None:
    """Return the entry against which an objection is, None for one against a star."""
    row = await FindingObjection.get_or_none(matter_id=matter_id).select_related("entry__member", "entry__branch")
    return row.entry if row else None


async def object_to(entry: StarEntry, matter_id: int) -> None:
    """Note against which entry an objection is."""
    await FindingObjection.create(matter_id=matter_id, entry_id=entry.id)


async def objected_to(number: int) -> tuple[int, Stage] | None:
    """Return the last objection to an entry and how far it has come, None where there was none."""
    row = await FindingObjection.filter(entry_id=number).order_by("-id").select_related("matter").first()
    return (row.matter_id, Stage(row.matter.state)) if row else None


async def strike(entry: StarEntry, cause: Cause, reason: str = "") -> None:
    """Let an entry count no longer, as when an objection to it was upheld."""
    await StarEntry.filter(id=entry.id).update(cancelled_at=cause.at)
    before = {"kind": entry.kind, "year": entry.year, "tenths": entry.tenths}
    await record(cause, "cancel_star_entry", ("star_entry", entry.id), before=before, reason=reason[:200] or None)


async def read_entry(entry: StarEntry) -> Entered:
    """Return an entry as people see it."""
    return (await _entered([entry]))[0]
