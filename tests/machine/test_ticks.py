"""A clock that somebody sets does not stop the ticks, in either direction."""

from datetime import timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import TICK_SECONDS, keep_ticking
from bot.clock import Clock

SLACK = timedelta(seconds=5)


async def _tick() -> None:
    """Stand for a look at the schedule."""


@pytest.mark.parametrize("step", [timedelta(minutes=10), timedelta(hours=1), timedelta(days=1), timedelta(days=1100)])
@pytest.mark.parametrize("back", [True, False])
async def test_the_next_tick_is_near_whichever_way_the_clock_was_set(step: timedelta, back: bool) -> None:
    alarm = AsyncIOScheduler()
    ticking = alarm.add_job(_tick, "interval", seconds=TICK_SECONDS)
    alarm.start(paused=True)
    try:
        # Of a clock that is set back, the moment that was chosen lies ahead, and the other way round.
        ticking.modify(next_run_time=Clock().now() + (step if back else -step))
        await keep_ticking(ticking)
        wait = ticking.next_run_time - Clock().now()
        assert timedelta(seconds=TICK_SECONDS) - SLACK < wait <= timedelta(seconds=TICK_SECONDS)
    finally:
        alarm.shutdown(wait=False)


async def test_a_tick_that_is_near_is_left_alone() -> None:
    alarm = AsyncIOScheduler()
    ticking = alarm.add_job(_tick, "interval", seconds=TICK_SECONDS)
    alarm.start(paused=True)
    try:
        before = ticking.next_run_time
        await keep_ticking(ticking)
        assert ticking.next_run_time == before
    finally:
        alarm.shutdown(wait=False)
