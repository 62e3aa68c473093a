"""Approving a month's list, letting it out and correcting it; runs in the caller's transaction.

A version is frozen when a person of the district approves it, and is out from the moment at which the groups get it.
"""

from collections.abc import Sequence
from datetime import datetime

from models.honour.honour_list.rules import (
    Edition,
    ListExpired,
    ListIsOut,
    ListNotOut,
    ListTooEarly,
    NobodyTookPart,
    SameAsBefore,
    Way,
    due,
    expires,
    preview_opens,
)
from models.honour.month_figures import texts
from models.honour.month_figures.actions import all_standings, done_most, published, published_standings
from models.honour.month_figures.rules import Figures, Standings, changes
from models.honour.month_figures.tables import HonourList, HonourRow
from models.ledger.audit.actions import record
from models.machine.delivery.rules import Groups, Message, Purpose
from models.organisation.authority.act import Act
from models.organisation.gate.actions import check_for_everybody
from models.organisation.units.actions import groups
from models.organisation.units.rules import ranking_kind
from models.values.periods import Month
from models.values.showing import show_date, show_day


async def proposed(act: Act, month: Month, way: Way, reason: str | None = None) -> Edition:
    """Return the version that would come out now; raises the Refusal that says why none does."""
    await check_for_everybody(act, reason)
    before = await published(month)
    _check_time(act, month, way, is_out=before is not None)
    lists = await all_standings(month, act.policy.ranking)
    if not _anybody(lists):
        raise NobodyTookPart(month=month.name)
    version = before.version + 1 if before else 1
    change = await _changed(act, month, lists, reason) if reason else None
    marks = texts.Marks(late=way is Way.MADE_UP, on=_late_on(act, month, way))
    heading, thanks = (
        texts.title(month, version, change=change, marks=marks),
        texts.totals(lists, await done_most(month)),
    )
    written = _written(heading, lists, thanks, act.policy.ranking.footer)
    if before and _below(written) == _below(before.texts):
        raise SameAsBefore(month=month.name)
    return Edition(month, version, change, lists, written, len(await groups()))


def _check_time(act: Act, month: Month, way: Way, *, is_out: bool) -> None:
    """Raise what stands against a version of this kind today."""
    if way is Way.CORRECTED:
        if not is_out:
            raise ListNotOut(month=month.name)
        return
    if is_out:
        raise ListIsOut(month=month.name)
    opens, last = preview_opens(month, act.policy), expires(month, act.policy)
    if act.today < opens:
        raise ListTooEarly(month=month.name, day=show_date(opens))
    if way is Way.APPROVED and act.today > last:
        raise ListExpired(month=month.name, day=show_date(last))


def _late_on(act: Act, month: Month, way: Way) -> str | None:
    """Return the day that stands beside a list that was approved after it should have come out."""
    is_late = way is Way.APPROVED and act.now >= due(month, act.now, act.policy, act.calendar)
    return show_day(act.today) if is_late else None


def _below(written: dict[str, str]) -> dict[str, str]:
    """Return texts without their headings."""
    return {kind: text[text.index("\n【") :] if "\n【" in text else text for kind, text in written.items()}


async def freeze(act: Act, edition: Edition) -> HonourList:
    """Keep a version that a person has approved, in the place of one that was approved and is not out."""
    waiting = [row.id for row in await HonourList.filter(month=str(edition.month), out_at=None)]
    await HonourRow.filter(honour_list_id__in=waiting).delete()
    await HonourList.filter(id__in=waiting).delete()
    row = await HonourList.create(
        month=str(edition.month),
        version=edition.version,
        issued_at=act.now,
        approved_by=act.asker.userid,
        change=edition.change,
        texts=edition.texts,
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
        for one in edition.lists
        for unit, place in _units_of(one)
    ]
    await HonourRow.bulk_create(frozen, batch_size=500)
    await record(act.cause, "approve", ("honour_list", row.id), after={"month": row.month, "version": row.version})
    return row


async def approved(month: Month) -> HonourList | None:
    """Return the version of a month that is approved and not out yet."""
    return await HonourList.get_or_none(month=str(month), out_at=None)


async def let_out(act: Act, row: HonourList, until: datetime, *, late: bool = False) -> list[Message]:
    """Let an approved version out; return its text for the groups of every unit for which it says anything."""
    if late:
        heading = texts.title(Month.parse(row.month), row.version, change=row.change, marks=texts.Marks(late=True))
        row.texts = {kind: heading + text[text.index("\n") :] for kind, text in row.texts.items()}
    await HonourList.filter(id=row.id).update(out_at=act.now, texts=row.texts)
    await record(act.cause, "publish", ("honour_list", row.id), after={"month": row.month, "version": row.version})
    units = {group.unit_id: group.unit for group in await groups()}.values()
    said = {unit.id: row.texts.get(ranking_kind(unit.kind) or "all") for unit in units}
    return [
        Message(text, to=Groups(unit_id), purpose=Purpose.LIST, until=until) for unit_id, text in said.items() if text
    ]


async def waits_for_approval(act: Act, month: Month) -> bool:
    """Return whether somebody of the district has to look at the list of a month: nobody has, and there is one."""
    if not preview_opens(month, act.policy) <= act.today <= expires(month, act.policy):
        return False
    if act.policy.ranking.mode == "off" or await HonourList.filter(month=str(month)).exists():
        return False
    return _anybody(await all_standings(month, act.policy.ranking))


def _units_of(one: Standings) -> list[tuple[Figures, int | None]]:
    return [(p.figures, p.place) for p in one.placed] + [(unit, None) for unit in one.unranked]


def _anybody(lists: Sequence[Standings]) -> bool:
    return any(unit.participants for one in lists for unit, _ in _units_of(one))


def _written(heading: str, lists: Sequence[Standings], thanks: str, footer: str) -> dict[str, str]:
    """Return the text of each kind's list in which anybody took part, and of all of them."""
    written = {one.kind: texts.honour_list(heading, [one], thanks, footer) for one in lists if _anybody([one])}
    return written | {"all": texts.honour_list(heading, lists, thanks, footer)}


async def _changed(act: Act, month: Month, lists: Sequence[Standings], reason: str) -> str:
    """Return why a version is issued, with the names of leading units that came, went or moved."""
    old = await published_standings(month, act.policy.ranking)
    moved = [name for one, was in zip(lists, old, strict=True) for name in changes(was.leading, one.leading)]
    return texts.changed_line(reason, moved)
