"""Where the tables are, and the one way to open a transaction."""

import asyncio
import fcntl
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, TypeVar, cast
from urllib.parse import unquote, urlsplit

import asyncpg
from tortoise import Tortoise
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connections
from tortoise.models import Model
from tortoise.transactions import in_transaction

T = TypeVar("T")

# Seconds for another program's lock on a SQLite file; a callback that is not stored by then is asked for again.
WAIT_SECONDS = 2.5
# Seconds for connections to end in peace; nobody is at work any more when a database is closed.
CLOSE_SECONDS = 2
# What the database raises when it is away, frozen or locked: no fault of what was to be done, which is done later.
UNAVAILABLE = (TimeoutError, ConnectionError, asyncpg.PostgresError, asyncpg.InterfaceError)

_ROOT = Path(__file__).resolve().parents[1]
# Every topic's columns: the folder is the register.
TABLES = [
    ".".join(path.relative_to(_ROOT).with_suffix("").parts) for path in sorted(_ROOT.glob("models/*/*/tables.py"))
]


def table_of(model: type[Model]) -> str:
    """Return the table of a model that names none itself: StarTheme is kept in star_themes, Branch in branches."""
    one = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
    return re.sub(r"y$", "ie", re.sub(r"[cs]h$", r"\g<0>e", one)) + "s"


class DatabaseBusy(Exception):
    """Another process holds the SQLite file; its text is one Chinese sentence."""


def is_sqlite(url: str) -> bool:
    """Return whether the address names a SQLite file."""
    return url.startswith("sqlite://")


def sqlite_path(url: str) -> Path:
    """Return the file of a sqlite:// address, relative to the working directory unless it begins with '/'."""
    return Path(url.removeprefix("sqlite://").split("?")[0])


def _options(url: str) -> dict[str, str]:
    """Return what follows the question mark of an address."""
    return dict(pair.split("=", 1) for pair in url.partition("?")[2].split("&") if "=" in pair)


def _credentials(url: str) -> dict[str, Any]:
    if is_sqlite(url):
        return {
            "file_path": str(sqlite_path(url)),
            "journal_mode": "WAL",
            "synchronous": "FULL",
            "foreign_keys": "ON",
            "wait_seconds": float(_options(url).get("wait", WAIT_SECONDS)),
        }
    parts, options = urlsplit(url), _options(url)
    # The driver's own default is to ask for encryption and to do without where the server has none.
    mode = {"ssl": options["sslmode"]} if "sslmode" in options else {}
    return mode | {
        "host": unquote(options.get("host", parts.hostname or "localhost")),
        "port": parts.port or 5432,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "database": parts.path.lstrip("/"),
        "minsize": 1,
        "maxsize": int(options.get("maxsize", "8")),
    }


def tortoise_config(url: str) -> dict[str, Any]:
    """Return Tortoise's configuration for an address.

    The connection carries the engine's name: Tortoise caches SQL by connection name, and two engines in one
    process (tests, a move to PostgreSQL) would otherwise read each other's.
    """
    engine, name = ("config.sqlite_immediate", "sqlite") if is_sqlite(url) else ("config.postgres_bounded", "postgres")
    return {
        "connections": {name: {"engine": engine, "credentials": _credentials(url)}},
        "apps": {"models": {"models": TABLES, "default_connection": name}},
        "use_tz": True,
        "timezone": "UTC",
    }


class Database:
    """An open database; close it, or the process hangs on the driver's thread."""

    # The engine for which this process described the tables last: doing that again costs 20 ms, for the same tables.
    _described = ""

    def __init__(self, url: str) -> None:
        """Prepare the database at `url`; nothing is opened yet."""
        self.url = url
        self._lock: IO[str] | None = None

    async def open(self, *, sole: bool = False) -> None:
        """Connect; with `sole`, refuse a second process on the same SQLite file (raises DatabaseBusy)."""
        if is_sqlite(self.url):
            sqlite_path(self.url).parent.mkdir(parents=True, exist_ok=True)
            if sole:
                self.hold()
        config = tortoise_config(self.url)
        (engine,) = config["connections"]
        await Tortoise.init(
            config=config,
            table_name_generator=table_of,
            init_connections=engine != Database._described,
            _enable_global_fallback=True,
        )
        Database._described = engine

    @asynccontextmanager
    async def opened(self, *, sole: bool = False) -> AsyncIterator[None]:
        """Keep it open until the block ends."""
        try:
            await self.open(sole=sole)
            yield
        finally:
            await self.close()

    def hold(self) -> None:
        """Keep every other process from the SQLite file until this is closed; raises DatabaseBusy."""
        path = sqlite_path(self.url)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = path.with_name(path.name + ".lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise DatabaseBusy(
                f"数据库 {path} 正被另一个示范带管家使用。SQLite 一次只能开一个；要开多个请改用 PostgreSQL。"
            ) from None

    async def close(self) -> None:
        """Close every connection and let the file go; what a frozen server keeps busy is cut off after seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await Tortoise.close_connections()
        if self._lock:
            self._lock.close()


def connection() -> BaseDBAsyncClient:
    """Return the connection, or the transaction, that the caller is in."""
    connections = get_connections()
    return connections.get(next(iter(connections.db_config)))


def on_postgres() -> bool:
    """Return whether the open database is PostgreSQL."""
    return connection().capabilities.dialect == "postgres"


async def transact(work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` in one transaction and return its result; commit on return, roll back on any exception.

    The work runs in a task of its own, which a cancelled caller leaves to finish: Tortoise loses its
    connection when a task is cancelled while a transaction opens.
    """
    return await to_the_end(atomically(work))


async def atomically(work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` as `transact` does, in the caller's task: for whoever goes to his own end, cancelled or not."""
    async with in_transaction():
        return await work()


async def to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Return what some work returns; whoever waits for it may be cancelled, and it goes on to its end all the same.

    A failure that nobody waits for any more is no noise in the log: what is to be done is still in the books.
    """
    task = asyncio.ensure_future(work)
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    return await asyncio.shield(task)


async def rows(sql: str, values: list[Any]) -> list[dict[str, Any]]:
    """Run one statement written with ? places and return its rows.

    Only the inbox, the outbox and the honour list's sums need it. A transaction of SQLite has every row to itself, so
    that FOR UPDATE says nothing there.
    """
    client = connection()
    written = _written(sql, client.capabilities.dialect)
    return cast(list[dict[str, Any]], await client.execute_query_dict(written, values))


async def records(sql: str, values: list[Any]) -> Sequence[Any]:
    """Return the rows of one SELECT as the driver has them, by position: for thousands, names cost a tenth more."""
    client = connection()
    _, found = await client.execute_query(_written(sql, client.capabilities.dialect), values)
    return found


def places(values: Collection[object]) -> str:
    """Return a ? for each of some values, as they stand in the brackets of a statement."""
    return ", ".join("?" * len(values))


_LOCKING = re.compile(r" FOR UPDATE(?: OF \w+)?(?: SKIP LOCKED)?")


@lru_cache(maxsize=1024)
def _written(sql: str, dialect: str) -> str:
    """Return a statement as an engine reads it: without locks, or with $1, $2 … in place of its question marks."""
    if dialect != "postgres":
        return _LOCKING.sub("", sql)
    first, *others = sql.split("?")
    return first + "".join(f"${number}{other}" for number, other in enumerate(others, 1))
