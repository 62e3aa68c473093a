"""Is everything in order: one set of questions for the start, /readyz, /metrics and doctor."""

import asyncio
from typing import Any

from bot import log
from bot.clock import Clock
from bot.metrics import Metrics
from config.database import transact
from models.machine.delivery import actions as outbox
from models.machine.inbox.actions import counts
from models.migrations import is_current

SLOW_SECONDS = 120
# Whoever asks whether all is well does not want to wait longer for a no.
LOOK_SECONDS = 2.0


class Health:
    """Looks at the database, the schedule and the queues."""

    def __init__(self, clock: Clock) -> None:
        """Prepare; `looked` is noted by whoever ticks the schedule."""
        self._clock = clock
        self._looked: float | None = None

    def looked(self) -> None:
        """Note that the schedule has just been looked at."""
        self._looked = self._clock.monotonic()

    @property
    def lag(self) -> float | None:
        """Return seconds since the schedule was looked at; None where this process does not look."""
        return None if self._looked is None else self._clock.monotonic() - self._looked

    async def ready(self) -> dict[str, Any]:
        """Return whether callbacks can be taken, and why not."""
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                # In a transaction, for who cannot begin one can store no callback either.
                current = await transact(is_current)
            database = True
        except Exception:
            # Whatever the driver raises, the answer is the same: not now.
            current = database = False
        lag = self.lag
        on_time = lag is None or lag < SLOW_SECONDS
        ready = database and current and on_time
        return {"ready": ready, "database": database, "migrations": current, "schedule": on_time, "lag": lag}

    async def measure(self, metrics: Metrics) -> None:
        """Bring the gauges up to date, as far as the database answers; the counters are right in any case."""
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._count(metrics)
        except Exception as wrong:
            log.warning("queues not counted", kind=type(wrong).__name__)
        if self.lag is not None:
            metrics.schedule_lag.set(self.lag)

    async def _count(self, metrics: Metrics) -> None:
        found = await counts()
        metrics.inbox_waiting.set(found["pending"])
        metrics.quarantined.set(found["quarantined"])
        for state, count in (await outbox.counts()).items():
            metrics.outbox.labels(state).set(count)
