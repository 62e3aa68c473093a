"""A clock of the machine that somebody sets while a process runs: inside that process only, and as Python reads it."""

import datetime as standard
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import apscheduler.executors.base
import apscheduler.schedulers.base
import apscheduler.triggers.interval

import bot.app
import bot.clock

TICK_SECONDS = 1
READERS = (bot.clock, apscheduler.schedulers.base, apscheduler.triggers.interval, apscheduler.executors.base)


def stepping(file: str) -> None:
    """Let this process's clock be as many seconds ahead of the machine's as a file says; tick every second."""
    path = Path(file)

    class Stepped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return standard.datetime.now(tz) + timedelta(seconds=float(path.read_text() or 0))

    for module in READERS:
        module.datetime = Stepped  # type: ignore[attr-defined]
    # The clock that the tests hand to a process does not jump; this one does.
    bot.clock.MovableClock.now = bot.clock.Clock.now  # type: ignore[method-assign]
    bot.app.TICK_SECONDS = TICK_SECONDS
