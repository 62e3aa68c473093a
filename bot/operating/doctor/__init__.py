"""Looks over settings, files, database and the way to WeCom; tells each cause with its way out."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.clock import Clock
from bot.operating.doctor.books import look_at_books
from bot.operating.doctor.finding import Finding, wrong
from bot.operating.doctor.place import check_jobs, look_at_files, look_at_settings
from bot.operating.doctor.wire import look_at_wire
from config.settings import Settings

__all__ = ["Finding", "check_jobs", "examine"]

SECONDS = 6


async def examine(settings: Settings, clock: Clock) -> list[Finding]:
    """Return what every check found, in a fixed order; what takes longer than 6 seconds is given up and said so."""
    now = clock.now()
    parts = await asyncio.gather(
        _in_time("数据库", look_at_books(settings.database_url, clock)),
        _in_time("网络", look_at_wire(settings, clock)),
    )
    local = [*look_at_settings(settings, now), *look_at_files(settings, now)]
    return [*local, *parts[0], *parts[1]]


async def _in_time(title: str, looking: Coroutine[Any, Any, list[Finding]]) -> list[Finding]:
    task = asyncio.create_task(looking)
    # Not waited for after that: a driver whose server is frozen takes its own time to let go.
    if not (await asyncio.wait({task}, timeout=SECONDS))[0]:
        task.cancel()
        return [wrong(title, f"{SECONDS} 秒内没有检查完，可能停住了，或者网络、磁盘很慢；请看看它们，再运行一次。")]
    return task.result()
