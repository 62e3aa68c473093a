"""A process beside the bot for work that is heavy or handles what strangers send: it may die, the bot goes on.

It begins with the first job and ends after some minutes without one.
"""

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

REST_SECONDS = 300.0

_BROKEN: tuple[bool, Any] = (False, "the worker broke down")

Job = TypeVar("Job")
Made = TypeVar("Made")


class NotMade(Exception):
    """A job came to nothing; says what the process said, or that it was too slow or broke down."""


class Worker(Generic[Job, Made]):
    """Such a process; one job at a time, from any thread."""

    def __init__(self, prepare: Callable[[], Callable[[Job], Made]], patience: float) -> None:
        """Prepare; nothing runs before the first job.

        Args:
            prepare: a function of a module, called once in the process; returns what does a job.
            patience: seconds a job may take.
        """
        self._prepare, self._patience = prepare, patience
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None

    def work(self, job: Job) -> Made:
        """Return what a job made; raises NotMade."""
        with self._turn:
            # The process that was there may have gone home after its rest, or been killed: a fresh one tries again.
            answer = (self._ask(job) if self._line else None) or self._ask(job) or _BROKEN
        if not answer[0]:
            raise NotMade(answer[1])
        made: Made = answer[1]
        return made

    @property
    def process(self) -> int | None:
        """Return the number of the process, None while there is none."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process; the next job begins another."""
        if self._line:
            self._line.close()
        if self._process:
            self._process.kill()
            self._process.join()
        self._line = self._process = None

    def _ask(self, job: Job) -> tuple[bool, Any] | None:
        """Return (whether it was made, what was made or what is wrong); None when the process is gone."""
        try:
            line = self._line or self._begin()
            line.send(job)
            if line.poll(self._patience):
                found: tuple[bool, Any] = line.recv()
                return found
            self.close()
            return False, "too slow"
        except (EOFError, OSError):
            self.close()
            return None

    def _begin(self) -> Connection:
        # Not forked: the bot has threads, and the process should not share its memory.
        spawn = multiprocessing.get_context("spawn")
        self._line, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, self._prepare), daemon=True)
        self._process.start()
        theirs.close()
        return self._line


def _serve(line: Connection, prepare: Callable[[], Callable[[Any], Any]]) -> None:
    """Do what is asked for, until nobody asks any more or the bot is gone."""
    work = prepare()
    # An interrupt is for the bot, which ends this process with itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A bot that was killed leaves half a job or an answer that it has not read; what breaks then is nobody's fault.
    with contextlib.suppress(EOFError, OSError):
        while line.poll(REST_SECONDS):
            job = line.recv()
            try:
                answer: tuple[bool, Any] = True, work(job)
            except Exception as wrong:
                answer = False, str(wrong)
            line.send(answer)
