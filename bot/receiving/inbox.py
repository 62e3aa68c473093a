"""The inbox: verified callbacks are committed here, many at a time, before anything else happens to them.

One of the two places with raw statements: receiving has to keep up with a burst, and one statement for many rows
is what makes full durability affordable.
"""

import asyncio
from dataclasses import dataclass

from bot.clock import Clock, to_milliseconds
from bot.wecom.updates import Update
from config.database import rows

QUEUE_MOST = 2000
BATCH_MOST = 100


class Overloaded(Exception):
    """More waits to be stored than the queue holds; WeCom is asked to come again (503)."""


@dataclass(frozen=True)
class Receipt:
    """What is known of a delivery: `is_new`, or the state, the stored reply and how that was given."""

    is_new: bool
    state: str = "pending"
    reply: str | None = None
    replied_by: str | None = None
    handled: int | None = None


class Inbox:
    """Stores updates in groups: whatever arrived while the last commit ran goes into the next one."""

    def __init__(self, clock: Clock) -> None:
        """Prepare an empty queue."""
        self._clock = clock
        self._queue: list[tuple[Update, asyncio.Future[Receipt]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def accept(self, update: Update) -> Receipt:
        """Commit an update under its key and return its receipt; raises Overloaded, or the database's exception."""
        if len(self._queue) >= QUEUE_MOST:
            raise Overloaded
        future: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._queue.append((update, future))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        return await future

    async def _write(self) -> None:
        while self._queue:
            batch, self._queue = self._queue[:BATCH_MOST], self._queue[BATCH_MOST:]
            try:
                receipts = await self._store([update for update, _ in batch])
            except Exception as wrong:
                for _, future in batch:
                    if not future.done():
                        future.set_exception(wrong)
                continue
            for (_update, future), receipt in zip(batch, receipts, strict=True):
                if not future.done():
                    future.set_result(receipt)

    async def _store(self, updates: list[Update]) -> list[Receipt]:
        firsts = {update.key: update for update in updates}
        fresh = await self._insert(list(firsts.values()))
        known = await look([key for key in firsts if key not in fresh])
        receipts = []
        for update in updates:
            # The first of several equal deliveries in one batch is the new one.
            is_new = update.key in fresh
            fresh.discard(update.key)
            receipts.append(_first(update) if is_new else known.get(update.key, Receipt(False)))
        return receipts

    async def _insert(self, updates: list[Update]) -> set[str]:
        received = to_milliseconds(self._clock.now())
        values: list[object] = []
        for update in updates:
            first = _first(update)
            payload = update.to_json() if first.state == "pending" else None
            values += [update.key, update.conversation, received, payload, first.state, first.replied_by]
        places = ", ".join(["(?, ?, ?, ?, ?, 0, ?)"] * len(updates))
        found = await rows(
            "INSERT INTO inbox (message_key, conversation, received, payload, state, tries, replied_by) "
            f"VALUES {places} ON CONFLICT (message_key) DO NOTHING RETURNING message_key",
            values,
        )
        return {row["message_key"] for row in found}


# Kinds of message that get a sentence although the bot cannot use them; events do not.
_ANSWERED_KINDS = frozenset({"image", "voice", "video", "file", "location", "link"})


def _first(update: Update) -> Receipt:
    """Return the receipt of a new delivery; an event that nobody answers is done as soon as it is stored."""
    is_idle = update.kind == "other" and not update.chatid and update.detail not in _ANSWERED_KINDS
    return Receipt(True, "done", replied_by="none") if is_idle else Receipt(True)


async def look(keys: list[str]) -> dict[str, Receipt]:
    """Return {key: receipt} of the deliveries that are known."""
    if not keys:
        return {}
    places = ", ".join("?" * len(keys))
    found = await rows(
        f"SELECT message_key, state, reply, replied_by, handled FROM inbox WHERE message_key IN ({places})",
        list(keys),
    )
    return {
        row["message_key"]: Receipt(False, row["state"], row["reply"], row["replied_by"], row["handled"])
        for row in found
    }
