"""The line before the books: a few messages are handled at once, the others wait in order, no more come in than fit.

Whoever handles a message keeps the books busy much longer than whoever stores one, or asks whether all is well. Without
the line each of those waited for everything that had come before: a server with too little processor stored nothing in
time, was sent everything again, and answered nobody for as long as that went on.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import Clock

# Enough for the processor to have something to do while PostgreSQL answers one of them; who stores waits for no more.
HANDS = 3
# What waits is also kept in memory.
LENGTH_MOST = 2000
# The loop should come round every so many seconds. A callback needs several rounds and has five seconds in all: when
# one takes this long, what is read now comes from somebody who has left, or will have before he is answered.
BEAT_SECONDS, LATE_MOST = 0.25, 0.5


class WaitingLine:
    """Who waits for a hand, the first who came in front; and whether this process is too busy for more."""

    def __init__(self, clock: Clock, patience: float) -> None:
        """Let nobody more in while the first has waited for `patience` seconds."""
        self._clock, self._patience = clock, patience
        self._hands = asyncio.Semaphore(HANDS)
        self._since: dict[object, float] = {}
        self._places = 0
        self._late, self._due = 0.0, float("inf")

    def __len__(self) -> int:
        """Return how many wait."""
        return self._places + len(self._since)

    @property
    def behind(self) -> float:
        """Return for how many seconds the first in the line has waited; 0 without a line."""
        return self._clock.monotonic() - next(iter(self._since.values())) if self._since else 0.0

    @property
    def late(self) -> float:
        """Return how many seconds more than it should the loop's last round took, or the present one has taken."""
        return max(self._late, self._clock.monotonic() - self._due, 0.0)

    @property
    def has_room(self) -> bool:
        """Return whether somebody more may be let in."""
        return self.late < LATE_MOST and self.behind < self._patience and len(self) < LENGTH_MOST

    @asynccontextmanager
    async def place(self, behind: asyncio.Lock) -> AsyncIterator[None]:
        """Wait for those who come before in one's own conversation, and keep out the next one for the block."""
        self._places += 1
        try:
            await behind.acquire()
        finally:
            self._places -= 1
        try:
            yield
        finally:
            behind.release()

    @asynccontextmanager
    async def hand(self) -> AsyncIterator[None]:
        """Wait for a hand, and keep it for the block."""
        place = object()
        self._since[place] = self._clock.monotonic()
        try:
            await self._hands.acquire()
        finally:
            del self._since[place]
        try:
            yield
        finally:
            self._hands.release()

    @asynccontextmanager
    async def beating(self) -> AsyncIterator[None]:
        """Look until the block ends how late the loop comes round."""
        beats = asyncio.create_task(self._beats())
        try:
            yield
        finally:
            beats.cancel()
            self._late, self._due = 0.0, float("inf")

    async def _beats(self) -> None:
        while True:
            now = self._clock.monotonic()
            self._late, self._due = now - self._due, now + BEAT_SECONDS
            await asyncio.sleep(BEAT_SECONDS)
