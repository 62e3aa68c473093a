"""Where the database strikes: at a named moment of the work, or at its n-th operation; the database itself is real."""

import asyncio
import os
import re
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg
from tortoise.backends.base.client import NestedTransactionContext, TransactionContext

from config import postgres_bounded, sqlite_immediate
from config.postgres_bounded import BoundedClient
from config.sqlite_immediate import ImmediateClient, ImmediateTransaction, _Turn

COMMIT = "COMMIT"


@dataclass(frozen=True)
class Operation:
    """One operation as it passes: `done` tells after from before; a commit carries what it makes durable."""

    sql: str
    done: bool
    values: Sequence[Any] = ()
    inside: Sequence[str] = ()


@dataclass(frozen=True)
class Moment:
    """A moment of the work: before or after a statement, or the commit that makes this statement durable."""

    name: str
    after: bool
    statement: str
    commit: bool = False

    def is_now(self, operation: Operation) -> bool:
        """Return whether an operation is this moment; what /readyz tries out is none of the work."""
        if operation.done != self.after or "health" in operation.values:
            return False
        if self.commit:
            return operation.sql == COMMIT and any(re.search(self.statement, one) for one in operation.inside)
        return bool(re.search(self.statement, operation.sql))


def _around(what: str, statement: str, *, commit: bool = True) -> list[Moment]:
    around = [Moment(f"{when} {what}", after, statement) for when, after in (("before", False), ("after", True))]
    return around + [
        Moment(f"{when} the commit of {what}", after, statement, commit=True)
        for when, after in (("before", False), ("after", True))
        if commit
    ]


MOMENTS = (
    *_around("a delivery is stored", r"INSERT INTO inbox", commit=False),
    *_around("the answer is written", r"UPDATE inbox SET state"),
    *_around("a due moment is claimed", r'INSERT INTO "?job_runs'),
    *_around("a broadcast is written", r"INSERT INTO broadcasts", commit=False),
    *_around("the schedule moves on", r'UPDATE "?schedules'),
    *_around("messages are taken in hand", r"UPDATE outbox SET state = 'sending'"),
    *_around("a fate is written", r"UPDATE outbox SET state = (\?|\$1), due"),
    *_around("a token is kept", r'INSERT INTO "?access_tokens'),
)


def kill(connection: Any) -> None:
    """End the process, as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail(connection: Any) -> None:
    """Raise what a disk or a lost connection raises."""
    if isinstance(connection, asyncpg.Connection):
        connection.terminate()
        raise asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation")
    wrong = sqlite3.OperationalError("disk I/O error")
    wrong.sqlite_errorcode = sqlite3.SQLITE_IOERR
    raise wrong


def cancel(connection: Any) -> None:
    """Cancel whoever works."""
    task = asyncio.current_task()
    if task:
        task.cancel()


Hit = Callable[[Operation], bool]
Strike = Callable[[Any], None]
WAYS: dict[str, Strike] = {"kill": kill, "exception": fail, "cancellation": cancel}
STRUCK = "struck"


def _never(operation: Operation) -> bool:
    return False


@dataclass
class _Trap:
    """What strikes, once; `tells` writes so to stderr first."""

    hit: Hit = _never
    strike: Strike = kill
    tells: bool = False

    def passes(
        self, connection: Any, sql: str, *, done: bool, values: Sequence[Any] = (), inside: Sequence[str] = ()
    ) -> None:
        """Let an operation pass, unless this is the one."""
        if self.hit(Operation(sql, done, values, inside)):
            self.hit = _never
            if self.tells:
                print(STRUCK, file=sys.stderr, flush=True)
            self.strike(connection)


_trap = _Trap()


class _Watched:
    """What both SQLite clients do with a statement."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inside: list[str] = []

    async def _found(self, query: str, values: Sequence[Any]) -> Any:
        self.inside.append(query)
        _trap.passes(self, query, done=False, values=values)
        found = await super()._found(query, values)  # type: ignore[misc]
        _trap.passes(self, query, done=True, values=values)
        return found

    async def execute_many(self, query: str, values: list[Any]) -> None:
        self.inside.append(query)
        _trap.passes(self, query, done=False)
        await super().execute_many(query, values)  # type: ignore[misc]
        _trap.passes(self, query, done=True)


class _SqliteTransaction(_Watched, ImmediateTransaction):
    def _in_transaction(self) -> TransactionContext:
        nested = _SqliteTransaction(self)
        nested.inside = self.inside  # the commit of the outer one makes it durable
        return NestedTransactionContext(nested)

    async def begin(self) -> None:
        _trap.passes(self, "BEGIN", done=False)
        await super().begin()

    async def commit(self) -> None:
        _trap.passes(self, COMMIT, done=False, inside=self.inside)
        await super().commit()
        _trap.passes(self, COMMIT, done=True, inside=self.inside)


class _SqliteClient(_Watched, ImmediateClient):
    def _in_transaction(self) -> TransactionContext:
        return _Turn(_SqliteTransaction(self), self._lock)


class _PostgresConnection(asyncpg.Connection):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inside: list[str] = []

    async def execute(self, query: str, *args: Any, **kwargs: Any) -> Any:
        return await self._watched(super().execute, query, args, kwargs)

    async def fetch(self, query: str, *args: Any, **kwargs: Any) -> Any:
        return await self._watched(super().fetch, query, args, kwargs)

    async def fetchrow(self, query: str, *args: Any, **kwargs: Any) -> Any:
        return await self._watched(super().fetchrow, query, args, kwargs)

    async def executemany(self, command: str, args: Any, **kwargs: Any) -> Any:
        return await self._watched(super().executemany, command, (args,), kwargs)

    async def _watched(self, do: Callable[..., Any], query: str, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        sql = COMMIT if query.startswith(COMMIT) else query
        if query.startswith("BEGIN"):
            self.inside.clear()
        self.inside.append(sql)
        _trap.passes(self, sql, done=False, values=args, inside=self.inside)
        found = await do(query, *args, **kwargs)
        _trap.passes(self, sql, done=True, values=args, inside=self.inside)
        return found


class _PostgresClient(BoundedClient):
    connection_class = _PostgresConnection


def strike(hit: Hit, way: str) -> None:
    """Let the databases that this process opens from now on strike once, at the first operation that `hit` names."""
    _trap.hit, _trap.strike = hit, WAYS[way]
    sqlite_immediate.client_class = _SqliteClient
    postgres_bounded.client_class = _PostgresClient


def strike_at(name: str, way: str) -> None:
    """Let a moment of MOMENTS strike, and tell so; for a process that is about to start."""
    _trap.tells = True
    strike(next(moment for moment in MOMENTS if moment.name == name).is_now, way)


@contextmanager
def striking(hit: Hit, way: str) -> Iterator[None]:
    """Let databases that are opened inside the block strike once."""
    before = sqlite_immediate.client_class, postgres_bounded.client_class
    strike(hit, way)
    try:
        yield
    finally:
        _trap.hit = _never
        sqlite_immediate.client_class, postgres_bounded.client_class = before
