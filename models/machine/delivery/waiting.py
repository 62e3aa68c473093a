"""What waits for its hour because of what somebody has said: found, let go, stopped; in the caller's transaction."""

import json
from collections.abc import Collection, Sequence

from models.ledger.audit.actions import Cause, record
from models.machine.delivery.actions import SETTLED_BEFORE, kept_recipe, sent_because_of
from models.machine.delivery.rules import BY_MESSAGE, Fate, Recipe, WaitingMessage
from models.machine.delivery.tables import OutboxRow
from models.machine.inbox.actions import newest_reply, senders
from models.values.numbers import Sign

STOPPED = "发的人收住了"
WAITING = (Fate.PENDING, Fate.RETRY_AT)


async def waiting_of(userid: str, now: int) -> list[WaitingMessage]:
    """Return what waits for its hour because of what somebody has said, by when it goes."""
    opening = BY_MESSAGE.format(key="")
    later = OutboxRow.filter(state=Fate.PENDING, due__gt=now, broadcast__cause__startswith=opening)
    found = await later.select_related("broadcast").order_by("due", "id")
    keys = {row.id: row.broadcast.cause.removeprefix(opening) for row in found if row.broadcast}
    said_by = await senders(set(keys.values()))
    return [_waits(row) for row in found if said_by.get(keys[row.id]) == userid]


async def waiting_in(shown: str, now: int) -> list[WaitingMessage]:
    """Return what waits for its hour of a broadcast, or of what a command with this number would take back."""
    waits = [_waits(row) for row in await OutboxRow.filter(state=Fate.PENDING, due__gt=now)]
    number = Sign.BROADCAST.read(shown)
    return [one for one in waits if one.broadcast == number or shown in one.stopped_by.split()]


def _waits(row: OutboxRow) -> WaitingMessage:
    stopped_by = json.loads(row.recipe)["values"].get("stopped_by", "") if row.recipe else ""
    return WaitingMessage(
        row.id, row.broadcast_id or 0, row.destination, row.channel, row.due, row.concerns, stopped_by
    )


async def let_go(found: Sequence[WaitingMessage], now: int, cause: Cause, reason: str | None = None) -> None:
    """Let messages that wait for their hour go now."""
    await OutboxRow.filter(id__in=[one.id for one in found], state=Fate.PENDING).update(due=now)
    for number in sorted({one.broadcast for one in found}):
        await record(cause, "hurry", ("broadcast", number), reason=reason)


async def stop(found: Sequence[WaitingMessage], now: int, cause: Cause) -> None:
    """Send messages that wait for their hour not at all."""
    waiting = OutboxRow.filter(id__in=[one.id for one in found], state=Fate.PENDING)
    await waiting.update(state=Fate.CANCELLED, recipe=None, settled=now, note=STOPPED)
    for number in sorted({one.broadcast for one in found}):
        await record(cause, "stop", ("broadcast", number))


async def still_unsaid(recipe: Recipe, userid: str, now: int) -> bool:
    """Send what waits for somebody by a recipe not at all; return whether anything did."""
    waiting = OutboxRow.filter(state=Fate.PENDING, due__gt=now, destination=userid, recipe=kept_recipe(recipe))
    return bool(await waiting.update(state=Fate.CANCELLED, recipe=None, settled=now, note=SETTLED_BEFORE))


async def has_read(userid: str, number: str) -> bool:
    """Return whether somebody was told anything that names a number."""
    return await OutboxRow.filter(destination=userid, state=Fate.SENT, payload__contains=number).exists()


async def was_just_told(userid: str, conversation: str, number: str) -> bool:
    """Return whether what somebody was told or answered last names a number."""
    told = await OutboxRow.filter(destination=userid, state=Fate.SENT).order_by("-settled", "-id").first()
    moment, answer = await newest_reply(conversation)
    if told is None or moment > (told.settled or told.due):
        return number in answer
    return number in told.payload


async def call_off(cause: str) -> list[int]:
    """Take the messages of a broadcast back that have not gone; return when those went that have (milliseconds)."""
    every = await sent_because_of(cause)
    await OutboxRow.filter(broadcast__cause=cause, state__in=WAITING).update(state=Fate.CANCELLED)
    return [row.settled or row.due for row in every if row.state not in WAITING]


async def postpone_to(destinations: Collection[str], due: int) -> None:
    """Let nothing that waits go to some destinations before a moment, in milliseconds."""
    waiting = OutboxRow.filter(destination__in=list(destinations), state__in=WAITING)
    await waiting.filter(due__lt=due).update(due=due)
