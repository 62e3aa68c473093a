"""Keeping month rows in step, and closing a month, quarter or year; runs in the caller's transaction."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from fractions import Fraction

from tortoise.functions import Count

from config.catalogue import categories
from config.database import places, records, rows
from config.policy import RankingPolicy
from models.honour.month_figures.rules import AreaSum, Figures, Standings, area_sum, standings
from models.honour.month_figures.tables import HonourList, HonourRow, MonthRow, RankingMode
from models.organisation.authority.act import Act
from models.organisation.people.rules import MOBILE_CLASS
from models.organisation.units.rules import RANKED_KINDS, ranking_kind
from models.organisation.units.tables import Unit
from models.service.activities.rules import Status
from models.service.activities.tables import ActivityRecord
from models.values.periods import Month, Period

# Kinds of service named in the thanks to all.
DONE_SHOWN = 4
DEVELOPMENT_MONTHS = 6
SERVICES = [code for code, category in categories().items() if category.service]

# Who is in the denominator: exempt, mobile and probationary members are not, nor who had left by the last day of the
# period; who leaves later changes nothing of it. A class that is not known is not mobile, which SQL has to be told.
_TAKES_PART = (
    "standing = 'full' AND NOT exempt AND (left_on IS NULL OR left_on > '{last}') "
    f"AND (member_class IS NULL OR member_class <> '{MOBILE_CLASS}')"
)
# One statement for what two would have to be joined by hand: a month of 5,000 units takes no longer than the best SQL.
_FIGURES = f"""
    SELECT units.id, code, name, kind, active, COALESCE(participants, 0), COALESCE(spent, 0)
    FROM units
    JOIN (SELECT unit_id, COUNT(*) AS active FROM persons WHERE {_TAKES_PART} GROUP BY unit_id) able
      ON able.unit_id = units.id
    LEFT JOIN (
      SELECT month_rows.unit_id, {{heads}} AS participants, SUM(CASE WHEN minutes > ? THEN ? ELSE minutes END) AS spent
      FROM month_rows JOIN persons ON persons.id = member_id AND persons.unit_id = month_rows.unit_id
      WHERE month IN ({{months}}) AND {_TAKES_PART} GROUP BY month_rows.unit_id
    ) done ON done.unit_id = units.id
    ORDER BY units.id"""
_DONE = f"""
    SELECT category, COUNT(*) AS records
    FROM activity_records JOIN persons ON persons.id = member_id AND persons.unit_id = activity_records.unit_id
    WHERE month IN ({{months}}) AND status = '{Status.VERIFIED}' AND timely AND {_TAKES_PART}
    GROUP BY category ORDER BY records DESC, category"""

_COUNTED = f"""
    SELECT COUNT(*) AS records, COALESCE(SUM(minutes), 0) AS minutes FROM activity_records
    WHERE month = ? AND unit_id = ? AND member_id = ? AND status = '{Status.VERIFIED}' AND timely
      AND category IN ({places(SERVICES)})"""
_KEPT = """
    INSERT INTO month_rows (month, unit_id, member_id, records, minutes) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (month, unit_id, member_id) DO UPDATE SET records = excluded.records, minutes = excluded.minutes
    RETURNING id"""


async def keep_in_step(member_id: int, unit_id: int, month: Month) -> None:
    """Write one member's month row anew from his records; the caller holds the member's row.

    Computed from the few records of one member instead of added up, so a row can never drift.
    """
    key = [str(month), unit_id, member_id]
    (counted,) = await rows(_COUNTED, [*key, *SERVICES])
    if not counted["records"]:
        await MonthRow.filter(month=str(month), unit_id=unit_id, member_id=member_id).delete()
        return
    await rows(_KEPT, [*key, counted["records"], counted["minutes"]])


def _months(period: Period) -> list[str]:
    return [str(month) for month in period.each_month]


async def figures(period: Period, policy: RankingPolicy) -> list[Figures]:
    """Return the figures of every unit that can be ranked and has active members, as they stand now, by unit id."""
    months, cap = _months(period), policy.capped_minutes_per_member
    # In one month a member has one row in his unit: what need not be told apart is counted faster.
    heads = "COUNT(*)" if len(months) == 1 else "COUNT(DISTINCT member_id)"
    statement = _FIGURES.format(heads=heads, months=places(months), last=period.last)
    return [
        Figures(unit_id, code, name, ranked_as, active, participants, minutes)
        for unit_id, code, name, kind, active, participants, minutes in await records(statement, [cap, cap, *months])
        if (ranked_as := ranking_kind(kind))
    ]


async def _earlier_rates(period: Period, policy: RankingPolicy) -> dict[int, list[Fraction]]:
    """Return {unit id: participation rates before}; a period that is published speaks as it was published.

    A month is compared with `progress_months`, a quarter or year with the one before.
    """
    rates: dict[int, list[Fraction]] = defaultdict(list)
    for before in period.earlier(policy.progress_months if period.months == 1 else 1):
        for unit in await _published_figures(before) or await _past_figures(before, policy):
            rates[unit.unit_id].append(unit.rate)
    return rates


async def _past_figures(period: Period, policy: RankingPolicy) -> list[Figures]:
    """Return figures of a period that was never published, or nothing when nobody took part at all."""
    if not await MonthRow.filter(month__in=_months(period)).exists():
        return []
    return await figures(period, policy)


async def _published_figures(period: Period) -> list[Figures]:
    issued = await published(period)
    if issued is None:
        return []
    frozen = await HonourRow.filter(honour_list_id=issued.id).select_related("unit")
    return [
        Figures(r.unit_id, r.unit.code, r.unit.name, kind, r.active, r.participants, r.capped_minutes)
        for r in frozen
        if (kind := ranking_kind(r.unit.kind))
    ]


async def all_standings(period: Period, policy: RankingPolicy) -> list[Standings]:
    """Return the lists of every kind as they stand now, villages first."""
    units, earlier = await figures(period, policy), await _earlier_rates(period, policy)
    return [standings(kind, [unit for unit in units if unit.kind == kind], earlier, policy) for kind in RANKED_KINDS]


async def done_most(period: Period) -> list[tuple[str, int]]:
    """Return (name, records) of the categories of which most was done, by those who count on the lists."""
    months = _months(period)
    counted = await rows(_DONE.format(months=places(months), last=period.last), list(months))
    services = [row for row in counted if row["category"] in SERVICES]
    return [(categories()[row["category"]].name, row["records"]) for row in services[:DONE_SHOWN]]


async def published_standings(period: Period, policy: RankingPolicy) -> list[Standings]:
    """Return the lists of every kind from the newest published version's frozen figures, by its own numbers."""
    issued = await published(period)
    numbers = numbers_of(issued, policy) if issued else policy
    units, earlier = await _published_figures(period), await _earlier_rates(period, numbers)
    return [standings(kind, [unit for unit in units if unit.kind == kind], earlier, numbers) for kind in RANKED_KINDS]


def numbers_of(row: HonourList, policy: RankingPolicy) -> RankingPolicy:
    """Return the numbers that a version was made with; `policy` where it does not say."""
    return policy.model_copy(update=row.numbers or {})


async def numbers_now(policy: RankingPolicy) -> RankingPolicy:
    """Return the numbers for a list that is made now: those of the file, and the mode that the district has set."""
    said = await RankingMode.all().order_by("-id").first()
    return policy.model_copy(update={"mode": said.mode}) if said else policy


async def published(period: Period | None = None) -> HonourList | None:
    """Return the newest version that is out for a period, or of the newest month; None when there is none."""
    found = HonourList.exclude(out_at=None)
    # Of the three only a month is written with a hyphen and no Q.
    found = (
        found.filter(period=str(period)) if period else found.filter(period__contains="-").exclude(period__contains="Q")
    )
    return await found.order_by("-period", "-version").first()


async def bring_along(act: Act, old: int, new: int) -> None:
    """Bring what is on no published list yet from a unit to the one it has gone into: records, and month rows."""
    newest = await published()
    later = {"unit_id": old} | ({"month__gt": newest.period} if newest else {})
    await ActivityRecord.filter(**later).update(unit_id=new)
    await ActivityRecord.filter(unit_id=old, status=Status.CLAIMED).update(unit_id=new)
    # Whoever has moved between the two before has rows in both.
    for row in await MonthRow.filter(**later).order_by("id"):
        await MonthRow.filter(id=row.id).delete()
        await keep_in_step(row.member_id, new, Month.parse(row.month))


async def summary(month: Month, below: Collection[int] | None, policy: RankingPolicy) -> list[AreaSum]:
    """Return counts by unit for the units below some offices, or by township for the whole district (None)."""
    units = {unit.id: unit for unit in await Unit.all()}
    found = await figures(month, policy)
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


def _sum_inside(units: Sequence[Figures], inside: Collection[int] | None) -> AreaSum:
    return area_sum("", [unit for unit in units if inside is None or unit.unit_id in inside], {})


async def development(
    month: Month, inside: Collection[int] | None, policy: RankingPolicy
) -> list[tuple[Month, int, int]]:
    """Return (month, participants, active members) of some units, or all (None), for the months up to one.

    They begin with the first in which anything was done; one that is published speaks as it was published.
    """
    found: list[tuple[Month, int, int]] = []
    for one in [*reversed(month.earlier(DEVELOPMENT_MONTHS - 1)), month]:
        units = await _published_figures(one) or await _past_figures(one, policy)
        if found and not units:
            units = await figures(one, policy)
        own = _sum_inside(units, inside)
        if found or own.active:
            found.append((one, own.participants, own.active))
    return found


async def forget_months(before: Month) -> None:
    """Delete the month rows of months before one; published lists keep the totals of organisations."""
    await MonthRow.filter(month__lt=str(before)).delete()
