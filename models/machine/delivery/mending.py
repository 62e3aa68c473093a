"""What has to be put right in the outbox before it goes on: the clock was ahead, or the books come from a copy."""

from config.database import on_postgres, rows
from models.machine.delivery.actions import take_turn
from models.machine.delivery.rules import OPEN, Fate
from models.machine.delivery.tables import Home, OutboxRow

# Milliseconds; the longest wait before a retry, and the longest rest of a channel that nobody asked for.
LONGEST_WAIT = 3_600_000
_AHEAD = "SELECT id FROM broadcasts WHERE created > ?"
_PUT_RIGHT = (
    "UPDATE outbox SET taken = ? WHERE taken > ?",
    "UPDATE outbox SET first_tried = ? WHERE first_tried > ?",
    # What was queued ahead waits from now on as long as it had to wait then.
    "UPDATE outbox SET due = due - (SELECT created FROM broadcasts WHERE id = outbox.broadcast_id) + ? "
    f"WHERE state IN ('pending', 'retry_at', 'sending') AND broadcast_id IN ({_AHEAD})",
    f"UPDATE outbox SET due = ? WHERE state IN ('retry_at', 'sending') AND due - {LONGEST_WAIT} > ?",
    "UPDATE broadcasts SET created = ? WHERE created > ?",
    f"UPDATE channel_states SET paused_until = ? WHERE paused_until - {LONGEST_WAIT} > ?",
)


async def put_right(now: int) -> None:
    """Let nothing be dated later than now, or wait longer than it ever must: the clock was ahead for a while."""
    await take_turn()
    for statement in _PUT_RIGHT:
        await rows(f"{statement} RETURNING id", [now, now])


# What a backup carries in place of the mark of its origin. (A dump of PostgreSQL carries that mark: restored tables
# get numbers of their own.)
COPY, HERE = "copy", "here"
PERHAPS_SENT = "恢复前可能已发"


async def _whereabouts() -> str:
    if not on_postgres():
        return HERE
    sql = "SELECT system_identifier || ':' || 'outbox'::regclass::oid AS mark FROM pg_control_system()"
    return str((await rows(sql, []))[0]["mark"])


async def came_from_copy() -> bool:
    """Return, once, whether these books have been brought back from a copy since they were at work last."""
    await take_turn()
    here, known = await _whereabouts(), await Home.first()
    if known is None:
        await Home.create(mark=here)
        return False
    await Home.all().update(mark=here)
    return known.mark != here


async def hold(now: int) -> int:
    """Hold whatever waits: it may have been sent before the books were brought back. Return how many messages."""
    waiting = OutboxRow.filter(state__in=list(OPEN))
    return await waiting.update(state=Fate.UNCONFIRMED, note=PERHAPS_SENT, settled=now)


async def held_back() -> int:
    """Return how many messages are held because they may have been sent before the books were brought back."""
    return await OutboxRow.filter(state=Fate.UNCONFIRMED, note=PERHAPS_SENT).count()
