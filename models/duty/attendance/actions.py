"""Signs of presence, the log of the desk, and who is to be told about a shift; runs in the caller's transaction."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from tortoise.expressions import Q

from config.database import records
from config.duty_policy import DutyPolicy
from models.duty.attendance import rules, texts
from models.duty.attendance.rules import HandedOn, Note, Presence, Watched
from models.duty.attendance.tables import DutyLog
from models.duty.planner.shifts import ShiftPart, Why
from models.duty.roster.actions import own_slots, published_slots, secretaries_of, slots_among, slots_of, titled
from models.duty.roster.rules import NoDutyThatDay, Slot
from models.duty.roster.tables import DutyAbsence, DutySlot
from models.duty.roster.texts import hours, slot_name
from models.duty.settings.actions import chasing_units
from models.ledger.audit.actions import record
from models.machine.delivery.rules import Message, Purpose
from models.matters.reminders.actions import half_hour_wanted, wishes
from models.matters.reminders.rules import USUAL, Owed
from models.organisation.authority.act import Act
from models.organisation.people.actions import lock
from models.organisation.people.rules import Role, UnknownPerson, named_in
from models.service.activities.actions import told_of_work
from models.values.grouping import grouped
from models.values.periods import Month
from models.values.refusal import Refusal, required
from models.values.showing import show_day

DAY = timedelta(days=1)
AHEAD = timedelta(days=62)
MONDAY = 0
WORTH_SAYING = timedelta(hours=1)
# A word from so long ago is told to nobody.
WORTH_HANDING_ON = timedelta(days=31)


def _shown(slot: Slot) -> str:
    return f"{slot_name(slot)} {hours(slot)}"


async def on_duty_now(act: Act) -> bool:
    """Return whether a shift of the asker runs, or is about to begin."""
    if act.asker.person_id is None or Role.CADRE not in act.asker.roles:
        return False
    found = await own_slots(act.asker.person_id, act.today - DAY, act.today, act.now)
    return any(slot.starts - rules.EARLY <= act.now for slot in found)


async def give_sign(act: Act, presence: Presence, where: str | None) -> str:
    """Note that somebody is on duty, and return which shift that is; refuses with NOT_ON_DUTY."""
    slot = await _current(act)
    await _mark(act, slot, presence, where)
    return slot_name(slot)


async def _current(act: Act) -> Slot:
    """Return the shift the asker keeps now, the one under way before one that is near."""
    person_id, now = act.asker.known, act.now
    await lock([person_id])
    found = await slots_of(person_id, act.today - DAY, act.today)
    near = required([slot for slot in found if rules.is_now(slot.starts, slot.ends, now)], rules.NOT_ON_DUTY)
    return min(near, key=lambda slot: (not slot.starts <= now < slot.ends, abs(slot.starts - now)))


async def _mark(act: Act, slot: Slot, presence: Presence, where: str | None = None) -> None:
    note = where[: rules.NOTE_CHARACTERS] if where else None
    await DutySlot.filter(id=slot.id).update(present_at=act.now, presence=presence, presence_note=note)
    await record(act.cause, "presence", ("duty_slot", slot.id), after={"presence": presence})


async def explained(act: Act, day: date | None, half: str | None) -> tuple[Slot, Why | None]:
    """Return a shift of the asker (his next one, or the one of a day), and how the planner came to it.

    There is no such why for a shift that was handed over since. Refuses with NoDutyThatDay or NOTHING_AHEAD.
    """
    person_id = act.asker.known
    if day is None:
        coming = await own_slots(person_id, act.today, act.today + AHEAD, act.now)
        found = [slot for slot in coming if not slot.collective]
    else:
        found = [slot for slot in await slots_of(person_id, day, day) if half in (None, slot.part)]
    if not found:
        raise NoDutyThatDay(day=show_day(day)) if day else Refusal(rules.NOTHING_AHEAD)
    row = await DutySlot.get(id=found[0].id)
    return found[0], Why(**row.why) if row.why else None


async def log(act: Act, entries: str, day: date) -> dict[str, int]:
    """Keep the asker's log of a day, in place of what he logged before; refuses with ONLY_NUMBERS, NOT_HIS_SHIFT."""
    counts = rules.check_log(entries)
    person_id, unit_id = await _desk(act)
    kept = await slots_of(person_id, day - DAY, day)
    if not any(day in (slot.day, act.day_of(slot.ends)) for slot in kept):
        raise Refusal(rules.NOT_HIS_SHIFT, day=show_day(day))
    known, _ = await DutyLog.update_or_create(
        {"counts": counts, "at": act.now}, person_id=person_id, unit_id=unit_id, day=day, handover=None
    )
    await record(act.cause, "desk_log", ("duty_log", known.id), after=dict(counts))
    return counts


async def logs(act: Act, month: Month) -> list[tuple[date, str, dict[str, int]]]:
    """Return (day, writer, counts) of a month's logs, by day: one's own, those of a unit to who leads or watches it."""
    watched = act.asker.units_as([Role.SECRETARY, Role.SUPERVISOR])
    mine = Q(person_id=act.asker.person_id) | Q(unit_id__in=list(watched))
    rows = (
        await DutyLog.filter(mine, day__range=(month.first, month.last)).order_by("day", "id").select_related("person")
    )
    return [(row.day, row.person.name, row.counts) for row in rows if row.counts]


async def logged_in(month: Month, unit_ids: Collection[int] | None) -> dict[str, int]:
    """Return what the desks of some units (None: of all) logged in a month, by kind."""
    found = DutyLog.filter(day__range=(month.first, month.last))
    sums: Counter[str] = Counter()
    for row in await (found if unit_ids is None else found.filter(unit_id__in=list(unit_ids))):
        sums.update(row.counts)
    return dict(sums)


async def _desk(act: Act) -> tuple[int, int]:
    """Return who is at which unit's desk; whoever works there is on duty."""
    person_id, unit_id = act.asker.known, min(act.asker.units_as([Role.CADRE]), default=None)
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
    """Keep a word for whoever is on duty next; refuses with HANDOVER_TOO_LONG."""
    if len(text) > rules.HANDOVER_CHARACTERS:
        raise Refusal(rules.HANDOVER_TOO_LONG, most=rules.HANDOVER_CHARACTERS, length=len(text))
    person_id, unit_id = await _desk(act)
    row = await DutyLog.create(person_id=person_id, unit_id=unit_id, day=act.today, handover=text, at=act.now)
    await record(act.cause, "hand_on", ("duty_log", row.id))


async def confirm(act: Act, name: str | None) -> tuple[str, str]:
    """Note that the secretary has reached whoever gave no sign; return (name, shift)."""
    silent = await _silent(act.asker.units_as([Role.SECRETARY]), act.now)
    names = {key: slot.person_name for key, slot in silent.items()}
    meant = required(
        named_in(name, names) if name else sorted(names), rules.NOBODY_TO_CONFIRM, name=f"：{name}" if name else ""
    )
    if len(meant) > 1:
        raise Refusal(rules.WHOM_TO_CONFIRM, names="、".join(names[key] for key in meant), example=names[meant[0]])
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


async def due_notes(act: Act) -> list[Message]:
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


# This is asked at every tick, of a whole district: nearly always no shift is near, or none that somebody waits for.
_NEAR = (
    "SELECT id FROM duty_slots "
    "WHERE starts_at >= ? AND starts_at <= ? AND person_id IS NOT NULL AND superseded_at IS NULL "
    "AND (season IS NOT NULL OR person_id IN (SELECT person_id FROM reminder_wishes WHERE half_hour) "
    "OR unit_id IN (SELECT unit_id FROM duty_settings WHERE chase "
    "UNION SELECT unit_id FROM duty_logs WHERE at >= ? AND handover IS NOT NULL))"
)


async def _watched(after: datetime, until: datetime, policy: DutyPolicy) -> list[tuple[DutySlot, Slot, Watched]]:
    """Return the shifts that somebody holds about which anything could be said between two moments."""
    first = after - timedelta(minutes=2 * policy.absence_nudge_minutes[1])
    last = until + timedelta(minutes=policy.reminder_minutes)
    moments = [moment.astimezone(UTC) for moment in (first, last, first - WORTH_HANDING_ON)]
    near = [slot for (slot,) in await records(_NEAR, moments)]
    if not near:
        return []
    found = await published_slots().filter(id__in=near).select_related("person").order_by("starts_at", "part", "seat")
    rows = [row for row in found if rules.may_be_said(_at_most(row), after, until, policy)]
    if not rows:
        return []
    slots = await titled(rows)
    known = _Known(
        quiet=await _asked_leave(slots) | await _at_work(slots),
        left=set(await handed_on(slots)),
        soon=await half_hour_wanted(),
        chasing=await chasing_units(),
        full=await _told_enough({row.unit_id for row in rows}, until, policy),
    )
    return [(row, slot, _watch(row, known, policy)) for row, slot in zip(rows, slots, strict=True)]


@dataclass(frozen=True)
class _Known:
    """What is known of shifts that are near: those nobody need ask about and those for which a word was left.

    And who wants to be reminded shortly before, which units want to know of silence, and which know enough of it.
    """

    quiet: set[int]
    left: set[int]
    soon: set[int]
    chasing: set[int]
    full: set[int]


def _at_most(row: DutySlot) -> Watched:
    """Return a shift as it would be if everything was to be said about it that its own row leaves open."""
    return Watched(
        starts=row.starts_at,
        ends=row.ends_at,
        part=ShiftPart(row.part),
        collective=row.collective,
        reminded=row.reminded_at is not None,
        nudged=row.nudged_at is not None,
        escalated=row.escalated_at is not None,
        sign=row.presence is not None,
        soon=True,
        chased=True,
    )


def _watch(row: DutySlot, known: _Known, policy: DutyPolicy) -> Watched:
    in_season = row.season is not None and policy.presence_chase != "off"
    most = _at_most(row)
    return replace(
        most,
        escalated=most.escalated or row.unit_id in known.full,
        sign=most.sign or row.id in known.quiet,
        soon=row.person_id in known.soon or row.id in known.left,
        chased=row.unit_id in known.chasing or in_season,
    )


async def _told_enough(units: Collection[int], now: datetime, policy: DutyPolicy) -> set[int]:
    """Return the units whose secretary has been told of as many silent shifts as he is told in seven days."""
    week = DutySlot.ever.filter(unit_id__in=list(units), escalated_at__gte=now - timedelta(days=7))
    told = Counter(row.unit_id for row in await week.only("unit_id"))
    return {unit_id for unit_id, times in told.items() if times >= policy.presence_notes_per_week}


async def _asked_leave(slots: Sequence[Slot]) -> set[int]:
    """Return the shifts for whose day leave is asked: whoever did need not be asked where he is."""
    rows = await DutyAbsence.filter(person_id__in=[slot.person_id for slot in slots], state="asked")
    asked = [(row.person_id, row.first_day, row.last_day) for row in rows]
    return {s.id for s in slots if any(who == s.person_id and first <= s.day <= last for who, first, last in asked)}


_SAID = {Note.REMIND: "reminded", Note.NUDGE: "nudged", Note.ESCALATE: "escalated"}


async def _tell(act: Act, note: Note, slot: Slot, userid: str, handover: str | None) -> list[Message]:
    """Return what is said of a shift to its holder or, with a button, to a secretary, as long as it is worth saying."""
    if note is Note.REMIND:
        return [Message(texts.soon(_shown(slot), handover), to=userid, purpose=Purpose.DUTY, until=slot.starts)]
    name, shift, until = slot.person_name, slot_name(slot), min(slot.ends, act.now + WORTH_SAYING)
    if note is Note.NUDGE:
        return [Message(texts.nudge(name, shift), to=userid, purpose=Purpose.PRESENCE, until=until)]
    others = [one.userid for one in await secretaries_of(slot.unit_id, act.today) if one.id != slot.person_id]
    words, buttons = texts.please_call(name, shift), (texts.call_button(name),)
    return [Message(words, to=one, purpose=Purpose.PRESENCE, until=until, buttons=buttons) for one in others[:1]]


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


async def ahead(act: Act) -> list[Owed]:
    """Return what to tell each person of his shifts this evening, and note that he was told.

    They are those of tomorrow. On the last evening before a week, whoever has duty on many days of it, or wants few
    reminders, is told of the whole week; then only of what has changed since.
    """
    first = act.today + DAY
    last = first + timedelta(days=6) if first.weekday() == MONDAY else first
    found = published_slots().filter(day__range=(first, last), told_at=None).exclude(person_id=None)
    rows = await found.prefetch_related("person").order_by("starts_at", "part", "seat")
    wanted, own = await wishes(), await _by_person(rows)
    told = [
        (userid, *rules.told_of(slots, first, last, act.policy.duty.week_from_days, wanted.get(userid, USUAL).amount))
        for userid, slots in own.items()
    ]
    telling = [(userid, slots, week) for userid, slots, week in told if slots]
    await DutySlot.filter(id__in=[slot.id for _, slots, _ in telling for slot in slots]).update(told_at=act.now)
    left = await handed_on([slots[0] for _, slots, _ in telling])
    words = {True: texts.week, False: texts.evening}
    return [
        Owed(userid, words[week]([*map(_shown, slots)], left.get(slots[0].id)), until=slots[0].starts)
        for userid, slots, week in telling
    ]


async def _by_person(rows: Sequence[DutySlot]) -> dict[str, list[Slot]]:
    """Return {userid: his slots} of slots that were read with their people, in the same order, by userid."""
    own = grouped(
        (row.person.userid, slot) for row, slot in zip(rows, await titled(rows), strict=True) if row.person is not None
    )
    return dict(sorted(own.items()))


async def forget_presence(before: datetime) -> None:
    """Delete logs, and empty the signs of presence of shifts, from before a moment."""
    await DutyLog.filter(at__lt=before).delete()
    signed = DutySlot.filter(Q(starts_at__lt=before) & ~Q(presence=None))
    await signed.update(present_at=None, presence=None, presence_note=None)
