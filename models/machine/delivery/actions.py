"""Every statement about the outbox; each runs in the caller's transaction where there is one.

Raw SQL where rows are claimed: SKIP LOCKED, and the parts of a message in their order, are no business of an ORM.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import cast

from tortoise.expressions import Q
from tortoise.functions import Max

from config.database import on_postgres, places, rows
from models.ledger.audit.actions import Cause, record
from models.machine.delivery.rules import (
    OPEN,
    Button,
    Card,
    Claimed,
    Enclosure,
    Fate,
    Purpose,
    Recipe,
    Use,
    wait_when_throttled,
)
from models.machine.delivery.tables import Broadcast, ChannelState, EnclosureRow, OutboxRow

# More than is sent at once, so that a destination that must wait does not hide those behind it.
DUE_MOST = 20
PACE_LOCK = 510704


@dataclass(frozen=True)
class Parcel:
    """One row to be: what goes where, from when on, and until when it is worth sending (milliseconds).

    `place` tells it apart in its broadcast; it ends in the number of the part, for parts go in order. With an
    `enclosure` it is that which is sent, and the text is what the books show for it. With `buttons` it is a card.
    """

    place: str
    channel: str
    destination: str
    heads: int
    text: str
    due: int
    not_after: int | None
    enclosure: Enclosure | None = None
    buttons: tuple[Button, ...] = ()
    purpose: Purpose | None = None
    said: int = 1
    recipe: Recipe | None = None
    concerns: int | None = None


async def enqueue(parcels: Sequence[Parcel], *, cause: str, title: str, created: int) -> int | None:
    """Write parcels as one broadcast and return its number; None when there are none.

    `cause` names what the broadcast comes from (a job's due moment, a message's key); the same cause is written
    once, whoever tries again.
    """
    if not parcels:
        return None
    made = await rows(
        "INSERT INTO broadcasts (cause, title, created) VALUES (?, ?, ?) ON CONFLICT (cause) DO NOTHING RETURNING id",
        [cause, title, created],
    )
    if not made:
        return (await Broadcast.get(cause=cause)).id
    number = int(made[0]["id"])
    await _write(number, parcels)
    return number


async def _write(number: int, parcels: Sequence[Parcel]) -> None:
    kept = {each: await _keep(each) for each in dict.fromkeys(p.enclosure for p in parcels) if each}
    written = [_row(p, number, kept[p.enclosure] if p.enclosure else None) for p in parcels]
    await OutboxRow.bulk_create(written, batch_size=500)


async def to_be_written(now: int) -> list[int]:
    """Return the ids of the messages that may go now and are written anew before."""
    due = OutboxRow.filter(state=Fate.PENDING, due__lte=now).exclude(recipe=None).order_by("due", "id")
    return [row.id for row in await due.only("id")]


async def waiting_row(row_id: int) -> tuple[OutboxRow, Recipe] | None:
    """Return a message that is to be written anew, held until the transaction ends; None when another process did."""
    row = await OutboxRow.filter(id=row_id, state=Fate.PENDING).exclude(recipe=None).select_for_update().first()
    if row is None or row.recipe is None:
        return None
    kept = json.loads(row.recipe)
    return row, Recipe(kept["name"], kept["values"])


async def as_it_stands(row: OutboxRow) -> None:
    """Let a message that waited go as it was written."""
    await OutboxRow.filter(id=row.id).update(recipe=None)


async def written_anew(row: OutboxRow, parcels: Sequence[Parcel], now: int) -> None:
    """Put others of the same broadcast in the place of a message that waited; without any it is not sent."""
    if not parcels or row.broadcast_id is None:
        await OutboxRow.filter(id=row.id).update(state=Fate.CANCELLED, recipe=None, settled=now, note=SETTLED_BEFORE)
        return
    await _write(row.broadcast_id, parcels)
    await OutboxRow.filter(id=row.id).delete()


async def not_written(row_id: int, now: int) -> None:
    """Note that a message that waited could not be written."""
    await OutboxRow.filter(id=row_id).update(state=Fate.DEAD, recipe=None, settled=now, note=NOT_WRITTEN)


async def _keep(enclosure: Enclosure) -> int:
    """Return the number under which an enclosure is kept; equal ones share it."""
    # The update that changes nothing holds on to a row that the nightly deletion may be about to take.
    found = await rows(
        "INSERT INTO enclosures (digest, kind, name, data, drawing) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (digest) DO UPDATE SET name = excluded.name RETURNING id",
        [enclosure.digest, enclosure.kind, enclosure.name, enclosure.data, enclosure.drawing or None],
    )
    return int(found[0]["id"])


def _row(parcel: Parcel, number: int, enclosure_id: int | None) -> OutboxRow:
    buttons = json.dumps([[b.label, b.command] for b in parcel.buttons], ensure_ascii=False)
    return OutboxRow(
        broadcast_id=number,
        once_key=f"{number}:{parcel.place}",
        channel=parcel.channel,
        destination=parcel.destination,
        heads=parcel.heads,
        payload=parcel.text,
        state=Fate.PENDING,
        due=no_later(parcel.due, parcel.not_after),
        not_after=parcel.not_after,
        attempt=0,
        burned=0,
        enclosure_id=enclosure_id,
        buttons=buttons if parcel.buttons else None,
        purpose=parcel.purpose,
        said=parcel.said,
        recipe=kept_recipe(parcel.recipe),
        concerns=parcel.concerns,
    )


def kept_recipe(recipe: Recipe | None) -> str | None:
    """Return a recipe as it stands in the outbox; equal ones stand there alike."""
    if recipe is None:
        return None
    return json.dumps({"name": recipe.name, "values": dict(recipe.values)}, ensure_ascii=False)


def no_later(due: int, not_after: int | None) -> int:
    """Return when a row is looked at next: what grows stale before is looked at then, and expires."""
    return due if not_after is None else min(due, not_after + 1)


_DUE = (
    "SELECT outbox.*, EXISTS (SELECT 1 FROM channel_states WHERE strikes > 0 AND (channel = outbox.channel "
    "OR channel = outbox.channel || ':' || outbox.destination)) AS struck FROM outbox "
    # What its process did not settle before its lease ended, what is stale, and what may go now: its channel does
    # not rest, what it carries is drawn, and of a text in parts, a further part (keys end in the part's number) waits
    # for those before it.
    "WHERE state IN ('pending', 'retry_at', 'sending') AND due <= ? "
    "AND (state = 'sending' AND taken < ? OR state <> 'sending' AND (not_after < ? OR NOT EXISTS ("
    "SELECT 1 FROM channel_states WHERE paused_until > ? AND (channel = outbox.channel "
    "OR channel = outbox.channel || ':' || outbox.destination)) "
    "AND NOT EXISTS (SELECT 1 FROM enclosures WHERE enclosures.id = outbox.enclosure_id AND drawing IS NOT NULL) "
    "AND (once_key LIKE '%:0' OR NOT EXISTS (SELECT 1 FROM outbox AS earlier "
    "WHERE earlier.broadcast_id = outbox.broadcast_id AND earlier.channel = outbox.channel "
    "AND earlier.destination = outbox.destination AND earlier.id < outbox.id "
    "AND earlier.state IN ('pending', 'sending', 'retry_at'))))) ORDER BY due, id LIMIT ?"
)
_USES = (
    "SELECT taken, channel, destination, heads FROM outbox WHERE taken > ? AND (taken > ? OR destination IN ({places}))"
)
_TAKE = (
    "UPDATE outbox SET state = 'sending', owner = ?, taken = ?, attempt = attempt + 1 WHERE id IN ({places}) "
    "RETURNING id"
)
# Every claim counts the attempt up, so a paused process that wakes up cannot overwrite a newer fate.
_SETTLE = (
    "UPDATE outbox SET state = ?, due = ?, burned = ?, settled = ?, code = ?, note = ?, first_tried = ? "
    "WHERE id = ? AND attempt = ? AND state = ? RETURNING id"
)


async def anything_due(now: int) -> tuple[bool, bool, bool]:
    """Return whether a look at what is due is worth a transaction, and whether some is to be written anew, or drawn."""
    sql = (
        "SELECT COUNT(*) AS due, COUNT(recipe) AS anew, COUNT(drawing) AS drawn FROM outbox LEFT JOIN enclosures "
        "ON enclosures.id = enclosure_id WHERE state IN ('pending', 'retry_at', 'sending') AND due <= ?"
    )
    found = (await rows(sql, [now]))[0]
    return bool(found["due"]), bool(found["anew"]), bool(found["drawn"])


async def to_be_drawn(now: int) -> EnclosureRow | None:
    """Return the next picture or page that is due and not drawn."""
    due = OutboxRow.filter(state__in=[Fate.PENDING, Fate.RETRY_AT], due__lte=now).exclude(enclosure__drawing=None)
    fresh = due.filter(Q(not_after=None) | Q(not_after__gte=now)).order_by("due", "id")
    row = await fresh.select_related("enclosure").first()
    return row.enclosure if row else None


async def drawn(enclosure_id: int, data: bytes) -> None:
    """Keep what was drawn."""
    await EnclosureRow.filter(id=enclosure_id).update(data=data, drawing=None)


async def not_drawn(enclosure_id: int, now: int, said: str) -> None:
    """Note that something could not be drawn: whoever asked for it reads so, a group is left with the text it has."""
    due = OutboxRow.filter(enclosure_id=enclosure_id, state__in=[Fate.PENDING, Fate.RETRY_AT], due__lte=now)
    await due.filter(channel="app").update(payload=said, enclosure_id=None)
    await due.filter(channel="webhook").update(state=Fate.DEAD, settled=now, note=NOT_DRAWN)


async def take_turn() -> None:
    """Wait until no other process is claiming: pace is counted by reading and then writing."""
    if on_postgres():
        await rows("SELECT pg_advisory_xact_lock(?)", [PACE_LOCK])


async def due_rows(now: int, given_up: int) -> list[Claimed]:
    """Return the first rows to be looked at, oldest first; those in hand only if they were taken before `given_up`."""
    found = await rows(f"{_DUE} FOR UPDATE OF outbox SKIP LOCKED", [now, given_up, now, now, DUE_MOST])
    return [Claimed(**{name: row[name] for name in Claimed.__dataclass_fields__ if name in row}) for row in found]


async def uses(destinations: Collection[str], minute: int, hour: int) -> list[Use]:
    """Return what was taken in hand since `minute`, and for some destinations since `hour`."""
    found = await rows(_USES.format(places=places(destinations)), [hour, minute, *destinations])
    return [Use(row["taken"], row["channel"], row["destination"], row["heads"]) for row in found]


async def postpone(row: Claimed, until: int) -> None:
    """Look at nothing for a row's destination before a moment, but at what grows stale before."""
    await rows(
        "UPDATE outbox SET due = CASE WHEN not_after < ? THEN not_after + 1 ELSE ? END "
        "WHERE id IN (SELECT id FROM outbox WHERE state IN ('pending', 'retry_at') AND due < ? AND channel = ? "
        "AND destination = ? FOR UPDATE SKIP LOCKED) RETURNING id",
        [until, until, until, row.channel, row.destination],
    )


async def take(found: Sequence[Claimed], owner: str, now: int) -> list[Claimed]:
    """Take rows in hand and return them with what they carry."""
    if found:
        await rows(_TAKE.format(places=places(found)), [owner, now, *(row.id for row in found)])
    return [await _opened(replace(row, state=Fate.SENDING, attempt=row.attempt + 1, taken=now)) for row in found]


async def _opened(row: Claimed) -> Claimed:
    if row.buttons is not None:
        buttons = tuple(Button(label, command) for label, command in json.loads(row.buttons))
        return replace(row, carried=Card(f"outbox-{row.id}", row.payload, buttons))
    if row.enclosure_id is None:
        return row
    kept = await EnclosureRow.get(id=row.enclosure_id)
    return replace(row, carried=Enclosure("image" if kept.kind == "image" else "file", kept.name, kept.data))


@dataclass(frozen=True)
class SendOutcome:
    """What a row becomes: its fate, when it is looked at again, and what is noted (milliseconds)."""

    fate: Fate
    due: int
    burned: int
    first_tried: int | None
    code: int | None
    note: str | None


async def settle(row: Claimed, outcome: SendOutcome, now: int) -> bool:
    """Give a row its fate; False when somebody else has had it in hand meanwhile."""
    settled = None if outcome.fate is Fate.RETRY_AT else now
    due = no_later(outcome.due, row.not_after)
    fate, noted = outcome.fate.value, [outcome.code, outcome.note, outcome.first_tried]
    values = [fate, due, outcome.burned, settled, *noted, row.id, row.attempt, row.state]
    return bool(await rows(_SETTLE, values))


async def strike(channel: str, now: int, seconds: float, note: str | None, *, escalates: bool) -> float:
    """Let a channel rest for some seconds, longer with every refusal in a row if it escalates; return how long."""
    state, _ = await ChannelState.get_or_create({"strikes": 0}, channel=channel)
    is_resting = (state.paused_until or 0) > now
    strikes = state.strikes + (not is_resting)  # refusals of messages under way at once count as one
    seconds = max(seconds, wait_when_throttled(strikes, None) if escalates else 0)
    until = now + round(seconds * 1000)
    await ChannelState.filter(id=state.id).update(strikes=strikes, paused_until=until, reason=note)
    return seconds


async def absolve(channel: str, now: int) -> None:
    """Forget a channel's refusals; a message that was under way when it was paused does not end the pause."""
    rested = ChannelState.filter(channel=channel, strikes__gt=0, paused_until__lte=now)
    await rested.update(strikes=0, paused_until=None, reason=None)


SETTLED_BEFORE, NOT_WRITTEN, NOT_DRAWN = "到时已经办完，不用发了", "到时没能写成", "没能画出来"


async def waits_since(now: int) -> int | None:
    """Return since when the row has been due that has waited longest; None without, and while a channel rests."""
    sql = (
        "SELECT MIN(due) AS since FROM outbox WHERE state IN ('pending', 'retry_at') AND due <= ? "
        "AND NOT EXISTS (SELECT 1 FROM channel_states WHERE paused_until > ?)"
    )
    return cast(int | None, (await rows(sql, [now, now]))[0]["since"])


async def next_due(after: int) -> int | None:
    """Return when the next row that waits may go, later than a moment; None when none waits."""
    sql = "SELECT MIN(due) AS due FROM outbox WHERE state IN ('pending', 'retry_at') AND due > ?"
    found: int | None = (await rows(sql, [after]))[0]["due"]
    return found


async def under_way() -> bool:
    """Return whether something is being sent."""
    return bool(await rows("SELECT 1 FROM outbox WHERE state = 'sending' LIMIT 1", []))


async def counts() -> dict[str, int]:
    """Return {state: how many messages}."""
    found = await rows("SELECT state, COUNT(*) AS n FROM outbox GROUP BY state", [])
    return {row["state"]: row["n"] for row in found}


async def sent_because_of(cause: str) -> list[OutboxRow]:
    """Return the messages of the broadcast that comes from something."""
    return await OutboxRow.filter(broadcast__cause=cause).order_by("id")


async def last_fates(chatids: Collection[str]) -> dict[str, dict[Fate, int]]:
    """Return {group: {fate: when a posting into it last had that fate}} (milliseconds)."""
    settled = OutboxRow.filter(channel="webhook", destination__in=list(chatids)).exclude(settled=None)
    newest = settled.annotate(last=Max("settled")).group_by("destination", "state")
    found: dict[str, dict[Fate, int]] = {chatid: {} for chatid in chatids}
    for chatid, state, last in await newest.values_list("destination", "state", "last"):
        found[chatid][Fate(state)] = last
    return found


async def resend(number: int, now: int, cause: Cause) -> int:
    """Queue again what of a broadcast was not surely delivered; return how many. Only a person orders this."""
    again = [Fate.UNCONFIRMED, Fate.DEAD, Fate.EXPIRED]
    count = await OutboxRow.filter(broadcast_id=number, state__in=again).update(
        state=Fate.PENDING,
        due=now,
        not_after=None,
        burned=0,
        first_tried=None,
        settled=None,
        code=None,
        note=None,
    )
    if count:
        await record(cause, "resend", ("broadcast", number), after={"messages": count})
    return count


async def forget_sent(before: int) -> None:
    """Delete messages whose fate was settled before a moment (milliseconds), and what only they carried."""
    await OutboxRow.filter(settled__lt=before).exclude(state__in=list(OPEN)).delete()
    unused = "NOT EXISTS (SELECT 1 FROM outbox WHERE enclosure_id = enclosures.id)"
    await rows(f"DELETE FROM enclosures WHERE {unused} RETURNING id", [])
