"""A backup is whole, a damaged one is refused, and after a restore nothing is sent twice."""

import asyncio
import hashlib
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path
from time import monotonic

import pytest
import uvloop

from bot.clock import SHANGHAI
from bot.operating import safekeeping
from config.database import Database, rows, transact
from models.machine.delivery.mending import came_from_copy
from models.machine.schedule.actions import standing
from tests.cli.conftest import Terminal
from tests.fakes.databases import fresh_url, postgres_programs, sample_url

OUTBOX = """INSERT INTO outbox (once_key, channel, destination, heads, payload, state, due, attempt, burned)
            VALUES (?, 'app', 'tang.min', 1, 'x', ?, 0, 0, 0)"""
# All but what tells of the restore itself.
FATES = "SELECT once_key, state FROM outbox WHERE destination = 'tang.min'"
WAITING, SETTLED = ("pending", "retry_at", "sending"), ("sent", "dead", "expired", "cancelled")


@pytest.fixture(scope="module")
def kept_folder(tmp_path_factory: pytest.TempPathFactory, sample_file: Path) -> Path:
    """Give the folder of a sample district with messages of every fate and a backup; nobody changes it."""
    terminal = Terminal(tmp_path_factory.mktemp("kept"))
    terminal.database.parent.mkdir()
    shutil.copy(sample_file, terminal.database)
    with closing(sqlite3.connect(terminal.database)) as books, books:
        books.execute("DELETE FROM outbox")
        books.executemany(OUTBOX, [(state, state) for state in (*WAITING, *SETTLED)])
        books.execute("INSERT INTO schedules (job, watermark) VALUES ('honour_list', '2026-11-01 00:00:00+00:00')")
    answer = terminal.run("backup", "copy.db")
    assert (answer.status, answer.err) == (0, "")
    return terminal.folder


@pytest.fixture
def kept(tmp_path: Path, kept_folder: Path) -> Terminal:
    """Give a terminal with that database and its backup `copy.db`."""
    shutil.copytree(kept_folder, tmp_path, dirs_exist_ok=True)
    return Terminal(tmp_path)


TOLD = "SELECT payload FROM outbox WHERE destination = 'ShenWenjing'"
HELD_BACK = "有 3 条消息可能早已发过，先停着：请发“投递”核对，没收到的再“重发”。"
START = ("job", "run", "books_trim", "--due", "2026-11-22T03:00:00+08:00")


def ask(file: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as books:
        return books.execute(sql).fetchall()


def test_a_backup_is_whole_private_and_described(kept: Terminal) -> None:
    copy = kept.folder / "copy.db"
    told = json.loads((kept.folder / "copy.db.json").read_text())
    assert told["sha256"] == hashlib.sha256(copy.read_bytes()).hexdigest()
    assert told["bytes"] == copy.stat().st_size
    assert told["steps"] == [number for (number,) in ask(copy, "SELECT number FROM migrations ORDER BY number")]
    assert told["made"].endswith("+08:00")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    count = "SELECT COUNT(*) FROM activity_records"
    assert ask(copy, count) == ask(kept.database, count)
    assert sorted(file.name for file in kept.folder.iterdir()) == ["copy.db", "copy.db.json", "var"]


def test_a_backup_is_never_overwritten(kept: Terminal) -> None:
    before = (kept.folder / "copy.db").read_bytes()
    answer = kept.run("backup", "copy.db")
    assert (answer.status, "没有覆盖" in answer.sentence) == (1, True)
    assert before == (kept.folder / "copy.db").read_bytes()


def test_without_a_name_the_backup_lies_beside_the_database(village: Terminal) -> None:
    assert village.run("backup").status == 0
    names = sorted(file.suffix for file in (village.database.parent / "backups").iterdir())
    assert names == [".db", ".json"]


def test_nothing_to_back_up_is_said_so(terminal: Terminal) -> None:
    answer = terminal.run("backup", "copy.db")
    assert (answer.status, "还没有数据库" in answer.sentence) == (1, True)
    assert not (terminal.folder / "copy.db").exists()


def test_after_a_restore_nothing_is_sent_by_itself(kept: Terminal) -> None:
    with closing(sqlite3.connect(kept.database)) as books, books:
        books.execute("DELETE FROM persons WHERE id = (SELECT MAX(id) FROM persons WHERE userid = 'MaXiaojun7')")
    Path(f"{kept.database}-wal").write_bytes(b"")
    answer = kept.run("restore", "copy.db")
    assert (answer.status, answer.err) == (0, "")
    assert "有 3 条待发消息可能已经发过" in answer.out
    fates = dict(ask(kept.database, FATES))
    assert fates == dict.fromkeys(WAITING, "unconfirmed") | {state: state for state in SETTLED}
    assert set(ask(kept.database, "SELECT note FROM outbox WHERE state = 'unconfirmed'")) == {("恢复前可能已发",)}
    assert ask(kept.database, "SELECT COUNT(*) FROM schedules WHERE watermark > '2026-11-02'") == [(1,)]
    assert ask(kept.database, "SELECT COUNT(*) FROM persons WHERE userid = 'MaXiaojun7'") == [(1,)]
    assert not Path(f"{kept.database}-wal").exists()
    (old,) = (file for file in kept.database.parent.glob("bot.db.before-*") if file.name[-4:] != "-wal")
    assert ask(old, "SELECT COUNT(*) FROM persons WHERE userid = 'MaXiaojun7'") == [(0,)]
    assert str(old) in answer.out


def test_the_first_start_after_a_restore_tells_the_district_what_is_gone(kept: Terminal) -> None:
    assert kept.run("restore", "copy.db").status == 0
    for _ in range(2):
        assert kept.run(*START).status == 0
        ((told,),) = ask(kept.database, TOLD)
        assert "从备份恢复了，里面还没有来信。那以后说的话、办的事这里都没有了，麻烦请大家再报一次" in str(told)
        assert str(told).endswith(HELD_BACK)


def test_a_copy_that_somebody_put_back_by_hand_sends_nothing_by_itself_either(kept: Terminal) -> None:
    shutil.copy(kept.folder / "copy.db", kept.database)
    assert kept.run(*START).status == 0
    fates = dict(ask(kept.database, FATES))
    assert fates == dict.fromkeys(WAITING, "unconfirmed") | {state: state for state in SETTLED}
    assert ask(kept.database, "SELECT COUNT(*) FROM schedules WHERE watermark < '2026-11-02'") == [(0,)]
    # It is said once; what comes in afterwards is not held.
    with closing(sqlite3.connect(kept.database)) as books, books:
        books.execute(OUTBOX, ("new", "pending"))
    assert kept.run(*START).status == 0
    assert ask(kept.database, "SELECT state FROM outbox WHERE once_key = 'new'") == [("pending",)]
    ((told,),) = ask(kept.database, TOLD)
    assert str(told).endswith(HELD_BACK)


def test_the_live_database_and_what_lies_beside_it_can_be_read_by_nobody_else(kept: Terminal, tmp_path: Path) -> None:
    kept.database.chmod(0o644)  # as an older version left it
    fresh = Terminal(tmp_path / "fresh")
    fresh.folder.mkdir()
    for terminal in (kept, fresh):
        with terminal.server():
            with closing(sqlite3.connect(terminal.database)) as books, books:
                books.execute("UPDATE schedules SET paused_by = NULL")  # so that there is a -wal
            beside = [file for file in terminal.database.parent.glob("bot.db*") if file.suffix != ".lock"]
            assert len(beside) == 3
            assert {stat.S_IMODE(file.stat().st_mode) for file in beside} == {0o600}


def test_a_restore_needs_no_old_database(kept: Terminal) -> None:
    kept.database.unlink()
    assert kept.run("restore", "copy.db").status == 0
    assert ask(kept.database, "PRAGMA integrity_check") == [("ok",)]


def test_a_damaged_database_can_be_replaced(kept: Terminal) -> None:
    kept.database.write_bytes(b"garbage")
    assert kept.run("restore", "copy.db").status == 0
    assert ask(kept.database, "PRAGMA integrity_check") == [("ok",)]


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-8192])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def scramble(file: Path) -> None:
    file.write_bytes(bytes(byte ^ 0x5A for byte in file.read_bytes()))


def lose(file: Path) -> None:
    file.unlink()


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as books, books:
        books.execute("CREATE TABLE notes (id INT)")


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as books, books:
        books.execute("INSERT INTO migrations (number, name, checksum) VALUES (9000, 'future', 'x')")


def spoil_page(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xff" * 4096 * 6
    file.write_bytes(content)


DAMAGE = [(lose, "找不到"), (empty, "不是完整"), (cut, "换一份"), (scramble, "不是完整"), (foreign, "不是完整")]
DAMAGE += [(newer, "数据库比程序新"), (spoil_page, "换一份")]


@pytest.mark.parametrize(("damage", "named"), DAMAGE, ids=[damage.__name__ for damage, _ in DAMAGE])
def test_a_bad_backup_is_refused_and_nothing_is_touched(
    kept: Terminal, damage: Callable[[Path], None], named: str
) -> None:
    (kept.folder / "copy.db.json").unlink()
    damage(kept.folder / "copy.db")
    before = kept.database.read_bytes()
    answer = kept.run("restore", "copy.db")
    assert answer.status == 1
    assert named in answer.sentence
    assert before == kept.database.read_bytes()
    assert sorted(file.name for file in kept.database.parent.iterdir()) == ["bot.db", "bot.db.lock"]


@pytest.mark.parametrize("manifest", ["not json", '{"bytes": 1, "sha256": "x"}'])
def test_a_backup_that_differs_from_its_manifest_is_refused(kept: Terminal, manifest: str) -> None:
    (kept.folder / "copy.db.json").write_text(manifest)
    answer = kept.run("restore", "copy.db")
    assert (answer.status, "清单" in answer.sentence) == (1, True)


@pytest.fixture
async def kept_by_postgres(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> tuple[Terminal, str]:
    """Give a terminal and the address of a sample district with messages of every fate, and its backup `copy.dump`."""
    url = await sample_url("postgres")
    monkeypatch.setenv("PATH", f"{postgres_programs()}:{os.environ['PATH']}")
    async with opened(url):
        for state in (*WAITING, *SETTLED):
            await rows(OUTBOX + " RETURNING id", [state, state])
        await transact(lambda: standing("honour_list", datetime(2026, 11, 1, tzinfo=SHANGHAI)))
        await transact(came_from_copy)  # somebody has worked with these books
    answer = terminal.run("backup", "copy.dump", database_url=url)
    assert (answer.status, answer.err) == (0, "")
    async with opened(url):
        await rows("UPDATE outbox SET state = 'sent' RETURNING id", [])
        await rows("UPDATE persons SET name = 'later' RETURNING id", [])
    return terminal, url


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[None]:
    books = Database(url)
    await books.open()
    try:
        yield
    finally:
        await books.close()


HELD = dict.fromkeys(WAITING, "unconfirmed") | {state: state for state in SETTLED}


async def held(url: str) -> None:
    """Check that what waited is held, that what was due has passed, and that the books are the copy's."""
    async with opened(url):
        found = await rows(FATES, [])
        assert {row["once_key"]: row["state"] for row in found} == HELD
        assert not await rows("SELECT 1 FROM schedules WHERE watermark < '2026-11-02'", [])
        assert not await rows("SELECT 1 FROM persons WHERE name = 'later'", [])


async def test_on_postgresql_one_command_restores_and_nothing_is_sent_by_itself(
    kept_by_postgres: tuple[Terminal, str],
) -> None:
    terminal, url = kept_by_postgres
    async with opened(url):
        assert await rows("SELECT 1 FROM outbox", [])  # the connection of another process
        answer = terminal.run("restore", "copy.dump", database_url=url)
        assert (answer.status, "先停掉所有进程" in answer.sentence) == (1, True)
        assert not await rows("SELECT 1 FROM outbox WHERE state <> 'sent'", [])
    answer = terminal.run("restore", "copy.dump", database_url=url)
    assert (answer.status, answer.err) == (0, "")
    assert "有 3 条待发消息可能已经发过" in answer.out
    (old,) = (terminal.folder / "var" / "backups").glob("before-*.dump")
    assert str(old.relative_to(terminal.folder)) in answer.out
    await held(url)
    assert terminal.run(*START, database_url=url).status == 0
    await held(url)
    async with opened(url):
        assert [row["payload"].endswith(HELD_BACK) for row in await rows(TOLD, [])] == [True]


async def test_on_postgresql_a_dump_restored_by_hand_sends_nothing_by_itself(
    kept_by_postgres: tuple[Terminal, str],
) -> None:
    terminal, _ = kept_by_postgres
    fresh = await fresh_url("postgres")
    order = ("--no-owner", f"--dbname={fresh}", str(terminal.folder / "copy.dump"))
    assert await (await asyncio.create_subprocess_exec("pg_restore", *order)).wait() == 0
    assert terminal.run(*START, database_url=fresh).status == 0
    await held(fresh)


async def test_on_postgresql_a_bad_backup_is_refused_and_nothing_is_touched(
    kept_by_postgres: tuple[Terminal, str],
) -> None:
    terminal, url = kept_by_postgres
    (terminal.folder / "copy.dump.json").unlink()
    cut(terminal.folder / "copy.dump")
    answer = terminal.run("restore", "copy.dump", database_url=url)
    assert (answer.status, "没有办成" in answer.sentence) == (1, True)
    async with opened(url):
        assert not await rows("SELECT 1 FROM persons WHERE name <> 'later'", [])


@pytest.mark.parametrize("words", [("restore", "copy.dump"), ("backup", "copy.dump")])
def test_on_postgresql_the_way_is_told(terminal: Terminal, words: tuple[str, ...]) -> None:
    answer = terminal.run(*words, database_url="postgres://bot:hush-hush@127.0.0.1:9/bot")
    assert answer.status == 1
    assert "hush" not in answer.sentence
    assert not (terminal.folder / "copy.dump").exists()


async def _busy_beside(work: Awaitable[bytes]) -> bytes:
    """Wait for something in a loop that has much else to do, so that a program is over before it is written to."""
    task = asyncio.ensure_future(work)
    while not task.done():
        until = monotonic() + 0.02
        while monotonic() < until:
            pass
        await asyncio.sleep(0)
    return await task


def test_a_program_that_ends_before_it_has_read_everything_has_ended_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = tmp_path / "psql"
    hasty.write_text("#!/bin/sh\necho done\n")
    hasty.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    url = "postgres://postgres@127.0.0.1:5432/books"
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        wrote = runner.run(_busy_beside(safekeeping._program(url, "psql", said=b" " * 5_000_000)))
    assert wrote == b"done\n"
