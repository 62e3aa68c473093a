"""A SQLite backend for Tortoise whose transactions begin IMMEDIATE.

Plain BEGIN takes the write lock at the first write; a second process that read before then fails at once
with "database is locked", whatever the busy timeout.
"""

import sqlite3

from tortoise.backends.base.client import TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.exceptions import OperationalError


class ImmediateTransaction(SqliteTransactionWrapper):
    """A transaction that holds the write lock from its first moment."""

    async def begin(self) -> None:
        """Open the transaction, waiting for the write lock at most the busy timeout."""
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as wrong:
            raise OperationalError(wrong) from wrong


class ImmediateClient(SqliteClient):
    """The client that hands out such transactions."""

    def _in_transaction(self) -> TransactionContext:
        return SqliteTransactionContext(ImmediateTransaction(self), self._lock)


# Tortoise looks up the client class of a backend module under this name.
client_class = ImmediateClient
