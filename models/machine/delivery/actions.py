"""Putting messages into the outbox and telling their fate; runs in the caller's transaction."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from config.database import rows
from models.ledger.audit.actions import Cause, record
from models.machine.delivery.rules import Button, Card, Claimed, Enclosure, Fate, Summary, Trouble
from models.machine.delivery.tables import Broadcast, EnclosureRow, OutboxRow, Sending


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


async def enqueue(parcels: Sequence[Parcel], *, cause: str, title: str, created: int) -> int | None:
    """Write parcels as one broadcast and return its number; None when there are none.

    `cause` names what the broadcast comes from (a job's due moment, a message's key); the same cause is written
    once, whoever tries again.
    """
    if not parcels:
        return None
    broadcast, is_new = await Broadcast.get_or_create({"title": title, "created": created}, cause=cause)
    if not is_new:
        return broadcast.id
    kept = {each: await _keep(each) for each in dict.fromkeys(p.enclosure for p in parcels) if each}
    written = [_row(p, broadcast.id, kept[p.enclosure] if p.enclosure else None) for p in parcels]
    await OutboxRow.bulk_create(written, batch_size=500)
    return broadcast.id


async def _keep(enclosure: Enclosure) -> int:
    """Return the number under which an enclosure is kept; equal ones share it."""
    # The update that changes nothing holds on to a row that the nightly deletion may be about to take.
    found = await rows(
        "INSERT INTO enclosures (digest, kind, name, data) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (digest) DO UPDATE SET name = excluded.name RETURNING id",
        [enclosure.digest, enclosure.kind, enclosure.name, enclosure.data],
    )
    return int(found[0]["id"])


def claimed(row: dict[str, Any]) -> Claimed:
    """Return a row of the outbox as it was read, without the bytes of what it carries."""
    return Claimed(**{name: row[name] for name in Claimed.__dataclass_fields__ if name in row})


async def opened(row: Claimed) -> Claimed:
    """Return the row with what it carries."""
    if row.buttons is not None:
        buttons = tuple(Button(label, command) for label, command in json.loads(row.buttons))
        return replace(row, carried=Card(f"outbox-{row.id}", row.payload, buttons))
    if row.enclosure_id is None:
        return row
    kept = await EnclosureRow.get(id=row.enclosure_id)
    return replace(row, carried=Enclosure("image" if kept.kind == "image" else "file", kept.name, kept.data))


def _row(parcel: Parcel, broadcast_id: int, enclosure_id: int | None) -> OutboxRow:
    return OutboxRow(
        broadcast_id=broadcast_id,
        once_key=f"{broadcast_id}:{parcel.place}",
        channel=parcel.channel,
        destination=parcel.destination,
        heads=parcel.heads,
        payload=parcel.text,
        state=Fate.PENDING,
        due=parcel.due,
        not_after=parcel.not_after,
        attempt=0,
        burned=0,
        enclosure_id=enclosure_id,
        buttons=_written(parcel.buttons),
    )


def _written(buttons: Sequence[Button]) -> str | None:
    return json.dumps([[b.label, b.command] for b in buttons], ensure_ascii=False) if buttons else None


async def summary(number: int) -> Summary | None:
    """Return what became of a broadcast, or None when there is none of that number."""
    broadcast = await Broadcast.get_or_none(id=number)
    if broadcast is None:
        return None
    found = await OutboxRow.filter(broadcast_id=number).order_by("id")
    fates = Counter(Fate(row.state) for row in found)
    sent = [row.settled for row in found if row.state == Fate.SENT and row.settled]
    unsure = [row for row in found if row.state not in (Fate.SENT, Fate.PENDING, Fate.CANCELLED)]
    troubled = tuple(Trouble(row.destination, Fate(row.state), row.note) for row in unsure)
    return Summary(number, broadcast.title, broadcast.created, dict(fates), troubled, max(sent, default=None))


async def recent(count: int = 5) -> list[Summary]:
    """Return the newest broadcasts, newest first."""
    found = await Broadcast.all().order_by("-id").limit(count)
    summaries = [await summary(broadcast.id) for broadcast in found]
    return [one for one in summaries if one is not None]


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


async def forget_pace(before: int) -> None:
    """Delete pace counts from before a moment (milliseconds)."""
    await Sending.filter(at__lt=before).delete()


async def forget_sent(before: int) -> None:
    """Delete messages whose fate was settled before a moment (milliseconds), and what only they carried."""
    await OutboxRow.filter(settled__lt=before).exclude(state__in=[Fate.PENDING, Fate.SENDING, Fate.RETRY_AT]).delete()
    await rows(
        "DELETE FROM enclosures "
        "WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE enclosure_id = enclosures.id) RETURNING id",
        [],
    )
