"""Reporting, correcting and revoking activities: lock, read, ask the rules, write. Runs in the caller's transaction."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from tortoise.expressions import Q
from tortoise.functions import Max, Sum
from tortoise.queryset import QuerySet

from config.catalogue import categories
from config.zone import SHANGHAI
from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.people.actions import lock
from models.organisation.people.rules import Asker, Role, check_recorded, is_meant
from models.organisation.people.tables import Person
from models.service.activities import claims as claims
from models.service.activities import rules
from models.service.activities.claims import Change, Claim, Described, Known
from models.service.activities.rules import Backfill, Line, Reported, Status
from models.service.activities.tables import ActivityRecord
from models.values.delicate import cleared
from models.values.listing import Cell
from models.values.numbers import Sign
from models.values.periods import Month
from models.values.refusal import Refusal, required

STANDING = (Status.CLAIMED, Status.VERIFIED)
FALLEN = tuple(one for one in Status if one not in STANDING)


def number_of(row: ActivityRecord) -> int:
    """Return the number people know a record by, the same for all its versions."""
    return row.root_id or row.id


def claim_of(row: ActivityRecord) -> Claim:
    """Return what a version says."""
    return Claim(
        day=row.day,
        category=row.category,
        description=row.description,
        minutes=row.minutes,
        starts=time.fromisoformat(row.starts) if row.starts else None,
        ends=time.fromisoformat(row.ends) if row.ends else None,
        count=row.count,
        count_unit=row.count_unit,
        place=row.place,
        companions=tuple(row.companions),
    )


async def known_beside(member_id: int, claim: Claim, *, without: int | None) -> list[Known]:
    """Return the member's standing records of the activity's day and the days beside it (spans over midnight)."""
    found = await ActivityRecord.filter(_beside(member_id, claim.day)).values_list(*_KNOWN)
    known = [Known(root or key, *said) for _, key, root, *said in found]
    return [record for record in known if record.number != without]


_KNOWN = ("member_id", "id", "root_id", "day", "category", "minutes", "starts", "ends")


def _beside(member_id: int, day: date) -> Q:
    span = (day - timedelta(days=1), day + timedelta(days=1))
    return Q(member_id=member_id, day__range=span, status__in=STANDING)


async def month_minutes(member_id: int, month: str) -> int:
    """Return the standing minutes of a member in a month."""
    found = ActivityRecord.filter(member_id=member_id, month=month, status__in=STANDING)
    total = await found.annotate(total=Sum("minutes")).values_list("total")
    return int(total[0][0] or 0) if total else 0


async def verified_minutes(members: Iterable[int], branch_id: int, year: int) -> dict[tuple[int, int], int]:
    """Return {(member id, month number): minutes} of verified service that members did as members of a branch."""
    service = [one.code for one in categories().values() if one.service]
    months = (f"{year:04}-01", f"{year:04}-12")
    found = ActivityRecord.filter(
        member_id__in=list(members), branch_id=branch_id, month__range=months, category__in=service
    )
    total: Counter[tuple[int, int]] = Counter()
    for row in await found.filter(status=Status.VERIFIED).exclude(minutes=None):
        total[row.member_id, Month.parse(row.month).number] += row.minutes or 0
    return total


def _is_timely(act: Act, claim: Claim) -> bool:
    return act.now < rules.report_closes(Month.of(claim.day), act.policy.ranking.report_until_day)


async def report(act: Act, claim: Claim, *, text: str | None) -> Reported:
    """Put a member's activity on record as claimed, or raise the Refusal that says why not.

    `text` is what he typed; it is kept for the verifier and emptied after `activity.text_days`.
    """
    whose = (act.asker.known, act.asker.branch_id, act.asker.own_unit)
    check_recorded(act.asker.name, declines=act.asker.declines_records)
    late = claims.check_day(claim.day, act.today, act.policy.activity, any_age=Role.SECRETARY in act.asker.roles)
    return await _add(act, whose, claim, text, late=late)


async def backfill(act: Act, person: Person, claim: Claim, *, text: str | None) -> Reported:
    """Put on record what somebody did whom the secretary enters it for, marked with who enters it."""
    check_recorded(person.name, declines=person.declines_records)
    late = claims.check_day(claim.day, act.today, act.policy.activity, any_age=True)
    return await _add(act, (person.id, person.branch_id, person.unit_id), claim, text, late=late, backfilled=True)


async def _add(
    act: Act,
    whose: tuple[int, int | None, int],
    claim: Claim,
    text: str | None,
    *,
    late: bool,
    backfilled: bool = False,
) -> Reported:
    """Write a new record of (member, his branch, his unit), without what must not be kept of anybody."""
    member_id, branch_id, unit_id = whose
    claim, text, left_out = await _kept(claim, text, unit_id)
    await lock([member_id])
    # What stands beside it and who sends the same words just now: every report asks for both.
    wanted = _beside(member_id, claim.day)
    found = await ActivityRecord.filter(wanted | _copies(act, text) if text else wanted).values_list(*_KNOWN)
    known = [Known(root or key, *said) for who, key, root, *said in found if who == member_id]
    claims.check_claim(claim, known, act.policy.activity)
    limits = act.policy.activity.soft_limits
    twin = claims.twin(claim, known, limits)
    row = await ActivityRecord.create(
        member_id=member_id,
        branch_id=branch_id,
        unit_id=unit_id,
        status=Status.CLAIMED,
        entered_by_id=act.asker.person_id if backfilled else None,
        late_report=late,
        timely=_is_timely(act, claim),
        flags=claims.flags(claim, known, twin, limits),
        source_text=text,
        reported_at=act.now,
        message_key=act.key or "",
        **_columns(claim),
    )
    await record(act.cause, "backfill" if backfilled else "report", ("activity", row.id), after=_facts(claim))
    tellers = {who for who, *_ in found} | {member_id}
    return Reported(row.id, claim, late, row.timely, twin, left_out=left_out, tellers=len(tellers))


async def _kept(claim: Claim, text: str | None, unit_id: int) -> tuple[Claim, str | None, tuple[str, ...]]:
    """Return a claim and its words as they are kept, and what was left out: also who came along and is not recorded."""
    claim, text, left_out = claims.without_delicate(claim, text, categories()[claim.category].name)
    if not claim.companions:
        return claim, text, left_out
    declining = await Person.filter(unit_id=unit_id, declines_records=True).values_list("name", flat=True)
    unnamed = [said for said in claim.companions if any(is_meant(said, str(name)) for name in declining)]
    return *claims.without_names(claim, text, unnamed), (*left_out, *map(rules.NAME_OF.format, unnamed))


async def backfills(asker: Asker, year: int) -> list[Backfill]:
    """Return what was entered long after in a year in the asker's unit, the newest first, for everybody to read."""
    begins, ends = datetime(year, 1, 1, tzinfo=SHANGHAI), datetime(year + 1, 1, 1, tzinfo=SHANGHAI)
    found = ActivityRecord.filter(unit_id=asker.unit_id or 0, reported_at__gte=begins, reported_at__lt=ends)
    standing = found.filter(status__in=STANDING).exclude(entered_by_id=None).select_related("entered_by")
    return [
        Backfill(number_of(row), claim_of(row), row.entered_by.name, row.reported_at.astimezone(SHANGHAI).date())
        for row in await standing.order_by("-reported_at", "-id")
        if row.entered_by
    ]


async def mark_copies(act: Act, text: str) -> None:
    """Mark the records of those who sent the same text just now for who verifies them."""
    for row in await ActivityRecord.filter(_copies(act, cleared(text).text)):
        row.flags = [*row.flags, claims.same_words_flag(act.policy.activity.soft_limits)]
        await row.save(update_fields=["flags"])


async def done_together(act: Act, number: int, text: str) -> None:
    """Note on a member's record that those who sent the same text did it together with him."""
    row = await own(act.asker, number)
    sent = ActivityRecord.filter(_copies(act, cleared(text).text)).exclude(member_id=row.member_id)
    others = await sent.order_by("id").values_list("member__name")
    row.companions = list(dict.fromkeys([*row.companions, *(name for (name,) in others)]))
    await row.save(update_fields=["companions"])
    await record(act.cause, "together", ("activity", number), after={"companions": len(row.companions)})


def _copies(act: Act, kept: str) -> Q:
    """Return what finds what stands of what was sent in the asker's unit in the same words just now, as it is kept."""
    since = act.now - timedelta(minutes=act.policy.activity.soft_limits.copies_minutes)
    # By what it is not: so many minutes are few rows of a unit, what stands is nearly all of them.
    return Q(unit_id=act.asker.unit_id, reported_at__gte=since, source_text=kept) & ~Q(status__in=FALLEN)


def _columns(claim: Claim) -> dict[str, Any]:
    return {
        "day": claim.day,
        "month": str(Month.of(claim.day)),
        "category": claim.category,
        "description": claim.description,
        "minutes": claim.minutes,
        "starts": f"{claim.starts:%H:%M}" if claim.starts else None,
        "ends": f"{claim.ends:%H:%M}" if claim.ends else None,
        "count": claim.count,
        "count_unit": claim.count_unit,
        "place": claim.place,
        "companions": list(claim.companions),
    }


def _facts(claim: Claim) -> dict[str, Any]:
    """Return what the audit ledger keeps of a claim: figures, no words of a person."""
    return {"day": claim.day.isoformat(), "category": claim.category, "minutes": claim.minutes}


async def current(number: int) -> ActivityRecord | None:
    """Return the newest version of a record, or None."""
    found = await ActivityRecord.filter(Q(id=number) | Q(root_id=number)).order_by("-version").first()
    return found if found is not None and number_of(found) == number else None


async def own(asker: Asker, number: int) -> ActivityRecord:
    """Return the newest version of a record of one's own, or that one has entered for another; else NOT_YOURS."""
    row = await current(number)
    if row is None or asker.known not in (row.member_id, row.entered_by_id):
        raise Refusal(rules.NOT_YOURS, number=Sign.RECORD.show(number))
    return row


async def _own_in_hand(asker: Asker, number: int, then: Status) -> ActivityRecord:
    """Return a member's own record that may go on to a state, while nobody else works on his books."""
    # Whose books they are is asked first: what he has entered for another is in that one's.
    await lock([(await own(asker, number)).member_id])
    row = await own(asker, number)
    rules.check_step(number, Status(row.status), then)
    return row


async def is_own(asker: Asker, number: int) -> bool:
    """Return whether a record is a member's own."""
    row = await current(number)
    return row is not None and row.member_id == asker.person_id


def _own_open(asker: Asker) -> QuerySet[ActivityRecord]:
    """Return the query of the member's records that he may still change or take back, the newest first."""
    mine = ActivityRecord.filter(member_id=asker.person_id, status__in=[Status.CLAIMED, Status.RETURNED])
    return mine.order_by("-reported_at", "-id")


async def newest_own(asker: Asker) -> int | None:
    """Return the number of the newest of them."""
    row = await _own_open(asker).first()
    return number_of(row) if row else None


async def last_own(asker: Asker, of_several: datetime | None = None) -> int:
    """Return the same; refuses with NOTHING_TO_UNDO, and with SEVERAL_TOLD where others were told since a moment."""
    newest = required(await newest_own(asker), rules.NOTHING_TO_UNDO)
    if of_several and len(told := await _own_open(asker).filter(reported_at__gte=of_several)) > 1:
        shown = "、".join(f"{Sign.RECORD.show(number_of(row))} {row.description}" for row in told)
        raise Refusal(rules.SEVERAL_TOLD, told=shown, example=Sign.RECORD.show(number_of(told[-1])))
    return newest


async def own_beside(asker: Asker, name: str) -> int | None:
    """Return the number of the member's newest record that may be changed and names somebody as having been there."""
    rows = await _own_open(asker)
    return next((number_of(row) for row in rows if any(claims.is_called(one, name) for one in row.companions)), None)


async def just_told(asker: Asker, since: datetime) -> dict[int, str]:
    """Return {number: what was done} of the member's records made since a moment of which no length is known."""
    rows = ActivityRecord.filter(member_id=asker.person_id, reported_at__gte=since, status=Status.CLAIMED)
    return {number_of(row): row.description for row in await rows.filter(minutes=None).order_by("id")}


async def just_reported(asker: Asker, since: datetime, place: int | None = None) -> int | None:
    """Return the number of the member's newest record when it was made since a moment and may still be changed.

    With a `place` it is that one of the records of the same message as the newest, counted from 1.
    """
    rows = _own_open(asker).filter(reported_at__gte=since, status=Status.CLAIMED)
    newest = await rows.first()
    if newest is None or place is None:
        return number_of(newest) if newest else None
    together = sorted(number_of(row) for row in await rows.filter(message_key=newest.message_key))
    return together[place - 1] if 0 < place <= len(together) else None


async def own_described(asker: Asker, said: Described) -> int:
    """Return the number of the one record of a member that fits what he says of it.

    The day counts before the kind of deed, which may have been understood otherwise. Refuses with NONE_DESCRIBED or
    SEVERAL_DESCRIBED.
    """
    mine = _own_open(asker)
    of_day = await (mine.filter(day=said.day) if said.day else mine)
    of_kind = [row for row in of_day if row.category == said.category]
    fitting = required(of_kind if len(of_kind) == 1 or not said.day else of_day, rules.NONE_DESCRIBED)
    if len(fitting) > 1:
        raise Refusal(rules.SEVERAL_DESCRIBED, example=Sign.RECORD.show(number_of(fitting[0])))
    return number_of(fitting[0])


async def correct(act: Act, number: int, change: Change) -> Reported:
    """Replace what a member's own record says by a new version; the old one stays, marked replaced."""
    return await replaced(act, await _own_in_hand(act.asker, number, Status.REPLACED), change)


async def replaced(act: Act, row: ActivityRecord, change: Change, **decided: Any) -> Reported:
    """Write a new version of a record, waiting unless it is `decided` already; the caller holds its member's row."""
    number, before, policy = number_of(row), claim_of(row), act.policy.activity
    claim = change.applied_to(before)
    if claim == before:
        raise Refusal(rules.NOTHING_CHANGED, number=Sign.RECORD.show(number))
    late = row.late_report
    if claim.day != before.day:
        late = claims.check_day(claim.day, act.today, policy, any_age=Role.SECRETARY in act.asker.roles)
    known = await known_beside(row.member_id, claim, without=number)
    claims.check_claim(claim, known, policy)
    claim, _, left_out = await _kept(claim, None, row.unit_id)
    limits = policy.soft_limits
    await ActivityRecord.filter(id=row.id).update(status=Status.REPLACED)
    newest = await ActivityRecord.create(
        root_id=number,
        version=row.version + 1,
        member_id=row.member_id,
        branch_id=row.branch_id,
        unit_id=row.unit_id,
        entered_by_id=row.entered_by_id,
        late_report=late,
        timely=row.timely if Month.of(claim.day) == Month.of(before.day) else _is_timely(act, claim),
        flags=claims.flags(claim, known, claims.twin(claim, known, limits), limits),
        source_text=row.source_text,
        reported_at=act.now,
        message_key=act.key or "",
        **{"status": Status.CLAIMED, **decided},
        **_columns(claim),
    )
    await record(act.cause, "correct", ("activity", number), before=_facts(before), after=_facts(claim))
    return Reported(number, claim, late, newest.timely, None, newest.version, before, left_out)


async def revoke(act: Act, number: int) -> Claim:
    """Take back a member's own record that is not verified; a tombstone stays in the ledger."""
    row = await _own_in_hand(act.asker, number, Status.REVOKED)
    await ActivityRecord.filter(id=row.id).update(status=Status.REVOKED)
    await record(act.cause, "revoke", ("activity", number), before={"status": row.status})
    return claim_of(row)


ASK_BACK = "ask_back"


async def ask_back(act: Act, number: int) -> None:
    """Keep that a member wants his verified record taken back."""
    await record(act.cause, ASK_BACK, ("activity", number))


async def told_of_work(people: Collection[int], since: datetime) -> list[tuple[int, datetime]]:
    """Return (person, when) of everything that some people have told since a moment of what they did the same day."""
    rows = ActivityRecord.filter(member_id__in=list(people), reported_at__gte=since)
    told = await rows.values_list("member_id", "reported_at", "day")
    return [(who, at) for who, at, day in told if at.astimezone(SHANGHAI).date() == day]


async def own_records(asker: Asker, first: date, last: date) -> list[Line]:
    """Return a member's records from one local day to another as they stand, newest first."""
    found = ActivityRecord.filter(member_id=asker.person_id, day__range=(first, last))
    rows = await found.exclude(status=Status.REPLACED).order_by("-day", "-id")
    return [
        Line(number_of(row), claim_of(row), Status(row.status), row.decision_reason, backfilled=bool(row.entered_by_id))
        for row in rows
    ]


async def of_month(unit_id: int, branch_id: int | None, month: Month) -> list[tuple[Cell, ...]]:
    """Return the newest version of every record of a unit (and branch) in a month, as the ledger lists them, by day."""
    found = ActivityRecord.filter(unit_id=unit_id, month=str(month)).exclude(status=Status.REPLACED)
    if branch_id is not None:
        found = found.filter(branch_id=branch_id)
    return [
        (
            Sign.RECORD.show(row.root_id or row.id),
            row.day,
            row.member.name,
            categories()[row.category].name,
            row.description,
            row.place,
            row.minutes,
            row.count,
            row.count_unit,
            rules.shown_state(Status(row.status), backfilled=bool(row.entered_by_id)),
            row.decided_by.name if row.decided_by else None,
        )
        for row in await found.select_related("member", "decided_by").order_by("day", "id")
    ]


async def counted(unit_id: int, branch_id: int | None, month: Month) -> tuple[Counter[str], int, int]:
    """Return what a unit (and branch) reported in a month: {state: records}, by how many people, minutes confirmed."""
    states: Counter[str] = Counter()
    people: set[int] = set()
    minutes = 0
    found = ActivityRecord.filter(unit_id=unit_id, month=str(month), status__in=STANDING)
    found = found if branch_id is None else found.filter(branch_id=branch_id)
    for member_id, status, spent in await found.values_list("member_id", "status", "minutes"):
        states[status] += 1
        people.add(member_id)
        minutes += (spent or 0) * (status == Status.VERIFIED)
    return states, len(people), minutes


_SERVICES = [code for code, category in categories().items() if category.service]
MOST_SHOWN = 3


async def last_served() -> dict[int, date]:
    """Return {unit: the day of its last confirmed service}, of units that have any."""
    found = ActivityRecord.filter(status=Status.VERIFIED, category__in=_SERVICES).annotate(last=Max("day"))
    return {
        unit_id: last if isinstance(last, date) else date.fromisoformat(last)
        for unit_id, last in await found.group_by("unit_id").values_list("unit_id", "last")
    }


async def served(unit_ids: Collection[int], first: date, last: date) -> rules.Served:
    """Return what was confirmed in some units from one local day to another."""
    found = ActivityRecord.filter(unit_id__in=list(unit_ids), day__range=(first, last), category__in=_SERVICES)
    rows = await found.filter(status=Status.VERIFIED).values_list("member_id", "minutes", "category")
    most = Counter(categories()[category].name for _, _, category in rows).most_common(MOST_SHOWN)
    return rules.Served(len({one[0] for one in rows}), len(rows), sum(one[1] or 0 for one in rows), dict(most))


async def forget_texts(before: datetime) -> None:
    """Empty what members typed in records reported before a moment; the structured record stays."""
    await ActivityRecord.filter(reported_at__lt=before).exclude(source_text=None).update(source_text=None)


async def forget_records(before: date) -> None:
    """Delete records of activities before a day, corrections first, for they refer to what they correct."""
    old = ActivityRecord.filter(day__lt=before)
    await old.exclude(root_id=None).delete()
    # A correction may have moved an activity to a later day; its first version stays with it.
    referred = await ActivityRecord.filter(root__day__lt=before).values_list("root_id")
    await old.exclude(id__in=[row[0] for row in referred]).delete()
