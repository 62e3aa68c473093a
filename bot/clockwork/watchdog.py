"""The last resort against a wait without end: a process whose work has stopped ends, and is started anew by its keeper.

Every wait that we know of is bounded. What hangs nevertheless (a loop that spins, a disk that answers nothing) holds
nothing that a new process would not find again: what came in is stored, what is due is a row.
"""

import faulthandler
import os
import threading
from collections.abc import Callable

from bot import log

# Looks that find no sign of life before the end: five minutes. A process that was asleep did not look either, so that
# waking up is no reason to end.
EVERY_SECONDS, LOOKS_MOST = 5.0, 60
# EX_TEMPFAIL of sysexits.h: not a wrong setting, worth starting again.
STATUS = 75


def end_process(silent: list[str]) -> None:
    """End this process at once, and write which work has stopped and where every thread stands (no values)."""
    log.warning("watchdog ends the process", silent=",".join(silent))
    faulthandler.dump_traceback()
    os._exit(STATUS)


class Watchdog:
    """Looks, from a thread of its own, whether each kind of round that has begun to beat still does."""

    def __init__(self, ends: Callable[[list[str]], None] = end_process, every: float = EVERY_SECONDS) -> None:
        """Call `ends` with the names of what has stopped, after LOOKS_MOST looks, one `every` so many seconds."""
        self._ends = ends
        self._every = every
        self._silent: dict[str, int] = {}
        self._pause = threading.Event()  # never set: a wait that counts seconds, whatever the clock says

    def beats(self, name: str) -> None:
        """Note that a round of this name has ended, well or not."""
        self._silent[name] = 0

    def watch(self) -> None:
        """Begin to look."""
        threading.Thread(target=self._look, name="watchdog", daemon=True).start()

    def _look(self) -> None:
        while not self._pause.wait(self._every):
            for name in list(self._silent):
                self._silent[name] += 1
            silent = [name for name, looks in self._silent.items() if looks >= LOOKS_MOST]
            if silent:
                self._ends(silent)
                return
