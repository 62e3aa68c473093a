"""Which due moments have passed; each is claimed and run once, whatever process does it.

The schedule's rows are the truth; APScheduler only wakes this up. A job's run, its messages and its claim commit
together, so a process that dies in the middle leaves the moment for the next one.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot import log
from bot.clock import SHANGHAI, Clock
from bot.clockwork.job import Job, JobRequest, due_moments
from bot.drawing.beside import transact_and_make
from bot.faults import fault_number
from bot.sending.governor import merged
from bot.sending.outbox import post
from bot.understanding.request import House
from config.database import transact
from models.machine.schedule.actions import advance, claimed, come_back, failed, schedules
from models.machine.schedule.rules import LATE_AFTER, PAUSED, TRIES_MOST, RunState, why_skipped


class Scheduler:
    """Runs what is due."""

    def __init__(self, house: House, clock: Clock) -> None:
        """Prepare; nothing runs before `tick`."""
        self._house = house
        self._clock = clock

    async def tick(self) -> list[dict[str, Any]]:
        """Run every due moment that has passed since each job was looked at last; return what became of them."""
        now = self._clock.now()
        await self._house.calendars.look(now)
        ran: list[dict[str, Any]] = []
        known = await transact(lambda: schedules([job.name for job in self._house.jobs], now))
        for job in self._house.jobs:
            stands = known[job.name]
            after = stands.watermark.astimezone(SHANGHAI)
            if after > now:
                await transact(lambda job=job: come_back(job.name, now))  # type: ignore[misc]
            passed = await self._passed(job, after, now)
            for position, due in enumerate(passed):
                state = await self._settle(job, due, passed[position + 1 :], paused=stands.paused_by is not None)
                if state is None:
                    break  # a failed try is repeated at the next tick, before anything later
                ran.append({"job": job.name, "due": due.isoformat(), "state": state.value})
                await transact(lambda job=job, due=due: advance(job.name, due))  # type: ignore[misc]
        return ran

    async def _passed(self, job: Job, after: datetime, now: datetime) -> list[datetime]:
        """Return the due moments in (after, now]; the books are opened only for a job that asks them."""
        if job.asks is None:
            return await due_moments(job, self._house, after, now)
        return await transact(lambda: due_moments(job, self._house, after, now))

    async def _settle(self, job: Job, due: datetime, later: Sequence[datetime], *, paused: bool) -> RunState | None:
        """Run or skip one due moment; None when it failed and will be tried again."""
        now = self._clock.now()
        lateness = job.lateness(self._house.policy)
        reason = PAUSED if paused else why_skipped(due, later, now, lateness, newest_only=job.newest_only)
        try:
            if reason is not None:
                await transact(lambda: claimed(job.name, due, RunState.SKIPPED, now, reason))
                log.warning("job skipped", job=job.name, due=due.isoformat(), reason=reason)
                return RunState.SKIPPED
            await self.run_once(job, due)
            return RunState.DONE
        except Exception as wrong:
            number = fault_number(now, f"{job.name}{due}")
            log.fault("job failed", number, wrong, job=job.name)
            tries = await transact(lambda: failed(job.name, due, now, number))
            return RunState.FAILED if tries >= TRIES_MOST else None

    async def run_once(self, job: Job, due: datetime) -> bool:
        """Claim and run one due moment in one transaction; False when it has been run already."""
        now = self._clock.now()
        mark = timedelta(minutes=self._house.policy.delivery.late_mark_minutes)
        note = f"晚了 {round((now - due) / timedelta(minutes=1))} 分钟" if now - due > LATE_AFTER else None

        async def work() -> bool:
            if not await claimed(job.name, due, RunState.DONE, now, note):
                return False
            said = await job.run(JobRequest(self._house, job.name, due, late=now - due > mark))
            rest = self._house.policy.delivery.night if job.any_day else self._house.rest
            messages, cause = merged(said, job.title), f"job:{job.name}:{due.isoformat()}"
            await post(messages, cause=cause, title=job.title, now=now, rest=rest)
            return True

        return await transact_and_make(work)
