"""Processes of the bot that need not import it: forked from one that has, and has done nothing else.

Importing and a first reading take almost three seconds of a processor, which tests that kill again and again would
spend each time.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.clock import Clock, MovableClock
from bot.operating.cli import main

ROOT = Path(__file__).parents[2]
_NURSERY = multiprocessing.get_context("forkserver")
_NURSERY.set_forkserver_preload(["tests.fakes.nursery", "tests.fakes.forks"])


def _run(words: list[str], environment: Mapping[str, str], ahead: timedelta | None, log: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    nobody = os.open(os.devnull, os.O_RDWR)
    heard = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for stream, goes in enumerate((nobody, nobody, heard)):
        os.dup2(goes, stream)
    sys.exit(main(words, Clock() if ahead is None else MovableClock(Clock().now() + ahead)))


def fork(words: list[str], environment: Mapping[str, str], clock: Clock, log: Path) -> BaseProcess:
    """Start `python -m bot` with these words by a clock of this process (a frozen one goes on), its stderr to `log`."""
    ahead = None if type(clock) is Clock else clock.now() - Clock().now()
    process = _NURSERY.Process(target=_run, args=(words, dict(environment), ahead, log), daemon=True)
    process.start()
    return process
