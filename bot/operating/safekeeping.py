"""Copies of the database: made while the server runs, checked before they take the database's place."""

import asyncio
import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.clock import to_milliseconds
from config.database import Database, is_sqlite, rows, sqlite_path, tortoise_config
from models.machine.delivery.rules import OPEN, Fate
from models.migrations import pending, steps

PERHAPS_SENT = "恢复前可能已发"


class KeepingError(Exception):
    """A copy cannot be made or brought back; its text is one Chinese sentence."""


def backups_of(url: str) -> Path:
    """Return the folder in which a database's backups lie unless somebody names another place."""
    return (sqlite_path(url).parent if is_sqlite(url) else Path("var")) / "backups"


def manifest_of(copy: Path) -> Path:
    """Return the file beside a copy that says what it should be."""
    return copy.with_name(copy.name + ".json")


def newest_backup(url: str) -> Path | None:
    """Return the copy that was made last in the usual folder."""
    made = [manifest.with_suffix("") for manifest in backups_of(url).glob("*.json")]
    return max((copy for copy in made if copy.exists()), key=lambda copy: copy.stat().st_mtime, default=None)


def refuse_emptied(url: str) -> None:
    """Raise KeepingError for a file without content, which SQLite would quietly take for new books."""
    path = sqlite_path(url)
    if is_sqlite(url) and path.is_file() and not path.stat().st_size:
        raise KeepingError(f"数据库 {path} 是空的（0 字节），可能出过故障；请恢复备份，确要新建就先删掉它。")


async def back_up(url: str, target: Path, now: datetime) -> None:
    """Write a copy and its manifest, readable by this user only; servers may go on running.

    Raises KeepingError, and leaves nothing behind then.
    """
    draft = _make_room(target)
    try:
        if is_sqlite(url):
            applied = await asyncio.to_thread(_copy, sqlite_path(url), draft)
        else:
            applied = await _dump(url, draft)
        manifest = {"made": now.isoformat(), "steps": applied, **_facts(draft)}
        _write(manifest_of(target), json.dumps(manifest, indent=2).encode())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _make_room(target: Path) -> Path:
    """Return an empty file beside `target` that only this user can read."""
    if target.exists():
        raise KeepingError(f"已经有文件 {target}，没有覆盖；请换个名字。")
    target.parent.mkdir(parents=True, exist_ok=True)
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
    except sqlite3.DatabaseError as wrong:
        raise KeepingError(f"没有备份成：数据库 {source} 读不全（{wrong}），请先用 doctor 检查。") from None
    _sync(target)
    return list(_check(target))


async def _dump(url: str, target: Path) -> list[int]:
    program = shutil.which("pg_dump")
    if program is None:
        raise KeepingError("没有备份：这台机器上没有 pg_dump，请先安装 PostgreSQL 客户端。")
    books = Database(url)
    await books.open()
    try:
        applied = [row["number"] for row in await rows("SELECT number FROM migrations ORDER BY number", [])]
    finally:
        await books.close()
    place = tortoise_config(url)["connections"]["postgres"]["credentials"]
    # In the environment: a command line can be read by everybody on the machine.
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "database"}
    surroundings = os.environ | {name: str(place[key]) for name, key in names.items() if place[key]}
    order = (program, "--format=custom", "--no-password", f"--file={target}")
    dump = await asyncio.create_subprocess_exec(*order, env=surroundings, stderr=asyncio.subprocess.PIPE)
    _, said = await dump.communicate()
    if dump.returncode:
        reason = said.decode(errors="replace").strip().splitlines()
        raise KeepingError(f"没有备份成：pg_dump 报告 {reason[-1] if reason else dump.returncode}。")
    return applied


async def bring_back(url: str, file: Path, now: datetime) -> tuple[Path, int]:
    """Put a copy in the place of the database; nothing that may have been sent before is sent again.

    What was waiting becomes `unconfirmed`, and due moments up to `now` are not caught up. Returns where the old
    database lies (it does not exist when there was none) and how many messages were set aside. Raises
    KeepingError, MigrationError when the copy is newer than this program, DatabaseBusy while a server runs.
    """
    if not is_sqlite(url):
        raise KeepingError("没有恢复：PostgreSQL 请由管理员停掉服务后用 pg_restore 手工恢复，步骤见 docs/operate.md。")
    held = Database(url)
    await held.open(sole=True)
    try:
        return await asyncio.to_thread(_swap, sqlite_path(url), file, now)
    finally:
        await held.close()


def _swap(place: Path, file: Path, now: datetime) -> tuple[Path, int]:
    if not file.is_file():
        raise KeepingError(f"没有恢复：找不到备份 {file}。")
    draft = place.with_name(place.name + ".restoring")
    try:
        shutil.copyfile(file, draft)
        draft.chmod(0o600)
        _compare(draft, manifest_of(file))
        pending(_check(draft), steps())
        set_aside = _set_aside(draft, now)
        _sync(draft)
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


def _compare(copy: Path, manifest: Path) -> None:
    if not manifest.exists():
        return
    try:
        told = json.loads(manifest.read_bytes())
        wanted = {"bytes": told["bytes"], "sha256": told["sha256"]}
    except (ValueError, KeyError, TypeError):
        raise KeepingError(f"没有恢复：备份清单 {manifest} 读不懂，请换一份备份。") from None
    if wanted != _facts(copy):
        raise KeepingError("没有恢复：备份文件与清单对不上（可能没拷完或被改过），请换一份备份。")


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


def _set_aside(copy: Path, now: datetime) -> int:
    """Mark what was waiting as perhaps sent, let no due moment of the past run again; return how many messages."""
    moment = now.astimezone(UTC)
    with closing(_open(copy)) as books, books:
        places = ", ".join("?" * len(OPEN))
        changed = books.execute(
            f"UPDATE outbox SET state = ?, note = ?, settled = ? WHERE state IN ({places})",
            [Fate.UNCONFIRMED.value, PERHAPS_SENT, to_milliseconds(now), *(fate.value for fate in OPEN)],
        ).rowcount
        books.execute("UPDATE schedules SET watermark = ? WHERE watermark < ?", [moment.isoformat(" ")] * 2)
        return changed


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
