"""What takes long to make is made between two tries of a transaction: nobody waits for it who needs the books.

A picture takes half a second, and on SQLite whoever is in a transaction keeps everybody else out. So in a first try
there is none yet: what was done is undone, the picture is made with the books closed, and the next try finds it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar

from config.database import atomically, to_the_end

T = TypeVar("T")
# What each try wants otherwise (the books changed meanwhile) is made inside the last one.
TRIES_MOST = 4
# One at a time: pictures of half a megabyte made by many threads leave a heap in pieces for each (60 MB in a minute).
_HAND = ThreadPoolExecutor(1, "making")


@dataclass(frozen=True)
class Order:
    """Something to be made: equal keys are made once, whatever `make` is."""

    key: Hashable
    make: Callable[[], bytes | None]

    async def made(self) -> bytes | None:
        """Return it, made beside the loop."""
        return await asyncio.get_running_loop().run_in_executor(_HAND, self.make)


class Unmade(Exception):
    """A transaction wants something that is not made yet; no fault, and nobody but `transact_and_make` catches it."""


@dataclass
class _Bench:
    made: dict[Hashable, bytes | None] = field(default_factory=dict)
    wanted: list[Order] = field(default_factory=list)


_bench: ContextVar[_Bench | None] = ContextVar("bench", default=None)


async def made(orders: Sequence[Order]) -> list[bytes | None]:
    """Return what is ordered, None for what cannot be made; raises Unmade in a try that came too early."""
    bench = _bench.get()
    if bench is None:
        return [await order.made() for order in orders]
    bench.wanted = [order for order in orders if order.key not in bench.made]
    if bench.wanted:
        raise Unmade
    return [bench.made[order.key] for order in orders]


async def transact_and_make(work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` in one transaction, as `transact` does; what it wants made is made before it is tried again."""
    return await to_the_end(make_atomically(work))


async def make_atomically(
    work: Callable[[], Awaitable[T]], hand: Callable[[], AbstractAsyncContextManager[None]] = nullcontext
) -> T:
    """Run `work` likewise in the caller's task, as `atomically` does.

    Each transaction needs a `hand`; what is made between needs none.
    """
    bench = _Bench()
    token = _bench.set(bench)
    try:
        for _ in range(TRIES_MOST):
            try:
                async with hand():
                    return await atomically(work)
            except Unmade:
                for order in bench.wanted:
                    if order.key not in bench.made:
                        bench.made[order.key] = await order.made()
    finally:
        _bench.reset(token)
    async with hand():
        return await atomically(work)
