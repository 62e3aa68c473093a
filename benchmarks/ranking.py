"""How long closing a month takes in a large district, beside the best SQL written by hand, in one run.

`python -m benchmarks.ranking [--quick|--large]`. A private SQLite file and a private PostgreSQL; nothing leaves the
machine.
"""

import argparse
import random
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # ships no types

from benchmarks import servers
from benchmarks.district import LAST, District
from bot.clock import Clock
from config.database import is_sqlite, rows, sqlite_path, transact
from config.holidays import load_calendar
from config.policy import RankingPolicy, load_policy
from models.honour.honour_list.actions import freeze, proposed
from models.honour.honour_list.rules import Way
from models.honour.month_figures.actions import SERVICES, all_standings, figures, keep_in_step
from models.honour.month_figures.rules import Figures
from models.migrations import migrate
from models.organisation.authority.act import Act
from models.organisation.people.rules import Asker
from models.organisation.units.rules import ranking_kind
from models.service.activities.rules import Status
from models.service.activities.tables import ActivityRecord
from models.values.periods import Month

_TAKES_PART = (
    f"p.standing = 'full' AND NOT p.exempt AND (p.left_on IS NULL OR p.left_on > '{LAST.last}') "
    "AND (p.member_class IS NULL OR p.member_class <> 'mobile')"
)
_CAP = load_policy().ranking.capped_minutes_per_member
_CAPPED = f"CASE WHEN m.minutes > {_CAP} THEN {_CAP} ELSE m.minutes END"
_APART = f"""
    SELECT u.id, u.code, u.name, u.kind, a.active, COALESCE(d.participants, 0), COALESCE(d.total, 0)
    FROM units u
    JOIN (SELECT p.unit_id, COUNT(*) AS active FROM persons p WHERE {_TAKES_PART} GROUP BY p.unit_id) a
      ON a.unit_id = u.id
    LEFT JOIN (
      SELECT m.unit_id, COUNT(*) AS participants, SUM({_CAPPED}) AS total
      FROM month_rows m JOIN persons p ON p.id = m.member_id AND p.unit_id = m.unit_id
      WHERE m.month = '{LAST}' AND {_TAKES_PART} GROUP BY m.unit_id) d
      ON d.unit_id = u.id ORDER BY u.id"""
_TOGETHER = f"""
    SELECT u.id, u.code, u.name, u.kind, COUNT(*), COUNT(m.id), COALESCE(SUM({_CAPPED}), 0)
    FROM persons p JOIN units u ON u.id = p.unit_id
    LEFT JOIN month_rows m ON m.member_id = p.id AND m.unit_id = p.unit_id AND m.month = '{LAST}'
    WHERE {_TAKES_PART} GROUP BY u.id, u.code, u.name, u.kind ORDER BY u.id"""
_COUNTS = f"status = 'verified' AND timely AND category IN ({', '.join(repr(code) for code in SERVICES)})"
_RECOUNT = f"""
    SELECT month, unit_id, member_id, COUNT(*), SUM(minutes)
    FROM activity_records WHERE {_COUNTS} {{more}} GROUP BY month, unit_id, member_id"""
_KEPT = "SELECT month, unit_id, member_id, records, minutes FROM month_rows"


@dataclass(frozen=True)
class Plan:
    """How large the district is and how often everything is measured."""

    records: int
    members: int
    units: int
    rounds: int


FULL, QUICK = Plan(1_000_000, 100_000, 5_000, 9), Plan(100_000, 10_000, 500, 3)
LARGE = Plan(5_000_000, 500_000, 25_000, 5)
STEPS, LIMIT_SECONDS = 300, 2400.0
# So many turns for a round of what takes longer.
TURNS = 3
OURS, BY_HAND = "figures", ("apart", "together")


class _Undo(Exception):
    """Takes a measured publication back, so that the next round finds the same books."""


@dataclass
class Hand:
    """SQL written by hand over the driver alone."""

    fetch: Callable[[str], Awaitable[list[Any]]]

    async def figures(self, statement: str) -> list[Figures]:
        """Return the month's figures as the models give them."""
        return [
            Figures(row[0], row[1], row[2], kind, *row[4:])
            for row in await self.fetch(statement)
            if (kind := ranking_kind(row[3]))
        ]


@dataclass
class Stopwatch:
    """Milliseconds of each round by what was measured."""

    took: dict[str, list[float]] = field(default_factory=dict)

    async def time(self, name: str, work: Callable[[], Awaitable[Any]]) -> Any:
        """Do something and note how long it took; return its result."""
        began = Clock().monotonic()
        result = await work()
        self.took.setdefault(name, []).append((Clock().monotonic() - began) * 1000)
        return result

    def of(self, name: str) -> float:
        """Return the median in milliseconds."""
        return median(self.took[name])

    def beside(self, name: str, other: str) -> float:
        """Return how many times another's time something took: the median of turns that they had together."""
        mine, theirs = self.took[name], self.took[other]
        if len(mine) == len(theirs):
            return median(one / another for one, another in zip(mine, theirs, strict=True))
        return self.of(name) / self.of(other)


WATCH = Asker("benchmark", "benchmark")


async def _publish() -> None:
    async def work() -> None:
        act = Act(WATCH, Clock().now(), None, load_policy(), load_calendar())
        await freeze(act, await proposed(act, LAST, Way.MADE_UP))
        raise _Undo

    try:
        await transact(work)
    except _Undo:
        return


async def _step() -> None:
    """Verify some records the way the models do it, month rows and all."""
    waiting = await ActivityRecord.filter(status=Status.CLAIMED, month=str(LAST)).limit(STEPS * 4)
    for record in random.Random(3).sample(waiting, min(STEPS, len(waiting))):

        async def verify(record: ActivityRecord = record) -> None:
            await ActivityRecord.filter(id=record.id).update(status=Status.VERIFIED)
            await keep_in_step(record.member_id, record.unit_id, Month.parse(record.month))

        await transact(verify)


async def _check() -> int:
    """Raise unless the month rows are what a recount of all records gives; return how many there are."""
    counted = _RECOUNT.format(more="")
    for one, other in ((counted, _KEPT), (_KEPT, counted)):
        if (await rows(f"SELECT COUNT(*) AS n FROM ({one} EXCEPT {other}) AS differing", []))[0]["n"]:
            raise RuntimeError("month rows differ from a recount")
    return int((await rows("SELECT COUNT(*) AS n FROM month_rows", []))[0]["n"])


async def _rounds(hand: Hand, policy: RankingPolicy, many: int) -> Stopwatch:
    """Measure what is compared in turns of its own: after a publication, whoever comes first finds nothing at hand."""
    watch = Stopwatch()
    recount = _RECOUNT.format(more=f"AND month = '{LAST}'")
    ways: dict[str, Callable[[], Awaitable[Any]]] = {
        OURS: lambda: figures(LAST, policy),
        BY_HAND[0]: lambda: hand.figures(_APART),
        BY_HAND[1]: lambda: hand.figures(_TOGETHER),
    }
    for turn in range(TURNS * many + 1):
        found = {name: await watch.time(name, ways[name]) for name in sorted(ways, reverse=turn % 2 > 0)}
        if not sorted(found[OURS], key=lambda unit: unit.unit_id) == found[BY_HAND[0]] == found[BY_HAND[1]]:
            raise RuntimeError("figures differ from the SQL written by hand")
    for _ in range(many + 1):
        await watch.time("standings", lambda: all_standings(LAST, policy))
        await watch.time("publish", _publish)
        await watch.time("recount", lambda: hand.fetch(recount))
    for took in watch.took.values():
        took.pop(0)  # the first round warms the caches
    return watch


async def _measure(url: str, plan: Plan) -> list[str]:
    policy = load_policy().ranking
    async with servers.opened(url):
        await migrate()
    await District(plan.records, plan.members, plan.units).write(url)
    async with servers.opened(url):
        await _step()
        kept = await _check()
        if is_sqlite(url):
            file = sqlite3.connect(sqlite_path(url))
            try:
                watch = await _rounds(Hand(_fetch_from(file)), policy, plan.rounds)
            finally:
                file.close()
        else:
            server = await asyncpg.connect(url)
            try:
                watch = await _rounds(Hand(server.fetch), policy, plan.rounds)
            finally:
                await server.close()
    return _lines("SQLite" if is_sqlite(url) else "PostgreSQL", watch, kept)


def _fetch_from(file: sqlite3.Connection) -> Callable[[str], Awaitable[list[Any]]]:
    async def fetch(statement: str) -> list[Any]:
        return file.execute(statement).fetchall()

    return fetch


def _lines(engine: str, watch: Stopwatch, kept: int) -> list[str]:
    best = min(BY_HAND, key=watch.of)
    named = {
        "figures of the month": "figures",
        "the same by hand, aggregates apart": "apart",
        "the same by hand, one pass": "together",
        "all standings (with three earlier months)": "standings",
        "publish (standings, texts, frozen rows)": "publish",
        "recount of the month over the records": "recount",
    }
    lines = [
        f"| {text} | {engine} | {watch.of(name):.0f} | {watch.beside(name, best):.2f} |" for text, name in named.items()
    ]
    return [*lines, f"| month rows equal to a recount: {kept} of {kept} | {engine} | | |"]


async def run(plan: Plan) -> None:
    """Measure and print."""
    with servers.workplace() as folder, servers.postgres(folder / "postgres") as uri:
        for line in servers.machine_lines(folder):
            print(line)
        print(f"{plan.records} records, {plan.members} members, {plan.units} units; medians of {plan.rounds}")
        print("| what | database | ms | beside the best SQL by hand |\n|-|-|-|-|", flush=True)
        for url in (_sqlite(folder), await servers.make_postgres(uri, "ranking")):
            print("\n".join(await _measure(url, plan)), flush=True)


def _sqlite(folder: Path) -> str:
    return f"sqlite://{folder}/ranking.db"


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ranking", description=__doc__)
    parser.add_argument("--quick", action="store_const", const=QUICK, dest="plan", help="a tenth of the size")
    parser.add_argument("--large", action="store_const", const=LARGE, dest="plan", help="five million records")
    plan = parser.parse_args().plan or FULL
    servers.run_bounded(run(plan), servers.SERVER_CORE, LIMIT_SECONDS)


if __name__ == "__main__":
    main()
