"""`python -m benchmarks.soak [--minutes 90] [--engine sqlite]`: a full day of a whole district in ninety minutes.

Thirty messages a second of all kinds in an open loop (a latency counts from the moment a message was due) against a
real `serve`, with 183 groups and 4,000 people. The honour list falls due five minutes after the beginning; every few
minutes somebody asks for a poster and an export, and `backup` and `export` run beside the server. Sizes are written
into a file every thirty seconds; at the end the checker of the unlucky day looks at everything.

Resident memory is that of the server; the process that draws is counted apart. Warm is what the median of the five
minutes after the first ten is: the honour list has gone out by then, and every kind of message been answered.
"""

import argparse
import asyncio
import csv
import gc
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import monotonic

import psutil

from benchmarks.servers import machine_lines, workplace
from bot.clock import SHANGHAI, MovableClock
from bot.demo import load_sample
from config.database import Database, transact
from config.policy import load_policy
from config.sample import (
    SampleBranch,
    SampleDistrict,
    SampleGroup,
    SamplePerson,
    SamplePost,
    SampleUnit,
    load_district,
)
from models.migrations import migrate
from tests.chaos.checker import report
from tests.chaos.processes import stood
from tests.chaos.scene import Scene
from tests.fakes.databases import fresh_url, keep_promises
from tests.whole.street import Process, Street, open_street

RATE, GROUPS, PEOPLE = 30.0, 183, 4_000
BEGINS = datetime(2026, 12, 7, 10, 2, tzinfo=SHANGHAI)
WARM_FROM, WARM_TO = 600.0, 900.0
SAMPLE_SECONDS, BACKUP_SECONDS, POSTER_SECONDS, EXPORT_SECONDS = 30, 300, 60, 120
P99_MS, GROWTH = 300.0, 1.1
DISTRICT_OFFICER = "ShenWenjing"
REPEATED = 0.05
SEED = 20261207


def wide_district() -> SampleDistrict:
    """Return the sample with so many villages more that GROUPS groups and PEOPLE people live there."""
    sample = load_district()
    townships = [unit.code for unit in sample.units if unit.kind == "township"]
    many = GROUPS - len(sample.groups)
    begins, ends = date(2024, 1, 1), date(2028, 12, 31)
    units, branches, groups, people = [], [], [], list[SamplePerson]()
    for n in range(many):
        code, parent = f"{townships[n % len(townships)]}3{n:03}", townships[n % len(townships)]
        name = f"第{n + 1}村"
        units.append(SampleUnit(code, name, "village", parent))
        branches.append(SampleBranch(f"{code}-1", f"{name}党支部", code))
        size = (PEOPLE - len(sample.people)) // many
        roles = {0: ("secretary", "cadre"), 1: ("verifier", "cadre"), 2: ("verifier", "cadre"), 3: ("cadre",)}
        members = [
            SamplePerson(
                userid=f"V{n:03}M{seat:02}",
                name=f"党员{n:03}{seat:02}",
                unit=code,
                branch=f"{code}-1",
                standing="full",
                member_class="rural",
                exempt=False,
                publish_name=False,
                posts=tuple(SamplePost(role, code, "", begins, ends) for role in roles.get(seat, ())),
            )
            for seat in range(size)
        ]
        people += members
        key = f"soak-{n:04}-4000-8000-510703009201"
        groups.append(SampleGroup(f"wrSOAK{n:04}", f"{name}连心群", code, key, tuple(p.userid for p in members)))
    return replace(
        sample,
        units=(*sample.units, *units),
        branches=(*sample.branches, *branches),
        people=(*sample.people, *people),
        groups=(*sample.groups, *groups),
    )


class Load:
    """What is said: reports for the most part, then what people look at, what they take back, what they confirm."""

    def __init__(self, street: Street, district: SampleDistrict) -> None:
        """Begin with the first report."""
        full = [person for person in district.people if person.standing == "full"]
        self._street, self._chance, self._number = street, random.Random(SEED), 0
        self._people = [person.userid for person in full]
        self._verifiers = [one.userid for one in full if any(post.role == "verifier" for post in one.posts)]
        self._secretaries = [one.userid for one in full if any(post.role == "secretary" for post in one.posts)]

    def next(self) -> tuple[str, str]:
        """Return (userid, what he says)."""
        one, roll = self._chance.choice(self._people), self._chance.random()
        if roll < 0.62:
            self._number += 1
            return self._people[self._number % len(self._people)], report(self._number)
        if roll < 0.66:
            return self._chance.choice(self._verifiers), self._chance.choice(("待核实", "待核实", "全部通过"))
        if roll < 0.68:
            return self._chance.choice(self._secretaries), self._chance.choice(("本周值班", "公平", "缺班", "排班"))
        if roll < 0.685:
            # Nine a minute: one officer hears of all of them, and WeCom lets thirty a minute through to one person.
            return one, f"投诉建议 第{self._chance.randrange(10**9)}条：提醒有点多"
        looks = (
            "我的记录",
            "我的名次",
            "红榜",
            "待办",
            "我的星级",
            "今天谁值班",
            "本周值班",
            "帮助",
            "我的资料",
            "公开承诺",
            "谢谢",
            "撤销",
            "今天下午带着大家把沟渠又走了一遍",
            "自评3星",
            "取消",
        )
        return one, self._chance.choice(looks)


class Soak:
    """One run: what was posted, how long each answer took, and the sizes on the way."""

    def __init__(self, scene: Scene, process: Process, district: SampleDistrict, out: Path) -> None:
        """Begin with nothing."""
        self.scene, self.process, self.out = scene, process, out
        self.latencies: list[tuple[float, float]] = []
        self.sizes: list[tuple[float, float]] = []
        self.beside: Counter[str] = Counter()
        self.slow: dict[str, list[float]] = defaultdict(list)
        self.refused = 0
        self.began = monotonic()
        self._load = Load(scene.street, district)
        self._running = psutil.Process(process.pid)

    async def runs(self, seconds: float) -> None:
        """Speak so long, with everything beside."""
        chores = [
            asyncio.create_task(self._every(SAMPLE_SECONDS, self._measures)),
            asyncio.create_task(self._every(BACKUP_SECONDS, self._backs_up)),
            asyncio.create_task(self._every(POSTER_SECONDS, self._asks("打印 值班表 12月 A3", "值班表 12月"))),
            asyncio.create_task(self._every(EXPORT_SECONDS, self._asks("导出 服务台账 12月", "导出 服务台账 11月"))),
        ]
        chance, posted, due = random.Random(SEED), set[asyncio.Task[None]](), monotonic()
        while due < self.began + seconds:
            due += chance.expovariate(RATE)
            await asyncio.sleep(max(0.0, due - monotonic()))
            task = asyncio.create_task(self._posts(due, again=chance.random() < REPEATED))
            posted.add(task)
            task.add_done_callback(posted.discard)
            assert self.process.status is None, "the server has ended"
        for chore in chores:
            chore.cancel()
        await asyncio.gather(*posted)

    async def _posts(self, due: float, *, again: bool) -> None:
        userid, text = self._load.next()
        await self._says(userid, text, due, again=again)

    async def _says(self, userid: str, text: str, due: float, *, again: bool = False) -> None:
        street = self.scene.street
        packet = street.says(userid, text)
        while True:
            status = await street.posts(packet, self.process.port)
            if status == 200:
                break
            self.refused += 1
            await asyncio.sleep(1)
        took = monotonic() - due
        self.latencies.append((due - self.began, took))
        self.slow[text[:4]].append(took)
        if again:
            await asyncio.sleep(1)
            await street.posts(packet, self.process.port)

    async def _every(self, seconds: float, does: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            await does()

    def _asks(self, *texts: str) -> Callable[[], Awaitable[None]]:
        async def ask() -> None:
            for text in texts:
                self.beside[text] += 1
                await self._says("LuoZhengfu", text, monotonic())

        return ask

    async def _backs_up(self) -> None:
        street, number = self.scene.street, self.beside["backup"]
        copy = self.out.parent / f"copy-{number % 2}"
        copy.unlink(missing_ok=True)
        for words in (("backup", str(copy)), ("export", "activities")):
            saving = await street.starts(self.scene.url, *words)
            assert await saving.ended() == 0, words
            self.beside[words[0]] += 1

    async def _measures(self) -> None:
        at, info = monotonic() - self.began, self._running.memory_info()
        drawing = sum(child.memory_info().rss for child in self._running.children())
        lately = sorted(took for due, took in self.latencies[-900:])
        ready, state = await self._ready()
        row = [
            round(at),
            round(info.rss / 1e6, 1),
            round(drawing / 1e6, 1),
            self._running.num_fds(),
            self._running.num_threads(),
            len(self.latencies),
            self.refused,
            round(lately[len(lately) // 2] * 1000, 1),
            round(lately[int(len(lately) * 0.99)] * 1000, 1),
            round(lately[-1] * 1000),
            round(sum(self._running.cpu_times()[:2]), 1),
            ready,
            state,
        ]
        self.sizes.append((at, info.rss / 1e6))
        with self.out.open("a", encoding="utf-8") as file:
            csv.writer(file).writerow(row)

    async def _ready(self) -> tuple[int, str]:
        async with self.scene.street.session.get(f"http://127.0.0.1:{self.process.port}/readyz") as answer:
            return answer.status, await answer.text()

    def lines(self) -> list[str]:
        """Return what it came to."""
        ordered = sorted(took * 1000 for _, took in self.latencies)
        warm = median(size for at, size in self.sizes if WARM_FROM <= at <= WARM_TO) if self._is_warm() else 0.0
        last = median(size for _, size in self.sizes[-10:])
        most = max(size for at, size in self.sizes if at >= WARM_FROM) if warm else last

        def at(share: float) -> float:
            return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

        return [
            f"{len(ordered)} messages answered, {self.refused} refused or silent; beside: {dict(self.beside)}",
            f"reply ms: p50 {at(0.5):.1f}, p90 {at(0.9):.1f}, p99 {at(0.99):.1f}, p99.9 {at(0.999):.1f}, "
            f"{ordered[-1]:.0f} most",
            f"resident MB: {self.sizes[0][1]:.1f} first, {warm:.1f} warm, {last:.1f} at the end, {most:.1f} most; "
            f"{last / warm if warm else 0:.3f} ×, {most / warm if warm else 0:.3f} × at most",
            *(
                f"  {text}: {len(took)}, p50 {sorted(took)[len(took) // 2] * 1000:.0f}, "
                f"p99 {sorted(took)[int(len(took) * 0.99)] * 1000:.0f} ms"
                for text, took in sorted(self.slow.items())
                if len(took) > 5
            ),
        ]

    def _is_warm(self) -> bool:
        return bool(self.sizes) and self.sizes[-1][0] > WARM_TO


async def settled(url: str, district: SampleDistrict) -> None:
    """Bring a database up to date and put a district into it."""
    database = Database(url)
    await database.open()
    try:
        await migrate()
        await transact(lambda: load_sample(BEGINS, load_policy(), district))
    finally:
        await database.close()


def _by_office(heard: str, district: SampleDistrict) -> bool:
    """Return whether "A's … in app:B" is what whoever confirms the records of A's village is shown."""
    people = {person.userid: person for person in district.people}
    owner, hearer = people[heard.partition("'s ")[0]], people[heard.rpartition(":")[2]]
    offices = {post.unit for post in hearer.posts if post.role in ("verifier", "secretary")}
    return owner.unit in offices


async def run(chosen: argparse.Namespace) -> int:
    """Run, print, check; 1 when an invariant broke."""
    district, clock = wide_district(), MovableClock(BEGINS)
    url = await fresh_url(chosen.engine)
    if chosen.engine == "postgres":
        await keep_promises(url)
    began = monotonic()
    await settled(url, district)
    print(f"{len(district.people)} people, {len(district.groups)} groups, settled in {monotonic() - began:.0f} s", url)
    out = Path(chosen.out)
    clock.set(BEGINS)
    async with open_street(clock, district) as street:
        street.log = out.with_suffix(".log")
        scene = Scene(street, url, BEGINS)
        await stood(scene, BEGINS - timedelta(minutes=1))
        process = await scene.serves()
        gc.collect()
        gc.freeze()
        gc.disable()  # a load generator that pauses would be taken for a slow server
        soak = Soak(scene, process, district, out)
        print(f"pid {process.pid}", flush=True)
        await soak.runs(chosen.minutes * 60)
        scene.measures(process)
        print("\n".join(soak.lines()), flush=True)
        wrong = 0
        for name, (looked, found) in (await scene.ends()).items():
            broken = [one for one in found if name != "I11" or not _by_office(one, district)]
            print(name, looked, len(broken), *broken[:5], sep=" | ", flush=True)
            wrong += len(broken)
    return 1 if wrong else 0


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--engine", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--out", default="soak.csv", help="where the sizes go; the log and the copies lie beside it")
    chosen = parser.parse_args()
    with workplace() as folder:
        print("\n".join(machine_lines(folder)), flush=True)
    return asyncio.run(run(chosen))


if __name__ == "__main__":
    sys.exit(main())
