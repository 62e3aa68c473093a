"""Freezing a month's list and addressing it to the groups; runs in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from config.policy import RankingPolicy
from models.honour.month_figures import texts
from models.honour.month_figures.actions import all_standings, published, published_standings
from models.honour.month_figures.rules import Figures, Standings, changes
from models.honour.month_figures.tables import HonourList, HonourRow
from models.ledger.audit.actions import Cause, record
from models.machine.delivery.rules import Groups, Message, Purpose
from models.organisation.authority.act import Act
from models.organisation.units.actions import groups
from models.organisation.units.rules import ranking_kind
from models.values.periods import Month


@dataclass(frozen=True)
class Issue:
    """What a version is published with."""

    month: Month
    version: int
    change: str | None
    texts: dict[str, str]


async def freeze(issue: Issue, lists: Sequence[Standings], cause: Cause, policy: RankingPolicy) -> HonourList:
    """Write a published version: its texts and the figures of every unit; nothing of it changes afterwards."""
    row = await HonourList.create(
        month=str(issue.month),
        version=issue.version,
        issued_at=cause.at,
        approved_by=policy.approved_by,
        change=issue.change,
        texts=issue.texts,
    )
    frozen = [
        HonourRow(
            honour_list_id=row.id,
            unit_id=unit.unit_id,
            active=unit.active,
            participants=unit.participants,
            capped_minutes=unit.capped_minutes,
            place=place,
        )
        for one in lists
        for unit, place in _units_of(one)
    ]
    await HonourRow.bulk_create(frozen, batch_size=500)
    await record(cause, "publish", ("honour_list", row.id), after={"month": row.month, "version": row.version})
    return row


def _units_of(one: Standings) -> list[tuple[Figures, int | None]]:
    return [(p.figures, p.place) for p in one.placed] + [(unit, None) for unit in one.unranked]


async def publish(act: Act, month: Month, *, change: str | None = None, late: bool = False) -> HonourList | None:
    """Freeze and return the month's list, or None when nobody took part.

    With `change` (the reason) a further version is issued beside the published one; without it a published month
    is returned as it is.
    """
    before = await published(month)
    if before is not None and change is None:
        return before
    lists = await all_standings(month, act.policy.ranking)
    if not _anybody(lists):
        return None
    version = before.version + 1 if before else 1
    if before and change:
        change = texts.changed_line(change, await _moved(month, lists, act.policy.ranking))
    heading = texts.title(month, version, change=change, late=late)
    issue = Issue(month, version, change, _written(heading, lists, act.policy.ranking))
    return await freeze(issue, lists, act.cause, act.policy.ranking)


def _anybody(lists: Sequence[Standings]) -> bool:
    return any(unit.participants for one in lists for unit, _ in _units_of(one))


def _written(heading: str, lists: Sequence[Standings], policy: RankingPolicy) -> dict[str, str]:
    """Return the text of each kind's list, and of all of them."""
    thanks = texts.totals(lists)
    written = {one.kind: texts.honour_list(heading, [one], thanks, policy.footer) for one in lists}
    return written | {"all": texts.honour_list(heading, lists, thanks, policy.footer)}


async def _moved(month: Month, lists: Sequence[Standings], policy: RankingPolicy) -> list[str]:
    """Return the names of leading units that came, went or moved since the published version."""
    old = await published_standings(month, policy)
    return [name for one, was in zip(lists, old, strict=True) for name in changes(was.leading, one.leading)]


async def postings(issued: HonourList, until: datetime) -> list[Message]:
    """Return the published text for the groups of every unit: its own kind's list, or all of them."""
    units = {group.unit_id: group.unit for group in await groups()}.values()
    return [
        Message(
            issued.texts.get(ranking_kind(unit.kind) or "all", issued.texts["all"]),
            to=Groups(unit.id),
            purpose=Purpose.NOTICE,
            until=until,
        )
        for unit in units
    ]
