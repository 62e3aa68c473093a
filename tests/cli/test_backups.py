"""Backups that only their passphrase opens; one each night, kept for so long, and brought back for trial each week."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.copies import Copy, copies
from bot.health import Health
from bot.operating.nightly import has_turn, is_due, made, thin_out, trial_is_due, worth_keeping
from tests.cli.conftest import Terminal
from tests.fakes.clocks import STARTED, TODAY
from tests.fakes.databases import ENGINES, NOON, created, databases_of_trials, postgres_programs, sample_url
from tests.whole.street import open_books

PASSPHRASE = "correct horse battery"
KEY = b"sample-0001-4000-8000-510703009201"


def test_a_backup_is_opened_by_its_passphrase_alone(village: Terminal) -> None:
    assert KEY in village.database.read_bytes()
    assert village.run("backup", "copy.db", backup_passphrase=PASSPHRASE).status == 0
    copy = village.folder / "copy.db"
    assert copy.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert KEY not in copy.read_bytes()
    before = village.database.read_bytes()
    for wrong, named in (("", "BOT_BACKUP_PASSPHRASE"), (PASSPHRASE + "!", "口令不对")):
        answer = village.run("restore", "copy.db", backup_passphrase=wrong)
        assert (answer.status, named in answer.sentence) == (1, True)
        assert PASSPHRASE not in answer.err
        assert village.database.read_bytes() == before
    village.database.unlink()
    assert village.run("restore", "copy.db", backup_passphrase=PASSPHRASE).status == 0
    with closing(sqlite3.connect(village.database)) as books:
        assert books.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_short_passphrase_is_refused(terminal: Terminal) -> None:
    answer = terminal.run("backup", backup_passphrase="short")
    assert (answer.status, "BOT_BACKUP_PASSPHRASE" in answer.sentence, "short" in answer.err) == (2, True, False)


def test_a_mistyped_folder_is_an_error_and_no_new_folder(village: Terminal) -> None:
    answer = village.run("backup", "bakcups/copy.db")
    assert (answer.status, "没有目录" in answer.sentence) == (1, True)
    assert not (village.folder / "bakcups").exists()


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_night_has_one_backup_and_a_week_one_trial(
    engine: str, village: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    more: dict[str, str] = {}
    folder = village.database.parent / "backups"
    if engine == "postgres":
        monkeypatch.setenv("PATH", f"{postgres_programs()}:{os.environ['PATH']}")
        # A passphrase takes seconds to make a key of; an encrypted file of SQLite's is tried by the upgrade.
        more = {"backup_passphrase": PASSPHRASE, "database_url": await sample_url("postgres")}
        folder = village.folder / "var" / "backups"
        await created("trial_1000000000_0f", f"trial_{TODAY.now().timestamp():.0f}_0f")
    first = village.run("backup", "--nightly", **more)
    assert (first.status, first.err) == (0, "")
    (made,) = copies(folder)
    assert made.tried is not None
    assert (made.encrypted, made.file.suffix) == ((True, ".age") if more else (False, ".db"))
    again = village.run("backup", "--nightly", **more)
    assert (again.status, "已备份" in again.out, "试着恢复" in again.out) == (0, False, False)
    assert sorted(file.name for file in folder.iterdir()) == sorted([made.file.name, made.file.name + ".json"])
    if engine == "sqlite":
        assert [file.name for file in folder.parent.iterdir() if file.name.startswith("trial")] == []
    else:
        # What a killed trial left behind is gone; another process's trial that is under way is not, nor its own there.
        (at_work,) = await databases_of_trials()
        assert at_work != "trial_1000000000_0f"


def test_what_a_killed_backup_left_behind_is_gone_with_the_next(village: Terminal) -> None:
    beside, folder = village.database.parent, village.database.parent / "backups"
    folder.mkdir()
    (beside / "trial-x2k9").mkdir()
    left = [folder / "a.db.age.partial", folder / "a.db.age.partial-journal", beside / "trial-x2k9" / "bot.db"]
    at_work = folder / "b.db.age.partial"
    for file in (*left, at_work):
        file.write_bytes(b"sample-0001-4000-8000")
    for old in (*left, left[-1].parent):
        os.utime(old, (0, 0))
    os.utime(at_work, 2 * (STARTED.timestamp(),))
    assert village.run("backup").status == 0
    assert not any(one.exists() for one in (*left, left[-1].parent))
    assert at_work.exists()


def test_a_trial_that_fails_is_said_and_not_noted(village: Terminal) -> None:
    assert village.run("backup").status == 0
    folder = village.database.parent / "backups"
    (made,) = copies(folder)
    made.file.write_bytes(b"spoilt" + made.file.read_bytes()[6:])
    answer = village.run("backup", "--nightly")
    assert (answer.status, "换一份" in answer.err) == (1, True)
    assert copies(folder)[0].tried is None


def moments(days: int) -> list[datetime]:
    return [NOON - timedelta(days=day) for day in range(days)]


def test_seven_days_four_weeks_and_twelve_months_are_kept() -> None:
    kept = worth_keeping(moments(800))
    assert {moment for moment in kept if NOON - moment < timedelta(days=7)} == set(moments(7))
    assert len({moment.strftime("%Y-%m") for moment in kept}) == 12
    assert len({moment.strftime("%G-%V") for moment in kept if NOON - moment < timedelta(days=27)}) == 4
    assert len(kept) <= 7 + 4 + 12
    assert worth_keeping(kept) == kept  # who thins out every night ends with the same


def test_thinned_out_is_only_what_the_night_made(tmp_path: Path) -> None:
    for moment in moments(40):
        for name in (f"{moment:%Y%m%d-%H%M%S}.db.age", f"before-{moment:%Y%m%d-%H%M%S}.db"):
            (tmp_path / name).write_bytes(b"x")
            (tmp_path / f"{name}.json").write_text(json.dumps({"made": moment.isoformat()}))
    gone = thin_out(tmp_path)
    assert all(file.name.endswith(".age") for file in gone)
    left = copies(tmp_path)
    assert len([copy for copy in left if copy.file.name.startswith("before")]) == 40
    assert len(left) + len(gone) == 80
    assert 8 <= len(left) - 40 <= 12
    assert thin_out(tmp_path) == []


def test_a_backup_is_due_once_after_half_past_two() -> None:
    def made(moment: datetime, tried: datetime | None = None) -> list[Copy]:
        return [Copy(Path("x"), moment, tried, encrypted=True)]

    assert is_due([], NOON)
    assert is_due(made(NOON.replace(hour=2, minute=29)), NOON)
    assert not is_due(made(NOON.replace(hour=2, minute=30)), NOON)
    assert not is_due(made(NOON - timedelta(hours=12)), NOON.replace(hour=2))
    assert trial_is_due(made(NOON), NOON)
    assert not trial_is_due(made(NOON, NOON - timedelta(days=6)), NOON)
    assert trial_is_due(made(NOON, NOON - timedelta(days=7)), NOON)


async def test_a_night_that_hangs_is_ended_and_tried_again() -> None:
    assert not await made(("/bin/sh", "-c", "kill -STOP $$"), seconds=0.2)
    assert not await made(("/bin/sh", "-c", "exit 3"))
    assert await made(("/bin/sh", "-c", "exit 0"))


async def test_of_several_workers_one_makes_the_backup_of_a_night() -> None:
    assert not await has_turn(NOON)  # no database answers
    async with open_books(await sample_url("sqlite")):
        assert [await has_turn(NOON) for _ in range(3)] == [True, False, False]
        assert await has_turn(NOON + timedelta(hours=1))  # the first one's came to nothing


def test_health_tells_the_ages(tmp_path: Path) -> None:
    health = Health(MovableClock(NOON, frozen=True), tmp_path)
    assert health.backup_hours() == {"backup_hours": None, "trial_hours": None}
    (tmp_path / "a.db").write_bytes(b"x")
    told = {"made": (NOON - timedelta(hours=5)).isoformat(), "tried": (NOON - timedelta(hours=50)).isoformat()}
    (tmp_path / "a.db.json").write_text(json.dumps(told))
    (tmp_path / "b.db.json").write_text("no manifest")
    assert health.backup_hours() == {"backup_hours": 5.0, "trial_hours": 50.0}
    shutil.rmtree(tmp_path)
    assert health.backup_hours() == {"backup_hours": None, "trial_hours": None}
