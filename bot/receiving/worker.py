"""From a delivery to its reply: accepted once, handled in order per conversation, answered alike however often."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.clock import Clock, to_milliseconds
from bot.receiving.handling import Handled, Handling
from bot.receiving.inbox import Inbox, Receipt, look
from bot.sending.outbox import post
from bot.understanding.request import House
from bot.wecom.updates import Update
from config.database import rows, transact
from models.machine.delivery.rules import Message

ANSWER_SECONDS = 4.0
# WeCom repeats a delivery for some 20 seconds; a reply that found no callback by then goes through the outbox.
RIDE_MILLISECONDS = 30_000

_RIDES = "UPDATE inbox SET replied_by = 'callback' WHERE message_key = ? AND replied_by IS NULL RETURNING id"
_STRANDED = (
    "SELECT id, message_key, conversation, reply, replied_by FROM inbox "
    "WHERE replied_by IS NULL AND state <> 'pending' AND received < ? ORDER BY id LIMIT 100"
)
_MISSED = (
    "SELECT id, message_key, conversation, reply, replied_by FROM inbox "
    "WHERE message_key = ? AND replied_by = 'callback'"
)
_MOVED = "UPDATE inbox SET replied_by = ? WHERE id = ? AND COALESCE(replied_by, '') = ? RETURNING id"
_WAITING = "SELECT DISTINCT conversation FROM inbox WHERE state = 'pending' LIMIT 200"


@dataclass
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


@dataclass(frozen=True)
class Reply:
    """What a callback is answered with: the stored text (empty for silence) and when it was made (seconds)."""

    text: str
    at: int


class Worker:
    """Turns deliveries into effects and replies."""

    def __init__(self, house: House, clock: Clock) -> None:
        """Prepare; nothing runs by itself."""
        self._house = house
        self._clock = clock
        self._inbox = Inbox(clock)
        self._handling = Handling(house, clock, self._rides)
        self._lanes: dict[str, _Lane] = defaultdict(_Lane)
        self._riding: set[str] = set()
        self._late: set[str] = set()

    async def recover(self) -> int:
        """Look, once at the start, at what an ended process left waiting; return how many updates wait."""
        return await self._handling.recover()

    async def answer(self, update: Update) -> Reply | None:
        """Return the reply to a delivery, the same for each of its repeats; None when it is not ready in time.

        Raises Overloaded, or the database's exception, when the update could not be stored.
        """
        receipt = await self._inbox.accept(update)
        if receipt.state != "pending":
            return await _stored(update.key, receipt)
        self._riding.add(update.key)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await self._until_handled(update)
        except TimeoutError:
            self._late.add(update.key)
            return None
        finally:
            self._riding.discard(update.key)

    async def stored_text(self, key: str) -> str | None:
        """Return the reply stored for a key; None while it waits, or when the key is not known."""
        receipt = (await look([key])).get(key)
        return receipt.reply if receipt and receipt.state != "pending" else None

    async def _until_handled(self, update: Update) -> Reply:
        while True:
            handled = await self.handle_next(update.conversation)
            if handled is not None and handled.key == update.key:
                return Reply("" if handled.replied_by == "outbox" else handled.reply, handled.at // 1000)
            if handled is None:
                receipt = (await look([update.key]))[update.key]
                if receipt.state != "pending":
                    return await _stored(update.key, receipt)

    def _rides(self, update: Update) -> str | None:
        if update.key in self._riding:
            return "callback"
        if update.key in self._late and update.door == "app":
            self._late.discard(update.key)
            return "outbox"
        return None

    async def handle_next(self, conversation: str) -> Handled | None:
        """Handle the oldest waiting update of a conversation, after whoever is at it in this process."""
        async with self._turn(conversation):
            return await self._handling.handle_next(conversation)

    @asynccontextmanager
    async def _turn(self, conversation: str) -> AsyncIterator[None]:
        lane = self._lanes[conversation]
        lane.users += 1
        try:
            async with lane.lock:
                yield
        finally:
            lane.users -= 1
            if not lane.users:
                self._lanes.pop(conversation, None)

    async def sweep(self) -> int:
        """Handle what a crash or a burst left waiting, and send replies that found no callback; return how many."""
        count = 0
        for row in await rows(_WAITING, []):
            # A conversation that somebody is at in this process needs no second look.
            while row["conversation"] not in self._lanes and await self.handle_next(row["conversation"]):
                count += 1
        before = to_milliseconds(self._clock.now()) - RIDE_MILLISECONDS
        stranded = await rows(_STRANDED, [before])
        # A reply that was ready in the very moment its callback was given up.
        late, self._late = self._late - self._riding, self._late & self._riding
        for key in late:
            stranded += await rows(_MISSED, [key])
        for row in stranded:
            count += await transact(lambda row=row: self._send_stranded(row))  # type: ignore[misc]
        return count

    async def _send_stranded(self, row: dict[str, Any]) -> int:
        """Send one stored reply through the outbox, or, where no other way leads back, let it be."""
        door, chatid, userid = row["conversation"].split(":", 2)
        via = "outbox" if door == "app" and not chatid else "poll"
        if not await rows(_MOVED, [via, row["id"], row["replied_by"] or ""]) or via == "poll":
            return 0
        now = self._clock.now()
        quiet = self._house.policy.delivery.quiet
        message = Message(row["reply"], userid=userid, urgent=True)
        cause = f"stranded:{row['id']}"
        await post([message], cause=cause, title="补发的回复", now=now, quiet=quiet)
        return 1


async def _stored(key: str, receipt: Receipt) -> Reply:
    """Return a stored reply; one that had found no callback yet rides on this one."""
    if receipt.replied_by is None and not await rows(_RIDES, [key]):
        receipt = (await look([key]))[key]  # another delivery, or the outbox, has just taken it
    at = (receipt.handled or 0) // 1000
    return Reply("" if receipt.replied_by == "outbox" else receipt.reply or "", at)
