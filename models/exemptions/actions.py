"""Asking to be left out, and deciding it; runs in the caller's transaction."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from tortoise.queryset import QuerySet

from models.audit.actions import Cause, record
from models.committees.actions import branch_led_by, member_named, members
from models.days import appraisal_year
from models.exemptions.rules import (
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
from models.exemptions.tables import StarExemption
from models.people.actions import lock
from models.people.rules import Asker, Role, UnknownPerson
from models.people.tables import Person

REASON_MOST = 120
SHANGHAI = ZoneInfo("Asia/Shanghai")
SECRETARIES = frozenset({Role.SECRETARY})


async def left_out(branch_id: int, year: int, day: date) -> dict[int, Absence]:
    """Return {member id: why} of the members of a branch who are in no denominator of a year, as decided by a day."""
    found = {one.id: Absence.EXEMPT for one in await members(branch_id) if one.exempt}
    rows = await StarExemption.filter(branch_id=branch_id, state=State.AGREED, year__lte=year).order_by("id")
    for row in rows:
        if counts(Absence(row.kind), row.year, year) and _decided_on(row) <= day:
            found[row.member_id] = Absence(row.kind)
    return found


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


async def wishes(asker: Asker) -> list[Wish]:
    """Return the wishes that wait for a secretary, oldest first; never his own."""
    branch = await branch_led_by(asker, SECRETARIES)
    rows = StarExemption.filter(branch_id=branch.id, state=State.ASKED, member__left_on=None)
    found = await rows.exclude(member_id=asker.person_id).select_related("member").order_by("id")
    return [Wish(row.member.name, row.member.userid, row.year, row.reason or "") for row in found]


async def _member(asker: Asker, name: str) -> Person:
    """Return the other member of the asker's branch whom a name means, locked; raises OwnExemption."""
    branch = await branch_led_by(asker, SECRETARIES)
    member = await member_named(branch, name)
    if member.id == asker.person_id:
        raise OwnExemption
    await lock([member.id])
    return member


def _rows(member: Person, *states: State) -> QuerySet[StarExemption]:
    return StarExemption.filter(member_id=member.id, branch_id=member.branch_id, state__in=states).order_by("-id")


async def decide(asker: Asker, name: str, cause: Cause, *, agreed: bool) -> Wish:
    """Let a secretary agree to a member's wish to be left out, or not; raises NothingAsked."""
    member = await _member(asker, name)
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
    member = await _member(asker, name)
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
    member = await _member(asker, name)
    year = appraisal_year(cause.at.date())
    rows = [row for row in await _rows(member, State.AGREED) if counts(Absence(row.kind), row.year, year)]
    if not rows:
        raise NotOut(name=member.name, year=year)
    for row in rows:
        await _decide(row, State.ENDED, asker, cause)
    return member, year
