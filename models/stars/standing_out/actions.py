"""Asking to be left out, and deciding it; runs in the caller's transaction."""

from collections.abc import Collection
from datetime import date
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from config.zone import SHANGHAI
from models.ledger.audit.actions import Cause, record
from models.organisation.authority.actions import branch_judged, branch_led_by, heads_below, member_named, members_of
from models.organisation.people.actions import lock
from models.organisation.people.rules import OFFICES, Asker, Role, UnknownPerson
from models.organisation.people.tables import Person
from models.stars.standing_out.rules import (
    Absence,
    AlreadyOut,
    Deferred,
    NothingAsked,
    NotOut,
    OwnExemption,
    State,
    Wish,
    asked_kind,
    counts,
)
from models.stars.standing_out.tables import StarExemption
from models.values.days import appraisal_year

REASON_MOST = 120
SECRETARIES = frozenset({Role.SECRETARY})
DECIDERS = SECRETARIES | OFFICES


async def left_out(branch_id: int, year: int, day: date) -> dict[int, Absence]:
    """Return {member id: why} of the members of a branch who are in no denominator of a year, as decided by a day."""
    return (await left_out_by_branch([branch_id], year, day))[branch_id]


async def left_out_by_branch(branches: Collection[int], year: int, day: date) -> dict[int, dict[int, Absence]]:
    """Return {branch id: {member id: why}} of some branches, each of which is there."""
    found: dict[int, dict[int, Absence]] = {branch_id: {} for branch_id in branches}
    exempt = members_of(branches).filter(exempt=True).values_list("branch_id", "id")
    for branch_id, member_id in await exempt:
        found[branch_id][member_id] = Absence.EXEMPT
    here = Q(branch_id__in=list(branches)) | Q(member__branch_id__in=list(branches))
    rows = StarExemption.filter(here, state=State.AGREED, year__lte=year).select_related("member")
    for row in await rows.order_by("id"):
        branch_id = row.member.branch_id if row.kind == Absence.DEFERRED else row.branch_id
        if branch_id in found and counts(Absence(row.kind), row.year, year) and _decided_on(row) <= day:
            found[branch_id][row.member_id] = Absence(row.kind)
    return found


async def deferred(year: int, day: date) -> set[int]:
    """Return whose appraisal of a year waits, in whatever branch it was decided, as decided by a day."""
    rows = await StarExemption.filter(kind=Absence.DEFERRED, state=State.AGREED, year__lte=year)
    return {row.member_id for row in rows if _decided_on(row) <= day}


def _decided_on(row: StarExemption) -> date:
    return (row.decided_at or row.asked_at).astimezone(SHANGHAI).date()


async def ask(asker: Asker, reason: str, cause: Cause) -> Wish:
    """Keep a member's wish to be left out this year; said again, its reason is replaced. Raises AlreadyOut."""
    if asker.person_id is None or asker.branch_id is None:
        raise UnknownPerson
    await lock([asker.person_id])
    member = await Person.get(id=asker.person_id)
    year = appraisal_year(cause.at.date())
    rows = StarExemption.filter(member_id=member.id, branch_id=asker.branch_id, year=year)
    if member.exempt or await rows.filter(state=State.AGREED).exists():
        raise AlreadyOut(year=year)
    said: dict[str, Any] = {
        "kind": asked_kind(member.member_class),
        "reason": reason[:REASON_MOST],
        "asked_at": cause.at,
    }
    row = await rows.get_or_none(state=State.ASKED)
    if row is None:
        row = await StarExemption.create(
            member_id=member.id, branch_id=asker.branch_id, year=year, state=State.ASKED, **said
        )
    await StarExemption.filter(id=row.id).update(**said)
    await record(cause, "ask_exemption", ("star_exemption", row.id), after={"year": year, "kind": said["kind"]})
    return Wish(member.name, member.userid, year, reason[:REASON_MOST])


async def wishes(asker: Asker, day: date) -> list[Wish]:
    """Return the wishes that wait for a secretary, oldest first, never his own; or for the office above.

    An office reads who of those below who are secretaries alone, and no reason.
    """
    rows = StarExemption.filter(state=State.ASKED, member__left_on=None).select_related("member").order_by("id")
    if asker.roles & SECRETARIES:
        branch = await branch_led_by(asker, SECRETARIES)
        found = await rows.filter(branch_id=branch.id).exclude(member_id=asker.person_id)
        return [Wish(row.member.name, row.member.userid, row.year, row.reason or "") for row in found]
    heads = await heads_below(asker, day, SECRETARIES)
    found = await rows.filter(member_id__in=[one.id for one in heads])
    return [Wish(row.member.name, row.member.userid, row.year) for row in found]


async def _member(asker: Asker, name: str, cause: Cause) -> Person:
    """Return the other member on whom the asker decides and whom a name means, locked; raises OwnExemption."""
    branch = await branch_judged(asker, {name}, cause.at.date(), SECRETARIES)
    member = await member_named(branch, name)
    if member.id == asker.person_id:
        raise OwnExemption
    await lock([member.id])
    return member


def _rows(member: Person, *states: State) -> QuerySet[StarExemption]:
    """Return what is on record of a member in his branch; a deferral follows him from branch to branch."""
    his = StarExemption.filter(Q(branch_id=member.branch_id) | Q(kind=Absence.DEFERRED), member_id=member.id)
    return his.filter(state__in=states).order_by("-id")


async def decide(asker: Asker, name: str, cause: Cause, *, agreed: bool) -> Wish:
    """Let a secretary agree to a member's wish to be left out, or not; raises NothingAsked."""
    member = await _member(asker, name, cause)
    row = await _rows(member, State.ASKED).first()
    if row is None:
        raise NothingAsked(name=member.name, year=appraisal_year(cause.at.date()))
    await _decide(row, State.AGREED if agreed else State.DECLINED, asker, cause)
    return Wish(member.name, member.userid, row.year, row.reason or "")


async def _decide(row: StarExemption, state: State, asker: Asker, cause: Cause) -> None:
    decided = {"state": state, "decided_by_id": asker.person_id, "decided_at": cause.at}
    await StarExemption.filter(id=row.id).update(**decided)
    before, after = {"state": row.state}, {"state": state, "year": row.year}
    await record(cause, f"exemption_{state}", ("star_exemption", row.id), before=before, after=after)


async def defer(asker: Asker, name: str, cause: Cause) -> Person:
    """Let a member's appraisal wait until it is resumed; no reason is kept. Raises Deferred."""
    member = await _member(asker, name, cause)
    year = appraisal_year(cause.at.date())
    if await _rows(member, State.AGREED).filter(kind=Absence.DEFERRED).exists():
        raise Deferred(name=member.name, year=year)
    row = await StarExemption.create(
        member_id=member.id,
        branch_id=member.branch_id,
        year=year,
        kind=Absence.DEFERRED,
        state=State.ASKED,
        asked_at=cause.at,
    )
    await _decide(row, State.AGREED, asker, cause)
    return member


async def resume(asker: Asker, name: str, cause: Cause) -> tuple[Person, int]:
    """End whatever was agreed to leave a member out of this year; return him and the year. Raises NotOut."""
    member = await _member(asker, name, cause)
    year = appraisal_year(cause.at.date())
    rows = [row for row in await _rows(member, State.AGREED) if counts(Absence(row.kind), row.year, year)]
    if not rows:
        raise NotOut(name=member.name, year=year)
    for row in rows:
        await _decide(row, State.ENDED, asker, cause)
    return member, year
