"""Asking somebody to change duty, answering, taking an empty shift; runs in the caller's transaction.

The two people are locked before their shifts are read, so that whatever is decided is decided about what stands.
"""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.duty.roster.actions import (
    aways,
    check_free,
    hand_over,
    own_slot,
    party,
    pool_of,
    secretaries_of,
    slot_of,
    slots_between,
    slots_of,
)
from models.duty.roster.rules import AMBIGUOUS_DUTY, JustChanged, NoDutyThatDay, Party, Slot
from models.duty.roster.tables import DutySlot
from models.duty.roster.texts import part_name, slot_name
from models.duty.swaps import rules, texts
from models.duty.swaps.rules import ONE_WAY, Fault, Swap, SwapKind, SwapState, Wanted
from models.duty.swaps.tables import DutySwap
from models.ledger.audit.actions import record
from models.ledger.audit.rules import Kept
from models.organisation.authority.act import Act
from models.organisation.people.actions import lock, people_of, which_one
from models.organisation.people.rules import Asker, Role, UnknownPerson, named_in
from models.organisation.people.tables import Person
from models.values.numbers import Sign
from models.values.refusal import Refusal, required
from models.values.showing import show_date, show_day

DAY = timedelta(days=1)


async def _read(row: DutySwap) -> Swap:
    """Return a request with its people and its shifts as they stand."""
    people = await people_of([row.asker_id, row.other_id])
    asker, other = party(people[row.asker_id]), party(people[row.other_id])
    slot, back = await slot_of(row.slot_id), await slot_of(row.return_slot_id) if row.return_slot_id else None
    return Swap(row.id, SwapKind(row.kind), SwapState(row.state), asker, other, slot, back)


def _place(asker: Asker) -> tuple[Party, int]:
    """Return the asker and the unit in which he takes turns."""
    unit_id = min(asker.units_as([Role.CADRE]), default=None)
    if asker.person_id is None or unit_id is None:
        raise UnknownPerson
    return Party(asker.person_id, asker.userid, asker.name), unit_id


async def ask(act: Act, text: str, wanted: Sequence[Wanted]) -> Swap:
    """Ask the one whom the text names to change duty; the mirror of his own open request settles that one.

    Without a day in return, the other's nearest shift of the same kind that fits both comes back, or none.
    """
    (own, unit_id), now, most = _place(act.asker), act.now, act.policy.duty.swap_days
    # Who has no duty then is told so before he is asked with whom.
    await own_slot(own.id, wanted[0].day, wanted[0].half, now)
    other = await _partner(own, unit_id, text, wanted[0].day)
    await lock([own.id, other.id])
    slot, back = await own_slot(own.id, wanted[0].day, wanted[0].half, now), None
    if len(wanted) > 1:
        back = await _their_slot(other, wanted[1], now)
        if abs(back.day - slot.day) > most * DAY:
            raise Refusal(rules.TOO_FAR_APART, days=abs((back.day - slot.day).days), most=most)
    elif mirror := await _open(own).filter(asker_id=other.id, return_slot_id=slot.id).first():
        back = await slot_of(mirror.slot_id)
    elif not ONE_WAY.search(text):
        back = await _nearest(slot, own, other, now, most)
    kind = SwapKind.SUBSTITUTE if back is None else SwapKind.SWAP
    return await _propose(act, Swap(0, kind, SwapState.ASKED, own, other, slot, back))


async def _partner(own: Party, unit_id: int, text: str, day: date) -> Party:
    """Return the one other person of the pool whom a text names; raises NoPartner, WhichPartner or WhichOne."""
    people = [person for person in await pool_of(unit_id, day) if person.id != own.id]
    found = required(_named(text, people), rules.NoPartner, names="、".join(person.name for person in people))
    if any(person.name != found[0].name for person in found):
        raise rules.WhichPartner(names="、".join(person.name for person in found))
    if len(found) > 1:
        raise await which_one(found[0].name, found, day)
    return party(found[0])


def _named(text: str, people: Sequence[Person]) -> list[Person]:
    accounts = {person.id: person.userid for person in people}
    keys = named_in(text, {person.id: person.name for person in people}, accounts)
    return [person for person in people if person.id in keys]


async def _their_slot(other: Party, wanted: Wanted, now: datetime) -> Slot:
    try:
        return await own_slot(other.id, wanted.day, wanted.half, now)
    except NoDutyThatDay:
        raise Refusal(rules.NOT_THEIR_DUTY, name=other.name, day=show_day(wanted.day)) from None


async def _nearest(slot: Slot, own: Party, other: Party, now: datetime, most_days: int) -> Slot | None:
    last = slot.day + most_days * DAY
    theirs = [one for one in await slots_of(other.id, now.date(), last) if one.starts > now]
    mine = [one for one in await slots_of(own.id, now.date(), last) if one.id != slot.id]
    away = await aways([own.id], now, max((one.ends for one in theirs), default=now))
    return rules.nearest_return(slot, theirs, [*mine, *away], most_days)


async def stand_in(act: Act, text: str, wanted: Wanted) -> Swap:
    """Take an empty shift at once, or offer to take the one of whoever the text names."""
    own, unit_id = _place(act.asker)
    try:
        other = await _partner(own, unit_id, text, wanted.day)
    except rules.NoPartner:
        return await _take(act, own, await _empty_slot(unit_id, wanted, act.now))
    await lock([own.id, other.id])
    try:
        slot = await _their_slot(other, wanted, act.now)
    except Refusal as none:
        # It may stand empty since he was let off.
        try:
            return await _take(act, own, await _empty_slot(unit_id, wanted, act.now))
        except Refusal:
            raise none from None
    return await _propose(act, Swap(0, SwapKind.COVER, SwapState.ASKED, own, other, slot))


async def _empty_slot(unit_id: int, wanted: Wanted, now: datetime) -> Slot:
    found = await slots_between(unit_id, wanted.day, wanted.day)
    empty = [slot for slot in found if slot.is_empty and slot.ends > now and wanted.half in (None, slot.part)]
    parts = list(dict.fromkeys(part_name(slot) for slot in empty))
    if not empty:
        raise Refusal(rules.NO_EMPTY_SHIFT, day=show_day(wanted.day), short=show_date(wanted.day))
    if len(parts) > 1:
        raise Refusal(AMBIGUOUS_DUTY, day=show_date(wanted.day), parts="、".join(parts), first=parts[0])
    return empty[0]


async def _take(act: Act, own: Party, slot: Slot) -> Swap:
    try:
        await hand_over(slot, own.id, act.cause, "stand_in")
    except JustChanged:
        raise Refusal(rules.JUST_TAKEN, shift=slot_name(slot)) from None
    told = await secretaries_of(slot.unit_id, act.today)
    return Swap(0, SwapKind.COVER, SwapState.ACCEPTED, own, own, slot, secretaries=told)


async def _propose(act: Act, swap: Swap) -> Swap:
    """Put a request before the other, or settle his mirror of it; both people are locked."""
    for slot, taker in ((swap.slot, swap.taker), (swap.back, swap.giver)):
        if slot is not None:
            # Refused already now, not when it is agreed.
            if slot.starts <= act.now:
                raise Refusal(rules.HAS_BEGUN, slot=slot_name(slot))
            await check_free(slot, taker.id)
    for row in await _open(swap.asker).filter(asker_id=swap.other.id):
        if swap.mirrors(known := await _read(row)):
            return await _settle(act, known, SwapState.ACCEPTED)
    same = await _open(swap.other).filter(asker_id=swap.asker.id, slot_id=swap.slot.id).first()
    if same is not None:
        raise Refusal(rules.ALREADY_ASKED, name=swap.other.name, number=Sign.SWAP.show(same.id))
    said: dict[str, Any] = {"asker_id": swap.asker.id, "other_id": swap.other.id, "slot_id": swap.slot.id}
    said["return_slot_id"] = swap.back.id if swap.back else None
    row = await DutySwap.create(kind=swap.kind, state=swap.state, asked_at=act.now, **said)
    await record(act.cause, "swap_ask", ("duty_swap", row.id), after=said)
    return replace(swap, number=row.id)


def _open(asked: Party) -> QuerySet[DutySwap]:
    """Return the query of the requests that wait for somebody, oldest first."""
    return DutySwap.filter(other_id=asked.id, state=SwapState.ASKED).order_by("id")


async def answer(act: Act, number: int | None, *, agrees: bool) -> Swap:
    """Agree to a request that waits for this person, or decline it; a shift that has moved meanwhile voids it."""
    swap = _meant(number, await waiting(act, number), rules.WORDS[agrees])
    return await _settle(act, swap, SwapState.ACCEPTED if agrees else SwapState.DECLINED)


async def waiting(act: Act, number: int | None = None) -> list[Swap]:
    """Return the requests that wait for this person and can be carried out, or the newest; or the one of a number."""
    found = await _of(number, DutySwap.filter(other_id=act.asker.person_id))
    live = [swap for swap in found if swap.fault_at(act.now) is None]
    return found if number else live or found[:1]


async def _of(number: int | None, found: QuerySet[DutySwap]) -> list[Swap]:
    """Return the request of a number whatever became of it; without one those that wait, the newest first."""
    wanted = found.filter(id=number) if number else found.filter(state=SwapState.ASKED)
    return [await _read(row) for row in await wanted.order_by("-id")]


async def asked(act: Act, number: int | None = None) -> list[Swap]:
    """Return the requests of this person that nobody has answered, the newest first; of a number that one."""
    return await _of(number, DutySwap.filter(asker_id=act.asker.person_id))


async def agreed(act: Act, days: Set[date]) -> Swap | None:
    """Return the last change of duty that this person has on one of some days and that both have agreed to."""
    mine = Q(asker_id=act.asker.person_id) | Q(other_id=act.asker.person_id)
    rows = await DutySwap.filter(mine, state=SwapState.ACCEPTED).order_by("-id")
    found = [swap for swap in [await _read(row) for row in rows] if days & {swap.slot.day, swap.back and swap.back.day}]
    return next(iter(found), None)


async def withdraw(act: Act, number: int | None) -> Swap:
    """Take back one's own request that nobody has answered."""
    found = await asked(act, number)
    return await _settle(act, _meant(number, found, rules.WITHDRAW), SwapState.CANCELLED)


def _meant(number: int | None, found: Sequence[Swap], word: str) -> Swap:
    """Return the only request; without a number several may wait, and one has to be named."""
    if not found:
        raise Refusal(rules.NOTHING_OPEN, number="" if number is None else f" {Sign.SWAP.show(number)}")
    if len(found) > 1:
        lines, example = "\n".join(map(texts.line, found)), found[0].name
        raise Refusal(rules.WHICH_SWAP, count=len(found), lines=lines, word=word, example=example)
    return found[0]


async def _settle(act: Act, seen: Swap, then: SwapState) -> Swap:
    """Bring a request to its end; what was agreed too late is void."""
    await lock([seen.asker.id, seen.other.id])
    swap = await _read(await DutySwap.get(id=seen.number))
    swap.check_waits()
    if then is not SwapState.ACCEPTED:
        return await _end(act, swap, then)
    if fault := swap.fault_at(act.now):
        return await _end(act, replace(swap, fault=fault), SwapState.VOID)
    await hand_over(swap.slot, swap.taker.id, act.cause, f"swap_{swap.kind}")
    if swap.back is not None:
        await hand_over(swap.back, swap.giver.id, act.cause, f"swap_{swap.kind}")
    return await _end(act, replace(swap, secretaries=await secretaries_of(swap.slot.unit_id, act.today)), then)


async def _end(act: Act, swap: Swap, then: SwapState) -> Swap:
    await DutySwap.filter(id=swap.number).update(state=then, answered_at=act.now)
    was, now = {"state": swap.state}, {"state": then}
    await record(act.cause, f"swap_{then}", ("duty_swap", swap.number), before=was, after=now)
    return replace(swap, state=then)


async def stands(number: int, state: SwapState) -> bool:
    """Return whether a request is in a state."""
    return await DutySwap.filter(id=number, state=state).exists()


async def kept(asker: Asker, number: int) -> Kept | None:
    """Return what the ledger keeps a request under, for its two and for the unit's secretary and supervisors."""
    row = await DutySwap.get_or_none(id=number).select_related("slot")
    if row is None:
        return None
    state, readers = rules.STATE_NAMES[SwapState(row.state)], (Role.SECRETARY, Role.SUPERVISOR)
    return Kept("duty_swap", "换班", state, row.slot.unit_id, (row.asker_id, row.other_id), readers)


async def void_superseded(act: Act) -> list[Swap]:
    """End the open requests for shifts that a rebuild has superseded; return them."""
    lost = Q(slot__superseded_at__isnull=False) | Q(return_slot__superseded_at__isnull=False)
    rows = await DutySwap.filter(lost, state=SwapState.ASKED).order_by("id")
    return [await _end(act, replace(await _read(row), fault=Fault.MOVED), SwapState.VOID) for row in rows]


async def forget_swaps(before: datetime) -> None:
    """Delete requests to change duty from before a moment, and the slots that were superseded before it."""
    await DutySwap.filter(asked_at__lt=before).delete()
    await DutySlot.ever.filter(superseded_at__lt=before).delete()
