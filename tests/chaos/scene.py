"""One scenario's place: real processes, a pretend WeCom, a database; and at the end the checker."""

import re
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import psutil

from bot.clock import SHANGHAI, Clock, MovableClock
from bot.sandbox.packets import Packet
from config.policy import load_policy
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
SETTLE_SECONDS, SETTLE_SECONDS_MOST = 300.0, 900.0
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

    async def all_is_settled(self) -> list[str]:
        """Let all be handled and sent or given up; return what was not in the time that WeCom's pace asks for."""

        async def met() -> bool:
            return not await _open_ends()

        async with open_books(self.url):
            seconds = min(SETTLE_SECONDS + await _paced_seconds(), SETTLE_SECONDS_MOST)
            try:
                await until(met, seconds)
            except TimeoutError:
                return [f"{one} after {seconds:.0f} s" for one in await _open_ends()]
        return []

    async def ends(self) -> Result:
        """Let all settle, start once with nothing to do, and check; what has not settled is told, checked as it is."""
        await self.street.clear(signal.SIGTERM)
        process = await self.serves()
        left = await self.all_is_settled()
        before = len(self.street.stand_in.messages)
        pages = [await self._page(process, "metrics"), await self._page(process, "readyz")]
        await self.street.clear(signal.SIGTERM)
        quiet = await self.serves()
        await self.street.clear(signal.SIGTERM)
        assert quiet.status is not None
        day = day_of(self.street, self.began, self.street.clock.now())
        day.pages, day.growth, day.restored = pages, self.growth, self.restored
        day.quiet_sends = None if left else len(self.street.stand_in.messages) - before
        async with open_books(self.url):
            return await check(day) | ({"not settled": (len(left), left)} if left else {})

    async def _page(self, process: Process, path: str) -> str:
        async with self.street.session.get(f"http://127.0.0.1:{process.port}/{path}") as answer:
            return await answer.text()


async def _open_ends() -> list[str]:
    """Return whose messages are not handled, and who waits for how many."""
    pending = Counter(await InboxRow.filter(state="pending").values_list("conversation", flat=True))
    queued = Counter(await OutboxRow.filter(state__in=list(OPEN)).values_list("destination", flat=True))
    found = [(f"{count} of {whose} not handled", count) for whose, count in pending.items()]
    found += [(f"{count} to {whom} not sent", count) for whom, count in queued.items()]
    return [one for one, _ in sorted(found, key=lambda one: -one[1])]


async def _paced_seconds() -> float:
    """Return how long what waits for one destination takes at least at WeCom's pace."""
    queued = Counter(await OutboxRow.filter(state__in=list(OPEN)).values_list("destination", flat=True))
    policy, most = load_policy().delivery, max(queued.values(), default=0)
    return most / policy.webhook_per_minute * 60 + most // policy.member_per_hour * 3600


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
