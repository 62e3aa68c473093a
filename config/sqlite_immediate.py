"""A SQLite backend for Tortoise whose transactions begin IMMEDIATE and run their statements without a thread hop.

Plain BEGIN takes the write lock at the first write; a second process that read before then fails at once with
"database is locked", whatever the busy timeout. And Tortoise hands each statement to the driver's thread and back,
which costs several times what the statement itself does; inside a transaction only COMMIT waits for the disk, so only
COMMIT goes there.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

import aiosqlite
from tortoise.backends.base.client import TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
    translate_exceptions,
)
from tortoise.exceptions import OperationalError


class ImmediateTransaction(SqliteTransactionWrapper):
    """A transaction that holds the write lock from its first moment."""

    async def begin(self) -> None:
        """Open the transaction; only another process could hold the write lock, and there is one process a file."""
        try:
            self._direct.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as wrong:
            raise OperationalError(wrong) from wrong

    @property
    def _direct(self) -> sqlite3.Connection:
        return self._connection._conn

    @translate_exceptions
    async def execute_insert(self, query: str, values: list[Any]) -> int:
        """Run an INSERT and return the new row's id."""
        return self._direct.execute(query, values).lastrowid or 0

    @translate_exceptions
    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Run one statement for many rows."""
        self._direct.executemany(query, values)

    @translate_exceptions
    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, Sequence[Any]]:
        """Run a statement and return (rows changed or found, rows found)."""
        before = self._direct.total_changes
        found = self._direct.execute(query, values or ()).fetchall()
        return (self._direct.total_changes - before) or len(found), found

    @translate_exceptions
    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        """Run a statement and return the rows found."""
        return [dict(row) for row in self._direct.execute(query, values or ()).fetchall()]


class ImmediateClient(SqliteClient):
    """The client that hands out such transactions; one connection, used by one task at a time."""

    async def create_connection(self, with_db: bool) -> None:
        """Connect, once, with a connection that the loop's thread may use too."""
        if self._connection:
            return
        # Kept at once, so that whoever closes the client ends its thread even when a pragma fails on a damaged file.
        self._connection = await aiosqlite.connect(self.filename, isolation_level=None, check_same_thread=False)
        self._connection._conn.row_factory = sqlite3.Row
        for pragma, value in self.pragmas.items():
            await (await self._connection.execute(f"PRAGMA {pragma}={value}")).close()
        await self._post_connect()

    def _in_transaction(self) -> TransactionContext:
        return SqliteTransactionContext(ImmediateTransaction(self), self._lock)


# Tortoise looks up the client class of a backend module under this name.
client_class = ImmediateClient
