"""The way out: rows first; each is claimed, paced, sent and given a fate that somebody can see.

The claim is raw SQL (SKIP LOCKED on PostgreSQL); leaving `sending` asks for the same attempt, which every claim
counts up, so a paused process that wakes up cannot overwrite a newer fate.
"""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import datetime, time

from bot import log
from bot.clock import SHANGHAI, Clock, to_milliseconds
from bot.sending.addressing import addresses, pieces
from bot.sending.failures import REPEATABLE_MILLISECONDS, Treatment, treat
from bot.sending.governor import may_go_at, worth_until
from bot.sending.sender import Sender, aftermath
from bot.wecom.errors import Meaning, WeComError
from config.database import on_postgres, rows, transact
from config.holidays import WorkCalendar
from config.policy import DeliveryPolicy
from models.machine.delivery.actions import Parcel, claimed, enqueue, opened
from models.machine.delivery.rules import Claimed, Fate, Message

WORKERS = 4
PACE_LOCK = 510704
# A second more than WeCom's minute: of two requests the later one may arrive sooner.
MINUTE_MILLISECONDS = 61_000


async def post(
    messages: Sequence[Message],
    *,
    cause: str,
    title: str,
    now: datetime,
    quiet: tuple[time, time],
    calendar: WorkCalendar | None = None,
) -> int | None:
    """Put messages into the outbox as one broadcast, in the caller's transaction; return its number or None.

    With a calendar they wait for a working day.
    """
    parcels = []
    for position, (message, reached) in enumerate(zip(messages, await addresses(messages), strict=True)):
        goes = may_go_at(now.astimezone(SHANGHAI), quiet, message.purpose, calendar)
        until = worth_until(goes, message.purpose, message.until)
        stale = None if until is None else to_milliseconds(until)
        made = pieces(message)
        parcels += [
            Parcel(
                place=f"{position}:{number}:{piece.part}",
                channel=to.channel,
                destination=to.destination,
                heads=to.heads,
                text=piece.text,
                due=to_milliseconds(goes),
                not_after=stale,
                enclosure=piece.enclosure,
                buttons=piece.buttons,
            )
            for number, to in enumerate(reached)
            for piece in made
        ]
    return await enqueue(parcels, cause=cause, title=title, created=to_milliseconds(now))


class Outbox:
    """Sends what is due."""

    def __init__(self, sender: Sender, policy: DeliveryPolicy, clock: Clock) -> None:
        """Prepare; an owner name is made anew for every process start, never taken from the host's name."""
        self._sender = sender
        self._policy = policy
        self._clock = clock
        self._owner = secrets.token_hex(8)
        self._stopping = False

    def stop(self) -> None:
        """Begin no further message."""
        self._stopping = True

    async def deliver(self) -> int:
        """Send everything that is due and may go now; return how many rows were taken in hand."""
        await transact(self._recover)
        counts = await asyncio.gather(*(self._work() for _ in range(WORKERS)))
        return sum(counts)

    async def _work(self) -> int:
        taken = 0
        while not self._stopping:
            row = await transact(self._claim)
            if row is None:
                return taken
            taken += 1
            await self._send(row)
        return taken

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())

    async def _recover(self) -> None:
        """Settle rows whose process died while sending: unknown fate, so only what WeCom de-duplicates is repeated."""
        now = self._now()
        await rows(_EXPIRE, [now, now])
        await rows(_TOO_LATE, [now, now - REPEATABLE_MILLISECONDS])
        found = await rows(_LOST + _lock(), [now])
        lost = WeComError(Meaning.UNKNOWN_FATE, None, "process ended while sending")
        for row in map(claimed, found):
            await self._settle(row, treat(lost, row.recognised, self._unsure_since(row), row.burned, now))

    async def _claim(self) -> Claimed | None:
        """Take the oldest due row whose channel is not paused and whose pace allows it now."""
        now = self._now()
        if on_postgres():
            # Pace is counted by reading and then writing: one claim at a time, whatever process makes it.
            await rows("SELECT pg_advisory_xact_lock(?)", [PACE_LOCK])
        while due := await rows(_DUE + _lock(), [now, now, now]):
            for row in map(claimed, due):
                wait = await self._reserve(row, now)
                if not wait:
                    taken = await rows(_TAKE, [self._owner, now + self._lease, row.id])
                    return await opened(claimed(taken[0]))
                await rows("UPDATE outbox SET due = ? WHERE id = ? RETURNING id", [now + wait, row.id])
        return None

    @property
    def _lease(self) -> int:
        return self._policy.lease_seconds * 1000

    def _unsure_since(self, row: Claimed) -> int:
        """Return when the row's first try of unknown fate began, or the present try when there was none before."""
        return row.first_tried or (row.lease_until or 0) - self._lease

    async def _reserve(self, row: Claimed, now: int) -> int:
        """Count the row against every limit it falls under; return milliseconds to wait when one is reached."""
        for target, weight, limit, span in self._limits(row):
            found = await rows(
                "SELECT at, heads FROM sendings WHERE target = ? AND at > ? ORDER BY at", [target, now - span]
            )
            if sum(used["heads"] for used in found) + weight > max(limit, weight):
                return int(found[0]["at"]) + span - now + 1
        for target, weight, _limit, _span in self._limits(row):
            await rows(
                "INSERT INTO sendings (target, at, heads) VALUES (?, ?, ?) RETURNING id",
                [target, now, weight],
            )
        return 0

    def _limits(self, row: Claimed) -> list[tuple[str, int, int, int]]:
        """Return (target, weight, limit, milliseconds); WeCom drops what exceeds a member's limit in silence."""
        policy, minute = self._policy, MINUTE_MILLISECONDS
        own = f"{row.channel}:{row.destination}"
        if row.channel == "app":
            limits = [
                (own, 1, policy.member_per_minute, minute),
                (own + "/h", 1, policy.member_per_hour, 60 * minute),
            ]
        else:
            limits = [(own, 1, policy.webhook_per_minute, minute)]
        return [*limits, ("heads", row.heads, policy.heads_per_minute, minute)]

    async def _send(self, row: Claimed) -> None:
        try:
            await self._sender.send(row.channel, row.destination, row.content(cards=self._policy.cards))
            treatment = Treatment(Fate.SENT)
        except WeComError as wrong:
            treatment = treat(wrong, row.recognised, self._unsure_since(row), row.burned, self._now())
            log.warning("not sent", outbox=row.id, channel=row.channel, meaning=wrong.meaning.name, code=wrong.code)
        await transact(lambda: self._settle(row, treatment))

    async def _settle(self, row: Claimed, treatment: Treatment) -> None:
        now = self._now()
        settled = None if treatment.fate is Fate.RETRY_AT else now
        changed = await rows(
            _SETTLE,
            [
                treatment.fate.value,
                now + treatment.wait,
                treatment.burned or row.burned,
                settled,
                treatment.code,
                treatment.note,
                self._unsure_since(row) if treatment.unsure else row.first_tried,
                row.id,
                row.attempt,
            ],
        )
        if changed:
            moment = self._clock.now()
            told = await aftermath(row.channel, row.destination, treatment, moment)
            await post(told, cause=f"broken:{row.id}", title="群机器人失效", now=moment, quiet=self._policy.quiet)


_EXPIRE = (
    "UPDATE outbox SET state = 'expired', settled = ? "
    "WHERE state IN ('pending', 'retry_at') AND not_after < ? RETURNING id"
)
# Its repetition would come when WeCom no longer recognises it.
_TOO_LATE = (
    "UPDATE outbox SET state = 'unconfirmed', settled = ? WHERE state = 'retry_at' AND first_tried <= ? RETURNING id"
)
_LOST = "SELECT * FROM outbox WHERE state = 'sending' AND lease_until < ?"
_DUE = (
    "SELECT * FROM outbox WHERE state IN ('pending', 'retry_at') AND due <= ? "
    "AND (not_after IS NULL OR not_after >= ?) AND NOT EXISTS ("
    "SELECT 1 FROM channel_states WHERE paused_until > ? AND (channel = outbox.channel "
    "OR channel = outbox.channel || ':' || outbox.destination)) "
    # Of a text in parts, a further part (keys end in the part's number) waits for those before it.
    "AND (once_key LIKE '%:0' OR NOT EXISTS (SELECT 1 FROM outbox AS earlier "
    "WHERE earlier.broadcast_id = outbox.broadcast_id AND earlier.channel = outbox.channel "
    "AND earlier.destination = outbox.destination AND earlier.id < outbox.id "
    "AND earlier.state IN ('pending', 'sending', 'retry_at'))) ORDER BY due, id LIMIT 20"
)
_TAKE = (
    "UPDATE outbox SET state = 'sending', owner = ?, lease_until = ?, attempt = attempt + 1 WHERE id = ? RETURNING *"
)
_SETTLE = (
    "UPDATE outbox SET state = ?, due = ?, burned = ?, settled = ?, code = ?, note = ?, first_tried = ? "
    "WHERE id = ? AND attempt = ? AND state = 'sending' RETURNING id"
)


def _lock() -> str:
    return " FOR UPDATE SKIP LOCKED" if on_postgres() else ""
