"""`python -m benchmarks.overload [--share 0.25] [--rate 30] [--seconds 60]`: a server that has too little processor.

Reports in an open loop, each repeated as WeCom repeats it (five seconds for an answer, three repeats), against a real
`serve` on SQLite. It has the whole processor for twenty seconds, then a share of it for `seconds` (it is stopped ten
times a second, which is how a container with a quota lives), then the whole one again. Each line is of five seconds: a
delivery was answered with its reply, with an empty 200 (the reply comes later), with 503, or not in time; what /readyz
said, each time after how many seconds. At the end: what was acknowledged, and what WeCom gave up.
"""

import argparse
import asyncio
import random
import signal
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from time import monotonic

from aiohttp import ClientError, ClientSession, ClientTimeout

from benchmarks.soak import BEGINS, settled, wide_district
from bot.clock import MovableClock
from bot.sandbox.packets import Packet
from tests.chaos.checker import report
from tests.fakes.databases import fresh_url
from tests.whole.street import Process, Street, open_street

BEFORE, AFTER, WINDOW = 20.0, 60.0, 5
PERIOD = 0.1
DELIVERIES = 4
SEED = 20261124


@dataclass
class Window:
    """What was seen in five seconds: answers by kind, how long they took, and what /readyz said after how long."""

    kinds: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    ready: list[tuple[int, float]] = field(default_factory=list)

    def line(self, began: int) -> str:
        """Return what is printed of it."""
        ordered = sorted(self.took) or [0.0]
        kinds = "  ".join(f"{kind} {self.kinds[kind]:4}" for kind in ("reply", "later", "503", "silent"))
        asked = " ".join(f"{status}/{seconds:.1f}" for status, seconds in self.ready)
        return f"{began:4} s  {kinds}  p50 {ordered[len(ordered) // 2]:.2f}  most {ordered[-1]:.2f}  readyz {asked}"


class Overload:
    """One run."""

    def __init__(self, street: Street, process: Process, people: list[str], rate: float) -> None:
        """Begin with nothing."""
        self.street, self.process, self.rate, self._people = street, process, rate, people
        self.windows: dict[int, Window] = defaultdict(Window)
        self.given_up = self.acknowledged = 0
        self._began = monotonic()

    def _window(self) -> Window:
        return self.windows[int((monotonic() - self._began) // WINDOW * WINDOW)]

    async def posts(self, packet: Packet) -> None:
        """Deliver as WeCom does; note what each delivery came to at the moment it did."""
        for _ in range(DELIVERIES):
            status = await self.street.posts(packet, self.process.port)
            _, _, took = self.street.posted[-1]
            window = self._window()
            window.took.append(took)
            spoken = status == 200 and any(self.street.answers[packet.msgid])
            window.kinds["reply" if spoken else {200: "later", 0: "silent"}.get(status, str(status))] += 1
            if status == 200:
                self.acknowledged += 1
                return
            await asyncio.sleep(max(0.0, 1 - took))
        self.given_up += 1

    async def asks(self) -> None:
        """Ask once a second whether all is well, on a connection of its own, as a proxy does."""
        while True:
            await asyncio.sleep(1)
            began, window = monotonic(), self._window()
            async with ClientSession(timeout=ClientTimeout(total=30)) as session:
                try:
                    async with session.get(f"http://127.0.0.1:{self.process.port}/readyz") as answer:
                        status = answer.status
                except (ClientError, TimeoutError):
                    status = 0
            window.ready.append((status, monotonic() - began))

    async def starves(self, share: float, seconds: float) -> None:
        """Let the server run for a share of each tenth of a second."""
        until = monotonic() + seconds
        while monotonic() < until:
            self.process.signals(signal.SIGSTOP)
            await asyncio.sleep(PERIOD * (1 - share))
            self.process.signals(signal.SIGCONT)
            await asyncio.sleep(PERIOD * share)

    async def runs(self, share: float, seconds: float) -> None:
        """Speak all the time; starve the server in the middle."""
        chance, posted, due = random.Random(SEED), set[asyncio.Task[None]](), monotonic()
        number = 0
        asking = asyncio.create_task(self.asks())
        starving: asyncio.Task[None] | None = None
        while due < self._began + BEFORE + seconds + AFTER:
            due += chance.expovariate(self.rate)
            await asyncio.sleep(max(0.0, due - monotonic()))
            if starving is None and due > self._began + BEFORE:
                starving = asyncio.create_task(self.starves(share, seconds))
            number += 1
            task = asyncio.create_task(
                self.posts(self.street.says(self._people[number % len(self._people)], report(number)))
            )
            posted.add(task)
            task.add_done_callback(posted.discard)
        asking.cancel()
        await asyncio.gather(*posted)


async def run(chosen: argparse.Namespace) -> int:
    """Run and print."""
    url, district = await fresh_url("sqlite"), wide_district()
    await settled(url, district)
    people = [person.userid for person in district.people if person.standing == "full"]
    async with open_street(MovableClock(BEGINS), district) as street:
        process = await street.serves(url)
        overload = Overload(street, process, people, chosen.rate)
        await overload.runs(chosen.share, chosen.seconds)
        for began, window in sorted(overload.windows.items()):
            print(window.line(began))
        print(f"{overload.acknowledged} acknowledged, {overload.given_up} given up by WeCom")
    return 0


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.overload", description=__doc__)
    parser.add_argument("--share", type=float, default=0.25, help="of a processor")
    parser.add_argument("--rate", type=float, default=30, help="reports a second")
    parser.add_argument("--seconds", type=float, default=60)
    return asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
