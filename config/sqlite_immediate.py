"""A SQLite backend for Tortoise whose transactions begin IMMEDIATE, and whose waits are short and leave the loop free.

Plain BEGIN takes the write lock at the first write; a second process that read before then fails at once with
"database is locked", whatever the busy timeout. And Tortoise hands each statement to the driver's thread and back,
which costs many times what the statement itself does. There is one connection and one process a file, so statements
run in the loop's own thread. Only another program (a backup, a shell of sqlite3) can hold the lock that one of them
needs: SQLite is told not to wait for it, and we ask again between other work, for a few seconds at most.
"""

import asyncio
import sqlite3
import stat
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from tortoise.backends.base.client import NestedTransactionContext, TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
    translate_exceptions,
)
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError

T = TypeVar("T")
# A day is kept as Tortoise writes it, also where a statement is ours.
sqlite3.register_adapter(date, date.isoformat)
# Seconds that a transaction waits for those before it in this process; each of them is short.
TURN_SECONDS = 30.0
# Readable and writable by this user alone.
PRIVATE = 0o600
SHORTEST_PAUSE, LONGEST_PAUSE = 0.002, 0.05


async def patiently(run: Callable[[], T], seconds: float) -> T:
    """Run a statement, again as long as another program's lock refuses it; raises sqlite3.OperationalError in the end.

    A refused statement has done nothing. Inside a transaction that has begun none is refused.
    """
    loop, pause = asyncio.get_running_loop(), SHORTEST_PAUSE
    until = loop.time() + seconds
    while True:
        try:
            return run()
        except sqlite3.OperationalError as wrong:
            if not _is_busy(wrong) or loop.time() > until:
                raise
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _is_busy(wrong: sqlite3.OperationalError) -> bool:
    """Return whether another program's lock stood in the way; the lowest byte is the code (sqlite.org/rescode.html)."""
    return wrong.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


class _Direct(SqliteClient):
    """Runs statements on the connection itself; `acquire_connection` says whose turn it is."""

    sqlite: sqlite3.Connection
    wait_seconds = 0.0

    async def _found(self, query: str, values: Sequence[Any]) -> tuple[sqlite3.Cursor, list[Any]]:
        """Run a statement; nearly always it is done at once, and what is refused is so before its first row."""
        try:
            cursor = self.sqlite.execute(query, values)
        except sqlite3.OperationalError as wrong:
            if not _is_busy(wrong):
                raise
            cursor = await patiently(partial(self.sqlite.execute, query, values), self.wait_seconds)
        return cursor, cursor.fetchall()

    @translate_exceptions
    async def execute_insert(self, query: str, values: list[Any]) -> int:
        """Run an INSERT and return the new row's id."""
        async with self.acquire_connection():
            cursor, _ = await self._found(query, values)
            return cursor.lastrowid or 0

    @translate_exceptions
    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, Sequence[Any]]:
        """Run a statement and return (rows changed or found, rows found)."""
        async with self.acquire_connection():
            before = self.sqlite.total_changes
            _, found = await self._found(query, values or ())
            return (self.sqlite.total_changes - before) or len(found), found

    @translate_exceptions
    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        """Run a statement and return the rows found."""
        async with self.acquire_connection():
            _, found = await self._found(query, values or ())
            return [*map(dict, found)]

    @translate_exceptions
    async def execute_script(self, query: str) -> None:
        """Run several statements."""
        async with self.acquire_connection():
            await patiently(partial(self.sqlite.executescript, query), self.wait_seconds)


class _Turn(SqliteTransactionContext):
    """A transaction's turn on the connection; one that could not begin, or end, lets the next have its turn."""

    async def __aenter__(self) -> TransactionalDBClient:
        async with asyncio.timeout(TURN_SECONDS):
            await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection  # type: ignore[no-any-return]

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        try:
            await super().__aexit__(exc_type, exc_val, exc_tb)
        except BaseException:
            # What a commit that failed leaves open, whoever comes next would read as done, and write into; it would be
            # told that all is kept, and the next transaction undoes it. Nobody has had a turn in between.
            if self.connection.sqlite.in_transaction:
                self.connection.sqlite.rollback()
            raise


class ImmediateTransaction(_Direct, SqliteTransactionWrapper):
    """A transaction that holds the write lock from its first moment."""

    def __init__(self, parent: _Direct) -> None:
        """Prepare a transaction on the connection of a client, or inside another transaction."""
        super().__init__(parent)
        self._inside = parent
        if isinstance(parent, ImmediateTransaction):
            self.sqlite = parent.sqlite

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(ImmediateTransaction(self))

    async def begin(self) -> None:
        """Open the transaction; only another program can hold the write lock."""
        self.sqlite = self._inside.sqlite  # open by now
        try:
            if self.sqlite.in_transaction:
                self.sqlite.rollback()  # a rollback that failed is not the end of every later transaction
            await patiently(partial(self.sqlite.execute, "BEGIN IMMEDIATE"), self._inside.wait_seconds)
        except sqlite3.OperationalError as wrong:
            raise OperationalError(wrong) from wrong

    async def commit(self) -> None:
        """Make the transaction durable."""
        self.sqlite.commit()
        self._finalized = True

    async def rollback(self) -> None:
        """Undo the transaction."""
        self.sqlite.rollback()
        self._finalized = True


def keep_private(file: Path) -> None:
    """Let nobody but this user read a database and what lies beside it; SQLite gives later files the same mode."""
    if not file.exists():
        file.touch(mode=PRIVATE)
    for beside in (file.with_name(file.name + ending) for ending in ("", "-wal", "-shm")):
        if beside.exists() and stat.S_IMODE(beside.stat().st_mode) != PRIVATE:
            beside.chmod(PRIVATE)


class ImmediateClient(_Direct):
    """The client that hands out such transactions."""

    def __init__(self, file_path: str, wait_seconds: float = 0.0, **kwargs: Any) -> None:
        """Wait at most so many seconds for a lock of another program."""
        super().__init__(file_path, **kwargs, busy_timeout=0)
        self.wait_seconds = wait_seconds

    async def create_connection(self, with_db: bool) -> None:
        """Connect, once, with a connection that the loop's thread may use."""
        if self._connection:
            return
        # Kept at once, so that whoever closes the client ends its thread even when a pragma fails on a damaged file.
        self._connection = await aiosqlite.Connection(self._opened, iter_chunk_size=64)
        for pragma, value in self.pragmas.items():
            await (await self._connection.execute(f"PRAGMA {pragma}={value}")).close()
        await self._post_connect()

    def _opened(self) -> sqlite3.Connection:
        keep_private(Path(self.filename))
        self.sqlite = sqlite3.connect(self.filename, isolation_level=None, check_same_thread=False)
        self.sqlite.row_factory = sqlite3.Row
        return self.sqlite

    def _in_transaction(self) -> TransactionContext:
        return _Turn(ImmediateTransaction(self), self._lock)


# Tortoise looks up the client class of a backend module under this name.
client_class = ImmediateClient
