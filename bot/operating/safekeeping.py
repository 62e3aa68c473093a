"""Copies of the database: made while the server runs, checked before they take the database's place."""

import asyncio
import hashlib
import json
import os
import re
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from bot import log, texts
from bot.clock import from_milliseconds, to_milliseconds
from bot.copies import Copy, backups_of, manifest_of
from bot.operating.encryption import ENDING, content_of, encrypted
from bot.sending.outbox import post
from config.database import Database, is_sqlite, rows, sqlite_path, tortoise_config, transact
from config.rest import Rest
from models.machine.delivery.mending import COPY, came_from_copy, held_back, hold
from models.machine.delivery.rules import Message, Purpose
from models.machine.inbox.actions import last_received
from models.machine.schedule.actions import let_pass
from models.migrations import migrate, pending, steps
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role

# Where a backup is tried out, beside the database; nobody is at work there for longer than six hours.
TRIAL = "trial-"
AT_WORK_SECONDS = 6 * 3600


class KeepingError(Exception):
    """A copy cannot be made or brought back; its text is one Chinese sentence."""


def refuse_emptied(url: str) -> None:
    """Raise KeepingError for a file without content, which SQLite would quietly take for new books."""
    path = sqlite_path(url)
    if is_sqlite(url) and path.is_file() and not path.stat().st_size:
        raise KeepingError(f"数据库 {path} 是空的（0 字节），可能出过故障；请恢复备份，确要新建就先删掉它。")


async def back_up(url: str, target: Path, now: datetime, passphrase: str) -> Path:
    """Write a copy and its manifest, readable by this user only; servers may go on running.

    Returns the file: in the usual folder the name of an encrypted one says so. Raises KeepingError, and leaves nothing
    behind then.
    """
    if target.parent == backups_of(url):
        target.parent.mkdir(parents=True, exist_ok=True)
        await _clear_away(url, now)
        target = target.with_name(target.name + ENDING) if passphrase else target
    draft = _make_room(target)
    try:
        if is_sqlite(url):
            applied = await asyncio.to_thread(_copy, sqlite_path(url), draft)
        else:
            applied = await _dump(url, draft)
        if passphrase:
            _write(draft, await asyncio.to_thread(encrypted, draft.read_bytes(), passphrase))
            _sync(draft)
        manifest = {"made": now.isoformat(), "steps": applied, "encrypted": bool(passphrase), **_facts(draft)}
        _write(manifest_of(target), json.dumps(manifest, indent=2).encode())
        draft.replace(target)
        return target
    finally:
        draft.unlink(missing_ok=True)


async def _clear_away(url: str, now: datetime) -> None:
    """Delete what a backup or a trial that was killed left behind: it is not encrypted."""
    since = now.timestamp() - AT_WORK_SECONDS
    left = list(backups_of(url).glob("*.partial*"))
    if is_sqlite(url):
        left += sqlite_path(url).parent.glob(f"{TRIAL}*")
    for one in left:
        if one.stat().st_mtime < since:
            shutil.rmtree(one) if one.is_dir() else one.unlink()
    if not is_sqlite(url):
        await _drop_trials(url, since)


async def _drop_trials(url: str, since: float) -> None:
    """Drop the scratch databases of trials that began before a moment; their names say when."""
    listing = "SELECT datname FROM pg_database WHERE datname LIKE 'trial\\_%'"
    found = await _program(
        url, "psql", "--no-psqlrc", "--no-password", "--tuples-only", "--no-align", f"--command={listing}"
    )
    for name in found.decode().split():
        begun = re.fullmatch(r"trial_(\d{1,12})_[0-9a-f]+", name)
        if begun and int(begun[1]) < since:
            await _program(url, "dropdb", "--no-password", "--if-exists", "--force", name)


def _make_room(target: Path) -> Path:
    """Return an empty file beside `target` that only this user can read."""
    if target.exists():
        raise KeepingError(f"已经有文件 {target}，没有覆盖；请换个名字。")
    if not target.parent.is_dir():
        raise KeepingError(f"没有备份：没有目录 {target.parent}；请核对写得对不对，确要用它就先建好。")
    draft = target.with_name(target.name + ".partial")
    _write(draft, b"")
    return draft


def _copy(source: Path, target: Path) -> list[int]:
    """Write a consistent copy over an empty file, and return the numbers of the steps applied to it."""
    if not source.exists():
        raise KeepingError(f"还没有数据库 {source}，没有什么可备份；请检查 BOT_DATABASE_URL。")
    try:
        with closing(_open(source)) as books:
            books.execute("VACUUM INTO ?", [str(target)])
        with closing(_open(target)) as copy, copy:
            if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'homes'").fetchone():
                copy.execute("DELETE FROM homes")
                copy.execute("INSERT INTO homes (mark) VALUES (?)", [COPY])
    except sqlite3.DatabaseError as wrong:
        if wrong.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
            raise KeepingError(f"没有备份成：{target.parent} 所在的磁盘满了，请先清理，或换一个目录。") from None
        raise KeepingError(f"没有备份成：数据库 {source} 读不全（{wrong}），请先用 doctor 检查。") from None
    _sync(target)
    return list(_check(target))


async def _dump(url: str, target: Path) -> list[int]:
    async with Database(url).opened():
        applied = [row["number"] for row in await rows("SELECT number FROM migrations ORDER BY number", [])]
    await _program(url, "pg_dump", "--format=custom", "--no-password", f"--file={target}")
    return applied


async def settle_in(now: datetime, night: Rest, technicians: Sequence[str]) -> None:
    """See that books brought back from a copy, whatever way, neither repeat nor catch up anything by themselves.

    The district and the technicians are told: what was said since the copy was made is gone, and only people can say
    it again.
    """

    async def work() -> bool:
        if not await came_from_copy():
            return False
        await _hold(now)
        district = [person.userid for person in await holders([Role.DISTRICT], now.date())]
        last = await last_received()
        words = texts.restored(now, from_milliseconds(last) if last else None, await held_back())
        told = [Message(words, to=who, purpose=Purpose.ALARM) for who in dict.fromkeys([*district, *technicians])]
        await post(told, cause=f"restored:{now.isoformat()}", title="恢复之后", now=now, rest=night)
        return True

    if await transact(work):
        log.warning("restored, what waited is held")


async def _hold(now: datetime) -> int:
    await let_pass(now)
    return await hold(to_milliseconds(now))


async def bring_back(url: str, file: Path, now: datetime, passphrase: str) -> tuple[Path, int]:
    """Put a copy in the place of the database; nothing that may have been sent before is sent again.

    What was waiting becomes `unconfirmed`, and due moments up to `now` are not caught up. Returns where the old
    database lies (it does not exist when there was none) and how many messages were set aside. Raises
    KeepingError, MigrationError when the copy is newer than this program, DatabaseBusy while a server runs.
    """
    return await (_swap if is_sqlite(url) else _refill)(url, file, now, passphrase)


async def try_out(url: str, copy: Copy, now: datetime, passphrase: str) -> None:
    """Bring a copy back into a scratch place beside the database, and note in its manifest that this was done.

    Raises KeepingError or MigrationError when it cannot be brought back.
    """
    await (_try_file if is_sqlite(url) else _try_dump)(url, copy.file, now, passphrase)
    manifest = manifest_of(copy.file)
    _write(manifest, json.dumps(json.loads(manifest.read_bytes()) | {"tried": now.isoformat()}, indent=2).encode())


async def _try_file(url: str, file: Path, now: datetime, passphrase: str) -> None:
    with tempfile.TemporaryDirectory(dir=sqlite_path(url).parent, prefix=TRIAL) as folder:
        scratch = Path(folder) / "bot.db"
        pending(await asyncio.to_thread(_draw, file, scratch, passphrase), steps())
        await _prepare(f"sqlite://{scratch}", now)


async def _try_dump(url: str, file: Path, now: datetime, passphrase: str) -> None:
    _compare(file, manifest_of(file))
    name = f"trial_{now.timestamp():.0f}_{secrets.token_hex(8)}"
    parts = urlsplit(url)
    await _program(url, "createdb", "--no-password", name)
    try:
        scratch = urlunsplit(parts._replace(path=f"/{name}"))
        plain = await asyncio.to_thread(content_of, file, passphrase)
        await _program(scratch, "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={name}", said=plain)
        await _prepare(scratch, now)
    finally:
        await _program(url, "dropdb", "--no-password", "--if-exists", "--force", name)


async def _swap(url: str, file: Path, now: datetime, passphrase: str) -> tuple[Path, int]:
    place = sqlite_path(url)
    draft = place.with_name(place.name + ".restoring")
    held = Database(url)
    held.hold()
    try:
        pending(await asyncio.to_thread(_draw, file, draft, passphrase), steps())
        set_aside = await _prepare(f"sqlite://{draft}", now)
        await asyncio.to_thread(_sync, draft)
        kept = place.with_name(f"{place.name}.before-{now:%Y%m%d-%H%M%S}")
        for ending in ("", "-wal", "-shm"):
            # They go along: without its -wal the old database would lack its last changes.
            left = place.with_name(place.name + ending)
            if left.exists():
                left.replace(kept.with_name(kept.name + ending))
        draft.replace(place)
        return kept, set_aside
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)
        await held.close()


def _draw(file: Path, draft: Path, passphrase: str) -> dict[int, str]:
    """Copy a backup beside the database, and return the steps applied to it."""
    _compare(file, manifest_of(file))
    _write(draft, content_of(file, passphrase))
    return _check(draft)


async def _prepare(url: str, now: datetime) -> int:
    """Bring restored books up to date and hold what waits in them; return how many messages."""
    async with Database(url).opened():
        await migrate()
        # Their mark stays that of a copy, so that the first start tells people.
        return await transact(lambda: _hold(now))


async def _refill(url: str, file: Path, now: datetime, passphrase: str) -> tuple[Path, int]:
    applied = await asyncio.to_thread(_compare, file, manifest_of(file))
    if set(applied) - {step.number for step in steps()}:
        raise KeepingError("没有恢复：备份来自更新的版本，请先升级程序。")
    async with Database(url).opened():
        others = await rows(_OTHERS, [])
        used = await rows("SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename = 'migrations'", [])
    if others[0]["n"]:
        raise KeepingError(f"没有恢复：还有 {others[0]['n']} 个连接在用这个数据库，请先停掉所有进程。")
    kept = backups_of(url) / f"before-{now:%Y%m%d-%H%M%S}.dump"
    if used:
        kept = await back_up(url, kept, now, passphrase)
    plain = await asyncio.to_thread(content_of, file, passphrase)
    script = await _program(url, "pg_restore", "--no-owner", "--file=-", said=plain)
    # All or nothing: what is there goes in the transaction in which the copy comes.
    emptied = b"DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"
    await _program(
        url, "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", said=emptied + script
    )
    return kept, await _prepare(url, now)


_OTHERS = (
    "SELECT COUNT(*) AS n FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


async def _program(url: str, name: str, *words: str, said: bytes = b"") -> bytes:
    """Run a program of PostgreSQL's on a database and return what it wrote; raises KeepingError."""
    program = shutil.which(name)
    if program is None:
        raise KeepingError(f"没有动数据库：这台机器上没有 {name}，请先安装 PostgreSQL 客户端。")
    place = tortoise_config(url)["connections"]["postgres"]["credentials"]
    # In the environment: a command line can be read by everybody on the machine.
    names = {
        "PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "database",
        "PGSSLMODE": "ssl",
    }  # fmt: skip
    surroundings = os.environ | {key: str(place[value]) for key, value in names.items() if place.get(value)}
    # In a thread: the loop's own pipe raises when a program ends before it has read everything, which they may.
    run = await asyncio.to_thread(
        subprocess.run, [program, *words], env=surroundings, input=said, capture_output=True, check=False
    )
    if run.returncode:
        reason = run.stderr.decode(errors="replace").strip().splitlines()
        raise KeepingError(f"没有办成：{name} 报告 {reason[-1] if reason else run.returncode}。")
    return run.stdout


def _compare(copy: Path, manifest: Path) -> list[int]:
    """Return the numbers of the steps that a copy's manifest names; raises KeepingError when they do not fit."""
    if not copy.is_file():
        raise KeepingError(f"没有恢复：找不到备份 {copy}。")
    if not manifest.exists():
        return []
    try:
        told = json.loads(manifest.read_bytes())
        wanted = {"bytes": told["bytes"], "sha256": told["sha256"]}
    except (ValueError, KeyError, TypeError):
        raise KeepingError(f"没有恢复：备份清单 {manifest} 读不懂，请换一份备份。") from None
    if wanted != _facts(copy):
        raise KeepingError("没有恢复：备份文件与清单对不上（可能没拷完或被改过），请换一份备份。")
    return list(told.get("steps", []))


def _check(copy: Path) -> dict[int, str]:
    """Return {number: checksum} of the steps applied to a copy; raises KeepingError unless it is whole and ours."""
    try:
        with closing(_open(copy)) as books:
            if books.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise KeepingError(f"{copy.name} 已经损坏，没有用它；请换一份备份。")
            applied = dict(books.execute("SELECT number, checksum FROM migrations"))
    except sqlite3.DatabaseError:
        applied = {}
    if not applied:
        raise KeepingError("这个文件不是完整的示范带管家数据库（损坏、被截断或加了密），没有用它；请换一份。")
    return applied


def _open(path: Path) -> sqlite3.Connection:
    # Writable, though nothing is written: a connection that only reads would leave its -wal and -shm lying about.
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=10)


def _facts(file: Path) -> dict[str, Any]:
    with file.open("rb") as content:
        return {"bytes": file.stat().st_size, "sha256": hashlib.file_digest(content, "sha256").hexdigest()}


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as target:
        target.write(content)


def _sync(file: Path) -> None:
    with file.open("rb+") as content:
        os.fsync(content.fileno())
