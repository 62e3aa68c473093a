"""What became of what was sent, as somebody reads it; runs in the caller's transaction."""

from collections import Counter
from collections.abc import Collection, Sequence

from config.database import rows
from models.machine.delivery.rules import Delivered, Fate, Summary, Trouble
from models.machine.delivery.tables import Broadcast, OutboxRow


async def summary(number: int, within: Collection[str] | None = None) -> Summary | None:
    """Return what became of a broadcast, as far as it went to some destinations; None when nothing did.

    Without `within` it is told of all of them.
    """
    broadcast = await Broadcast.get_or_none(id=number)
    found = OutboxRow.filter(broadcast_id=number).order_by("id")
    sent = await (found if within is None else found.filter(destination__in=list(within)))
    if broadcast is None or (within is not None and not sent):
        return None
    return _summed(broadcast, sent)


def _summed(broadcast: Broadcast, sent: Sequence[OutboxRow]) -> Summary:
    fates = Counter(Fate(row.state) for row in sent if row.enclosure_id is None)
    enclosed = Counter(Fate(row.state) for row in sent if row.enclosure_id is not None)
    last = max((row.settled for row in sent if row.state == Fate.SENT and row.settled), default=None)
    unsure = [row for row in sent if row.state not in (Fate.SENT, Fate.PENDING, Fate.CANCELLED)]
    troubled = tuple(
        Trouble(row.destination, Fate(row.state), row.note, row.enclosure_id is not None) for row in unsure
    )
    return Summary(broadcast.id, broadcast.title, broadcast.created, fates, enclosed, troubled, last)


_TOLD = (
    "SELECT outbox.channel, outbox.destination, MIN(outbox.due) AS due, MAX(outbox.purpose) AS purpose, "
    "MAX(outbox.said) AS said, MAX(CASE WHEN outbox.buttons IS NULL THEN 0 ELSE 1 END) AS asks, "
    "MAX(CASE WHEN broadcasts.cause LIKE 'job:%' THEN 1 ELSE 0 END) AS automatic "
    "FROM outbox JOIN broadcasts ON broadcasts.id = outbox.broadcast_id "
    "WHERE outbox.due >= ? AND outbox.due < ? AND outbox.state NOT IN ('cancelled', 'expired', 'dead') "
    "GROUP BY outbox.broadcast_id, outbox.channel, outbox.destination"
)


async def told_between(since: int, until: int) -> list[Delivered]:
    """Return what everybody and every group was told between two moments (milliseconds; the end is not included)."""
    return [
        Delivered(
            row["channel"],
            row["destination"],
            bool(row["automatic"]),
            row["purpose"],
            row["said"],
            bool(row["asks"]),
            row["due"],
        )
        for row in await rows(_TOLD, [since, until])
    ]


async def recent(count: int = 5, within: Collection[str] | None = None) -> list[Summary]:
    """Return the newest broadcasts of which something went to some destinations, newest first."""
    found = OutboxRow.exclude(broadcast_id=None).order_by("-broadcast_id").distinct().limit(count)
    meant = found if within is None else found.filter(destination__in=list(within))
    numbers = await meant.values_list("broadcast_id", flat=True)
    summaries = [await summary(int(str(number)), within) for number in numbers]
    return [one for one in summaries if one is not None]


async def sent_between(since: int, until: int, within: Collection[str] | None = None) -> list[Summary]:
    """Return in counts what was sent between two moments (milliseconds) to some destinations, oldest first."""
    found = OutboxRow.filter(broadcast__created__gte=since, broadcast__created__lt=until)
    found = found if within is None else found.filter(destination__in=list(within))
    told: dict[int, Summary] = {}
    columns = ("broadcast_id", "broadcast__title", "broadcast__created", "state", "enclosure_id")
    for number, title, created, state, enclosure in await found.order_by("broadcast_id").values_list(*columns):
        one = told.setdefault(number, Summary(number, title, created, Counter(), Counter()))
        (one.fates if enclosure is None else one.enclosed)[Fate(state)] += 1
    return list(told.values())
