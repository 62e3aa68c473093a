"""Places, ties, shrunk means and who is left out, computed a second time by other means from the records alone.

RANKING_DISTRICTS says over how many random districts of 183 organisations (the suite takes a smaller one);
`make recompute` takes fifty.
"""

import os
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import Any

import pytest

from config.catalogue import categories
from config.database import Database, rows, transact
from models.honour.honour_list.actions import freeze, let_out, proposed
from models.honour.honour_list.rules import Way
from models.honour.month_figures.actions import all_standings, keep_in_step, published_standings
from models.honour.month_figures.rules import Standings, leading_within
from models.organisation.people.tables import Person
from models.organisation.units.tables import Unit
from models.service.activities.rules import Status
from models.service.activities.tables import ActivityRecord
from models.values.periods import Month
from tests.fakes.databases import NOON, POLICY, empty_url
from tests.fakes.honour import act_of_the_district

MONTH = Month(2026, 11)
MONTHS = [*reversed(MONTH.earlier(4)), MONTH]
WANTED = int(os.environ.get("RANKING_DISTRICTS", "0"))
UNITS, PEOPLE = (183, 9) if WANTED else (40, 7)
# {kind: ([(place, unit)], those who lead, [(unit, its rise)], those who are not ranked)}
Places = dict[str, tuple[list[tuple[int, int]], list[int], list[tuple[int, Fraction]], list[int]]]


class RandomDistrict:
    """Units, people and records as they may come, with late reports, corrections, transfers, on any day."""

    def __init__(self, seed: int) -> None:
        """Prepare; nothing is written yet."""
        self.random = random.Random(seed)

    async def write(self) -> None:
        """Write everything and keep the month rows in step, as the bot does."""
        kinds = ("village", "community", "agency", "enterprise", "township")
        for n in range(UNITS):
            kind = self.random.choices(kinds, (6, 3, 2, 1, 1))[0]
            above = self.random.choice(await Unit.filter(kind="township") or [None])
            await Unit.create(code=f"U{n:03}", name=f"第{n}村", kind=kind, parent=None if kind == "township" else above)
        units = await Unit.all()
        people = [self._person(n, self.random.choice(units).id) for n in range(UNITS * PEOPLE)]
        await Person.bulk_create(people, batch_size=500)
        for person in await Person.all():
            await self._works(person)
        for person in self.random.sample(await Person.all(), UNITS // 4):
            await Person.filter(id=person.id).update(unit_id=self.random.choice(units).id)
        await self.in_step(await ActivityRecord.all())

    def _person(self, n: int, unit_id: int) -> Person:
        pick = self.random.random
        return Person(
            userid=f"p{n}",
            userid_key=f"p{n}",
            name=f"某{n}",
            unit_id=unit_id,
            standing=self.random.choices(("full", "probationary", "none"), (8, 1, 1))[0],
            member_class="mobile" if pick() < 0.08 else self.random.choice(("rural", None)),
            exempt=pick() < 0.07,
            joined_on=date(2020, 1, 1),
            left_on=date(2026, 10, 20) if pick() < 0.05 else None,
        )

    async def _works(self, person: Person) -> None:
        for _ in range(self.random.choices((0, 1, 2, 4), (4, 3, 2, 1))[0]):
            await self.report(person)

    async def report(self, person: Person, *, late: bool | None = None) -> ActivityRecord:
        """Let somebody report something of a month, in time or not, sometimes corrected afterwards."""
        month = self.random.choice(MONTHS)
        row = ActivityRecord(
            member_id=person.id,
            unit_id=person.unit_id,
            day=month.first + timedelta(days=self.random.randrange(28)),
            month=str(month),
            category=self.random.choice(list(categories())),
            minutes=self.random.choice((None, 30, 60, 60, 120, 400)),
            description="做事",
            timely=self.random.random() < 0.85 if late is None else not late,
            status=self.random.choices((Status.VERIFIED, Status.CLAIMED, Status.RETURNED), (7, 2, 1))[0],
            reported_at=NOON,
            message_key="app:1",
        )
        await row.save()
        if self.random.random() < 0.15:
            await ActivityRecord.filter(id=row.id).update(status=Status.REPLACED)
            await ActivityRecord.create(
                **{name: getattr(row, name) for name in row._meta.db_fields - {"id", "root_id", "version", "minutes"}},
                root_id=row.id,
                version=2,
                minutes=90,
            )
        return row

    async def pass_day(self, day: date) -> None:
        """Let a day pass: reports (from the 4th on too late), corrections, transfers, people who leave."""
        everybody, units = await Person.all(), await Unit.all()
        some = UNITS // 8
        changed = [await self.report(person, late=day.day > 3) for person in self.random.sample(everybody, some)]
        verified = await ActivityRecord.filter(status=Status.VERIFIED)
        for row in self.random.sample(verified, some):
            await ActivityRecord.filter(id=row.id).update(status=Status.RETURNED)
            changed.append(row)
        for row in self.random.sample(await ActivityRecord.filter(status=Status.CLAIMED), 2):
            await ActivityRecord.filter(id=row.id).update(status=Status.VERIFIED)
            changed.append(row)
        for person in self.random.sample(everybody, 3):
            await Person.filter(id=person.id).update(unit_id=self.random.choice(units).id)
        for person in self.random.sample(everybody, 2):
            await Person.filter(id=person.id).update(left_on=day)
        await self.in_step(changed)

    async def in_step(self, changed: list[ActivityRecord]) -> None:
        """Keep every month row in step that some records belong to."""
        for member_id, unit_id, month in {(row.member_id, row.unit_id, row.month) for row in changed}:
            await keep_in_step(member_id, unit_id, Month.parse(month))


async def recomputed(frozen: dict[str, dict[int, Fraction]]) -> Places:
    """Return the places of MONTH from the records; `frozen` holds the rates of months that are out."""
    services = {code for code, one in categories().items() if one.service}
    told = await rows("SELECT member_id, unit_id, month, category, minutes, status, timely FROM activity_records", [])
    months: dict[str, dict[int, set[int]]] = {}
    for month in [MONTH, *MONTH.earlier(POLICY.ranking.progress_months)]:
        able = months[str(month)] = defaultdict(set)
        for one in await rows("SELECT id, unit_id, standing, exempt, left_on, member_class FROM persons", []):
            here = not one["left_on"] or str(one["left_on"]) > str(month.last)
            if one["standing"] == "full" and not one["exempt"] and here and one["member_class"] != "mobile":
                able[one["unit_id"]].add(one["id"])
    able = months[str(MONTH)]
    spent: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    for one in told:
        if one["status"] == "verified" and one["timely"] and one["category"] in services:
            key = one["unit_id"], one["member_id"]
            spent[one["month"]][key] = spent[one["month"]].get(key, 0) + (one["minutes"] or 0)
    kinds = {one["id"]: one["kind"] for one in await rows("SELECT id, kind FROM units", [])}
    codes = {one["id"]: one["code"] for one in await rows("SELECT id, code FROM units", [])}
    found: Places = {}
    for kind, of in {"village": ("village",), "community": ("community",), "agency": ("agency", "enterprise")}.items():
        ids = sorted((unit for unit in kinds if kinds[unit] in of and able[unit]), key=codes.__getitem__)
        found[kind] = _of_kind(ids, months, spent, frozen)
    return found


def _rate(unit: int, month: str, months: dict[str, dict[int, set[int]]], spent: Any) -> Fraction:
    able = months[month][unit]
    return Fraction(sum((unit, one) in spent[month] for one in able), len(able))


def _of_kind(
    ids: list[int], months: dict[str, dict[int, set[int]]], spent: Any, frozen: dict[str, dict[int, Fraction]]
) -> Any:
    policy, able = POLICY.ranking, months[str(MONTH)]
    ranked = [unit for unit in ids if len(able[unit]) >= policy.min_active_members]
    now = spent[str(MONTH)]
    capped = {unit: sum(min(now.get((unit, one), 0), 360) for one in able[unit]) for unit in ranked}
    heads = sum(len(able[unit]) for unit in ranked)
    mean = Fraction(sum(capped.values()), heads) if heads else Fraction(0)
    worth = {
        unit: (_rate(unit, str(MONTH), months, spent), (capped[unit] + 5 * mean) / (len(able[unit]) + 5))
        for unit in ranked
    }
    place = {unit: 1 + sum(worth[other] > worth[unit] for other in ranked) for unit in ranked}
    order = sorted(ranked, key=lambda unit: (place[unit], ids.index(unit)))
    leads = [u for u in order if worth[u][0] > 0 and place[u] <= _worst_praised(list(place.values()))]
    rises = []
    for unit in ranked:
        earlier = [
            frozen[str(month)][unit] if str(month) in frozen else _rate(unit, str(month), months, spent)
            for month in MONTH.earlier(policy.progress_months)
            if (unit in frozen[str(month)] if str(month) in frozen else spent[str(month)] and months[str(month)][unit])
        ]
        rise = worth[unit][0] - sum(earlier) / len(earlier) if earlier else Fraction(0)
        if rise > 0:
            rises.append((unit, rise))
    rises.sort(key=lambda one: (-one[1], ids.index(one[0])))
    return [(place[u], u) for u in order], leads, rises[: policy.progress_top], [u for u in ids if u not in ranked]


def _worst_praised(places: list[int], most: int = 10) -> int:
    """Return the worst place that is praised: the top share, but two at least stay unnamed unless all are level."""
    share = min(most, max(3, len(places) * 3 // 10))
    if set(places) <= {1}:
        return share
    able = [place for place in set(places) if place <= share and sum(p > place for p in places) >= 2]
    return max(able, default=0)


async def check_townships(lists: list[Standings]) -> None:
    """Compare who leads within each township with what the places in the whole list say by themselves."""
    townships: dict[int, set[int]] = defaultdict(set)
    for one in await rows("SELECT id, parent_id FROM units WHERE parent_id IS NOT NULL", []):
        townships[one["parent_id"]].add(one["id"])
    for one in lists:
        leading = {p.figures.unit_id for p in one.leading}
        for units in townships.values():
            ids = [(p.place, p.figures) for p in one.placed if p.figures.unit_id in units]
            place = [1 + sum(other < own for other, _ in ids) for own, _ in ids]
            worst = _worst_praised(place, most=3)
            near = [unit.unit_id for n, (_, unit) in zip(place, ids, strict=True) if n <= worst and unit.participants]
            hidden = sum(unit.unit_id not in leading | set(near) for _, unit in ids)
            (found,) = leading_within(one, [units], POLICY.ranking)
            assert [p.figures.unit_id for p in found] == (near if hidden >= 2 else [])


def shown(lists: list[Standings]) -> Places:
    """Return the places as the bot has them."""
    return {
        one.kind: (
            [(p.place, p.figures.unit_id) for p in one.placed],
            [p.figures.unit_id for p in one.leading],
            [(r.figures.unit_id, r.rise) for r in one.risen],
            [unit.unit_id for unit in one.unranked],
        )
        for one in lists
    }


@asynccontextmanager
async def empty_books() -> AsyncIterator[None]:
    async with Database(await empty_url("sqlite")).opened():
        yield


@pytest.mark.parametrize("seed", range(WANTED or 1))
async def test_a_second_computation_finds_the_same_places_and_a_list_that_is_out_stays(seed: int) -> None:
    district = RandomDistrict(seed)
    async with empty_books():
        await transact(district.write)
        assert shown(await all_standings(MONTH, POLICY.ranking)) == (before := await recomputed({}))
        assert any(len(places) > len({place for place, _ in places}) for places, *_ in before.values()), "no tie"
        out: Places = {}
        for day in (date(2026, 12, n) for n in range(1, 16)):
            await transact(partial(district.pass_day, day))
            lists, again = await all_standings(MONTH, POLICY.ranking), await recomputed({})
            assert shown(lists) == again
            await check_townships(lists)
            if day.day == 7:
                act = act_of_the_district(NOON.replace(month=12, day=20))
                row = await transact(partial(_freeze, act))
                await transact(partial(let_out, act, row, NOON))
                out = again
            if out:
                stands = shown(await published_standings(MONTH, POLICY.ranking))
                assert {kind: one[:2] for kind, one in stands.items()} == {kind: one[:2] for kind, one in out.items()}
        assert out != again, "nothing has changed since"
        assert before != out


async def _freeze(act: Any) -> Any:
    return await freeze(act, await proposed(act, MONTH, Way.MADE_UP))
