"""Asking for leave, deciding about it, coming back; runs in the caller's transaction."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tortoise.expressions import Q

from config.duty_policy import DutyPolicy
from config.holidays import WorkCalendar
from models.duty.drafts.actions import remake_drafts
from models.duty.leave import rules, texts
from models.duty.leave.rules import STANDING, Approver, Asked, Ended, Gap, Leave, LeaveParty, LeaveState
from models.duty.planner.shifts import ZONE
from models.duty.roster.actions import slots_between, slots_of, suggestions_for, vacate
from models.duty.roster.rules import Slot, away_between
from models.duty.roster.tables import DutyAbsence, DutySeason
from models.duty.roster.texts import slot_name
from models.ledger.audit.actions import Cause, record
from models.organisation.authority.actions import office_above
from models.organisation.people.actions import holders, lock, people_of
from models.organisation.people.rules import OFFICES, Asker, Role, UnknownPerson
from models.organisation.people.tables import Person
from models.organisation.units.actions import with_above
from models.values.numbers import Sign
from models.values.showing import show_date


def _leave(row: DutyAbsence) -> Leave:
    return Leave(row.first_day, row.last_day, row.part)


def _party(person: Person) -> LeaveParty:
    return LeaveParty(person.userid, person.name)


async def ask(asker: Asker, leave: Leave, reason: str | None, cause: Cause, policy: DutyPolicy) -> Asked:
    """Put a cadre's leave before whoever decides about it, or raise the Refusal that says why not."""
    if asker.person_id is None:
        raise UnknownPerson
    unit_id = min(asker.units_as([Role.CADRE]), default=asker.unit_id)
    if unit_id is None:
        raise UnknownPerson
    now = cause.at.astimezone(ZONE)
    starts, ends = away_between(leave.first, leave.last, leave.part)
    same_day = rules.check_moment(leave, ends, now)
    await lock([asker.person_id])
    standing = await _check(asker.person_id, leave, policy)
    approver, deciders = await _deciders(asker.person_id, unit_id, leave, now.date(), policy, standing)
    row = await DutyAbsence.create(
        person_id=asker.person_id,
        unit_id=unit_id,
        first_day=leave.first,
        last_day=leave.last,
        part=leave.part,
        reason=reason[:100] if reason else None,
        same_day=same_day,
        state=LeaveState.ASKED,
        asked_at=cause.at,
        approver_role=approver,
    )
    await record(cause, "leave_ask", ("duty_absence", row.id), after=_facts(row))
    return Asked(
        number=row.id,
        leave=leave,
        person=LeaveParty(asker.userid, asker.name),
        reason=row.reason,
        approver=approver,
        deciders=tuple(map(_party, deciders)),
        same_day=same_day,
        season=await _season(unit_id, leave),
        shifts=tuple(map(slot_name, await _shifts_between(asker.person_id, max(starts, now), ends))),
    )


def _facts(row: DutyAbsence) -> dict[str, str | None]:
    """Return what the audit ledger keeps of a leave: its days, never its reason."""
    return {"first": row.first_day.isoformat(), "last": row.last_day.isoformat(), "part": row.part}


async def _check(person_id: int, leave: Leave, policy: DutyPolicy) -> list[Leave]:
    """Return what stands; raise a refusal when a leave covers some of it, or is too much beside it."""
    around = timedelta(days=366)
    rows = await DutyAbsence.filter(
        person_id=person_id, state__in=STANDING, last_day__gte=leave.first - around, first_day__lte=leave.last + around
    ).order_by("id")
    standing = [(row.id, _leave(row)) for row in rows]
    known = rules.touching(leave, standing)
    if known is not None:
        row = next(row for row in rows if row.id == known)
        number, day = Sign.LEAVE.show(known), texts.days(leave)
        short = show_date(row.first_day)
        raise rules.AlreadyAway(day=day, number=number, state=rules.STATE_NAMES[LeaveState(row.state)], short=short)
    rules.check_limits(leave, [one for _, one in standing], policy)
    return [one for _, one in standing]


async def _deciders(
    person_id: int, unit_id: int, leave: Leave, day: date, policy: DutyPolicy, standing: Sequence[Leave]
) -> tuple[Approver, list[Person]]:
    """Return who decides: the unit's secretaries, but for themselves and where there are none the office above."""
    secretaries = await holders([Role.SECRETARY], day, unit_id)
    led = bool(secretaries) and person_id not in {person.id for person in secretaries}
    approver = rules.approver_of(leave, policy, led=led, standing=standing)
    if led:
        return approver, secretaries
    deciders = [person for person in await office_above(unit_id, day) if person.id != person_id]
    if not deciders:
        raise rules.NobodyDecides
    return approver, deciders


async def _season(unit_id: int, leave: Leave) -> str | None:
    """Return the name of a season in which no leave is given in principle, or None."""
    units = await with_above(unit_id)
    running = DutySeason.filter(unit_id__in=units, closed_at=None, first_day__lte=leave.last, last_day__gte=leave.first)
    season = await running.order_by("id").first()
    return season.name if season else None


async def _shifts_between(person_id: int, starts: datetime, ends: datetime) -> list[Slot]:
    """Return a person's published shifts that run between two moments."""
    first = starts.astimezone(ZONE).date() - timedelta(days=1)
    found = await slots_of(person_id, first, ends.astimezone(ZONE).date())
    return [slot for slot in found if slot.starts < ends and slot.ends > starts]


async def waiting(asker: Asker) -> list[DutyAbsence]:
    """Return the leaves that wait for this person, oldest first; never his own."""
    led = Q(approver_role=Approver.SECRETARY) & Q(unit_id__in=list(asker.units_as([Role.SECRETARY])))
    above = Q(approver_role__in=list(rules.OF_THE_OFFICE)) & Q(unit__parent_id__in=list(asker.units_as(OFFICES)))
    found = DutyAbsence.filter(led | above, state=LeaveState.ASKED).exclude(person_id=asker.person_id)
    return await found.select_related("person").order_by("id")


async def waiting_lines(asker: Asker) -> list[tuple[str, str]]:
    """Return (number, line) of the leaves that wait for this person."""
    return [(Sign.LEAVE.show(row.id), texts.title(row.person.name)) for row in await waiting(asker)]


async def _meant(asker: Asker, number: int | None) -> DutyAbsence:
    """Return the leave that is decided: the one named, or the only one that waits."""
    found = await waiting(asker)
    named = [row for row in found if number in (None, row.id)]
    if not named:
        raise rules.NoSuchLeave(number="" if number is None else f" {Sign.LEAVE.show(number)}")
    if len(named) > 1:
        lines = [texts.waiting_line(row.id, row.person.name, _leave(row)) for row in named]
        first = Sign.LEAVE.show(named[0].id)
        raise rules.WhichLeave(count=len(named), lines="\n".join(lines), example=first)
    return named[0]


async def grant(asker: Asker, number: int | None, cause: Cause, calendar: WorkCalendar, policy: DutyPolicy) -> Ended:
    """Approve a leave; the person's shifts in it are empty at once, drafts go around it."""
    row = await _decide(asker, number, LeaveState.APPROVED, cause)
    starts, ends = away_between(row.first_day, row.last_day, row.part)
    now = cause.at.astimezone(ZONE)
    if ends <= now:
        raise rules.LeaveOver(number=Sign.LEAVE.show(row.id))
    emptied = await vacate(row.person_id, max(starts, now), ends, cause)
    await remake_drafts(row.unit_id, cause, calendar, policy)
    gaps = [Gap(slot_name(slot), await _names(slot, policy)) for slot in emptied if slot.is_empty]
    return await _ended(row, LeaveState.APPROVED, gaps, now.date())


async def _names(slot: Slot, policy: DutyPolicy) -> tuple[str, ...]:
    return tuple(person.name for person in await suggestions_for(slot.id, policy))


async def refuse(asker: Asker, number: int | None, cause: Cause) -> Ended:
    """Decline a leave; nothing moves."""
    row = await _decide(asker, number, LeaveState.DECLINED, cause)
    return await _ended(row, LeaveState.DECLINED, [], cause.at.astimezone(ZONE).date())


async def _decide(asker: Asker, number: int | None, then: LeaveState, cause: Cause) -> DutyAbsence:
    meant = await _meant(asker, number)
    # The person's row first: asking, deciding and coming back go one at a time.
    await lock([meant.person_id])
    fresh = await DutyAbsence.get(id=meant.id).select_related("person")
    rules.check_step(fresh.id, LeaveState(fresh.state), then)
    decided = {"state": then, "decided_by_id": asker.person_id, "decided_at": cause.at}
    await DutyAbsence.filter(id=fresh.id).update(**decided)
    action = "leave_grant" if then is LeaveState.APPROVED else "leave_decline"
    await record(cause, action, ("duty_absence", fresh.id), before={"state": fresh.state}, after={"state": then})
    return fresh


async def _ended(row: DutyAbsence, state: LeaveState, gaps: Sequence[Gap], day: date) -> Ended:
    secretaries = await holders([Role.SECRETARY], day, row.unit_id)
    person = (await people_of([row.person_id]))[row.person_id]
    return Ended(row.id, _leave(row), _party(person), state, tuple(gaps), tuple(map(_party, secretaries)))


async def end(asker: Asker, day: date | None, cause: Cause, calendar: WorkCalendar, policy: DutyPolicy) -> Ended:
    """End one's own leave that covers a day, or else the next one; days that were taken stay taken.

    The published shifts it has emptied are not given back by themselves: somebody may have been asked already.
    """
    if asker.person_id is None:
        raise UnknownPerson
    await lock([asker.person_id])
    today = cause.at.astimezone(ZONE).date()
    row = await _own(asker.person_id, day, today)
    if row is None:
        raise rules.NoLeave(day="" if day is None else show_date(day))
    if row.first_day < today:
        last = today - timedelta(days=1)
        await DutyAbsence.filter(id=row.id).update(last_day=last)
        await record(cause, "leave_shorten", ("duty_absence", row.id), before=_facts(row), after={"last": str(last)})
    else:
        await DutyAbsence.filter(id=row.id).update(state=LeaveState.CANCELLED)
        await record(cause, "leave_cancel", ("duty_absence", row.id), before={"state": row.state})
    if row.state == LeaveState.APPROVED:
        await remake_drafts(row.unit_id, cause, calendar, policy)
    told = await _ended(row, LeaveState.CANCELLED, await _still_empty(row, cause.at), today)
    others = tuple(party for party in told.secretaries if party.userid != asker.userid)
    return Ended(told.number, told.leave, told.person, told.state, told.gaps, others)


async def _own(person_id: int, day: date | None, today: date) -> DutyAbsence | None:
    found = DutyAbsence.filter(person_id=person_id, state__in=STANDING, last_day__gte=today)
    if day is not None:
        found = found.filter(first_day__lte=day, last_day__gte=day)
    rows = await found.order_by("first_day", "id")
    # Who is away now and comes back means the leave he is on.
    if day is None and len(rows) > 1 and rows[0].first_day > today:
        lines = "\n".join(texts.standing_line(row.id, _leave(row)) for row in rows)
        raise rules.WhichToEnd(count=len(rows), lines=lines, example=show_date(rows[0].first_day))
    return rows[0] if rows else None


async def _still_empty(row: DutyAbsence, now: datetime) -> list[Gap]:
    """Return the coming shifts of the unit in an approved leave that nobody holds."""
    if row.state != LeaveState.APPROVED:
        return []
    starts, ends = away_between(row.first_day, row.last_day, row.part)
    slots = await slots_between(row.unit_id, max(starts, now).astimezone(ZONE).date(), row.last_day)
    return [Gap(slot_name(slot)) for slot in slots if slot.is_empty and now < slot.starts < ends]


async def forget_leave(before: date) -> None:
    """Delete leaves that ended before a day."""
    await DutyAbsence.filter(last_day__lt=before).delete()
