"""Signs of presence, the log of the desk, and who is to be told about a shift; runs in the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tortoise.expressions import Q

from config.duty_policy import DutyPolicy
from models.duty.attendance import rules
from models.duty.attendance.rules import Note, Presence, Watched
from models.duty.attendance.tables import DutyLog
from models.duty.planner.shifts import ZONE, Why
from models.duty.roster.actions import published_slots, slots_among, slots_of
from models.duty.roster.rules import NoDutyThatDay, Slot
from models.duty.roster.tables import DutyAbsence, DutySlot
from models.duty.roster.texts import hours, slot_name
from models.ledger.audit.actions import Cause, record
from models.organisation.people.actions import holders, lock
from models.organisation.people.rules import Asker, Role, UnknownPerson, named_in
from models.service.activities.actions import told_of_work
from models.values.showing import show_day

DAY = timedelta(days=1)
AHEAD = timedelta(days=62)
WORTH_SAYING = timedelta(hours=1)


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


async def give_sign(asker: Asker, presence: Presence, cause: Cause, where: str | None = None) -> str:
    """Note that somebody is on duty, and return which shift that is; raises NotOnDuty."""
    slot = await _current(asker, cause)
    await _mark(slot, presence, cause, where)
    return slot_name(slot)


async def _current(asker: Asker, cause: Cause) -> Slot:
    """Return the shift somebody keeps now, the one under way before one that is near."""
    if asker.person_id is None:
        raise UnknownPerson
    await lock([asker.person_id])
    now = cause.at.astimezone(ZONE)
    found = await slots_of(asker.person_id, now.date() - DAY, now.date())
    near = [slot for slot in found if rules.is_now(slot.starts, slot.ends, now)]
    if not near:
        raise rules.NotOnDuty
    return min(near, key=lambda slot: (not slot.starts <= now < slot.ends, abs(slot.starts - now)))


async def _mark(slot: Slot, presence: Presence, cause: Cause, where: str | None = None) -> None:
    note = where[: rules.NOTE_CHARACTERS] if where else None
    await DutySlot.filter(id=slot.id).update(present_at=cause.at, presence=presence, presence_note=note)
    await record(cause, "presence", ("duty_slot", slot.id), after={"presence": presence})


async def explained(asker: Asker, day: date | None, half: str | None, now: datetime) -> tuple[Slot, Why | None]:
    """Return a shift of the asker (his next one, or the one of a day), and how the planner came to it.

    There is no such why for a shift that was handed over since. Raises NoDutyThatDay or NothingAhead.
    """
    if asker.person_id is None:
        raise UnknownPerson
    slot = await (_next(asker.person_id, now) if day is None else _on(asker.person_id, day, half))
    row = await DutySlot.get(id=slot.id)
    return slot, Why.of(row.why) if row.why else None


async def _next(person_id: int, now: datetime) -> Slot:
    today = now.astimezone(ZONE).date()
    for slot in await slots_of(person_id, today, today + AHEAD):
        if slot.ends > now and not slot.collective:
            return slot
    raise rules.NothingAhead


async def _on(person_id: int, day: date, half: str | None) -> Slot:
    for slot in await slots_of(person_id, day, day):
        if half in (None, slot.part):
            return slot
    raise NoDutyThatDay(day=show_day(day))


async def log(asker: Asker, entries: str, cause: Cause) -> dict[str, int]:
    """Keep the log of the asker's day, in place of what he logged before, and return it; raises OnlyNumbers."""
    counts = rules.check_log(entries)
    person_id, unit_id, day = await _desk(asker, cause)
    said = {"counts": counts, "at": cause.at}
    known, _ = await DutyLog.update_or_create(said, person_id=person_id, unit_id=unit_id, day=day, handover=None)
    await record(cause, "desk_log", ("duty_log", known.id), after=dict(counts))
    return counts


async def _desk(asker: Asker, cause: Cause) -> tuple[int, int, date]:
    """Return who is at which unit's desk on which day."""
    unit_id = min(asker.units_as([Role.CADRE]), default=None)
    if asker.person_id is None or unit_id is None:
        raise UnknownPerson
    await _at_the_desk(asker.person_id, cause)
    return asker.person_id, unit_id, cause.at.astimezone(ZONE).date()


async def _at_the_desk(person_id: int, cause: Cause) -> None:
    """Take what somebody writes at the desk as a sign of presence for the shift he keeps now, if there is none yet."""
    await lock([person_id])
    now = cause.at.astimezone(ZONE)
    for slot in await slots_of(person_id, now.date() - DAY, now.date()):
        if slot.presence is None and slot.starts <= now < slot.ends:
            await _mark(slot, Presence.ARRIVED, cause)


async def hand_on(asker: Asker, text: str, cause: Cause) -> None:
    """Keep a word for whoever is on duty next; raises HandoverTooLong."""
    if len(text) > rules.HANDOVER_CHARACTERS:
        raise rules.HandoverTooLong(most=rules.HANDOVER_CHARACTERS, length=len(text))
    person_id, unit_id, day = await _desk(asker, cause)
    row = await DutyLog.create(person_id=person_id, unit_id=unit_id, day=day, handover=text, at=cause.at)
    await record(cause, "hand_on", ("duty_log", row.id))


async def confirm(asker: Asker, name: str | None, cause: Cause) -> tuple[str, str]:
    """Note that the secretary has reached whoever gave no sign; return (name, shift)."""
    silent = await _silent(asker.units_as([Role.SECRETARY]), cause.at.astimezone(ZONE))
    names = {key: slot.person_name for key, slot in silent.items()}
    meant = named_in(name, names) if name else sorted(names)
    if not meant:
        raise rules.NobodyToConfirm(name=f"：{name}" if name else "")
    if len(meant) > 1:
        raise rules.WhomToConfirm(names="、".join(names[key] for key in meant), example=names[meant[0]])
    slot = silent[meant[0]]
    await _mark(slot, Presence.PHONE, cause)
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


async def due_notes(due: datetime, policy: DutyPolicy) -> list[Told]:
    """Return what is to be said at a due moment about shifts near it, and note that it was said."""
    told: list[Told] = []
    for row, slot, watched in await _watched(due, due, policy):
        note = rules.note_due(watched, due, policy)
        if note is not None and row.person is not None:
            await DutySlot.filter(id=row.id).update(**{f"{_SAID[note]}_at": due})
            told += await _tell(note, slot, row.person.userid, due)
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
    rows = {row.id: row for row in await near.select_related("person")}
    if not rows:
        return []
    slots = await slots_among(DutySlot.filter(id__in=list(rows)))
    asked = await _asked_leave([row.person_id for row in rows.values()], slots) | await _at_work(slots)
    return [(rows[slot.id], slot, _watch(rows[slot.id], slot, asked=slot.id in asked)) for slot in slots]


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


async def _asked_leave(people: Collection[int | None], slots: Sequence[Slot]) -> set[int]:
    """Return the shifts for whose day leave is asked: whoever did need not be asked where he is."""
    rows = await DutyAbsence.filter(person_id__in=list(people), state="asked") if people else []
    asked = [(row.person_id, row.first_day, row.last_day) for row in rows]
    return {s.id for s in slots if any(who == s.person_id and first <= s.day <= last for who, first, last in asked)}


_SAID = {Note.REMIND: "reminded", Note.NUDGE: "nudged", Note.ESCALATE: "escalated"}


async def _tell(note: Note, slot: Slot, userid: str, due: datetime) -> list[Told]:
    until = min(slot.ends, due + WORTH_SAYING)
    if note is Note.ESCALATE:
        readers = await holders([Role.SECRETARY], due.date(), slot.unit_id)
        people = [person.userid for person in readers if person.id != slot.person_id]
        return [Told(reader, slot.person_name, note, slot_name(slot), until) for reader in people]
    if note is Note.NUDGE:
        return [Told(userid, slot.person_name, note, slot_name(slot), until)]
    handover = await _handover(slot)
    return [Told(userid, slot.person_name, note, _shown(slot), slot.starts, handover)]


async def _handover(slot: Slot) -> str | None:
    """Return the word that somebody else left for this shift, or None."""
    left = DutyLog.filter(unit_id=slot.unit_id, at__lt=slot.starts).exclude(handover=None)
    row = await left.exclude(person_id=slot.person_id).order_by("-at", "-id").first()
    if row is None:
        return None
    others = published_slots().filter(unit_id=slot.unit_id, starts_at__gt=row.at, starts_at__lt=slot.starts)
    return None if await others.exists() else row.handover


async def tomorrow(due: datetime) -> list[tuple[str, list[str], str | None]]:
    """Return (userid, shifts, what the last one left) for everybody who is on duty on the day after a moment."""
    found = published_slots().filter(day=due.astimezone(ZONE).date() + DAY).exclude(person_id=None)
    userids = {row.id: row.person.userid for row in await found.select_related("person") if row.person}
    own: dict[str, list[Slot]] = {}
    for slot in await slots_among(found):
        own.setdefault(userids[slot.id], []).append(slot)
    return [(userid, list(map(_shown, slots)), await _handover(slots[0])) for userid, slots in sorted(own.items())]


async def forget_presence(before: datetime) -> None:
    """Delete logs, and empty the signs of presence of shifts, from before a moment."""
    await DutyLog.filter(at__lt=before).delete()
    signed = DutySlot.filter(Q(starts_at__lt=before) & ~Q(presence=None))
    await signed.update(present_at=None, presence=None, presence_note=None)
