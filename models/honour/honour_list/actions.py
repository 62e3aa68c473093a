"""Approving a list, letting it out and correcting it; runs in the caller's transaction.

A version is frozen when a person of the district approves it, and is out from the moment at which the groups get it.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from config.policy import RankingPolicy
from models.honour.honour_list.rules import (
    CORRECTION,
    LIST_EXPIRED,
    LIST_IS_OFF,
    LIST_IS_OUT,
    LIST_NOT_OUT,
    LIST_TOO_EARLY,
    PRIVATE,
    SAME_AS_BEFORE,
    WHOLE,
    Correction,
    Edition,
    NobodyTookPart,
    Readers,
    Way,
    due,
    expires,
    leading_around,
    preview_opens,
)
from models.honour.month_figures import texts
from models.honour.month_figures.actions import (
    all_standings,
    done_most,
    figures,
    numbers_now,
    numbers_of,
    published,
    published_standings,
)
from models.honour.month_figures.rules import Figures, Standings, changes
from models.honour.month_figures.tables import HonourList, HonourRow, RankingMode
from models.ledger.audit.actions import record
from models.machine.delivery.rules import Groups, Message, Purpose
from models.matters.steps.actions import open_matter, told_of
from models.matters.steps.rules import Opening
from models.matters.steps.tables import Matter
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.actions import holders
from models.organisation.people.rules import OFFICES, Role
from models.organisation.people.tables import Person
from models.organisation.units.actions import circles, groups, unit_of
from models.organisation.units.rules import Circle, ranking_kind
from models.organisation.units.tables import Unit
from models.values.periods import Period
from models.values.refusal import Refusal, required
from models.values.showing import show_date


async def proposed(act: Act, period: Period, way: Way, reason: str | None = None) -> Edition:
    """Return the version that would come out now; raises the Refusal that says why none does."""
    await check_for_everybody(act, reason)
    before = await published(period)
    _check_time(act, period, way, is_out=before is not None)
    numbers = await _numbers(act, before if way is Way.CORRECTED else None)
    lists = await all_standings(period, numbers)
    if not _anybody(lists):
        raise NobodyTookPart(month=period.name)
    version = before.version + 1 if before else 1
    change = await _changed(act, period, lists, reason) if reason else None
    marks = texts.Marks(late=way is Way.MADE_UP, on=_late_on(act, period, way))
    heading = texts.title(period, version, change=change, marks=marks)
    written = _written(heading, lists, await done_most(period), numbers, await _readers(act.today))
    older: dict[str, str] = before.texts if before else {}
    if _below(written) == _below(older):
        raise Refusal(SAME_AS_BEFORE, month=period.name)
    reached = 0 if numbers.mode == PRIVATE else len(await groups())
    shown = texts.posted(written[WHOLE], older.get(WHOLE))
    return Edition(period, version, change, lists, written, reached, numbers, shown)


async def _numbers(act: Act, corrected: HonourList | None) -> RankingPolicy:
    """Return the numbers of what is corrected, or those of now; refuses with LIST_IS_OFF."""
    if corrected:
        return numbers_of(corrected, act.policy.ranking)
    numbers = await numbers_now(act.policy.ranking)
    if numbers.mode == "off":
        raise Refusal(LIST_IS_OFF)
    return numbers


def _check_time(act: Act, period: Period, way: Way, *, is_out: bool) -> None:
    """Raise what stands against a version of this kind today."""
    if way is Way.CORRECTED:
        if not is_out:
            raise Refusal(LIST_NOT_OUT, month=period.name)
        return
    if is_out:
        raise Refusal(LIST_IS_OUT, month=period.name)
    opens, last = preview_opens(period, act.policy), expires(period, act.policy)
    if act.today < opens:
        raise Refusal(LIST_TOO_EARLY, month=period.name, day=show_date(opens))
    if way is Way.APPROVED and act.today > last:
        raise Refusal(LIST_EXPIRED, month=period.name, day=show_date(last))


def _late_on(act: Act, period: Period, way: Way) -> str | None:
    """Return the day that stands beside a list that was approved after it should have come out."""
    is_late = way is Way.APPROVED and act.now >= due(period, act.now, act.policy, act.calendar)
    return show_date(act.today) if is_late else None


def _below(written: dict[str, str]) -> dict[str, str]:
    """Return texts without their headings."""
    return {key: text[text.index("\n【") :] if "\n【" in text else text for key, text in written.items()}


async def _readers(day: date) -> set[Readers]:
    """Return who reads together of those who have a group."""
    near = await circles(day)
    return {Readers.of(group.unit_id, group.unit.kind, near) for group in await groups()}


async def freeze(act: Act, edition: Edition) -> HonourList:
    """Keep a version that a person has approved, in the place of one that was approved and is not out."""
    waiting = [row.id for row in await HonourList.filter(period=str(edition.period), out_at=None)]
    await HonourRow.filter(honour_list_id__in=waiting).delete()
    await HonourList.filter(id__in=waiting).delete()
    row = await HonourList.create(
        period=str(edition.period),
        version=edition.version,
        issued_at=act.now,
        approved_by=act.asker.userid,
        change=edition.change,
        texts=edition.texts,
        numbers=edition.numbers.model_dump(),
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
    await record(act.cause, "approve", ("honour_list", row.id), after=_named(row))
    return row


def _named(row: HonourList) -> dict[str, Any]:
    return {"period": row.period, "version": row.version}


async def ask_correction(act: Act, period: Period, said: Correction) -> tuple[int, list[Person]]:
    """Let a correction wait for a second officer; return its number, and who else of the district may see it."""
    parts = {Part.OWNER: [act.asker.person_id or 0]}
    opening = Opening(act.asker.unit_id or 0, period.name, parts, said=said.model_dump())
    matter = await open_matter(act, CORRECTION, opening)
    others, _ = await told_of(act, CORRECTION, matter.id, "agree", everybody=True)
    return matter.id, others


async def still_asked(number: int) -> bool:
    """Return whether a correction of a number still waits for a second officer."""
    return await Matter.filter(id=number, state=CORRECTION.first).exists()


async def approved(period: Period) -> HonourList | None:
    """Return the version of a period that is approved and not out yet."""
    return await HonourList.get_or_none(period=str(period), out_at=None)


async def let_out(act: Act, row: HonourList, until: datetime, *, late: bool = False) -> list[Message]:
    """Let an approved version out; return what the groups of every unit of which it says anything read.

    Where the district wants none in groups, secretaries are told their own place and offices where they find theirs.
    """
    period, numbers = Period.parse(row.period), await numbers_now(act.policy.ranking)
    older = await published(period)
    if late:
        heading = texts.title(period, row.version, change=row.change, marks=texts.Marks(late=True))
        row.texts = {key: heading + text[text.index("\n") :] for key, text in row.texts.items()}
    kept = {**(row.numbers or {}), "mode": numbers.mode}
    await HonourList.filter(id=row.id).update(out_at=act.now, texts=row.texts, numbers=kept)
    await record(act.cause, "publish", ("honour_list", row.id), after=_named(row))
    if numbers.mode == PRIVATE:
        return await _in_private(act, period)
    near = await circles(act.today)
    units = {group.unit_id: group.unit for group in await groups()}.values()
    said = {unit.id: _posted(row, older, unit, near) for unit in units}
    return [
        Message(text, to=Groups(unit_id), purpose=Purpose.LIST, until=until) for unit_id, text in said.items() if text
    ]


def _posted(row: HonourList, older: HonourList | None, unit: Unit, near: Sequence[Circle]) -> str | None:
    """Return what the groups of a unit get of a version that comes after an older one, None where it says nothing."""
    text = text_for(row, unit, near)
    return text and texts.posted(text, text_for(older, unit, near) if older else None)


def text_for(row: HonourList, unit: Unit, near: Sequence[Circle]) -> str | None:
    """Return the edition of a version that a unit reads, None where it says nothing of its kind."""
    readers = Readers.of(unit.id, unit.kind, near)
    # What was approved before there were such editions, or before a belt was changed, has the kind's.
    text = row.texts.get(readers.key, row.texts.get(readers.kind))
    return None if text is None else str(text)


async def for_everybody(period: Period | None, policy: RankingPolicy) -> HonourList | None:
    """Return the newest version of a list that everybody may read, None where there is none."""
    issued = await published(period)
    return None if issued and numbers_of(issued, policy).mode == PRIVATE else issued


async def praise(act: Act, period: Period, unit_ids: Collection[int]) -> dict[str, Any]:
    """Return what the page of praise shows of some units that a published list names; else NOTHING_TO_PRAISE."""
    issued = await for_everybody(period, act.policy.ranking)
    if issued is None or issued.out_at is None:
        raise Refusal(texts.NOTHING_TO_PRAISE, month=period.name)
    lists = await published_standings(period, act.policy.ranking)
    praised = required(
        texts.praised(period, lists, issued.texts[WHOLE], unit_ids), texts.NOTHING_TO_PRAISE, month=period.name
    )
    footer, out = numbers_of(issued, act.policy.ranking).footer, act.day_of(issued.out_at)
    return texts.praise_sheet(period, praised, footer, out)


async def _in_private(act: Act, period: Period) -> list[Message]:
    lists = await published_standings(period, act.policy.ranking)
    told = {
        person.userid: texts.own_place(period, unit.name, one, unit.id)
        for person in await holders([Role.SECRETARY], act.today)
        if (unit := await unit_of(person.unit_id)) and (one := list_of(lists, unit.kind))
    }
    told |= {person.userid: texts.told_in_private(period) for person in await holders(OFFICES, act.today)}
    return [Message(text, to=userid, purpose=Purpose.LIST) for userid, text in told.items()]


def list_of(lists: Sequence[Standings], kind: str) -> Standings | None:
    """Return the list in which a kind of unit is ranked, None for offices."""
    return next((one for one in lists if one.kind == ranking_kind(kind)), None)


async def waits_for_approval(act: Act, period: Period) -> bool:
    """Return whether somebody of the district has to look at a list: nobody has, and there is one."""
    if not preview_opens(period, act.policy) <= act.today <= expires(period, act.policy):
        return False
    numbers = await numbers_now(act.policy.ranking)
    if numbers.mode == "off" or await HonourList.filter(period=str(period)).exists():
        return False
    # No places are needed for that, nor the months before.
    return any(unit.participants for unit in await figures(period, numbers))


async def set_mode(act: Act, mode: str) -> None:
    """Keep what the district wants of the honour list from now on; what is out stays."""
    before = (await numbers_now(act.policy.ranking)).mode
    row = await RankingMode.create(mode=mode, set_by=act.asker.userid, set_at=act.now)
    await record(act.cause, "set_ranking_mode", ("ranking_mode", row.id), before={"mode": before}, after={"mode": mode})


def _units_of(one: Standings) -> list[tuple[Figures, int | None]]:
    return [(p.figures, p.place) for p in one.placed] + [(unit, None) for unit in one.unranked]


def _anybody(lists: Sequence[Standings]) -> bool:
    return any(unit.participants for one in lists for unit, _ in _units_of(one))


def _written(
    heading: str,
    lists: Sequence[Standings],
    done: Sequence[tuple[str, int]],
    numbers: RankingPolicy,
    readers: Iterable[Readers],
) -> dict[str, str]:
    """Return the text of each kind in which anybody took part, of all kinds, and of those who read together."""
    shown = {one.kind: [one] for one in lists if _anybody([one])} | {WHOLE: list(lists)}
    return {
        one.key: texts.honour_list(
            heading,
            shown[one.kind],
            texts.totals(lists, done, one.around),
            numbers.footer,
            leading_around(shown[one.kind], one.around, numbers),
        )
        for one in [*map(Readers, shown), *readers]
        if one.kind in shown
    }


async def _changed(act: Act, period: Period, lists: Sequence[Standings], reason: str) -> str:
    """Return why a version is issued, with the names of leading units that came or rose."""
    old = await published_standings(period, act.policy.ranking)
    moved = [name for one, was in zip(lists, old, strict=True) for name in changes(was.leading, one.leading)]
    return texts.changed_line(reason, moved)
