"""Asking for leave, deciding about it, coming back; runs in the caller's transaction."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.duty.drafts.actions import remake_drafts
from models.duty.leave import rules, texts
from models.duty.leave.rules import STANDING, Approver, Asked, Ended, Gap, Leave, LeaveState
from models.duty.planner.shifts import ZONE
from models.duty.roster.actions import (
    party,
    seasons_of,
    secretaries_of,
    slots_between,
    slots_of,
    vacate,
    who_could,
)
from models.duty.roster.rules import Party, Slot, away_between
from models.duty.roster.tables import DutyAbsence
from models.duty.roster.texts import slot_name
from models.ledger.audit.actions import record
from models.ledger.audit.rules import Kept
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.organisation.authority.act import Act
from models.organisation.authority.actions import office_above
from models.organisation.people.actions import lock
from models.organisation.people.rules import OFFICES, Asker, Role
from models.values.listing import Row
from models.values.numbers import Sign
from models.values.periods import Month
from models.values.refusal import Refusal, required
from models.values.showing import HALF_NAMES, show_date

DAY = timedelta(days=1)


def _leave(row: DutyAbsence) -> Leave:
    return Leave(row.first_day, row.last_day, row.part)


async def ask(act: Act, leave: Leave, reason: str | None) -> Asked:
    """Put a cadre's leave before whoever decides about it, or raise the Refusal that says why not."""
    person_id = act.asker.known
    unit_id = min(act.asker.units_as([Role.CADRE]), default=act.asker.own_unit)
    starts, ends = away_between(leave.first, leave.last, leave.part)
    same_day = rules.check_moment(leave, ends, act.now)
    await lock([person_id])
    standing = await _check(act, person_id, leave)
    approver, deciders = await _deciders(act, person_id, unit_id, leave, standing)
    row = await DutyAbsence.create(
        person_id=person_id,
        unit_id=unit_id,
        first_day=leave.first,
        last_day=leave.last,
        part=leave.part,
        reason=reason[:100] if reason else None,
        same_day=same_day,
        state=LeaveState.ASKED,
        asked_at=act.now,
        approver_role=approver,
    )
    await record(act.cause, "leave_ask", ("duty_absence", row.id), after=_facts(row))
    seasons = await seasons_of(unit_id, leave.first, leave.last)
    return Asked(
        number=row.id,
        leave=leave,
        person=Party(person_id, act.asker.userid, act.asker.name),
        reason=row.reason,
        approver=approver,
        deciders=deciders,
        same_day=same_day,
        season=seasons[0].name if seasons else None,
        shifts=tuple(map(slot_name, await _shifts_between(person_id, max(starts, act.now), ends))),
        year=leave.first.year if leave.first.year != act.today.year else None,
    )


def _facts(row: DutyAbsence) -> dict[str, str | None]:
    """Return what the audit ledger keeps of a leave: its days, never its reason."""
    return {"first": row.first_day.isoformat(), "last": row.last_day.isoformat(), "part": row.part}


async def _check(act: Act, person_id: int, leave: Leave) -> list[Leave]:
    """Return what stands; raise a refusal when that covers all of a leave, or when both together are too much."""
    around = timedelta(days=366)
    found = DutyAbsence.filter(person_id=person_id, state__in=STANDING)
    rows = await found.filter(last_day__gte=leave.first - around, first_day__lte=leave.last + around).order_by("id")
    standing = {row.id: _leave(row) for row in rows}
    known = rules.covering(leave, list(standing.items()))
    if known is not None:
        number, short = Sign.LEAVE.show(known), show_date(standing[known].first)
        state = rules.STATE_NAMES[next(LeaveState(row.state) for row in rows if row.id == known)]
        raise Refusal(rules.ALREADY_AWAY, day=texts.days(leave), number=number, state=state, short=short)
    rules.check_limits(leave, list(standing.values()), act.policy.duty)
    return list(standing.values())


async def _deciders(
    act: Act, person_id: int, unit_id: int, leave: Leave, standing: Sequence[Leave]
) -> tuple[Approver, tuple[Party, ...]]:
    """Return who decides: the unit's secretaries, but for themselves and where there are none the office above."""
    secretaries = await secretaries_of(unit_id, act.today)
    led = bool(secretaries) and person_id not in {one.id for one in secretaries}
    approver = rules.approver_of(leave, act.policy.duty, led=led, standing=standing)
    if led:
        return approver, secretaries
    deciders = required(
        tuple(party(person) for person in await office_above(unit_id, act.today) if person.id != person_id),
        rules.NOBODY_DECIDES,
    )
    return approver, deciders


async def _shifts_between(person_id: int, starts: datetime, ends: datetime) -> list[Slot]:
    """Return a person's published shifts that run between two moments."""
    first = starts.astimezone(ZONE).date() - timedelta(days=1)
    found = await slots_of(person_id, first, ends.astimezone(ZONE).date())
    return [slot for slot in found if slot.starts < ends and slot.ends > starts]


async def waiting(asker: Asker, today: date) -> list[DutyAbsence]:
    """Return the leaves that wait for this person, oldest first; never his own, nor what is over.

    Of what nobody has decided when it is to begin on the next day, the level above may decide as well.
    """
    found = _his_to_decide(asker, today).filter(state=LeaveState.ASKED, last_day__gte=today)
    return await found.select_related("person").order_by("id")


def _his_to_decide(asker: Asker, today: date) -> QuerySet[DutyAbsence]:
    offices, the_office_s = list(asker.units_as(OFFICES)), Q(approver_role__in=list(rules.OF_THE_OFFICE))
    led = ~the_office_s & Q(unit_id__in=list(asker.units_as([Role.SECRETARY])))
    below, far_below = Q(unit__parent_id__in=offices), Q(unit__parent__parent_id__in=offices)
    near = Q(first_day__range=(today, today + DAY))
    may = led | (the_office_s & below) | (near & ((~the_office_s & below) | (the_office_s & far_below)))
    return DutyAbsence.filter(may).exclude(person_id=asker.person_id)


async def in_list(act: Act) -> list[Waits]:
    """Return the leaves that wait for the asker, as they stand in a list; each before it begins."""
    rows = await waiting(act.asker, act.today)
    return [Waits(Sign.LEAVE.show(row.id), texts.title(row.person.name), row.first_day) for row in rows]


async def kept(asker: Asker, number: int) -> Kept | None:
    """Return what the ledger keeps a leave under: for himself, who decided, and his secretary."""
    row = await DutyAbsence.get_or_none(id=number)
    if row is None:
        return None
    state, concerned = rules.STATE_NAMES[LeaveState(row.state)], (row.person_id, row.decided_by_id)
    return Kept("duty_absence", "请假", state, row.unit_id, concerned, (Role.SECRETARY,))


async def is_open(number: int) -> bool:
    """Return whether a leave still waits for a decision."""
    return await DutyAbsence.filter(id=number, state=LeaveState.ASKED).exists()


async def unanswered(act: Act) -> list[Owed]:
    """Return what those who decide are reminded of: leaves asked for before today that nobody has answered."""
    rows = DutyAbsence.filter(state=LeaveState.ASKED, first_day__gte=act.today, asked_at__lt=act.midnight)
    return [
        Owed(one.userid, texts.still_waits(row.id, row.person.name, _leave(row)), Sign.LEAVE.show(row.id))
        for row in await rows.prefetch_related("person").order_by("id")
        for one in await _who_decides(row, act.today)
    ]


async def _who_decides(row: DutyAbsence, day: date) -> list[Party]:
    if row.approver_role == Approver.SECRETARY:
        return list(await secretaries_of(row.unit_id, day))
    return [party(person) for person in await office_above(row.unit_id, day) if person.id != row.person_id]


async def undecided_tomorrow(act: Act) -> tuple[list[Owed], list[Owed]]:
    """Return what is said the evening before a leave that nobody decided: to the level above, and to who asked."""
    rows = DutyAbsence.filter(state=LeaveState.ASKED, first_day=act.today + DAY).order_by("id")
    above, asked = [], []
    for row in await rows.prefetch_related("person", "unit"):
        level = row.unit_id if row.approver_role == Approver.SECRETARY else row.unit.parent_id
        offices = await office_above(level, act.today) if level is not None else []
        people = [person for person in offices if person.id != row.person_id]
        number, line = Sign.LEAVE.show(row.id), texts.passed_up(row.id, row.person.name, _leave(row))
        above += [Owed(person.userid, line, f"{number} up") for person in people]
        asked.append(Owed(row.person.userid, texts.not_yet(row.id, _leave(row), [one.name for one in people])))
    return above, asked


async def decide(act: Act, number: int | None, then: LeaveState) -> Ended:
    """Approve or decline the leave of a number, or the only one that waits.

    Of one that is approved the person's shifts are empty at once, and drafts go around it.
    """
    meant = await _meant(act, number)
    # The person's row first: asking, deciding and coming back go one at a time.
    await lock([meant.person_id])
    row = await DutyAbsence.get(id=meant.id).select_related("person")
    if row.state != LeaveState.ASKED:
        raise Refusal(
            rules.LEAVE_DECIDED, number=Sign.LEAVE.show(row.id), state=rules.STATE_NAMES[LeaveState(row.state)]
        )
    decided = {"state": then, "decided_by_id": act.asker.person_id, "decided_at": act.now}
    await DutyAbsence.filter(id=row.id).update(**decided)
    action = "leave_grant" if then is LeaveState.APPROVED else "leave_decline"
    await record(act.cause, action, ("duty_absence", row.id), before={"state": row.state}, after={"state": then})
    return await _ended(act, row, then, await _open_up(act, row) if then is LeaveState.APPROVED else [])


async def _meant(act: Act, number: int | None) -> DutyAbsence:
    """Return the leave that is decided: the one named, or the only one that waits."""
    named = [row for row in await waiting(act.asker, act.today) if number in (None, row.id)]
    if not named:
        if number and (row := await _his_to_decide(act.asker, act.today).get_or_none(id=number)):
            raise _waits_no_longer(row)
        raise Refusal(rules.NO_SUCH_LEAVE, number="" if number is None else f" {Sign.LEAVE.show(number)}")
    if len(named) > 1:
        lines = "\n".join(texts.waiting_line(row.id, row.person.name, _leave(row)) for row in named)
        raise Refusal(rules.WHICH_LEAVE, count=len(named), lines=lines, example=Sign.LEAVE.show(named[0].id))
    return named[0]


def _waits_no_longer(row: DutyAbsence) -> Refusal:
    """Return why a leave that does not wait is not decided: its days are over, or it is decided."""
    number, state = Sign.LEAVE.show(row.id), LeaveState(row.state)
    if state is LeaveState.ASKED:
        return Refusal(rules.LEAVE_OVER, number=number)
    return Refusal(rules.LEAVE_DECIDED, number=number, state=rules.STATE_NAMES[state])


async def to_decide(act: Act, number: int | None) -> int:
    """Return the number of the leave that is decided, as `decide` does."""
    return (await _meant(act, number)).id


async def _open_up(act: Act, row: DutyAbsence) -> list[Gap]:
    """Empty the shifts of a leave that are not over, and return them with who could take each."""
    starts, ends = away_between(row.first_day, row.last_day, row.part)
    if ends <= act.now:
        raise Refusal(rules.LEAVE_OVER, number=Sign.LEAVE.show(row.id))
    emptied = await vacate(row.person_id, max(starts, act.now), ends, act.cause)
    await remake_drafts(act, row.unit_id)
    gaps = []
    for unit_id in sorted({slot.unit_id for slot in emptied}):
        empty = [slot for slot in emptied if slot.unit_id == unit_id and slot.is_empty]
        gaps += [Gap(slot_name(slot), able) for slot, able in await who_could(empty, act.policy.duty)]
    return gaps


async def _ended(act: Act, row: DutyAbsence, state: LeaveState, gaps: Sequence[Gap]) -> Ended:
    told = await secretaries_of(row.unit_id, act.today)
    return Ended(Sign.LEAVE.show(row.id), _leave(row), party(row.person), state, tuple(gaps), told)


async def own_undecided(asker: Asker) -> dict[int, str | None]:
    """Return {number: reason} of somebody's own leaves that nobody has decided, the newest first."""
    found = DutyAbsence.filter(person_id=asker.person_id, state=LeaveState.ASKED).order_by("-id")
    return dict(await found.values_list("id", "reason"))


async def own_ahead(act: Act) -> list[tuple[int, Leave, LeaveState]]:
    """Return (number, days, state) of the asker's own leaves that are not over, the refused ones as well, by day."""
    found = DutyAbsence.filter(person_id=act.asker.person_id, last_day__gte=act.today)
    rows = await found.exclude(state=LeaveState.CANCELLED).order_by("first_day", "id")
    return [(row.id, _leave(row), LeaveState(row.state)) for row in rows]


async def ahead(act: Act) -> list[tuple[int, str, Leave, LeaveState]]:
    """Return (number, name, days, state) of the standing leaves that are not over of those for whom the asker cares."""
    led, below = list(act.asker.units_as([Role.SECRETARY])), list(act.asker.units_as(OFFICES))
    his = Q(unit_id__in=led) | Q(unit__parent_id__in=below)
    found = DutyAbsence.filter(his, state__in=STANDING, last_day__gte=act.today).select_related("person")
    rows = await found.order_by("first_day", "id")
    return [(row.id, row.person.name, _leave(row), LeaveState(row.state)) for row in rows]


async def end(act: Act, day: date | None, number: int | None = None) -> list[Ended]:
    """End one's own leaves of a number or that cover a day, or else those one is on or the next; what was taken stays.

    The published shifts it has emptied are not given back by themselves: somebody may have been asked already.
    """
    await lock([act.asker.known])
    ended = []
    for row in await _own(act, act.asker.known, day, number):
        if row.first_day < act.today:
            last = act.today - timedelta(days=1)
            await DutyAbsence.filter(id=row.id).update(last_day=last)
            after = {"last": str(last)}
            await record(act.cause, "leave_shorten", ("duty_absence", row.id), before=_facts(row), after=after)
        else:
            await DutyAbsence.filter(id=row.id).update(state=LeaveState.CANCELLED)
            await record(act.cause, "leave_cancel", ("duty_absence", row.id), before={"state": row.state})
        gaps = []
        if row.state == LeaveState.APPROVED:
            await remake_drafts(act, row.unit_id)
            gaps = await _still_empty(act, row)
        ended.append(await _ended(act, row, LeaveState.CANCELLED, gaps))
    return ended


async def _own(act: Act, person_id: int, day: date | None, number: int | None) -> Sequence[DutyAbsence]:
    """Return which of his leaves somebody means to end; refuses with NO_LEAVE or WHICH_TO_END."""
    standing = DutyAbsence.filter(person_id=person_id, state__in=STANDING, last_day__gte=act.today)
    standing = standing.select_related("person").order_by("first_day", "id")
    standing = standing if day is None else standing.filter(first_day__lte=day, last_day__gte=day)
    rows = required(
        await (standing if number is None else standing.filter(id=number)),
        rules.NO_LEAVE,
        day="" if day is None else show_date(day),
    )
    return rows if day is not None else _on_or_next(rows, act.today)


def _on_or_next(rows: Sequence[DutyAbsence], today: date) -> Sequence[DutyAbsence]:
    """Return the leaves somebody is on, for who comes back means those, else the only one ahead; else WHICH_TO_END."""
    on_it = [row for row in rows if row.first_day <= today]
    if not on_it and len(rows) > 1:
        lines = "\n".join(texts.standing_line(row.id, _leave(row)) for row in rows)
        raise Refusal(rules.WHICH_TO_END, count=len(rows), lines=lines, example=show_date(rows[0].first_day))
    return on_it or rows


async def _still_empty(act: Act, row: DutyAbsence) -> list[Gap]:
    """Return the coming shifts of the unit in a leave that nobody holds."""
    starts, ends = away_between(row.first_day, row.last_day, row.part)
    slots = await slots_between(row.unit_id, max(starts, act.now).date(), row.last_day)
    return [
        Gap(slot_name(slot))
        for slot in slots
        if slot.is_empty and slot.starts > act.now and starts <= slot.starts < ends
    ]


async def of_month(unit_id: int, month: Month) -> list[Row]:
    """Return the leaves of a unit that touch a month as its ledger lists them, never with their reasons."""
    found = DutyAbsence.filter(unit_id=unit_id, first_day__lte=month.last, last_day__gte=month.first)
    return [
        (
            Sign.LEAVE.show(row.id),
            row.person.name,
            row.first_day,
            row.last_day,
            HALF_NAMES.get(row.part or ""),
            _leave(row).length / len(rules.HALVES),
            rules.STATE_NAMES[LeaveState(row.state)],
            row.decided_by.name if row.decided_by else None,
        )
        for row in await found.select_related("person", "decided_by").order_by("first_day", "id")
    ]


async def states_of(unit_id: int, month: Month) -> Counter[str]:
    """Return {state: how many leaves} of those of a unit that touch a month."""
    found = DutyAbsence.filter(unit_id=unit_id, first_day__lte=month.last, last_day__gte=month.first)
    return Counter([row.state for row in await found.order_by("id")])


async def forget_leave(before: date) -> None:
    """Delete leaves that ended before a day."""
    await DutyAbsence.filter(last_day__lt=before).delete()
