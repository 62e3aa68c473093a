"""The way out: rows first; each is claimed, paced, sent and given a fate that somebody can see."""

import asyncio
import secrets
import sys
from asyncio import FIRST_COMPLETED
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot import log
from bot.clock import SHANGHAI, Clock, to_milliseconds
from bot.drawing.beside import transact_and_make
from bot.drawing.press import drawn_by
from bot.sending.addressing import Address, addresses, pieces, takes
from bot.sending.failures import Treatment, spent, treat
from bot.sending.governor import may_go_at, worth_until
from bot.sending.pace import HOUR_MILLISECONDS, MINUTE_MILLISECONDS, wait
from bot.sending.sender import Sender, aftermath
from bot.wecom.errors import WeComError
from config.database import UNAVAILABLE, transact
from config.policy import DeliveryPolicy
from config.rest import Rest
from models.machine.delivery.actions import (
    DUE_MOST,
    Parcel,
    SendOutcome,
    anything_due,
    as_it_stands,
    drawn,
    due_rows,
    enqueue,
    not_drawn,
    not_written,
    postpone,
    settle,
    take,
    take_turn,
    to_be_drawn,
    to_be_written,
    uses,
    waiting_row,
    written_anew,
)
from models.machine.delivery.mending import put_right
from models.machine.delivery.rules import Claimed, Fate, Message, Recipe, Use
from models.machine.delivery.tables import EnclosureRow
from models.machine.delivery.texts import not_drawn as not_drawn_text

SENT_AT_ONCE = 4
# While a picture is being drawn, what has become due meanwhile is looked for so often.
LOOK_SECONDS = 1
# Says what has waited anew: nothing where it is settled, None where it stands.
Compose = Callable[[Recipe, datetime], Awaitable[Sequence[Message] | None]]


async def post(
    messages: Sequence[Message],
    *,
    cause: str,
    title: str,
    now: datetime,
    rest: Rest,
) -> int | None:
    """Put messages into the outbox as one broadcast, in the caller's transaction; return its number or None."""
    parcels: list[Parcel] = []
    written: set[str] = set()
    for position, (message, reached) in enumerate(zip(messages, await addresses(messages), strict=True)):
        goes = may_go_at(now.astimezone(SHANGHAI), rest, message.purpose, message.concerns)
        for number, to in enumerate(reached):
            due, place = _unheld(goes, to, rest), f"{position}:{number}"
            waits = message.recipe is not None and due > now
            if not waits:
                parcels += _parcels(message, to, due, place)
            elif (key := f"{to.destination} {message.recipe}") not in written:
                # What is written together waits as one row, for which its first text stands in the books.
                written.add(key)
                parcels.append(replace(_parcels(message, to, due, place)[0], recipe=message.recipe))
    return await enqueue(parcels, cause=cause, title=title, created=to_milliseconds(now))


def _parcels(message: Message, to: Address, due: datetime, place: str) -> list[Parcel]:
    """Return the rows that a message to one address becomes."""
    until = worth_until(due, message.purpose, message.until)
    return [
        Parcel(
            place=f"{place}:{piece.part}",
            channel=to.channel,
            destination=to.destination,
            heads=to.heads,
            text=piece.text,
            due=to_milliseconds(due),
            not_after=None if until is None else to_milliseconds(until),
            enclosure=piece.enclosure,
            buttons=piece.buttons,
            purpose=message.purpose,
            said=message.said,
            concerns=None if message.concerns is None else to_milliseconds(message.concerns),
        )
        for piece in pieces(message)
    ]


def _unheld(goes: datetime, to: Address, rest: Rest) -> datetime:
    """Return when a message may go to an address: not on a day on which its group is left in peace."""
    if to.held_on != goes.date():
        return goes
    return rest.over(rest.morning_after(goes))


class Outbox:
    """Sends what is due."""

    def __init__(self, sender: Sender, policy: DeliveryPolicy, clock: Clock, compose: Compose) -> None:
        """Prepare; an owner name is made anew for every process start, never taken from the host's name.

        `compose` writes anew what has waited.
        """
        self._compose = compose
        self._sender = sender
        self._policy = policy
        self._clock = clock
        self._owner = secrets.token_hex(8)
        self._stopping = False
        # When it was looked at last; who begins does not know whether the clock was ahead before.
        self._latest = sys.maxsize

    def stop(self) -> None:
        """Begin no further message."""
        self._stopping = True

    async def deliver(self) -> int:
        """Send everything that is due and may go now; return how many rows were taken in hand."""
        await self._heed_the_clock()
        any_due, anew, undrawn = await anything_due(self._now())
        if not any_due:
            return 0
        for row_id in await to_be_written(self._now()) if anew else ():
            await self._write(row_id)
        return await self._send_all(undrawn=undrawn)

    async def _heed_the_clock(self) -> None:
        """Put right what a clock that was ahead has dated, when it has been set back."""
        if (now := self._now()) < self._latest:
            await transact(partial(put_right, now))
        self._latest = now

    async def _send_all(self, *, undrawn: bool) -> int:
        """Send until nothing may go any more; one picture at a time is drawn beside, and no text waits for it."""
        count = 0
        sending: set[asyncio.Task[None]] = set()
        drawing: set[asyncio.Task[None]] = set()
        try:
            while not self._stopping:
                free = SENT_AT_ONCE - len(sending)
                taken = await transact(lambda free=free: self._claim(free))  # type: ignore[misc]
                count += len(taken)
                sending |= {asyncio.create_task(self._send(row)) for row in taken}
                if undrawn and not drawing and (row := await to_be_drawn(self._now())):
                    drawing = {asyncio.create_task(self._draw(row))}
                if not (sending or drawing):
                    break
                done, _ = await asyncio.wait(sending | drawing, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
                sending, drawing = sending - done, drawing - done
                await asyncio.gather(*done)
        finally:
            # What is in hand is sent to the end, whatever happened to the rest.
            await asyncio.gather(*sending, *drawing)
        return count

    async def _draw(self, row: EnclosureRow) -> None:
        """Draw a picture or page that is due, beside the loop and with the books closed."""
        made = await drawn_by(row.drawing or "")
        if made is not None and takes(row.kind, made):
            await transact(partial(drawn, row.id, made))
        else:
            await transact(partial(not_drawn, row.id, self._now(), not_drawn_text(row.name)))

    async def _write(self, row_id: int) -> None:
        """Write a message that waited anew, in a transaction of its own; what cannot be written is not sent."""
        try:
            await transact_and_make(partial(self._written, row_id))
        except UNAVAILABLE:
            raise
        except Exception as wrong:
            log.warning("not written", outbox=row_id, kind=type(wrong).__name__)
            await transact(partial(not_written, row_id, self._now()))

    async def _written(self, row_id: int) -> None:
        found = await waiting_row(row_id)
        if found is None:
            return
        row, recipe = found
        now = self._clock.now().astimezone(SHANGHAI)
        said = await self._compose(recipe, now)
        if said is None:
            await as_it_stands(row)
            return
        reached = zip(said, await addresses(said), strict=True)
        own = [(message, to) for message, found in reached for to in found if to.destination == row.destination]
        parcels = [one for n, (message, to) in enumerate(own) for one in _parcels(message, to, now, f"{row_id}.{n}")]
        await written_anew(row, parcels, self._now())

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())

    async def _claim(self, most: int) -> list[Claimed]:
        """Take the oldest due rows, `most` at the most, whose channel is not paused and whose pace allows it now."""
        now, lease = self._now(), self._policy.lease_seconds * 1000
        await take_turn()
        taken: list[Claimed] = []
        while len(taken) < most:
            due = await due_rows(now, now - lease)
            waiting = []
            for row in due:
                if (end := spent(row, now)) is not None:
                    await self._settle(row, end)
                else:
                    waiting.append(row)
            taken += await take(await self._paced(waiting, most - len(taken), now), self._owner, now)
            if len(due) < DUE_MOST:
                break
        return taken

    async def _paced(self, waiting: Sequence[Claimed], most: int, now: int) -> list[Claimed]:
        """Return the rows that may go now; the others are looked at again when they may."""
        if not waiting:
            return []
        destinations = {row.destination for row in waiting}
        used = await uses(destinations, now - MINUTE_MILLISECONDS, now - HOUR_MILLISECONDS)
        going: list[Claimed] = []
        resting: set[tuple[str, str]] = set()
        for row in waiting:
            to = row.channel, row.destination
            if len(going) == most:
                break
            if to in resting:
                continue
            if pause := wait(row, used, self._policy, now):
                # All that waits for this destination waits alike; looked at one by one, a thousand stop the process.
                await postpone(row, now + pause)
                resting.add(to)
            else:
                going.append(row)
                used.append(Use(now, row.channel, row.destination, row.heads))
        return going

    async def _send(self, row: Claimed) -> None:
        try:
            await self._sender.send(row.channel, row.destination, row.content(cards=self._policy.cards))
            treatment = Treatment(Fate.SENT)
        except WeComError as wrong:
            treatment = treat(wrong, row, self._now())
            log.warning("not sent", outbox=row.id, channel=row.channel, meaning=wrong.meaning.name, code=wrong.code)
        await transact(lambda: self._settle(row, treatment))

    async def _settle(self, row: Claimed, treatment: Treatment) -> None:
        moment = self._clock.now()
        now = to_milliseconds(moment)
        outcome = SendOutcome(
            treatment.fate,
            now + treatment.wait,
            treatment.burned or row.burned,
            row.unsure_since if treatment.unsure else row.first_tried,
            treatment.code,
            treatment.note,
        )
        if await settle(row, outcome, now):
            told = await aftermath(row, treatment, moment)
            if told:
                await post(told, cause=f"broken:{row.id}", title="群机器人失效", now=moment, rest=self._policy.night)
