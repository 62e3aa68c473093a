"""One command backs up, tries, and brings the database up to date; what cannot be is left as it was."""

import sqlite3
from contextlib import closing

from bot.copies import copies
from tests.cli.conftest import Terminal
from tests.whole.afflictions import locked


def test_an_upgrade_leaves_a_backup_that_was_tried(village: Terminal) -> None:
    answer = village.run("upgrade", backup_passphrase="correct horse battery")
    assert (answer.status, answer.err) == (0, "")
    (kept,) = copies(village.database.parent / "backups")
    assert kept.file.name.startswith("before-upgrade-") and kept.encrypted and kept.tried
    assert kept.file.suffix == ".age"
    assert str(kept.file) in answer.out


def test_while_a_server_runs_nothing_is_upgraded(village: Terminal) -> None:
    with village.server():
        answer = village.run("upgrade")
    assert (answer.status, "正被另一个" in answer.sentence) == (1, True)
    assert not (village.database.parent / "backups").exists()


def test_books_that_cannot_be_brought_up_to_date_stay_as_they_were(village: Terminal) -> None:
    with closing(sqlite3.connect(village.database)) as books, books:
        books.execute("UPDATE migrations SET checksum = 'other' WHERE number = 1")
    before = village.database.read_bytes()
    answer = village.run("upgrade")
    assert answer.status == 1
    assert "Traceback" not in answer.err
    assert village.database.read_bytes() == before


def test_without_books_there_is_nothing_to_upgrade(terminal: Terminal) -> None:
    answer = terminal.run("upgrade", backup_passphrase="correct horse battery")
    assert (answer.status, "数据库" in answer.sentence) == (1, True)


def test_what_stands_in_the_way_is_told_with_what_was_done_and_the_way_out(village: Terminal) -> None:
    with locked(f"sqlite://{village.database}"):  # who only reads need not wait: backup and trial come to their end
        answer = village.run("upgrade", database_url=f"sqlite://{village.database}?wait=0.1")
    (kept,) = copies(village.database.parent / "backups")
    assert answer.status == 1
    assert answer.sentence.startswith("真的数据库没有升到底：数据库正被别的程序占用，请稍后再试。")
    assert f"备份在 {kept.file}，副本上的试升级是成的" in answer.sentence
    assert "再运行一次 upgrade" in answer.sentence and f"restore {kept.file}" in answer.sentence
    assert "Error" not in answer.sentence
    assert village.run("migrate").status == 0
