"""People who report one after another, to whatever process is there."""

import asyncio
from collections.abc import Callable
from functools import partial

from bot.sandbox.packets import Packet
from tests.whole.street import Process, Street, members

AT_ONCE, DELIVERIES = 6, 3


class Stream:
    """People who report one after another; the platform repeats what nobody received, and now and then what was."""

    def __init__(self, street: Street, count: int, report: Callable[[int], Packet] | None = None) -> None:
        """Wait for a process to post to; each report is sealed when it is first posted, and so never grows old."""
        self.packets: dict[int, Packet] = {}
        self._street = street
        self._report = report or partial(report_of, street)
        self._waiting = [number for number in range(count) for _ in range(DELIVERIES)]
        self._port = 0
        self._up = asyncio.Event()
        self._begun, self._over = 0, False
        self._alarm: tuple[int, asyncio.Event] = (0, asyncio.Event())

    def turns_to(self, process: Process | None) -> None:
        """Post to this process from now on, or to none."""
        self._port = process.port if process else 0
        self._up.set() if process else self._up.clear()

    async def has_begun(self, count: int) -> None:
        """Return when so many further posts have been begun, or there are no more."""
        self._alarm = (self._begun + count, asyncio.Event())
        if not self._over:
            await self._alarm[1].wait()

    async def run(self) -> None:
        """Post everything until each delivery has been answered 200."""
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(self._post_on())
        self._over = True
        self._alarm[1].set()

    async def _post_on(self) -> None:
        while self._waiting:
            number = self._waiting.pop(0)
            while True:
                await self._up.wait()
                packet = self.packets.get(number) or self._report(number)
                self.packets[number] = packet
                self._begun += 1
                if self._begun >= self._alarm[0]:
                    self._alarm[1].set()
                if await self._street.posts(packet, self._port) == 200:
                    break
                await asyncio.sleep(0.02)  # the platform's pause before a repeat


def report_of(street: Street, number: int) -> Packet:
    """Return the callback of the n-th report, each of other minutes than those before."""
    people = members(30)
    return street.says(people[number % 30], f"上报 三组 清理沟渠 {10 + number}分钟")
