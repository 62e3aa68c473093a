"""Verified callbacks are committed here, many at a time, before anything else happens to them."""

import asyncio

from bot.clock import Clock, to_milliseconds
from bot.wecom.updates import Update
from models.machine.inbox.actions import Arrival, Delivery, look, store

# What is stored within the seconds that WeCom waits, also where the processor has better things to do.
QUEUE_MOST = 500
BATCH_MOST = 100
# Kinds of message that get a sentence although the bot cannot use them; events do not.
_ANSWERED_KINDS = frozenset({"image", "voice", "video", "file", "location", "link"})


class Overloaded(Exception):
    """More waits to be stored than the queue holds; WeCom is asked to come again (503)."""


class Inbox:
    """Stores updates in groups: whatever arrived while the last commit ran goes into the next one.

    `fresh` holds by key what this process has stored itself and nobody has tried to handle yet.
    """

    def __init__(self, clock: Clock) -> None:
        """Prepare an empty queue."""
        self.fresh: dict[str, Update] = {}
        self._clock = clock
        self._queue: list[tuple[Update, asyncio.Future[Delivery]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def accept(self, update: Update) -> Delivery:
        """Commit an update under its key; return what is known of it.

        Raises Overloaded, or the database's exception.
        """
        if len(self._queue) >= QUEUE_MOST:
            raise Overloaded
        future: asyncio.Future[Delivery] = asyncio.get_running_loop().create_future()
        self._queue.append((update, future))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        return await future

    async def _write(self) -> None:
        while self._queue:
            batch, self._queue = self._queue[:BATCH_MOST], self._queue[BATCH_MOST:]
            try:
                known = await self._store({update.key: update for update, _ in batch})
            except Exception as wrong:
                for _, future in batch:
                    if not future.done():
                        future.set_exception(wrong)
                continue
            for update, future in batch:
                if not future.done():
                    future.set_result(known[update.key])

    async def _store(self, updates: dict[str, Update]) -> dict[str, Delivery]:
        """Store updates and return what is known of each."""
        arrivals = [
            Arrival(key, update.conversation, None if _is_idle(update) else update.to_json())
            for key, update in updates.items()
        ]
        new = await store(arrivals, to_milliseconds(self._clock.now()))
        known = {} if len(new) == len(updates) else await look(list(updates))
        for one in arrivals:
            if one.key in new and one.payload is None:
                known[one.key] = Delivery(one.key, "done", via="none")
            elif one.key in new:
                known[one.key], self.fresh[one.key] = Delivery(one.key), updates[one.key]
        return known


def _is_idle(update: Update) -> bool:
    """Return whether nobody answers it: an event is done as soon as it is stored."""
    return update.kind == "other" and not update.chatid and update.detail not in _ANSWERED_KINDS
