"""Asking somebody to change duty, answering, taking an empty shift; runs in the caller's transaction.

The two people are locked before their shifts are read, so that whatever is decided is decided about what stands.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from config.duty_policy import DutyPolicy
from models.duty.planner.shifts import ZONE
from models.duty.roster.actions import aways, hand_over, members_of, own_slot, pool_of, slot_of, slots_between, slots_of
from models.duty.roster.rules import AmbiguousDuty, BusyThen, JustChanged, LeaderNeeded, NoDutyThatDay, Slot
from models.duty.roster.tables import DutySlot
from models.duty.roster.texts import part_name, slot_name
from models.duty.swaps import rules, texts
from models.duty.swaps.rules import ONE_WAY, Case, Deal, Fault, Outcome, Party, SwapKind, SwapState, Wanted
from models.duty.swaps.tables import DutySwap
from models.ledger.audit.actions import Cause, record
from models.organisation.people.actions import holders, lock, people_of
from models.organisation.people.rules import Asker, Role, UnknownPerson, named_in
from models.organisation.people.tables import Person
from models.values.numbers import Sign
from models.values.showing import show_date, show_day

DAY = timedelta(days=1)


async def _case(row: DutySwap | Deal) -> Case:
    deal = row
    if isinstance(deal, DutySwap):
        deal = Deal(SwapKind(deal.kind), deal.asker_id, deal.other_id, deal.slot_id, deal.return_slot_id)
    return Case(deal, await slot_of(deal.slot_id), await slot_of(deal.return_id) if deal.return_id else None)


def _place(asker: Asker) -> tuple[int, int]:
    """Return the asker's number and the unit in which he takes turns."""
    unit_id = min(asker.units_as([Role.CADRE]), default=None)
    if asker.person_id is None or unit_id is None:
        raise UnknownPerson
    return asker.person_id, unit_id


async def ask(asker: Asker, text: str, wanted: Sequence[Wanted], cause: Cause, policy: DutyPolicy) -> Outcome:
    """Ask the one whom the text names to change duty; the mirror of his own open request settles that one.

    Without a day in return, the other's nearest shift of the same kind that fits both comes back, or none.
    """
    (own, unit_id), now = _place(asker), cause.at.astimezone(ZONE)
    other = await _partner(own, unit_id, text, wanted[0].day)
    await lock([own, other.id])
    slot = await own_slot(own, wanted[0].day, wanted[0].half, now)
    if len(wanted) > 1:
        back: int | None = await _return_on(slot, other, wanted[1], now, policy)
    else:
        back = await _mirrored(own, other.id, slot.id)
        if back is None and not ONE_WAY.search(text):
            back = await _nearest(slot, own, other.id, now, policy)
    kind = SwapKind.SUBSTITUTE if back is None else SwapKind.SWAP
    return await _propose(await _case(Deal(kind, own, other.id, slot.id, back)), cause)


async def _return_on(slot: Slot, other: Person, wanted: Wanted, now: datetime, policy: DutyPolicy) -> int:
    back = await _their_slot(other, wanted, now)
    if abs(back.day - slot.day) > policy.swap_days * DAY:
        raise rules.TooFarApart(days=abs((back.day - slot.day).days), most=policy.swap_days)
    return back.id


async def _partner(own: int, unit_id: int, text: str, day: date) -> Person:
    """Return the one other person of the pool whom a text names."""
    pool = {person.id: person for person in await pool_of(unit_id, day) if person.id != own}
    names = {key: person.name for key, person in pool.items()}
    found = named_in(text, names)
    if not found:
        raise rules.NoPartner(names="、".join(names.values()))
    if len(found) > 1:
        raise rules.WhichPartner(names="、".join(names[key] for key in found))
    return pool[found[0]]


async def _their_slot(other: Person, wanted: Wanted, now: datetime) -> Slot:
    try:
        return await own_slot(other.id, wanted.day, wanted.half, now)
    except NoDutyThatDay:
        raise rules.NotTheirDuty(name=other.name, day=show_day(wanted.day)) from None


async def _mirrored(own: int, other: int, slot_id: int) -> int | None:
    """Return what the other has already asked to give for this shift, or None."""
    row = await DutySwap.filter(asker_id=other, other_id=own, return_slot_id=slot_id, state=SwapState.ASKED).first()
    return row.slot_id if row else None


async def _nearest(slot: Slot, own: int, other: int, now: datetime, policy: DutyPolicy) -> int | None:
    last = slot.day + policy.swap_days * DAY
    theirs = [one for one in await slots_of(other, now.date(), last) if one.starts > now]
    return rules.nearest_return(slot, theirs, await slots_of(own, now.date(), last), policy.swap_days)


async def stand_in(asker: Asker, text: str, wanted: Wanted, cause: Cause) -> Outcome:
    """Take an empty shift at once, or offer to take the one of whoever the text names."""
    (own, unit_id), now = _place(asker), cause.at.astimezone(ZONE)
    try:
        other = await _partner(own, unit_id, text, wanted.day)
    except rules.NoPartner:
        return await _take(own, await _empty_slot(unit_id, wanted, now), cause)
    await lock([own, other.id])
    slot = await _their_slot(other, wanted, now)
    return await _propose(await _case(Deal(SwapKind.COVER, own, other.id, slot.id, None)), cause)


async def _empty_slot(unit_id: int, wanted: Wanted, now: datetime) -> Slot:
    found = await slots_between(unit_id, wanted.day, wanted.day)
    empty = [slot for slot in found if slot.is_empty and slot.ends > now and wanted.half in (None, slot.part)]
    parts = list(dict.fromkeys(part_name(slot) for slot in empty))
    if not empty:
        raise rules.NoEmptyShift(day=show_day(wanted.day), short=show_date(wanted.day))
    if len(parts) > 1:
        raise AmbiguousDuty(day=show_date(wanted.day), parts="、".join(parts), first=parts[0])
    return empty[0]


async def _take(own: int, slot: Slot, cause: Cause) -> Outcome:
    try:
        await hand_over(slot, own, cause, "stand_in")
    except JustChanged:
        raise rules.JustTaken(shift=slot_name(slot)) from None
    taker, told = (await _parties([own]))[own], await _secretaries(slot.unit_id, cause)
    return Outcome(0, SwapState.ACCEPTED, taker, taker, None, taker, slot_name(slot), None, told)


async def _propose(case: Case, cause: Cause) -> Outcome:
    """Put a deal before the other, or settle his mirror of it; both people are locked."""
    deal = case.deal
    await _check_free(deal.taker_id, case.slot, cause)
    if case.back is not None:
        await _check_free(deal.giver_id, case.back, cause)
    between = DutySwap.filter(state=SwapState.ASKED).order_by("id")
    for row in await between.filter(asker_id=deal.other_id, other_id=deal.asker_id):
        if rules.mirrors(deal, (await _case(row)).deal):
            return await _settle(row, SwapState.ACCEPTED, cause)
    known = await between.filter(asker_id=deal.asker_id, other_id=deal.other_id, slot_id=deal.slot_id).first()
    if known is not None:
        other = (await _parties([deal.other_id]))[deal.other_id]
        raise rules.AlreadyAsked(name=other.name, number=Sign.SWAP.show(known.id))
    said: dict[str, Any] = {"asker_id": deal.asker_id, "other_id": deal.other_id}
    said |= {"slot_id": deal.slot_id, "return_slot_id": deal.return_id}
    row = await DutySwap.create(kind=deal.kind, state=SwapState.ASKED, asked_at=cause.at, **said)
    await record(cause, "swap_ask", ("duty_swap", row.id), after=said)
    return await _outcome(row, case, SwapState.ASKED, cause)


async def _check_free(person_id: int, slot: Slot, cause: Cause) -> None:
    """Raise already now the refusal that would come when it is agreed."""
    if slot.starts <= cause.at:
        raise rules.HasBegun(slot=slot_name(slot))
    leaders = {member.person_id for member in await members_of(slot.unit_id, slot.day) if member.leader}
    if slot.needs_leader and person_id not in leaders:
        raise LeaderNeeded(day=show_day(slot.day))
    around = await slots_of(person_id, slot.day - DAY, slot.ends.date())
    if any(rules.overlap(one, slot) for one in around) or await aways([person_id], slot.starts, slot.ends):
        raise BusyThen(name=(await _parties([person_id]))[person_id].name, day=show_day(slot.day))


async def answer(asker: Asker, number: int | None, cause: Cause, *, agrees: bool) -> Outcome:
    """Agree to a request that waits for this person, or decline it; a shift that has moved meanwhile voids it."""
    row = await _meant(number, await waiting(asker, cause, number), rules.WORDS[agrees], cause)
    return await _settle(row, SwapState.ACCEPTED if agrees else SwapState.DECLINED, cause)


async def waiting(asker: Asker, cause: Cause, number: int | None = None) -> list[DutySwap]:
    """Return the requests that wait for this person and can be carried out, or the newest; or the one of a number."""
    rows = await _of(number, DutySwap.filter(other_id=asker.person_id))
    live = [row for row in rows if (await _case(row)).fault(cause.at) is None]
    return rows if number else live or rows[:1]


async def _of(number: int | None, found: QuerySet[DutySwap]) -> list[DutySwap]:
    """Return the request of a number whatever became of it; without one those that wait, the newest first."""
    return await (found.filter(id=number) if number else found.filter(state=SwapState.ASKED)).order_by("-id")


async def withdraw(asker: Asker, number: int | None, cause: Cause) -> Outcome:
    """Take back one's own request that nobody has answered."""
    rows = await _of(number, DutySwap.filter(asker_id=asker.person_id))
    return await _settle(await _meant(number, rows, rules.WITHDRAW, cause), SwapState.CANCELLED, cause)


async def _meant(number: int | None, rows: Sequence[DutySwap], word: str, cause: Cause) -> DutySwap:
    """Return the request of that number, or, without a number, the only one."""
    found = [row for row in rows if number in (None, row.id)]
    if not found:
        raise rules.NothingOpen(number="" if number is None else f" {Sign.SWAP.show(number)}")
    if len(found) > 1:
        lines = [texts.line(await _outcome(row, await _case(row), SwapState.ASKED, cause)) for row in found]
        raise rules.WhichSwap(count=len(found), lines="\n".join(lines), word=word, example=Sign.SWAP.show(found[0].id))
    return found[0]


async def _settle(row: DutySwap, then: SwapState, cause: Cause) -> Outcome:
    """Bring a request to its end."""
    await lock([row.asker_id, row.other_id])
    fresh = await DutySwap.get(id=row.id)
    rules.check_step(fresh.id, SwapState(fresh.state), then)
    case = await _case(fresh)
    fault = case.fault(cause.at) if then is SwapState.ACCEPTED else None
    then = SwapState.VOID if fault else then
    if then is SwapState.ACCEPTED:
        await hand_over(case.slot, case.deal.taker_id, cause, f"swap_{case.deal.kind}")
        if case.back is not None:
            await hand_over(case.back, case.deal.giver_id, cause, f"swap_{case.deal.kind}")
    return await _end(fresh, case, then, cause, fault)


async def _end(row: DutySwap, case: Case, then: SwapState, cause: Cause, fault: Fault | None) -> Outcome:
    await DutySwap.filter(id=row.id).update(state=then, answered_at=cause.at)
    await record(cause, f"swap_{then}", ("duty_swap", row.id), before={"state": row.state}, after={"state": then})
    return await _outcome(row, case, then, cause, fault)


async def void_superseded(cause: Cause) -> list[Outcome]:
    """End the open requests for shifts that a rebuild has superseded; return them."""
    lost = Q(slot__superseded_at__isnull=False) | Q(return_slot__superseded_at__isnull=False)
    rows = await DutySwap.filter(lost, state=SwapState.ASKED).order_by("id")
    return [await _end(row, await _case(row), SwapState.VOID, cause, Fault.MOVED) for row in rows]


async def _outcome(row: DutySwap, case: Case, state: SwapState, cause: Cause, fault: Fault | None = None) -> Outcome:
    people, deal = await _parties([row.asker_id, row.other_id]), case.deal
    two = (people[deal.asker_id], people[deal.other_id], people[deal.giver_id], people[deal.taker_id])
    shifts = (slot_name(case.slot), slot_name(case.back) if case.back else None)
    return Outcome(row.id, state, *two, *shifts, await _secretaries(case.slot.unit_id, cause), fault)


async def _parties(people: Sequence[int]) -> dict[int, Party]:
    return {key: Party(person.userid, person.name) for key, person in (await people_of(people)).items()}


async def _secretaries(unit_id: int, cause: Cause) -> tuple[Party, ...]:
    found = await holders([Role.SECRETARY], cause.at.astimezone(ZONE).date(), unit_id)
    return tuple(Party(person.userid, person.name) for person in found)


async def forget_swaps(before: datetime) -> None:
    """Delete requests to change duty from before a moment, and the slots that were superseded before it."""
    await DutySwap.filter(asked_at__lt=before).delete()
    await DutySlot.ever.filter(superseded_at__lt=before).delete()
