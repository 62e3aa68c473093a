"""One waiting update in one transaction: effects, messages, reply and the inbox row's end commit together."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import log, texts
from bot.clock import SHANGHAI, Clock, to_milliseconds
from bot.faults import fault_number
from bot.sending.outbox import post
from bot.understanding.dispatch import answer
from bot.understanding.request import House
from bot.wecom.application import PASSIVE_TEXT_BYTES
from bot.wecom.fitting import plain, size
from bot.wecom.updates import Update
from config.database import on_postgres, rows, transact
from models.machine.delivery.rules import Message
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from models.values.refusal import Refusal

# Seconds before each further try of a message that failed; five tries in all, inside the four seconds a reply has.
PAUSES = (0.05, 0.1, 0.3, 0.6)

TRIES_MOST = len(PAUSES) + 1

# Whether a question is open is learnt on the way: most messages answer none, and are spared a look of their own.
_OLDEST = (
    "SELECT id, payload, tries, EXISTS (SELECT 1 FROM dialogs WHERE dialogs.conversation = inbox.conversation "
    "AND dialogs.state = 'open') AS asked FROM inbox WHERE conversation = ? AND state = 'pending' "
    "ORDER BY id LIMIT 1"
)
_END = (
    "UPDATE inbox SET state = ?, reply = ?, replied_by = ?, handled = ?, fault = ?, payload = NULL "
    "WHERE id = ? AND state = 'pending' RETURNING id"
)
_SURVIVED = "UPDATE inbox SET tries = tries + 1 WHERE state = 'pending' RETURNING id"
_TRIED = "UPDATE inbox SET tries = tries + 1 WHERE id = ? RETURNING tries"


@dataclass(frozen=True)
class Handled:
    """What became of an update: its key, the stored reply (empty for silence), when (milliseconds), how it goes out."""

    key: str
    reply: str
    at: int
    replied_by: str | None


class _Stopped(Exception):
    """An update whose transaction was rolled back, with what stopped it."""

    def __init__(self, row_id: int, update: Update, why: Exception) -> None:
        super().__init__(update.key)
        self.row_id = row_id
        self.update = update
        self.why = why


class _Deadly(Exception):
    """An update at which the process itself has died again and again."""


class Handling:
    """Handles waiting updates; `rides` tells how a reply can go: by callback, by outbox, or not yet known (None)."""

    def __init__(self, house: House, clock: Clock, rides: Callable[[Update], str | None]) -> None:
        """Prepare; nothing runs by itself."""
        self._house = house
        self._clock = clock
        self._rides = rides

    async def handle_next(self, conversation: str) -> Handled | None:
        """Handle the oldest waiting update of a conversation; None when none waits.

        A refusal is rolled back and answered with its sentence. A fault is rolled back and tried again; the fifth
        time the update is set aside under a number, and the person is told that number.
        """
        for pause in (*PAUSES, None):
            try:
                return await transact(lambda: self._handle(conversation))
            except _Stopped as stopped:
                if isinstance(stopped.why, Refusal):
                    return await self._refused(stopped, stopped.why.sentence)
                log.warning("try failed", kind=type(stopped.why).__name__)
                deadly = isinstance(stopped.why, _Deadly)
                if deadly or pause is None or await self._tries(stopped) >= TRIES_MOST:
                    return await self._set_aside(stopped)
                await asyncio.sleep(pause)
        return None

    async def recover(self) -> int:
        """Count a try for whatever an ended process left waiting, so that nothing can kill the bot for ever."""
        return len(await transact(lambda: rows(_SURVIVED, [])))

    async def _handle(self, conversation: str) -> Handled | None:
        found = await rows(_OLDEST + (" FOR UPDATE" if on_postgres() else ""), [conversation])
        if not found:
            return None
        row_id, update = found[0]["id"], Update.from_json(found[0]["payload"])
        try:
            if found[0]["tries"] >= TRIES_MOST:
                raise _Deadly
            messages = await answer(update, self._house, self._clock.now(), asked=bool(found[0]["asked"]))
            return await self._end(row_id, update, messages)
        except Exception as why:
            raise _Stopped(row_id, update, why) from why

    async def _refused(self, stopped: _Stopped, sentence: str) -> Handled:
        return await transact(lambda: self._end(stopped.row_id, stopped.update, [Message(sentence)]))

    async def _tries(self, stopped: _Stopped) -> int:
        found = await transact(lambda: rows(_TRIED, [stopped.row_id]))
        return int(found[0]["tries"])

    async def _set_aside(self, stopped: _Stopped) -> Handled:
        now = self._clock.now()
        number = fault_number(now, stopped.update.key)
        log.fault("message quarantined", number, stopped.why)

        async def work() -> Handled:
            officers = await holders([Role.DISTRICT], now.date())
            told = [Message(texts.fault_report(number), userid=person.userid) for person in officers]
            messages = [Message(texts.fault(number)), *told]
            return await self._end(stopped.row_id, stopped.update, messages, fault=number)

        return await transact(work)

    async def _end(self, row_id: int, update: Update, messages: list[Message], *, fault: str | None = None) -> Handled:
        """Post what goes to others, store the reply and close the row."""
        now = self._clock.now()
        reply = "\n\n".join(message.text for message in messages if message.is_reply)
        others = [message for message in messages if not message.is_reply]
        if reply and update.pressed:
            # The words go a way of their own: WeCom answers a press by a change of the card only.
            others.append(private_reply(update, reply, now))
            reply = "" if fault else texts.pressed(update.text)
        via = self._way(update, reply)
        if via == "outbox":
            others.append(late_reply(update, reply, now))
        quiet = self._house.policy.delivery.quiet
        await post(others, cause=f"message:{update.key}", title="随消息发出", now=now, quiet=quiet)
        at = to_milliseconds(now)
        state = "quarantined" if fault else "done"
        await rows(_END, [state, reply, via, at, fault, row_id])
        return Handled(update.key, reply, at, via)

    def _way(self, update: Update, reply: str) -> str | None:
        """Return the way of a reply: callback, outbox, the pressed card, none at all, or not yet known (None)."""
        if update.pressed:
            return "card"
        if update.door == "app" and size(plain(reply)) > PASSIVE_TEXT_BYTES:
            return "outbox"
        return self._rides(update) if reply else "none"


def private_reply(update: Update, text: str, now: datetime) -> Message:
    """Return the message that brings a reply as one of its own."""
    return Message(text, userid=update.userid, not_after=now + timedelta(hours=2), urgent=True)


def late_reply(update: Update, reply: str, now: datetime) -> Message:
    """Return the message that brings a reply which could not ride on the callback's answer."""
    said_at = datetime.fromtimestamp(update.sent, SHANGHAI)
    return private_reply(update, texts.late_reply(f"{said_at:%m-%d %H:%M}", reply), now)
