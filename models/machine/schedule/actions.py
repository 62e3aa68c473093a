"""Claiming due moments and pausing jobs; runs in the caller's transaction."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from tortoise.expressions import Q

from config.database import rows
from models.ledger.audit.actions import Cause, record
from models.machine.schedule.rules import RunState
from models.machine.schedule.tables import JobRun, Schedule


async def standing(job: str, now: datetime) -> tuple[Schedule, JobRun | None]:
    """Return how a job stands and its last run; one seen for the first time begins now, with nothing to catch up."""
    row, _ = await Schedule.get_or_create({"watermark": now}, job=job)
    return row, await JobRun.filter(job=job).order_by("-due").first()


async def schedules(jobs: Sequence[str], now: datetime) -> dict[str, Schedule]:
    """Return how far each job was looked at and whether it is paused; one seen for the first time begins now."""
    known = {row.job: row for row in await Schedule.all()}
    new = [Schedule(job=job, watermark=now) for job in jobs if job not in known]
    if new:
        # Another process may see a new job for the first time at the same moment.
        await Schedule.bulk_create(new, ignore_conflicts=True)
        known = {row.job: row for row in await Schedule.all()}
    return known


async def takes_turn(work: str, every: timedelta, now: datetime) -> bool:
    """Return whether it is the caller's turn at what one of all processes does every so often.

    A turn that lies further ahead than that was taken by a clock that has been set back since.
    """
    row, is_new = await Schedule.get_or_create({"watermark": now}, job=work)
    due = Q(watermark__lte=now - every) | Q(watermark__gt=now + every)
    return is_new or bool(await Schedule.filter(due, id=row.id).update(watermark=now))


async def let_pass(until: datetime) -> None:
    """Let no due moment up to `until` be caught up."""
    await Schedule.filter(watermark__lt=until).update(watermark=until)


async def come_back(job: str, now: datetime) -> None:
    """Let a job go on from now where it let moments pass as too late that have not come: the clock was ahead.

    What was done for them is done. Where nothing was let pass, it is this clock that is behind, and the job waits.
    """
    if await JobRun.filter(job=job, due__gt=now, state=RunState.SKIPPED).delete():
        await Schedule.filter(job=job).update(watermark=now)


async def advance(job: str, to: datetime) -> None:
    """Note that every due moment up to `to` has a run; never goes back."""
    at = to.astimezone(UTC)
    await rows("UPDATE schedules SET watermark = ? WHERE job = ? AND watermark < ? RETURNING id", [at, job, at])


# A try that failed may be claimed again; whoever comes at the same moment waits, and finds it done.
_CLAIM = (
    "INSERT INTO job_runs (job, due, state, ran_at, tries, note) VALUES (?, ?, ?, ?, 1, ?) "
    "ON CONFLICT (job, due) DO UPDATE SET state = excluded.state, ran_at = excluded.ran_at, note = excluded.note "
    f"WHERE job_runs.state = '{RunState.FAILED}' RETURNING id"
)


async def claimed(job: str, due: datetime, state: RunState, now: datetime, note: str | None = None) -> bool:
    """Write a due moment's run; False when another process or an earlier try has written it."""
    return bool(await rows(_CLAIM, [job, due.astimezone(UTC), state, now.astimezone(UTC), note]))


async def failed(job: str, due: datetime, now: datetime, fault: str) -> int:
    """Note a failed try of a due moment and return how many there were."""
    row = await JobRun.get_or_none(job=job, due=due)
    if row is None:
        row = await JobRun.create(job=job, due=due, state=RunState.FAILED, ran_at=now, tries=0)
    await JobRun.filter(id=row.id).update(tries=row.tries + 1, ran_at=now, note=fault)
    return row.tries + 1


async def pause(job: str, cause: Cause) -> None:
    """Stop a job until it is resumed; what falls due meanwhile is skipped."""
    await standing(job, cause.at)
    row = await Schedule.get(job=job)
    await Schedule.filter(id=row.id).update(paused_by=cause.actor, paused_at=cause.at)
    await record(cause, "pause", ("schedule", row.id))


async def resume(job: str, cause: Cause) -> None:
    """Let a job run again from its next due moment on."""
    await standing(job, cause.at)
    row = await Schedule.get(job=job)
    await Schedule.filter(id=row.id).update(paused_by=None, paused_at=None)
    await record(cause, "resume", ("schedule", row.id))
