"""The n-th operation of the database fails, for every n: of a report, of a job, of a broadcast; in this process."""

import asyncio
import os
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.app import build_house
from bot.clock import MovableClock
from bot.clockwork.scheduler import Scheduler
from bot.demo import DemoPlace, demo_doors, demo_settings
from bot.receiving.conversation import Conversations
from bot.sandbox.packets import Act, Packer
from bot.wecom.updates import Update
from config.policy import load_policy
from models.machine.delivery.rules import OPEN, Message
from models.machine.delivery.tables import OutboxRow
from models.values.periods import Month
from tests.chaos.checker import Day, check, report
from tests.chaos.scene import LATER, MORNING, PUBLISHED, Result, Results
from tests.chaos.strikes import COMMIT, Operation, striking
from tests.fakes.honour import approve_list, keep_few_groups
from tests.machine.post_office import PostOffice, open_post_office, to_groups
from tests.whole.street import SEED, members

T = TypeVar("T")


class Nth:
    """The n-th operation between `begins` and `ends`; without a number it only counts them."""

    def __init__(self, number: int = 0) -> None:
        """Count nothing yet."""
        self._number, self._counts, self.passed, self._statements = number, False, 0, 0

    def begins(self) -> None:
        """Count from here on."""
        self._counts = True

    def ends(self) -> None:
        """Count no longer."""
        self._counts = False

    def __call__(self, operation: Operation) -> bool:
        """Return whether this is the one; operations are counted before they are done."""
        if not self._counts or operation.done:
            return False
        self.passed += 1
        self._statements += not operation.sql.startswith(("BEGIN", COMMIT))
        return self.passed == self._number

    def spread(self, most: int) -> list[int]:
        """Return the numbers of so many of what was counted, evenly spread; fails where no statement came by."""
        assert self._statements, "what strikes sees no statement"
        many = min(most, self.passed)
        return [1 + one * self.passed // many for one in range(many)]


async def at_each_operation(number: int, chance: random.Random) -> Results:
    """Every n-th operation of a report, a job and a broadcast fails once; of many n, so many, evenly spread."""
    for engine in ("sqlite", "postgres"):
        for work in (of_a_report, of_a_job, of_a_broadcast):
            counted = Nth()
            with striking(counted, "exception"):
                await work(engine, counted)
            for n in counted.spread(number):
                for way in ("exception", "cancellation"):
                    nth = Nth(n)
                    with striking(nth, way):
                        result = await work(engine, nth)
                    yield f"{way} at operation {n} of {counted.passed} {_named(work)}, {engine}", result


def _named(work: Callable[..., object]) -> str:
    return work.__name__.replace("_", " ")


async def struck_at(work: Awaitable[T]) -> T | None:
    """Return what some work in a task of its own comes to; None when it is struck."""
    (end,) = await asyncio.gather(asyncio.ensure_future(work), return_exceptions=True)
    return None if isinstance(end, BaseException) else end


async def _struck(work: Awaitable[object]) -> bool:
    """Do some work in a task of its own; return whether it came to its end."""
    (end,) = await asyncio.gather(asyncio.ensure_future(work), return_exceptions=True)
    return not isinstance(end, BaseException)


def house_at(at: datetime) -> tuple[Conversations, Scheduler, MovableClock]:
    """Return what a process does with messages and jobs, by a clock that stands still."""
    clock = MovableClock(at, frozen=True)
    house = build_house(
        demo_settings(demo_doors(), "http://127.0.0.1:9", DemoPlace("sqlite://unused", 0, at)), load_policy()
    )
    return Conversations(house, clock), Scheduler(house, clock), clock


async def of_a_report(engine: str, nth: Nth) -> Result:
    """Report, and repeat the delivery until it is answered."""
    async with open_post_office(engine, start=MORNING) as office:
        conversations, _, _ = house_at(MORNING)
        userid, text = members(1)[0], report(1)
        packet = Packer(demo_doors(), SEED).pack(
            Act("app", f"app:{userid}", userid, "1", {"MsgType": "text", "Content": text}), MORNING
        )
        key = f"app:1:{userid}"
        update = Update(key, "app", "text", userid, None, text, int(MORNING.timestamp()))
        day = day_of_office(office)
        day.said[key] = packet, text
        nth.begins()
        for _ in range(4):  # one delivery and three repeats
            answered = None

            async def answer() -> None:
                nonlocal answered
                answered = await conversations.answer(update)

            if await _struck(answer()):
                day.statuses[key].append(200)
                day.answers[key].append(answered.spoken if answered else "")
            else:
                day.statuses[key].append(503)
        nth.ends()
        await conversations.sweep()
        return await check(day)


async def of_a_job(engine: str, nth: Nth) -> Result:
    """Let the honour list fall due, tick again and again, and send."""
    async with open_post_office(engine, start=PUBLISHED + timedelta(seconds=1)) as office:
        _, scheduler, clock = house_at(PUBLISHED - LATER)
        await keep_few_groups()
        await approve_list(Month.of(PUBLISHED).before, PUBLISHED - LATER)
        await scheduler.tick()
        day = day_of_office(office)
        day.began = clock.now()
        clock.set(PUBLISHED + timedelta(seconds=1))
        nth.begins()
        for _ in range(4):
            await _struck(scheduler.tick())
            nth.ends()
            clock.set(clock.now() + timedelta(seconds=15))
        return await sent(office, day)


async def of_a_broadcast(engine: str, nth: Nth) -> Result:
    """Send to five groups and five people."""
    async with open_post_office(engine, start=MORNING) as office:
        day = day_of_office(office)
        people = [Message("请看一看", to=userid) for userid in members(5)]
        await office.posts(*to_groups(office, count=5), *people)
        nth.begins()
        await _struck(office.outbox.deliver())
        nth.ends()
        return await sent(office, day)


def day_of_office(office: PostOffice) -> Day:
    """Return a day on which nobody has said anything yet."""
    return Day(office.stand_in, Path(os.devnull), office.clock.now(), office.clock.now())


async def sent(office: PostOffice, day: Day, step: float = 70) -> Result:
    """Send until nothing is left, a lease and more at each step, and check."""
    for _ in range(2000):
        if not await OutboxRow.filter(state__in=list(OPEN)).exists():
            break
        office.clock.set(office.clock.now() + timedelta(seconds=step))
        await _struck(office.outbox.deliver())
    day.now = office.clock.now()
    return await check(day)
