"""Signs of presence, the log of the desk, and who is to be told about a shift; runs in the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tortoise.expressions import Q

from config.duty_policy import DutyPolicy
from models.duty.attendance import rules
from models.duty.attendance.rules import HandedOn, Note, Presence, Watched
from models.duty.attendance.tables import DutyLog
from models.duty.planner.shifts import Why
from models.duty.roster.actions import own_slots, published_slots, secretaries_of, slots_among, slots_of, titled
from models.duty.roster.rules import NoDutyThatDay, Slot
from models.duty.roster.tables import DutyAbsence, DutySlot
from models.duty.roster.texts import hours, slot_name
from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.people.actions import lock
from models.organisation.people.rules import Asker, Role, UnknownPerson, named_in
from models.service.activities.actions import told_of_work
from models.values.showing import show_day

DAY = timedelta(days=1)
AHEAD = timedelta(days=62)
WORTH_SAYING = timedelta(hours=1)
# A word from so long ago is told to nobody.
WORTH_HANDING_ON = timedelta(days=31)


@dataclass(frozen=True)
class Told:
    """Something to say about shifts to one person, and until when it is worth saying."""

    userid: str
    name: str
    note: Note
    shift: str
    until: datetime
    handover: str | None = None


def _shown(slot: Slot) -> str:
    return f"{slot_name(slot)} {hours(slot)}"


async def on_duty_now(act: Act) -> bool:
    """Return whether a shift of the asker runs, or is about to begin."""
    if act.asker.person_id is None or Role.CADRE not in act.asker.roles:
        return False
    found = await own_slots(act.asker.person_id, act.today - DAY, act.today, act.now)
    return any(slot.starts - rules.EARLY <= act.now for slot in found)


async def give_sign(act: Act, presence: Presence, where: str | None = None) -> str:
    """Note that somebody is on duty, and return which shift that is; raises NotOnDuty."""
    slot = await _current(act)
    await _mark(act, slot, presence, where)
    return slot_name(slot)


async def _current(act: Act) -> Slot:
    """Return the shift the asker keeps now, the one under way before one that is near."""
    person_id, now = _known(act.asker), act.now
    await lock([person_id])
    found = await slots_of(person_id, act.today - DAY, act.today)
    near = [slot for slot in found if rules.is_now(slot.starts, slot.ends, now)]
    if not near:
        raise rules.NotOnDuty
    return min(near, key=lambda slot: (not slot.starts <= now < slot.ends, abs(slot.starts - now)))


def _known(asker: Asker) -> int:
    if asker.person_id is None:
        raise UnknownPerson
    return asker.person_id


async def _mark(act: Act, slot: Slot, presence: Presence, where: str | None = None) -> None:
    note = where[: rules.NOTE_CHARACTERS] if where else None
    await DutySlot.filter(id=slot.id).update(present_at=act.now, presence=presence, presence_note=note)
    await record(act.cause, "presence", ("duty_slot", slot.id), after={"presence": presence})


async def explained(act: Act, day: date | None, half: str | None) -> tuple[Slot, Why | None]:
    """Return a shift of the asker (his next one, or the one of a day), and how the planner came to it.

    There is no such why for a shift that was handed over since. Raises NoDutyThatDay or NothingAhead.
    """
    person_id = _known(act.asker)
    slot = await (_next(act, person_id) if day is None else _on(person_id, day, half))
    row = await DutySlot.get(id=slot.id)
    return slot, Why.of(row.why) if row.why else None


async def _next(act: Act, person_id: int) -> Slot:
    for slot in await own_slots(person_id, act.today, act.today + AHEAD, act.now):
        if not slot.collective:
            return slot
    raise rules.NothingAhead


async def _on(person_id: int, day: date, half: str | None) -> Slot:
    for slot in await slots_of(person_id, day, day):
        if half in (None, slot.part):
            return slot
    raise NoDutyThatDay(day=show_day(day))


async def log(act: Act, entries: str) -> dict[str, int]:
    """Keep the log of the asker's day, in place of what he logged before, and return it; raises OnlyNumbers."""
    counts = rules.check_log(entries)
    person_id, unit_id = await _desk(act)
    known, _ = await DutyLog.update_or_create(
        {"counts": counts, "at": act.now}, person_id=person_id, unit_id=unit_id, day=act.today, handover=None
    )
    await record(act.cause, "desk_log", ("duty_log", known.id), after=dict(counts))
    return counts


async def _desk(act: Act) -> tuple[int, int]:
    """Return who is at which unit's desk; whoever works there is on duty."""
    person_id, unit_id = _known(act.asker), min(act.asker.units_as([Role.CADRE]), default=None)
    if unit_id is None:
        raise UnknownPerson
    await _at_the_desk(act, person_id)
    return person_id, unit_id


async def _at_the_desk(act: Act, person_id: int) -> None:
    """Take what somebody writes at the desk as a sign of presence for the shift he keeps now, if there is none yet."""
    await lock([person_id])
    for slot in await own_slots(person_id, act.today - DAY, act.today, act.now):
        if slot.presence is None and slot.starts <= act.now:
            await _mark(act, slot, Presence.ARRIVED)


async def hand_on(act: Act, text: str) -> None:
    """Keep a word for whoever is on duty next; raises HandoverTooLong."""
    if len(text) > rules.HANDOVER_CHARACTERS:
        raise rules.HandoverTooLong(most=rules.HANDOVER_CHARACTERS, length=len(text))
    person_id, unit_id = await _desk(act)
    row = await DutyLog.create(person_id=person_id, unit_id=unit_id, day=act.today, handover=text, at=act.now)
    await record(act.cause, "hand_on", ("duty_log", row.id))


async def confirm(act: Act, name: str | None) -> tuple[str, str]:
    """Note that the secretary has reached whoever gave no sign; return (name, shift)."""
    silent = await _silent(act.asker.units_as([Role.SECRETARY]), act.now)
    names = {key: slot.person_name for key, slot in silent.items()}
    meant = named_in(name, names) if name else sorted(names)
    if not meant:
        raise rules.NobodyToConfirm(name=f"：{name}" if name else "")
    if len(meant) > 1:
        raise rules.WhomToConfirm(names="、".join(names[key] for key in meant), example=names[meant[0]])
    slot = silent[meant[0]]
    await _mark(act, slot, Presence.PHONE)
    return names[meant[0]], slot_name(slot)


async def _silent(units: Collection[int], now: datetime) -> dict[int, Slot]:
    """Return the shifts under way in some units of whose holders there is no sign, by person; they stay locked."""
    held = published_slots().filter(unit_id__in=list(units), presence=None, starts_at__lte=now, ends_at__gt=now)
    # Whoever arrives meanwhile is waited for, and then no longer among those found.
    rows = held.exclude(person_id=None).order_by("starts_at", "part", "seat").select_for_update(of=("duty_slots",))
    slots = await slots_among(DutySlot.filter(id__in=[row.id for row in await rows]))
    at_work = await _at_work(slots)
    return {slot.person_id: slot for slot in slots if slot.person_id is not None and slot.id not in at_work}


async def _at_work(slots: Sequence[Slot]) -> set[int]:
    """Return the shifts during which their holder told of what he did that day: nobody need ask where he is."""
    if not slots:
        return set()
    people = {slot.person_id for slot in slots if slot.person_id is not None}
    told = await told_of_work(people, min(slot.starts for slot in slots))
    return {s.id for s in slots if any(who == s.person_id and s.starts <= at < s.ends for who, at in told)}


async def due_notes(act: Act) -> list[Told]:
    """Return what is to be said at the due moment about shifts near it, and note that it was said."""
    due, policy, told = act.now, act.policy.duty, []
    noted = [(row, slot, rules.note_due(seen, due, policy)) for row, slot, seen in await _watched(due, due, policy)]
    left = await handed_on([slot for _, slot, note in noted if note is Note.REMIND])
    for row, slot, note in noted:
        if note is not None and row.person is not None:
            await DutySlot.filter(id=row.id).update(**{f"{_SAID[note]}_at": due})
            told += await _tell(act, note, slot, row.person.userid, left.get(slot.id))
    return told


async def moments_between(after: datetime, until: datetime, policy: DutyPolicy) -> list[datetime]:
    """Return the moments in (after, until] at which something is to be said about a shift, as the books stand."""
    found = [
        rules.moment_in(opens, closes, after, until)
        for _, _, watched in await _watched(after, until, policy)
        for _, opens, closes in rules.windows(watched, policy)
    ]
    return [moment for moment in found if moment is not None]


async def _watched(after: datetime, until: datetime, policy: DutyPolicy) -> list[tuple[DutySlot, Slot, Watched]]:
    """Return the shifts that somebody holds about which anything could be said between two moments."""
    first = after - timedelta(minutes=2 * policy.absence_nudge_minutes[1])
    last = until + timedelta(minutes=policy.reminder_minutes)
    near = published_slots().filter(starts_at__gte=first, starts_at__lte=last).exclude(person_id=None)
    rows = await near.select_related("person").order_by("starts_at", "part", "seat")
    if not rows:
        return []
    slots = await titled(rows)
    asked = await _asked_leave(slots) | await _at_work(slots)
    return [(row, slot, _watch(row, slot, asked=slot.id in asked)) for row, slot in zip(rows, slots, strict=True)]


def _watch(row: DutySlot, slot: Slot, *, asked: bool) -> Watched:
    return Watched(
        starts=slot.starts,
        ends=slot.ends,
        part=slot.part,
        collective=slot.collective,
        reminded=row.reminded_at is not None,
        nudged=row.nudged_at is not None,
        escalated=row.escalated_at is not None,
        sign=row.presence is not None or asked,
    )


async def _asked_leave(slots: Sequence[Slot]) -> set[int]:
    """Return the shifts for whose day leave is asked: whoever did need not be asked where he is."""
    rows = await DutyAbsence.filter(person_id__in=[slot.person_id for slot in slots], state="asked")
    asked = [(row.person_id, row.first_day, row.last_day) for row in rows]
    return {s.id for s in slots if any(who == s.person_id and first <= s.day <= last for who, first, last in asked)}


_SAID = {Note.REMIND: "reminded", Note.NUDGE: "nudged", Note.ESCALATE: "escalated"}


async def _tell(act: Act, note: Note, slot: Slot, userid: str, handover: str | None) -> list[Told]:
    if note is Note.REMIND:
        return [Told(userid, slot.person_name, note, _shown(slot), slot.starts, handover)]
    readers = [userid]
    if note is Note.ESCALATE:
        secretaries = await secretaries_of(slot.unit_id, act.today)
        readers = [one.userid for one in secretaries if one.id != slot.person_id]
    until = min(slot.ends, act.now + WORTH_SAYING)
    return [Told(reader, slot.person_name, note, slot_name(slot), until) for reader in readers]


async def handed_on(slots: Sequence[Slot]) -> dict[int, str]:
    """Return {slot: the word that was left for it} of those for which there is one."""
    if not slots:
        return {}
    first, last = min(slot.starts for slot in slots) - WORTH_HANDING_ON, max(slot.starts for slot in slots)
    units = {slot.unit_id for slot in slots}
    rows = await DutyLog.filter(unit_id__in=units, at__gte=first).exclude(handover=None).order_by("-at", "-id")
    words = [HandedOn(row.unit_id, row.person_id, row.at, row.handover or "") for row in rows]
    begun = published_slots().filter(unit_id__in=units, starts_at__gt=first, starts_at__lt=last)
    starts = await begun.values_list("unit_id", "starts_at")
    return {slot.id: word for slot in slots if (word := rules.word_for(slot, words, starts)) is not None}


async def tomorrow(act: Act) -> list[tuple[str, list[str], str | None]]:
    """Return (userid, shifts, the word left for the first of them) for everybody who is on duty on the next day."""
    found = published_slots().filter(day=act.today + DAY).exclude(person_id=None).select_related("person")
    rows = await found.order_by("starts_at", "part", "seat")
    own: dict[str, list[Slot]] = {}
    for row, slot in zip(rows, await titled(rows), strict=True):
        own.setdefault(row.person.userid if row.person else "", []).append(slot)
    left = await handed_on([slots[0] for slots in own.values()])
    return [(userid, list(map(_shown, slots)), left.get(slots[0].id)) for userid, slots in sorted(own.items())]


async def forget_presence(before: datetime) -> None:
    """Delete logs, and empty the signs of presence of shifts, from before a moment."""
    await DutyLog.filter(at__lt=before).delete()
    signed = DutySlot.filter(Q(starts_at__lt=before) & ~Q(presence=None))
    await signed.update(present_at=None, presence=None, presence_note=None)
