"""A SQLite backend for Tortoise whose transactions begin IMMEDIATE, and which runs statements without a thread hop.

Plain BEGIN takes the write lock at the first write; a second process that read before then fails at once with
"database is locked", whatever the busy timeout. And Tortoise hands each statement to the driver's thread and back,
which costs many times what the statement itself does. There is one connection and one process a file, so whatever
runs would have to wait for the statement, or for the disk at COMMIT, in any case.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

import aiosqlite
from tortoise.backends.base.client import NestedTransactionContext, TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
    translate_exceptions,
)
from tortoise.exceptions import OperationalError


class _Direct(SqliteClient):
    """Runs statements on the connection itself; `acquire_connection` says whose turn it is."""

    sqlite: sqlite3.Connection

    @translate_exceptions
    async def execute_insert(self, query: str, values: list[Any]) -> int:
        """Run an INSERT and return the new row's id."""
        async with self.acquire_connection():
            return self.sqlite.execute(query, values).lastrowid or 0

    @translate_exceptions
    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, Sequence[Any]]:
        """Run a statement and return (rows changed or found, rows found)."""
        async with self.acquire_connection():
            before = self.sqlite.total_changes
            found = self.sqlite.execute(query, values or ()).fetchall()
            return (self.sqlite.total_changes - before) or len(found), found

    @translate_exceptions
    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        """Run a statement and return the rows found."""
        async with self.acquire_connection():
            return [dict(row) for row in self.sqlite.execute(query, values or ()).fetchall()]


class ImmediateTransaction(_Direct, SqliteTransactionWrapper):
    """A transaction that holds the write lock from its first moment."""

    def __init__(self, parent: _Direct) -> None:
        """Prepare a transaction on the connection of a client, or inside another transaction."""
        super().__init__(parent)
        self._inside = parent

    @property
    def sqlite(self) -> sqlite3.Connection:  # type: ignore[override]  # opened, and open, with the client's
        """Return the connection, which is the client's."""
        return self._inside.sqlite

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(ImmediateTransaction(self))

    async def begin(self) -> None:
        """Open the transaction; only another process could hold the write lock, at most the busy timeout."""
        try:
            self.sqlite.execute("BEGIN IMMEDIATE")
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


class ImmediateClient(_Direct):
    """The client that hands out such transactions."""

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
        self.sqlite = sqlite3.connect(self.filename, isolation_level=None, check_same_thread=False)
        self.sqlite.row_factory = sqlite3.Row
        return self.sqlite

    def _in_transaction(self) -> TransactionContext:
        return SqliteTransactionContext(ImmediateTransaction(self), self._lock)


# Tortoise looks up the client class of a backend module under this name.
client_class = ImmediateClient
