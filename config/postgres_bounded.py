"""A PostgreSQL backend for Tortoise in which nothing waits for ever, and a transaction that cannot begin holds nothing.

A server that freezes answers nothing and closes nothing: every connection, statement and lock has its seconds.
"""

from collections.abc import Awaitable
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionContext, TransactionContextPooled

# Seconds until one of the pool's connections is free, or a new one stands.
CONNECT_SECONDS = 3.0
# Longer than any statement of ours; closing a month over a whole district takes about one.
STATEMENT_SECONDS = 20.0
# Milliseconds, kept by the server: for a lock, and for a transaction whose process sleeps in the middle of it.
LOCK, ASLEEP = "5000", "60000"


class _Pool:
    """A pool as Tortoise uses it, in which nobody waits for ever for a connection."""

    def __init__(self, inner: asyncpg.Pool) -> None:
        self._inner = inner

    def acquire(self) -> Awaitable[asyncpg.Connection]:
        """Return a connection within seconds; raises TimeoutError."""
        return self._inner.acquire(timeout=CONNECT_SECONDS)  # type: ignore[no-any-return]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _Transaction(TransactionWrapper):
    """A transaction that gives its connection back when it cannot begin."""

    def __init__(self, client: "BoundedClient") -> None:
        super().__init__(client)
        self._client = client

    async def begin(self) -> None:
        try:
            await super().begin()
        except BaseException:
            await self._client.pool.release(self._connection)
            raise


class BoundedClient(AsyncpgDBClient):
    """The client that hands out such connections and transactions."""

    pool: _Pool

    def __init__(self, **kwargs: Any) -> None:
        """Connect with our limits."""
        limits = {"lock_timeout": LOCK, "idle_in_transaction_session_timeout": ASLEEP}
        super().__init__(**kwargs, timeout=CONNECT_SECONDS, command_timeout=STATEMENT_SECONDS, server_settings=limits)

    async def create_pool(self, **kwargs: Any) -> _Pool:
        """Connect."""
        self.pool = _Pool(await super().create_pool(**kwargs))
        return self.pool

    def _in_transaction(self) -> TransactionContext:
        return TransactionContextPooled(_Transaction(self), self._pool_init_lock)


# Tortoise looks up the client class of a backend module under this name.
client_class = BoundedClient
