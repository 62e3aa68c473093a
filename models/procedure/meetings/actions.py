"""Calling meetings and keeping what was held; runs in the caller's transaction."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from config.voting import Assembly
from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.procedure.meetings.rules import (
    KEPT_AS_LOST,
    NOT_YET_HELD,
    MeetingSaid,
    NoticeTooShort,
    Outcome,
    Tally,
    Vote,
    check_proxies,
    decide,
    in_time,
)
from models.procedure.meetings.tables import MeetingRecord
from models.values.grouping import grouped
from models.values.refusal import Refusal
from models.values.showing import show_date


@dataclass(frozen=True)
class About:
    """What a meeting is about: the matter with its number for people, in which unit, before which assembly."""

    unit_id: int
    matter_id: int
    shown: str
    assembly: Assembly


async def call(act: Act, what: About, when: tuple[date, str], draft: str, told_on: date) -> None:
    """Call a meeting for a day and hour with the draft that everybody concerned reads on a day; else NoticeTooShort."""
    day, hour = when
    check_notice(what, told_on, day, told_on)
    row = await MeetingRecord.create(
        unit_id=what.unit_id,
        matter_id=what.matter_id,
        assembly=what.assembly.code,
        day=day,
        hour=hour or None,
        noticed_on=told_on,
        draft=draft,
        entered_by_id=act.asker.person_id,
        at=act.now,
    )
    after = {"matter": what.matter_id, "assembly": what.assembly.code, "day": day.isoformat()}
    await record(act.cause, "call_meeting", ("meeting", row.id), after=after)


def check_notice(what: About, noticed_on: date | None, day: date, next_on: date) -> None:
    """Refuse with NoticeTooShort unless a meeting on a day is, or was, called early enough.

    What is sent now is read on `next_on`: over a rest it waits.
    """
    one = what.assembly
    if one.notice_days and (noticed_on is None or not in_time(one, noticed_on, day)):
        earliest = show_date(next_on + timedelta(days=one.notice_days))
        said = {"name": one.name, "days": one.notice_days, "basis": one.basis, "number": what.shown}
        raise NoticeTooShort(**said, told=show_date(next_on), earliest=earliest)


async def called(matter_id: int, assembly: str) -> MeetingRecord | None:
    """Return the newest meeting that is called about a matter before an assembly, unless one was held since."""
    newest = (
        await MeetingRecord.filter(matter_id=matter_id, assembly=assembly, corrects_id=None).order_by("-id").first()
    )
    return newest if newest and newest.passed is None else None


async def called_before(matter_id: int) -> set[str]:
    """Return the assemblies before which meetings about a matter were called."""
    return {row.assembly for row in await MeetingRecord.filter(matter_id=matter_id, passed=None)}


async def ahead(matters: Collection[int], today: date) -> list[MeetingRecord]:
    """Return the meetings that are called about some matters and not over; of one that is called again the newest."""
    rows = await MeetingRecord.filter(matter_id__in=list(matters), corrects_id=None).order_by("id")
    newest = {(row.matter_id, row.assembly): row for row in rows}
    return [row for row in newest.values() if row.passed is None and row.day >= today]


async def call_off(act: Act, row: MeetingRecord) -> None:
    """Forget a meeting that was called and will not be, under all the days for which it was."""
    await MeetingRecord.filter(matter_id=row.matter_id, assembly=row.assembly, passed=None).delete()
    before = {"matter": row.matter_id, "assembly": row.assembly, "day": row.day.isoformat()}
    await record(act.cause, "call_off_meeting", ("meeting", row.id), before=before)


async def forget_calls(matter_id: int) -> None:
    """Forget the meetings that are called about a matter: it goes another way, and the drafts hold no longer."""
    await MeetingRecord.filter(matter_id=matter_id, passed=None).delete()


async def hold(act: Act, what: About, said: MeetingSaid) -> Outcome:
    """Keep what a meeting has decided, unless too few were there, and return it.

    Its day is the one for which it was called, else the one that is said. Raises what `to_hold` does.
    """
    day, call, outcome = await to_hold(act, what, said)
    if outcome.vote is not Vote.NO_QUORUM:
        await _keep(act, what, said, (day, call), passed=outcome.vote is Vote.PASSED)
    return outcome


async def to_hold(act: Act, what: About, said: MeetingSaid) -> tuple[date, MeetingRecord | None, Outcome]:
    """Return the day of a meeting that was held, as what it was called, and what it has decided; keep nothing.

    Refuses with NoticeTooShort, NOT_YET_HELD, NO_PROXIES, STRANGE_TALLY, NOT_BY_HOUSEHOLDS.
    """
    call, last = await called(what.matter_id, what.assembly.code), await _last(what)
    day = call.day if call else said.day
    # A committee may sit down again the same day; what everybody came to does not.
    if what.assembly.attended and last and last.passed is False and last.day == day:
        raise Refusal(KEPT_AS_LOST, day=show_date(day), name=what.assembly.name)
    check_notice(what, call.noticed_on if call else None, day, act.today)
    if day > act.today:
        raise Refusal(NOT_YET_HELD, day=show_date(day))
    check_proxies(what.assembly, said)
    return day, call, decide(what.assembly, said.tally)


async def _last(what: About) -> MeetingRecord | None:
    """Return the newest meeting that an assembly has held about a matter."""
    held_before = MeetingRecord.filter(matter_id=what.matter_id, assembly=what.assembly.code)
    return await held_before.exclude(passed=None).order_by("-id").first()


async def _keep(
    act: Act, what: About, said: MeetingSaid, held_on: tuple[date, MeetingRecord | None], *, passed: bool
) -> None:
    (day, call), tally = held_on, said.tally
    row = await MeetingRecord.create(
        unit_id=what.unit_id,
        matter_id=what.matter_id,
        assembly=what.assembly.code,
        day=day,
        noticed_on=call.noticed_on if call else None,
        draft=call.draft if call else None,
        expected=tally.expected,
        present=tally.present,
        ayes=tally.ayes,
        noes=tally.noes,
        abstentions=tally.abstentions,
        households=tally.households,
        proxies=said.proxies,
        ballot=said.ballot or None,
        attendant=said.attendant or None,
        minutes=said.minutes or None,
        passed=passed,
        entered_by_id=act.asker.person_id,
        at=act.now,
    )
    after = {"matter": what.matter_id, "assembly": what.assembly.code, "passed": passed}
    await record(act.cause, "hold_meeting", ("meeting", row.id), after=after)


async def correct(act: Act, row: MeetingRecord, assembly: Assembly, said: MeetingSaid, reason: str) -> bool:
    """Keep other figures of a meeting as a row of their own, which holds from now on; what was kept stays.

    Return whether it has passed by them. Refuses with STRANGE_TALLY, NOT_BY_HOUSEHOLDS.
    """
    tally, passed = said.tally, decide(assembly, said.tally).vote is Vote.PASSED
    copied = (
        "unit_id",
        "matter_id",
        "assembly",
        "day",
        "noticed_on",
        "draft",
        "attendant",
        "proxies",
    )
    values = {name: getattr(row, name) for name in copied} | asdict(tally)
    values |= {"entered_by_id": act.asker.person_id, "at": act.now, "corrects_id": row.id, "correction": reason}
    values["passed"] = passed
    values |= {"minutes": said.minutes or row.minutes, "ballot": said.ballot or row.ballot}
    new = await MeetingRecord.create(**values)
    before, after = asdict(tally_of(row)), asdict(tally)
    await record(act.cause, "correct_meeting", ("meeting", new.id), before=before, after=after, reason=reason)
    return passed


async def held(matters: Collection[int]) -> dict[int, list[MeetingRecord]]:
    """Return {matter: its meetings that were held, in order} of some matters; what was corrected as it is now."""
    rows = await MeetingRecord.filter(matter_id__in=list(matters)).exclude(passed=None).order_by("id")
    corrected = {row.corrects_id for row in rows}
    return grouped(
        (row.matter_id or 0, row)
        for row in sorted(rows, key=lambda one: one.corrects_id or one.id)
        if row.id not in corrected
    )


async def replaced(rows: Collection[MeetingRecord]) -> dict[int, list[tuple[MeetingRecord, MeetingRecord]]]:
    """Return {meeting as it is now: [(what was kept of it before, what has replaced that)], newest first}."""
    found: dict[int, list[tuple[MeetingRecord, MeetingRecord]]] = defaultdict(list)
    for now in rows:
        row = now
        while row.corrects_id:
            before = await MeetingRecord.get(id=row.corrects_id)
            found[now.id].append((before, row))
            row = before
    return found


def tally_of(row: MeetingRecord) -> Tally:
    """Return the figures of a meeting that was held."""
    return Tally(
        row.expected or 0, row.present or 0, row.ayes or 0, row.noes or 0, row.abstentions or 0, row.households
    )


async def bring_along(act: Act, old: int, new: int) -> None:
    """Let a unit's meetings be found in the unit that it has gone into."""
    await MeetingRecord.filter(unit_id=old).update(unit_id=new)
