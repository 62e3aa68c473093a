"""The time of tests that go by the machine's clock, and real processes of the bot that go by any other.

`TEST_NOW=2026-12-31T23:58 make test` lets the machine's clock begin there, for tests and for the processes they start.
`python -m tests.fakes.clocks SECONDS COMMAND …` is `python -m bot COMMAND …` by a clock so far ahead of the machine's.
"""

import os
import sys
from datetime import datetime, timedelta

from bot.clock import SHANGHAI, Clock, MovableClock
from bot.operating.cli import main

_CHOSEN = os.environ.get("TEST_NOW")
TODAY = MovableClock(datetime.fromisoformat(_CHOSEN).replace(tzinfo=SHANGHAI)) if _CHOSEN else Clock()
# Where a test needs the same day from beginning to end.
STARTED = TODAY.now()


def bot(*words: str, clock: Clock = TODAY) -> list[str]:
    """Return the command line that runs one of the bot's commands by a clock of this process (a frozen one goes on)."""
    if type(clock) is Clock:
        return [sys.executable, "-m", "bot", *words]
    ahead = (clock.now() - Clock().now()).total_seconds()
    return [sys.executable, "-m", "tests.fakes.clocks", str(ahead), *words]


if __name__ == "__main__":
    sys.exit(main(sys.argv[2:], MovableClock(Clock().now() + timedelta(seconds=float(sys.argv[1])))))
