"""What befalls a database: another program's lock, a server that freezes, a disk without room."""

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import psutil

from config.database import sqlite_path
from tests.fakes.databases import postgres_pid


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Hold the write lock of a SQLite file, as a shell of sqlite3 with an open transaction does."""
    with closing(sqlite3.connect(sqlite_path(url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def frozen(_url: str) -> Iterator[None]:
    """Stop every process of the PostgreSQL server, as a machine does that runs out of air."""
    server = psutil.Process(postgres_pid())
    server.send_signal(signal.SIGSTOP)  # first, so that it serves nobody new
    everybody = [server, *server.children(recursive=True)]
    for one in everybody:
        one.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for one in everybody:
            with suppress(psutil.NoSuchProcess):  # the server, awake again, may have ended it already
                one.send_signal(signal.SIGCONT)


@contextmanager
def full(pid: int) -> Iterator[None]:
    """Let every write of a process to a file fail, as on a disk without room."""
    running = psutil.Process(pid)
    running.rlimit(psutil.RLIMIT_FSIZE, (0, psutil.RLIM_INFINITY))
    try:
        yield
    finally:
        running.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))
