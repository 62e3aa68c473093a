"""Processes of the bot that need not import it: forked from one that has, and has done nothing else.

Importing and a first reading take almost three seconds of a processor, which tests that kill again and again would
spend each time.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.clock import Clock, MovableClock
from bot.operating.cli import main

ROOT = Path(__file__).parents[2]
NOBODY = Path(os.devnull)
_NURSERY = multiprocessing.get_context("forkserver")
_NURSERY.set_forkserver_preload(["tests.fakes.nursery", "tests.fakes.forks"])


Preparation = Callable[[], None]


def _run(
    words: list[str],
    environment: Mapping[str, str],
    ahead: timedelta | None,
    place: "Place",
    prepare: Preparation | None,
) -> None:
    # As in a terminal, whatever started the tests: what runs in the background of a shell ignores an interruption.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(place.folder)
    os.dup2(os.open(place.hears, os.O_RDONLY), 0)
    for stream, goes in ((1, place.says), (2, place.log)):
        os.dup2(os.open(goes, os.O_WRONLY | os.O_APPEND | os.O_CREAT), stream)
    # A forked process has closed the one it was given; and whether a stream can be a pipe is decided when it is made.
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, closefd=False)  # noqa: SIM115
    if prepare:
        prepare()
    sys.exit(main(words, Clock() if ahead is None else MovableClock(Clock().now() + ahead)))


@dataclass(frozen=True)
class Place:
    """Where a process runs, and the files that are its standard input, output and error."""

    folder: Path = ROOT
    hears: Path = NOBODY
    says: Path = NOBODY
    log: Path = NOBODY


def fork(
    words: list[str], environment: Mapping[str, str], clock: Clock, place: Place, prepare: Preparation | None = None
) -> BaseProcess:
    """Start `python -m bot` with these words by a clock of this process (a frozen one goes on).

    `prepare` is called in the new process first.
    """
    ahead = None if type(clock) is Clock else clock.now() - Clock().now()
    process = _NURSERY.Process(target=_run, args=(words, dict(environment), ahead, place, prepare))
    process.start()
    return process
