"""Every statement about the inbox; each runs in the caller's transaction where there is one.

Raw SQL: receiving has to keep up with a burst, and one statement for many rows is what makes full durability
affordable.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from tortoise.functions import Max

from config.database import places, rows
from models.machine.dialogs.rules import other_door
from models.machine.inbox.tables import InboxRow

# More than one sweep can handle in its second; what is left is found by the next.
UNANSWERED_MOST = 200


@dataclass(frozen=True)
class Delivery:
    """What the books know of a delivery: its state, its reply (empty for silence), and which way the reply goes.

    `via` is callback, outbox, card, poll or none, and None as long as no way was found. `at` is when it was handled,
    in milliseconds since 1970 UTC, 0 while it waits.
    """

    key: str
    state: str = "pending"
    reply: str = ""
    via: str | None = None
    at: int = 0

    @property
    def spoken(self) -> str:
        """Return what a callback is answered with; a reply that goes through the outbox is not said twice."""
        return "" if self.via == "outbox" else self.reply


@dataclass(frozen=True)
class Arrival:
    """A delivery to be stored; without a payload there is nothing to handle, and it is done at once."""

    key: str
    conversation: str
    payload: str | None


@dataclass(frozen=True)
class Waiting:
    """The oldest delivery that waits in a conversation, and whether a question may be open there.

    `beside` are the rows of whatever was asked for in the same statement.
    """

    id: int
    key: str
    payload: str
    asked: bool
    beside: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Unanswered:
    """A delivery whose reply has found no way yet, handled or still waiting."""

    id: int
    key: str
    conversation: str
    received: int
    state: str
    reply: str
    via: str | None


async def store(arrivals: Sequence[Arrival], received: int) -> set[str]:
    """Store deliveries, all or none, and return the keys of those that were new."""
    values: list[object] = []
    for one in arrivals:
        state, via = ("pending", None) if one.payload is not None else ("done", "none")
        values += [one.key, one.conversation, received, one.payload, state, via]
    brackets = ", ".join(["(?, ?, ?, ?, ?, 0, ?)"] * len(arrivals))
    found = await rows(
        "INSERT INTO inbox (message_key, conversation, received, payload, state, tries, replied_by) "
        f"VALUES {brackets} ON CONFLICT (message_key) DO NOTHING RETURNING message_key",
        values,
    )
    return {row["message_key"] for row in found}


async def try_to_store(received: int) -> None:
    """Store a delivery and take it out again: raises what a real one would meet, such as a full disk."""
    await store([Arrival("health", "", None)], received)
    await rows("DELETE FROM inbox WHERE message_key = 'health' RETURNING id", [])


_KNOWN = (
    "SELECT message_key AS key, state, COALESCE(reply, '') AS reply, replied_by AS via, COALESCE(handled, 0) AS at "
    "FROM inbox"
)


async def look(keys: Sequence[str]) -> dict[str, Delivery]:
    """Return {key: delivery} of those that are known."""
    if not keys:
        return {}
    found = await rows(f"{_KNOWN} WHERE message_key IN ({places(keys)})", list(keys))
    return {row["key"]: Delivery(**row) for row in found}


async def senders(keys: Collection[str]) -> dict[str, str]:
    """Return {message key: the userid of who sent it} of those that are kept."""
    found = InboxRow.filter(message_key__in=list(keys))
    return {
        row.message_key: row.conversation.split(":", 2)[2] for row in await found.only("message_key", "conversation")
    }


async def found_by_number(opening: str) -> Delivery | None:
    """Return a delivery whose key begins with a door and a message's number; for the eyes of the sandbox."""
    row = await InboxRow.filter(message_key__startswith=opening).first()
    return (await look([row.message_key]))[row.message_key] if row else None


# Whether a question is open is learnt on the way: most messages answer none, and are spared a look of their own.
_OLDEST = (
    "SELECT * FROM (SELECT id AS inbox_id, message_key AS key, payload, EXISTS (SELECT 1 FROM dialogs WHERE "
    "dialogs.conversation IN (inbox.conversation, ?) AND dialogs.state IN ('open', 'paused')) AS asked FROM inbox "
    "WHERE conversation = ? AND state = 'pending' ORDER BY id LIMIT 1 FOR UPDATE) AS oldest "
    "LEFT JOIN ({beside}) AS beside ON TRUE"
)


async def newest_reply(conversation: str) -> tuple[int, str]:
    """Return when somebody was answered last in a conversation, in milliseconds since 1970 UTC, and what."""
    row = await InboxRow.filter(conversation=conversation, handled__isnull=False).order_by("-id").first()
    return (row.handled or 0, row.reply or "") if row else (0, "")


async def oldest(conversation: str, beside: str, values: Sequence[object]) -> Waiting | None:
    """Return what waits longest in a conversation, for this transaction alone; None when nothing waits.

    `beside` is a SELECT whose rows come along in the one statement that every message needs.
    """
    doors = [other_door(conversation) or conversation, conversation]
    found = await rows(_OLDEST.format(beside=beside), [*doors, *values])
    if not found:
        return None
    first = found[0]
    return Waiting(first["inbox_id"], first["key"], first["payload"], bool(first["asked"]), found)


# Looked for among the newest deliveries only: what was said before so many others is not what is spoken of.
NEAR = 2000


async def last_reply(conversation: str, since: int) -> str:
    """Return what a private conversation was answered last, by either door, since a moment; empty for nothing."""
    found = await rows(
        "SELECT reply FROM inbox WHERE id > (SELECT MAX(id) FROM inbox) - ? AND conversation IN (?, ?) "
        "AND state = 'done' AND received >= ? AND reply <> '' ORDER BY id DESC LIMIT 1",
        [NEAR, conversation, other_door(conversation) or conversation, since],
    )
    return str(found[0]["reply"]) if found else ""


async def count_try(row_id: int) -> int:
    """Count a try of a waiting delivery and return how many there are; 0 when another process is at it."""
    found = await rows(
        "UPDATE inbox SET tries = tries + 1 WHERE id IN "
        "(SELECT id FROM inbox WHERE id = ? AND state = 'pending' FOR UPDATE SKIP LOCKED) RETURNING tries",
        [row_id],
    )
    return int(found[0]["tries"]) if found else 0


async def settle(row_id: int, done: Delivery, fault: str | None = None) -> None:
    """Note what became of a waiting delivery; with the number of a fault it is set aside."""
    await rows(
        "UPDATE inbox SET state = ?, reply = ?, replied_by = ?, handled = ?, fault = ?, payload = NULL "
        "WHERE id = ? AND state = 'pending' RETURNING id",
        [done.state, done.reply, done.via, done.at, fault, row_id],
    )


async def ride(key: str) -> bool:
    """Let the reply to a delivery ride on a callback; False when it has gone another way meanwhile."""
    ridden = "UPDATE inbox SET replied_by = 'callback' WHERE message_key = ? AND replied_by IS NULL RETURNING id"
    return bool(await rows(ridden, [key]))


async def turn_to(one: Unanswered, via: str) -> bool:
    """Let a reply go another way; False when it has gone one meanwhile."""
    moved = "UPDATE inbox SET replied_by = ? WHERE id = ? AND COALESCE(replied_by, '') = ? RETURNING id"
    return bool(await rows(moved, [via, one.id, one.via or ""]))


_UNANSWERED = (
    "SELECT id, message_key AS key, conversation, received, state, COALESCE(reply, '') AS reply, replied_by AS via "
    "FROM inbox WHERE "
)


async def unanswered() -> list[Unanswered]:
    """Return what waits and what was handled without finding a way for its reply, oldest first."""
    found = await rows(f"{_UNANSWERED}replied_by IS NULL ORDER BY received LIMIT ?", [UNANSWERED_MOST])
    return [Unanswered(**row) for row in found]


async def missed(keys: Sequence[str]) -> list[Unanswered]:
    """Return those of some deliveries whose reply was to ride on a callback."""
    found = await rows(f"{_UNANSWERED}replied_by = 'callback' AND message_key IN ({places(keys)})", list(keys))
    return [Unanswered(**row) for row in found]


async def counts() -> dict[str, int]:
    """Return how many deliveries wait and how many are set aside: {"pending": n, "quarantined": n}."""
    found = await rows("SELECT state, COUNT(*) AS n FROM inbox WHERE state <> 'done' GROUP BY state", [])
    return {"pending": 0, "quarantined": 0} | {row["state"]: row["n"] for row in found}


async def waits_since() -> int | None:
    """Return when what has waited longest came in (milliseconds); None when nothing waits."""
    found = await rows("SELECT MIN(received) AS since FROM inbox WHERE state = 'pending'", [])
    return cast(int | None, found[0]["since"])


async def last_received() -> int | None:
    """Return when the newest delivery came in (milliseconds); None when there is none."""
    found = await rows("SELECT MAX(received) AS last FROM inbox", [])
    return cast(int | None, found[0]["last"])


async def heard_last() -> dict[str, int]:
    """Return {group: when somebody last spoke to the bot in it} (milliseconds), as far as deliveries are kept."""
    said = InboxRow.filter(conversation__startswith="smartbot:").exclude(conversation__startswith="smartbot::")
    newest = said.annotate(last=Max("received")).group_by("conversation").order_by("last")
    return {one.split(":")[1]: last for one, last in await newest.values_list("conversation", "last")}


async def forget_handled(before: int) -> None:
    """Delete handled deliveries from before a moment (milliseconds)."""
    await InboxRow.filter(received__lt=before, state="done").delete()
