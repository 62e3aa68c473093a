"""Is everything in order: one set of questions for the start, /readyz, /metrics, the technician and doctor."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from bot import log, texts
from bot.clock import Clock, to_milliseconds
from bot.copies import copies
from bot.line import WaitingLine
from bot.metrics import Metrics
from config.database import transact
from models.machine.delivery import actions as outbox
from models.machine.inbox import actions as inbox
from models.migrations import is_current

T = TypeVar("T")
SLOW_SECONDS = 120
# A long list goes out at the pace that WeCom allows; what is due and has not even been looked at by then is forgotten.
SENDING_SECONDS = 600
# Whoever asks whether all is well does not want to wait longer for a no.
LOOK_SECONDS = 2.0
# How long a callback that was refused for its time speaks of our clock; WeCom sends one every few minutes by day.
CLOCK_SECONDS = 900


class Health:
    """Looks at the database, the clock, the schedule, the queues and the backups."""

    def __init__(self, clock: Clock, backups: Path | None = None, line: WaitingLine | None = None) -> None:
        """Prepare; `looked` and `dated` are told by whoever ticks the schedule and receives callbacks."""
        self._clock = clock
        self._backups, self._line = backups, line
        self._looked: float | None = None
        self._misdated: float | None = None

    def looked(self) -> None:
        """Note that the schedule has just been looked at."""
        self._looked = self._clock.monotonic()

    def dated(self, *, off: float) -> None:
        """Note that WeCom signed a callback so many seconds after our present moment; 0 for one in time."""
        if off and not self.clock_is_off:
            log.warning("clock is off", seconds=round(off))
        self._misdated = self._clock.monotonic() if off else None

    @property
    def has_room(self) -> bool:
        """Return whether this process can take more callbacks than it has."""
        return self._line is None or self._line.has_room

    @property
    def clock_is_off(self) -> bool:
        """Return whether WeCom's last callback was refused because our clock and its clock differ."""
        return self._misdated is not None and self._clock.monotonic() - self._misdated < CLOCK_SECONDS

    @property
    def lag(self) -> float | None:
        """Return seconds since the schedule was looked at; None where this process does not look."""
        return None if self._looked is None else self._clock.monotonic() - self._looked

    async def ready(self) -> dict[str, Any]:
        """Return whether all is there that a callback needs, and what is not: {"ready": bool, question: bool, …}.

        `said` has a sentence for each no; of a database that does not answer nothing else is known. `lag`, and for how
        long the first message in the line has waited (`behind`), are in seconds, the ages of the newest backup and of
        the last trial of one in hours; None without.
        """
        until = asyncio.get_running_loop().time() + LOOK_SECONDS
        lag = self.lag
        # In a transaction, for who cannot begin one can store no callback either.
        current = await _answer(until, lambda: transact(is_current))
        found = {
            "database": current is not None,
            "migrations": bool(current),
            "storage": current is not None and bool(await _answer(until, self.can_store)),
            "clock": not self.clock_is_off,
            "schedule": lag is None or lag < SLOW_SECONDS,
            "room": self.has_room,
            "handling": bool(current) and bool(await _answer(until, self.keeps_up)),
        }
        wrong = [name for name, good in found.items() if not good]
        said = [texts.trouble_words(name) for name in (wrong if found["database"] else ["database"])]
        behind = None if self._line is None else round(self._line.behind, 1)
        return {"ready": not wrong, **found, "said": said, "lag": lag, "behind": behind, **self.backup_hours()}

    def backup_hours(self) -> dict[str, float | None]:
        """Return the age of the newest backup and that of the last trial of one."""
        now = self._clock.now()
        known = copies(self._backups, now) if self._backups else []
        moments = {
            "backup_hours": max((copy.made for copy in known), default=None),
            "trial_hours": max((copy.tried for copy in known if copy.tried), default=None),
        }
        return {name: round((now - at).total_seconds() / 3600, 1) if at else None for name, at in moments.items()}

    async def can_store(self) -> bool:
        """Return True; raises whatever keeps a callback from being stored."""
        await transact(lambda: inbox.try_to_store(to_milliseconds(self._clock.now())))
        return True

    async def keeps_up(self) -> bool:
        """Return whether nothing waits that somebody should have looked at long ago."""
        now = to_milliseconds(self._clock.now())
        oldest, due = await inbox.waits_since(), await outbox.waits_since(now)
        return (oldest is None or now - oldest < 1000 * SLOW_SECONDS) and (
            due is None or now - due < 1000 * SENDING_SECONDS
        )

    async def measure(self, metrics: Metrics) -> None:
        """Bring the gauges up to date, as far as the database answers; the counters are right in any case."""
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._count(metrics)
        except Exception as wrong:
            log.warning("queues not counted", kind=type(wrong).__name__)
        if self.lag is not None:
            metrics.schedule_lag.set(self.lag)
        for name, hours in self.backup_hours().items():
            if hours is not None:
                metrics.ages.labels(name.removesuffix("_hours")).set(hours)

    async def _count(self, metrics: Metrics) -> None:
        found = await inbox.counts()
        metrics.inbox_waiting.set(found["pending"])
        metrics.quarantined.set(found["quarantined"])
        for state, count in (await outbox.counts()).items():
            metrics.outbox.labels(state).set(count)


async def _answer(until: float, ask: Callable[[], Awaitable[T]]) -> T | None:
    """Return the database's answer; None when it has none in time, whatever the driver raises."""
    try:
        async with asyncio.timeout_at(until):
            return await ask()
    except Exception:
        return None
