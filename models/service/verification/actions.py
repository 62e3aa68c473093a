"""Listing, confirming and returning records; runs in the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import date

from tortoise.expressions import Q

from models.honour.month_figures.actions import keep_in_step
from models.ledger.audit.actions import history, record
from models.organisation.authority.act import Act
from models.organisation.gate.rules import check_reason
from models.organisation.people.actions import holders_by_unit, lock, people_of
from models.organisation.people.namesakes import names_of
from models.organisation.people.rules import VERIFIERS, Asker
from models.organisation.people.tables import Person
from models.service.activities.actions import ASK_BACK, claim_of, current, month_minutes, number_of, replaced
from models.service.activities.claims import Change, month_flag
from models.service.activities.rules import (
    ALREADY_VERIFIED,
    BACKFILLED,
    BY_ANOTHER_VERIFIER,
    NO_SUCH_RECORD,
    NOT_VERIFIED_YET,
    Reported,
    Status,
    check_step,
)
from models.service.activities.tables import ActivityRecord
from models.service.verification.rules import NO_BATCH, NOTHING_VERIFIED, Item, check_positions, is_spot_check
from models.service.verification.tables import VerificationBatch
from models.values.grouping import grouped
from models.values.numbers import Sign
from models.values.periods import Month
from models.values.refusal import Refusal, required
from models.values.showing import show_date


async def waiting(asker: Asker, limit: int | None = None) -> list[ActivityRecord]:
    """Return the records that wait for this verifier, oldest first; never his own."""
    found = ActivityRecord.filter(unit_id__in=list(asker.units_as(VERIFIERS)), status=Status.CLAIMED)
    if asker.branch_id is not None:
        found = found.filter(Q(branch_id=asker.branch_id) | Q(branch_id=None))
    found = found.exclude(member_id=asker.person_id).order_by("day", "id")
    return await (found.limit(limit) if limit else found)


async def waiting_by_verifier(day: date) -> dict[str, list[ActivityRecord]]:
    """Return {userid: the records that wait for him, oldest first} of those for whom any wait."""
    return grouped((person.userid, row) for row, people in await _with_verifiers(day) for person in people)


async def waiting_for_nobody(day: date) -> dict[int, list[ActivityRecord]]:
    """Return {unit: the records that nobody may verify, oldest first}: it has no verifier, or they are his own."""
    return grouped((row.unit_id, row) for row, people in await _with_verifiers(day) if not people)


async def _with_verifiers(day: date) -> list[tuple[ActivityRecord, list[Person]]]:
    """Return every record that waits, oldest first, with those who may verify it."""
    rows = await ActivityRecord.filter(status=Status.CLAIMED).order_by("day", "id")
    known = await holders_by_unit(VERIFIERS, day, {row.unit_id for row in rows}) if rows else {}
    return [
        (row, [one for one in known[row.unit_id] if row.member_id != one.id and _same_branch(row, one.branch_id)])
        for row in rows
    ]


def _same_branch(row: ActivityRecord, branch_id: int | None) -> bool:
    """Return whether a record is a verifier's of a branch: of its members, or of residents, who have none."""
    return None in (branch_id, row.branch_id) or row.branch_id == branch_id


async def show_batch(act: Act) -> tuple[list[Item], int]:
    """Number the oldest waiting records, remember the numbers, and return (items, how many wait in all)."""
    found = await waiting(act.asker)
    batch = found[: act.policy.verification.batch_size]
    if not batch:
        return [], 0
    await VerificationBatch.create(verifier_id=act.asker.person_id, shown_at=act.now, records=[row.id for row in batch])
    return await items_of(act, dict(enumerate(batch, 1))), len(found)


async def shown(act: Act) -> tuple[list[Item], bool]:
    """Return what still waits of the batch shown last, or else what a new one would hold, and whether it was shown."""
    last = await VerificationBatch.filter(verifier_id=act.asker.person_id).order_by("-id").first()
    rows = await waiting(act.asker)
    if last is None or last.handled_at is not None:
        return await items_of(act, dict(enumerate(rows[: act.policy.verification.batch_size], 1))), False
    waits = {row.id: row for row in rows}
    return await items_of(act, {at: waits[key] for at, key in enumerate(last.records, 1) if key in waits}), True


async def items_of(act: Act, rows: Mapping[int, ActivityRecord]) -> list[Item]:
    """Return the lines of {position: record}."""
    people = (await people_of({row.member_id for row in rows.values()})).values()
    names = names_of([(one.id, one.name, one.villagers_group) for one in people])
    limits = act.policy.activity.soft_limits
    minutes = {key: await month_minutes(*key) for key in {(row.member_id, row.month) for row in rows.values()}}
    return [
        Item(
            position=position,
            number=number_of(row),
            name=names[row.member_id],
            claim=claim_of(row),
            # Late is who reported late himself; what was entered for him has a mark of its own.
            late=row.late_report and row.entered_by_id is None,
            flags=tuple(
                [BACKFILLED] * (row.entered_by_id is not None)
                + row.flags
                + month_flag(minutes[row.member_id, row.month], limits)
            ),
            spot_check=is_spot_check(number_of(row), limits.spot_check_every),
        )
        for position, row in rows.items()
    ]


async def _open_batch(asker: Asker) -> VerificationBatch:
    batch = await VerificationBatch.filter(verifier_id=asker.person_id).select_for_update().order_by("-id").first()
    if batch is None or batch.handled_at is not None:
        raise Refusal(NO_BATCH)
    return batch


async def approve(act: Act, without: Sequence[int]) -> list[int]:
    """Confirm the batch shown last, except the positions in `without`; return the numbers confirmed.

    What changed since it was listed (corrected, revoked, returned) is left alone: it was not seen like that.
    """
    batch = await _open_batch(act.asker)
    check_positions(without, len(batch.records))
    wanted = {key for position, key in enumerate(batch.records, 1) if position not in set(without)}
    # Always in the same order, so that two verifiers never wait for each other.
    await lock({row.member_id for row in await ActivityRecord.filter(id__in=list(wanted))})
    found = [row for row in await waiting(act.asker) if row.id in wanted]
    for row in found:
        await _decide(act, row, Status.VERIFIED)
    await VerificationBatch.filter(id=batch.id).update(handled_at=act.now)
    return sorted(number_of(row) for row in found)


async def verified_last(act: Act) -> dict[int, ActivityRecord]:
    """Return {position: record} of what this verifier confirmed last and still stands so; else NOTHING_VERIFIED."""
    last = (
        await VerificationBatch.filter(verifier_id=act.asker.person_id, handled_at__not_isnull=True)
        .order_by("-id")
        .first()
    )
    decided = {"decided_by_id": act.asker.person_id, "decided_at": last.handled_at} if last else {"id": None}
    rows = await ActivityRecord.filter(status=Status.VERIFIED, **decided).order_by("day", "id")
    return dict(enumerate(required(rows, NOTHING_VERIFIED), 1))


async def let_wait_again(act: Act, rows: Sequence[ActivityRecord]) -> list[int]:
    """Let confirmed records wait again, as if they had not been; return the numbers."""
    for row in rows:
        await _decide(act, row, Status.CLAIMED)
    return sorted(map(number_of, rows))


async def position_in_batch(asker: Asker, position: int) -> int:
    """Return the record number at a position of the batch shown last; refuses with NO_BATCH or NO_SUCH_ITEM."""
    batch = await _open_batch(asker)
    check_positions([position], len(batch.records))
    return number_of(await ActivityRecord.get(id=batch.records[position - 1]))


async def send_back(act: Act, number: int, reason: str) -> tuple[Person, bool]:
    """Return a record to its member with a reason; also one that was verified by mistake.

    Return the member, and whether he had asked for it to be taken back; then it is gone.
    """
    check_reason(reason)
    row = await _others(act.asker, number)
    *_, newest = await history(("activity", number))
    as_asked = newest.action == ASK_BACK
    for status in (Status.RETURNED, Status.REVOKED) if as_asked else (Status.RETURNED,):
        await _decide(act, row, status, reason)
    return (await people_of([row.member_id]))[row.member_id], as_asked


async def check_waits(act: Act, number: int) -> None:
    """Refuse a record that waits for nobody any more with what became of it; NO_SUCH_RECORD where it is not his."""
    row = await _others(act.asker, number)
    if row.status == Status.VERIFIED and row.decided_at:
        people = await people_of([row.decided_by_id or 0])
        name, day = (
            "、".join(one.name for one in people.values()),
            show_date(act.day_of(row.decided_at)),
        )
        raise Refusal(ALREADY_VERIFIED, number=Sign.RECORD.show(number), day=day, name=name)
    check_step(number, Status(row.status), Status.VERIFIED)


async def _others(asker: Asker, number: int) -> ActivityRecord:
    """Return a record of somebody else that is this verifier's; refuses with NO_SUCH_RECORD or BY_ANOTHER_VERIFIER."""
    row = await current(number)
    if row is None or row.unit_id not in asker.units_as(VERIFIERS) or not _same_branch(row, asker.branch_id):
        raise Refusal(NO_SUCH_RECORD, number=Sign.RECORD.show(number))
    if row.member_id == asker.person_id:
        raise Refusal(BY_ANOTHER_VERIFIER, number=Sign.RECORD.show(number))
    return row


async def correct(act: Act, number: int, change: Change) -> tuple[Reported, list[Person]]:
    """Correct a verified record, which stays verified; return it with those who are told: its member, its verifier."""
    row = await _others(act.asker, number)
    await lock([row.member_id])
    fresh = await ActivityRecord.get(id=row.id)
    if fresh.status != Status.VERIFIED:
        raise Refusal(NOT_VERIFIED_YET, number=Sign.RECORD.show(number))
    decided = {"status": Status.VERIFIED, "decided_by_id": act.asker.person_id, "decided_at": act.now}
    done = await replaced(act, fresh, change, **decided)
    for month in {Month.of(fresh.day), Month.of(done.claim.day)}:
        await keep_in_step(row.member_id, row.unit_id, month)
    concerned = {row.member_id, fresh.decided_by_id or 0} - {act.asker.person_id}
    return done, list((await people_of(sorted(concerned))).values())


_ACTIONS = {
    Status.VERIFIED: "verify",
    Status.RETURNED: "return",
    Status.REVOKED: "revoke",
    Status.CLAIMED: "unverify",
}


async def _decide(act: Act, row: ActivityRecord, status: Status, reason: str | None = None) -> None:
    # The member's row first: reports, corrections and decisions about one member come one at a time.
    await lock([row.member_id])
    fresh = await ActivityRecord.get(id=row.id)
    number = number_of(row)
    check_step(number, Status(fresh.status), status)
    await ActivityRecord.filter(id=row.id).update(
        status=status, decided_by_id=act.asker.person_id, decided_at=act.now, decision_reason=reason
    )
    await record(act.cause, _ACTIONS[status], ("activity", number), before={"status": fresh.status}, reason=reason)
    await keep_in_step(row.member_id, row.unit_id, Month.of(row.day))
