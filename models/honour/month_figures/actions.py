"""Keeping month rows in step, and closing a month; runs in the caller's transaction."""

from collections import defaultdict
from collections.abc import Collection
from fractions import Fraction
from typing import Any, cast

from tortoise.expressions import F, Q
from tortoise.functions import Count, Sum

from config.catalogue import categories
from config.policy import RankingPolicy
from models.honour.month_figures.rules import AreaSum, Figures, Standings, area_sum, standings
from models.honour.month_figures.tables import HonourList, HonourRow, MonthRow
from models.organisation.authority.act import Act
from models.organisation.people.rules import MOBILE_CLASS
from models.organisation.people.tables import Person
from models.organisation.units.rules import RANKED_KINDS, ranking_kind
from models.organisation.units.tables import Unit
from models.service.activities.rules import Status
from models.service.activities.tables import ActivityRecord
from models.values.periods import Month

# Who is in the denominator: exempt, mobile, probationary and departed members are not. A class that is not
# known is not mobile, which SQL has to be told.
TAKES_PART = {"standing": "full", "exempt": False, "left_on": None}
NOT_MOBILE = Q(member_class=None) | ~Q(member_class=MOBILE_CLASS)
MEMBER_NOT_MOBILE = Q(member__member_class=None) | ~Q(member__member_class=MOBILE_CLASS)
# Kinds of service named in the thanks to all.
DONE_SHOWN = 4
SERVICES = [code for code, category in categories().items() if category.service]

# A unit that can be ranked: its id, code, name, the list it is ranked in, and how many of its members can take part.
_Able = tuple[int, str, str, str, int]


async def keep_in_step(member_id: int, unit_id: int, month: Month, policy: RankingPolicy) -> None:
    """Write one member's month row anew from his records; the caller holds the member's row.

    Computed from the few records of one member instead of added up, so a row can never drift.
    """
    found = await ActivityRecord.filter(
        member_id=member_id,
        unit_id=unit_id,
        month=str(month),
        status=Status.VERIFIED,
        timely=True,
        category__in=SERVICES,
    ).values_list("minutes", flat=True)
    key: dict[str, Any] = {"month": str(month), "unit_id": unit_id, "member_id": member_id}
    if not found:
        await MonthRow.filter(**key).delete()
        return
    minutes = sum(spent or 0 for spent in cast(list[int | None], found))
    capped = min(minutes, policy.capped_minutes_per_member)
    values: dict[str, Any] = {"records": len(found), "minutes": minutes, "capped_minutes": capped}
    if not await MonthRow.filter(**key).update(**values):
        await MonthRow.create(**key, **values)


async def _able() -> list[_Able]:
    """Return every unit that can be ranked and has active members."""
    found = Person.filter(NOT_MOBILE, **TAKES_PART).annotate(active=Count("id")).group_by("unit_id")
    active = dict(await found.values_list("unit_id", "active"))
    return [
        (unit_id, code, name, ranked, active[unit_id])
        for unit_id, code, name, kind in await Unit.all().values_list("id", "code", "name", "kind")
        if (ranked := ranking_kind(kind)) and active.get(unit_id)
    ]


async def _counted(month: Month) -> dict[int, tuple[int, int]]:
    """Return {unit id: (participants, capped minutes)} of the members who are still of that unit."""
    members = {f"member__{name}": value for name, value in TAKES_PART.items()}
    found = await (
        MonthRow.filter(MEMBER_NOT_MOBILE, month=str(month), unit_id=F("member__unit_id"), **members)
        .annotate(participants=Count("id"), total=Sum("capped_minutes"))
        .group_by("unit_id")
        .values_list("unit_id", "participants", "total")
    )
    return {unit_id: (participants, int(total)) for unit_id, participants, total in found}


async def _figures(month: Month, able: list[_Able]) -> list[Figures]:
    done = await _counted(month)
    return [Figures(*unit, *done.get(unit[0], (0, 0))) for unit in able]


async def figures(month: Month) -> list[Figures]:
    """Return the month's figures of every unit that can be ranked and has active members, as they stand now."""
    return await _figures(month, await _able())


async def _earlier_rates(month: Month, policy: RankingPolicy, able: list[_Able]) -> dict[int, list[Fraction]]:
    """Return {unit id: participation rates of the months before}; a published month speaks as it was published."""
    rates: dict[int, list[Fraction]] = defaultdict(list)
    for before in month.earlier(policy.progress_months):
        for unit in await _published_figures(before) or await _past_figures(before, able):
            rates[unit.unit_id].append(unit.rate)
    return rates


async def _past_figures(month: Month, able: list[_Able]) -> list[Figures]:
    """Return figures of a month that was never published, or nothing when nobody took part at all."""
    if not await MonthRow.filter(month=str(month)).exists():
        return []
    return await _figures(month, able)


async def _published_figures(month: Month) -> list[Figures]:
    issued = await published(month)
    if issued is None:
        return []
    rows = await HonourRow.filter(honour_list_id=issued.id).select_related("unit")
    return [
        Figures(r.unit_id, r.unit.code, r.unit.name, kind, r.active, r.participants, r.capped_minutes)
        for r in rows
        if (kind := ranking_kind(r.unit.kind))
    ]


async def all_standings(month: Month, policy: RankingPolicy) -> list[Standings]:
    """Return the lists of every kind as they stand now, villages first."""
    able = await _able()
    units, earlier = await _figures(month, able), await _earlier_rates(month, policy, able)
    return [standings(kind, [unit for unit in units if unit.kind == kind], earlier, policy) for kind in RANKED_KINDS]


async def done_most(month: Month) -> list[tuple[str, int]]:
    """Return (name, records) of the categories of which most was done in a month, by those who count on the lists."""
    members = {f"member__{name}": value for name, value in TAKES_PART.items()}
    found = ActivityRecord.filter(
        MEMBER_NOT_MOBILE,
        month=str(month),
        status=Status.VERIFIED,
        timely=True,
        category__in=SERVICES,
        unit_id=F("member__unit_id"),
        **members,
    ).annotate(records=Count("id"))
    counted = await found.group_by("category").order_by("-records", "category").values_list("category", "records")
    return [(categories()[code].name, records) for code, records in counted[:DONE_SHOWN]]


async def published_standings(month: Month, policy: RankingPolicy) -> list[Standings]:
    """Return the lists of every kind from the newest published version's frozen figures."""
    units, earlier = await _published_figures(month), await _earlier_rates(month, policy, await _able())
    return [standings(kind, [unit for unit in units if unit.kind == kind], earlier, policy) for kind in RANKED_KINDS]


async def published(month: Month | None = None) -> HonourList | None:
    """Return the newest version that is out for a month, or of the newest month; None when there is none."""
    found = HonourList.exclude(out_at=None)
    found = found if month is None else found.filter(month=str(month))
    return await found.order_by("-month", "-version").first()


async def bring_along(act: Act, old: int, new: int) -> None:
    """Bring what is on no published list yet from a unit to the one it has gone into: records, and month rows."""
    newest = await published()
    later = {"unit_id": old} | ({"month__gt": newest.month} if newest else {})
    await ActivityRecord.filter(**later).update(unit_id=new)
    await ActivityRecord.filter(unit_id=old, status=Status.CLAIMED).update(unit_id=new)
    # Whoever has moved between the two before has rows in both.
    for row in await MonthRow.filter(**later).order_by("id"):
        await MonthRow.filter(id=row.id).delete()
        await keep_in_step(row.member_id, new, Month.parse(row.month), act.policy.ranking)


async def summary(month: Month, below: Collection[int] | None) -> list[AreaSum]:
    """Return counts by unit for the units below some offices, or by township for the whole district (None)."""
    units = {unit.id: unit for unit in await Unit.all()}
    found = await figures(month)
    waits = ActivityRecord.filter(status=Status.CLAIMED, month=str(month)).annotate(n=Count("id"))
    waiting = {row["unit_id"]: row["n"] for row in await waits.group_by("unit_id").values("unit_id", "n")}
    areas: dict[str, list[Figures]] = defaultdict(list)
    for unit in found:
        parent = units[unit.unit_id].parent_id
        if below is None:
            areas[units[parent].name if parent else unit.name].append(unit)
        elif parent in below:
            areas[unit.name].append(unit)
    return [area_sum(name, inside, waiting) for name, inside in areas.items()]


async def forget_months(before: Month) -> None:
    """Delete the month rows of months before one; published lists keep the totals of organisations."""
    await MonthRow.filter(month__lt=str(before)).delete()
