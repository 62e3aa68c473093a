"""Counting reminders and keeping what people want of them; runs in the caller's transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from models.ledger.audit.actions import record
from models.matters.reminders.rules import USUAL, Amount, Owed, Preference, may_say
from models.matters.reminders.tables import ReminderCount, ReminderWish
from models.organisation.authority.act import Act
from models.organisation.people.actions import lock


async def wishes() -> dict[str, Preference]:
    """Return {userid: what he wants} of everybody who ever said so."""
    said = await ReminderWish.all().values_list("person__userid", "amount", "half_hour")
    return {userid: Preference(Amount(amount), half_hour) for userid, amount, half_hour in said}


async def half_hour_wanted() -> set[int]:
    """Return who wants to be reminded half an hour before a shift."""
    return {row.person_id for row in await ReminderWish.filter(half_hour=True)}


async def want(act: Act, amount: Amount | None = None, half_hour: bool | None = None) -> Preference:
    """Keep what the asker wants from now on and return it; what he did not speak of stays. Raises UnknownPerson."""
    await lock([act.asker.known])
    row, _ = await ReminderWish.get_or_create({"amount": Amount.USUAL}, person_id=act.asker.known)
    before = Preference(Amount(row.amount), row.half_hour)
    # Whoever wants less wants no half hours either; he may ask for them by themselves afterwards.
    kept = before.half_hour and amount in (None, Amount.USUAL)
    after = Preference(amount or before.amount, kept if half_hour is None else half_hour)
    await ReminderWish.filter(id=row.id).update(amount=after.amount, half_hour=after.half_hour)
    shown = [{"amount": one.amount, "half_hour": one.half_hour} for one in (before, after)]
    await record(act.cause, "reminder_wish", ("person", act.asker.known), before=shown[0], after=shown[1])
    return after


async def still_to_say(kind: str, owed: Sequence[Owed], act: Act, most: int, *, whatever: bool = False) -> list[Owed]:
    """Return what may be said of a kind of reminder once more, `most` times, and count what has a subject as said.

    What people want of reminders holds, except for what is said `whatever` they want.
    """
    if not owed:
        return []
    wanted = {} if whatever else await wishes()
    known, saying = await _counted(kind, {one.subject for one in owed if one.subject}), []
    for one in owed:
        row, amount = known.get((one.subject, one.userid)), wanted.get(one.userid, USUAL).amount
        times, last = (row.sent, row.last_at) if row else (0, None)
        if may_say(times, last, amount, most, act.now):
            saying.append(one)
    await _count(kind, [one for one in saying if one.subject], known, act.now)
    return saying


async def _counted(kind: str, subjects: Collection[str]) -> dict[tuple[str, str], ReminderCount]:
    rows = await ReminderCount.filter(kind=kind, subject__in=list(subjects)) if subjects else []
    return {(row.subject, row.userid): row for row in rows}


async def _count(
    kind: str, said: Sequence[Owed], known: Mapping[tuple[str, str], ReminderCount], now: datetime
) -> None:
    again = [known[one.subject, one.userid] for one in said if (one.subject, one.userid) in known]
    for row in again:
        row.sent, row.last_at = row.sent + 1, now
    if again:
        await ReminderCount.bulk_update(again, ["sent", "last_at"])
    await ReminderCount.bulk_create(
        ReminderCount(kind=kind, subject=one.subject, userid=one.userid, sent=1, last_at=now)
        for one in said
        if (one.subject, one.userid) not in known
    )


async def forget_reminders(before: datetime) -> None:
    """Delete what was last said before a moment."""
    await ReminderCount.filter(last_at__lt=before).delete()
