"""How many callbacks a second are accepted and handled, beside an echo and a plain handler, in one run.

`python -m benchmarks.callbacks [--quick] [--soak]`. Loopback only; the servers on one core, the load generator
(and PostgreSQL) on the other; rounds of all servers take turns, so that a busy machine is busy for everybody.
"""

import argparse
import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median

from benchmarks import servers
from benchmarks.load import Outcome, closed_loop, open_loop
from benchmarks.packets import reports, views
from benchmarks.servers import LOAD_CORE, Running
from config.database import rows

OFFERED_RATE = 200.0
SOAK_MESSAGES, SOAK_SECONDS = 200_000, 900.0
SOAK_SLICE = 5_000
LIMIT_SECONDS = 600.0
# More than any server answers in a second, so that a round never runs out of sealed requests.
MOST = {"echo": 1000, "accepted": 9000, "handled": 3000, "plain": 3000}


@dataclass(frozen=True)
class Plan:
    """How long it all takes: rounds, seconds a round, seconds of the open loop, starts."""

    rounds: int
    seconds: float
    open_seconds: float
    starts: int


FULL, QUICK = Plan(3, 4.0, 20.0, 5), Plan(2, 1.5, 5.0, 2)


@dataclass
class Target:
    """One thing that is measured: what is asked of which server."""

    name: str
    engine: str
    server: Running
    make: Callable[[int], list[bytes]]
    speaks: bool = True
    rounds: list[Outcome] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    offered: Outcome = field(default_factory=Outcome)
    answered: int = 0

    @property
    def rate(self) -> float:
        """Return requests a second, the median of the rounds."""
        return median(one.rate for one in self.rounds)

    def percentile(self, share: float) -> float:
        """Return a latency in milliseconds, the median of the rounds."""
        return median(one.at(share) for one in self.rounds)

    async def measure(self, seconds: float) -> None:
        """Run one round."""
        requests = self.make(int(MOST[self.name] * seconds))
        endless = cycle(requests) if self.name == "echo" else requests
        before = self.server.worked
        one = await closed_loop(self.server.port, endless, seconds=seconds, speaks=self.speaks)
        self.rounds.append(one)
        self.answered += len(one.latencies)
        self.work.append((self.server.worked - before) / max(1, len(one.latencies)) * 1000)

    def warm_up_ends(self) -> None:
        """Forget the figures so far."""
        self.rounds.clear()
        self.work.clear()

    async def offer(self, rate: float, seconds: float) -> None:
        """Run the open loop at so many requests a second."""
        requests = self.make(int(rate * seconds))
        self.offered = await open_loop(self.server.port, requests, rate=rate, speaks=self.speaks)
        self.answered += len(self.offered.latencies)


@contextlib.asynccontextmanager
async def _targets(folder: Path) -> AsyncIterator[tuple[list[Target], dict[str, str]]]:
    """Yield everything that is measured, and the databases behind it by name."""
    async with contextlib.AsyncExitStack() as stack:
        uri = stack.enter_context(servers.postgres(folder / "postgres"))
        urls = {
            "SQLite": f"sqlite://{folder}/bot.db",
            "SQLite plain": f"sqlite://{folder}/plain.db",
            "PostgreSQL": await servers.make_postgres(uri, "bot"),
            "PostgreSQL plain": await servers.make_postgres(uri, "plain"),
        }
        for url in urls.values():
            await servers.seed(url)
        targets = [Target("echo", "-", await stack.enter_async_context(servers.rival("echo")), views)]
        for engine in ("SQLite", "PostgreSQL"):
            bot = await stack.enter_async_context(servers.bot_server(urls[engine]))
            plain = await stack.enter_async_context(servers.rival("plain", urls[f"{engine} plain"]))
            targets.append(Target("accepted", engine, bot, views, speaks=False))
            targets.append(Target("handled", engine, bot, reports))
            targets.append(Target("plain", engine, plain, reports))
        yield targets, urls


async def _check(target: Target, urls: dict[str, str]) -> None:
    """Raise unless every report that a target answered is on record exactly once."""
    url = urls.get({"handled": target.engine, "plain": f"{target.engine} plain"}.get(target.name, ""))
    if url is None:
        return
    async with servers.opened(url):
        found = (await rows("SELECT COUNT(*) AS n, COUNT(DISTINCT message_key) AS d FROM activity_records", []))[0]
    if not found["n"] == found["d"] == target.answered:
        raise RuntimeError(f"{target.answered} reports answered, {found['n']} on record ({found['d']} distinct)")


async def _measure(folder: Path, plan: Plan) -> list[str]:
    async with _targets(folder) as (targets, urls):
        for target in targets:
            await target.measure(plan.seconds / 4)
            target.warm_up_ends()
        for _ in range(plan.rounds):
            for target in targets:
                await target.measure(plan.seconds)
        offered = [target for target in targets if target.name == "handled"]
        for target in offered:
            await target.offer(OFFERED_RATE, plan.open_seconds)
        for target in targets:
            await _check(target, urls)
        return [*_table(targets), "", *_offered(offered)]


def _table(targets: list[Target]) -> list[str]:
    rates = {(target.name, target.engine): target.rate for target in targets}
    lines = [
        "| what | database | requests/s | server ms each | p50 / p99 ms | beside | ratio | refused |",
        "|-|-|-|-|-|-|-|-|",
    ]
    for target in targets:
        beside = {"accepted": ("echo", "-"), "handled": ("plain", target.engine)}.get(target.name)
        ratio = f"{target.rate / rates[beside]:.2f}" if beside else ""
        refused = sum(one.refused + one.silent for one in target.rounds)
        lines.append(
            f"| {target.name} | {target.engine} | {target.rate:.0f} | {median(target.work):.2f} | "
            f"{target.percentile(0.5):.1f} / {target.percentile(0.99):.1f} | "
            f"{beside[0] if beside else ''} | {ratio} | {refused} |"
        )
    return lines


def _offered(targets: list[Target]) -> list[str]:
    lines = [f"| {OFFERED_RATE:.0f} reports/s offered | answered/s | p50 ms | p99 ms | most ms |", "|-|-|-|-|-|"]
    for target in targets:
        one = target.offered
        lines.append(
            f"| {target.engine} | {one.rate:.0f} | {one.at(0.5):.1f} | {one.at(0.99):.1f} | {one.at(1.0):.1f} |"
        )
    return lines


async def _starts(folder: Path, plan: Plan) -> list[str]:
    """Return how long a start takes until it is ready, and how large the process is then."""
    took, sizes = [], []
    for number in range(plan.starts):
        async with servers.bot_server(f"sqlite://{folder}/start{number}.db") as server:
            took.append(server.seconds)
            sizes.append(server.megabytes)
    return [f"start to ready, empty database: {median(took):.2f} s; resident then: {median(sizes):.0f} MB"]


async def _soak(folder: Path) -> list[str]:
    """Return resident sizes along a long run of handled reports, bounded by count and by time."""
    url = f"sqlite://{folder}/soak.db"
    await servers.seed(url)
    loop = asyncio.get_running_loop()
    sizes, sent, until = [], 0, loop.time() + SOAK_SECONDS
    async with servers.bot_server(url) as server:
        while sent < SOAK_MESSAGES and loop.time() < until:
            one = await closed_loop(server.port, reports(SOAK_SLICE), seconds=until - loop.time(), speaks=True)
            if one.refused or one.silent:
                raise RuntimeError(f"{one.refused} refused and {one.silent} silent after {sent} messages")
            sent += len(one.latencies)
            sizes.append(server.megabytes)
            if sent % 50_000 < SOAK_SLICE:
                print(f"{sent} messages: {server.megabytes:.0f} MB, {one.rate:.0f}/s", flush=True)
    early = sizes[min(1, len(sizes) - 1)]
    return [f"resident: {early:.0f} MB after {2 * SOAK_SLICE}, {sizes[-1]:.0f} MB after {sent} messages handled"]


async def run(plan: Plan, *, soak: bool) -> None:
    """Measure and print."""
    with servers.workplace() as folder:
        for line in servers.machine_lines(folder):
            print(line)
        print("\n".join(await _starts(folder, plan)), flush=True)
        print("\n".join(await _measure(folder, plan)), flush=True)
        if soak:
            print("\n".join(await _soak(folder)), flush=True)


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.callbacks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short rounds, for a look")
    parser.add_argument("--soak", action="store_true", help="also 200 000 messages, watching the resident size")
    chosen = parser.parse_args()
    plan = QUICK if chosen.quick else FULL
    servers.run_bounded(run(plan, soak=chosen.soak), LOAD_CORE, LIMIT_SECONDS + SOAK_SECONDS * chosen.soak)


if __name__ == "__main__":
    main()
