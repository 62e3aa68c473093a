"""One scenario's place: real processes, a pretend WeCom, a database; and at the end the checker."""

import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import psutil

from bot.clock import SHANGHAI, Clock, MovableClock
from bot.sandbox.packets import Packet
from models.machine.delivery.rules import OPEN
from models.machine.delivery.tables import OutboxRow
from models.machine.inbox.tables import InboxRow
from tests.chaos.checker import Checked, Day, check, report
from tests.chaos.strikes import STRUCK
from tests.fakes.databases import folder, keep_promises, sample_url
from tests.whole.street import Process, Street, members, open_books, open_street, until

MORNING = datetime(2026, 11, 24, 10, 7, tzinfo=SHANGHAI)
# When the honour list falls due, and when a process that takes over begins.
PUBLISHED, LATER = datetime(2026, 12, 7, 10, 7, tzinfo=SHANGHAI), timedelta(minutes=5)
SETTLE_SECONDS = 300.0
Result = dict[str, Checked]
Results = AsyncIterator[tuple[str, Result]]
_CONTENT = re.compile(r"<Content><!\[CDATA\[(.*?)\]\]></Content>", re.DOTALL)


@dataclass
class Scene:
    """A street, its database and what is measured on the way."""

    street: Street
    url: str
    began: datetime
    growth: list[float] = field(default_factory=list)
    restored: bool = False
    _memory: dict[int, float] = field(default_factory=dict)

    def reports(self, first: int, count: int) -> list[Packet]:
        """Return the callbacks of so many reports by forty people."""
        people = members(40)
        return [self.street.says(people[n % len(people)], report(n)) for n in range(first, first + count)]

    async def serves(self, *arguments: str) -> Process:
        """Start a process and return when it is ready."""
        process = await self.street.serves(self.url, *arguments)
        self._memory[process.pid] = psutil.Process(process.pid).memory_info().rss
        return process

    def measures(self, process: Process) -> None:
        """Note how much a process has grown since it was ready."""
        self.growth.append((psutil.Process(process.pid).memory_info().rss - self._memory[process.pid]) / 1e6)

    def anew(self, packet: Packet) -> Packet:
        """Return a delivery sealed anew: one that the platform repeats much later."""
        return self.street.says(packet.userid, said_in(packet), packet.msgid)

    def was_struck(self) -> bool:
        """Return whether the database has struck in a process of this scene."""
        return self.street.log.is_file() and STRUCK in self.street.log.read_text(encoding="utf-8").splitlines()

    async def all_is_settled(self) -> None:
        """Return when everything has been handled and sent or given up."""

        async def met() -> bool:
            waits = await InboxRow.filter(state="pending").exists()
            return not waits and not OPEN & set(await OutboxRow.all().values_list("state", flat=True))

        async with open_books(self.url):
            await until(met, SETTLE_SECONDS)

    async def ends(self) -> Result:
        """Let all settle, start once with nothing to do, and check."""
        await self.street.clear(signal.SIGTERM)
        process = await self.serves()
        await self.all_is_settled()
        before = len(self.street.stand_in.messages)
        pages = [await self._page(process, "metrics"), await self._page(process, "readyz")]
        await self.street.clear(signal.SIGTERM)
        quiet = await self.serves()
        await self.street.clear(signal.SIGTERM)
        assert quiet.status is not None
        day = day_of(self.street, self.began, self.street.clock.now())
        day.pages, day.growth, day.restored = pages, self.growth, self.restored
        day.quiet_sends = len(self.street.stand_in.messages) - before
        async with open_books(self.url):
            return await check(day)

    async def _page(self, process: Process, path: str) -> str:
        async with self.street.session.get(f"http://127.0.0.1:{process.port}/{path}") as answer:
            return await answer.text()


def said_in(packet: Packet) -> str:
    """Return what was said in a callback of the application."""
    found = _CONTENT.search(packet.inside)
    return found[1] if found else ""


def day_of(street: Street, began: datetime, now: datetime) -> Day:
    """Return what a street has seen."""
    day = Day(street.stand_in, street.log, began, now)
    for packet, status, _ in street.posted:
        key = f"app:{packet.msgid}:{packet.userid}"
        day.said[key] = packet, said_in(packet)
        day.statuses[key].append(status)
        day.answers[key] = sorted(street.words(packet))
    return day


@asynccontextmanager
async def open_scene(engine: str, clock: Clock | None = None) -> AsyncIterator[Scene]:
    """Give a scene on an engine, from a morning on or by a clock."""
    clock = clock or MovableClock(MORNING)
    began = clock.now()
    url = await sample_url(engine, MORNING)
    if engine == "postgres":
        await keep_promises(url)
    with folder() as place:
        async with open_street(clock) as street:
            street.log = place / "log"
            yield Scene(street, url, began)
