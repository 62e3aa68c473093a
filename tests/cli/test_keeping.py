"""A backup is whole, a damaged one is refused, and after a restore nothing is sent twice."""

import hashlib
import json
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

OUTBOX = """INSERT INTO outbox (once_key, channel, destination, heads, payload, state, due, attempt, burned)
            VALUES (?, 'app', 'tang.min', 1, 'x', ?, 0, 0, 0)"""
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
    fates = dict(ask(kept.database, "SELECT once_key, state FROM outbox"))
    assert fates == dict.fromkeys(WAITING, "unconfirmed") | {state: state for state in SETTLED}
    assert set(ask(kept.database, "SELECT note FROM outbox WHERE state = 'unconfirmed'")) == {("恢复前可能已发",)}
    assert ask(kept.database, "SELECT COUNT(*) FROM schedules WHERE watermark > '2026-11-02'") == [(1,)]
    assert ask(kept.database, "SELECT COUNT(*) FROM persons WHERE userid = 'MaXiaojun7'") == [(1,)]
    assert not Path(f"{kept.database}-wal").exists()
    (old,) = (file for file in kept.database.parent.glob("bot.db.before-*") if file.name[-4:] != "-wal")
    assert ask(old, "SELECT COUNT(*) FROM persons WHERE userid = 'MaXiaojun7'") == [(0,)]
    assert str(old) in answer.out


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


@pytest.mark.parametrize("words", [("restore", "copy.dump"), ("backup", "copy.dump")])
def test_on_postgresql_the_way_is_told(terminal: Terminal, words: tuple[str, ...]) -> None:
    answer = terminal.run(*words, database_url="postgres://bot:hush-hush@127.0.0.1:9/bot")
    assert answer.status == 1
    assert "hush" not in answer.sentence
    assert not (terminal.folder / "copy.dump").exists()
