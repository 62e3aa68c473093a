"""A policy that is not understood to the last key stops the start and names the key."""

import re
from pathlib import Path

import pytest

from config.file_faults import FileError
from config.policy import load_policy
from tests.architecture.sources import ROOT

SHIPPED = (ROOT / "config" / "policy.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "instead", "named"),
    [
        ("top_max = 10", "top_max = 10\ntop_maximum = 10", "ranking.top_maximum"),
        ("batch_size = 12", "batch_sise = 12", "verification.batch_size"),
        ('keeper = "涪城区委组织部（示例）"', 'keeper = ""', "keeper"),
        ('"10:07"', '"1 10:00"', "schedule.honour_list.at"),
        ('"10:07"', '"monday 10:00"', "schedule.honour_list.at"),
        ('"10:07"', '"24:00"', "schedule.honour_list.at"),
        ('"20:30-08:00"', '"20:30 bis 08:00"', "delivery.quiet_hours"),
        ("preview_from_day = 4", "preview_from_day = 7", "ranking"),
        ("top_min = 3", "top_min = 11", "ranking"),
        ("backdate_free_days = 7", "backdate_free_days = 31", "activity"),
        ("day_minutes_max = 1440 ", "day_minutes_max = 1441 ", "activity.day_minutes_max"),
        ("webhook_per_minute = 20", "webhook_per_minute = 21", "delivery.webhook_per_minute"),
        ("top_ratio = 0.30", 'top_ratio = "ein Drittel"', "ranking.top_ratio"),
        ("keeper = ", 'timezone = "Europe/Berlin"\nkeeper = ', "timezone"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, written: str, instead: str, named: str) -> None:
    assert written in SHIPPED
    changed = tmp_path / "policy.toml"
    changed.write_text(SHIPPED.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(FileError) as refused:
        load_policy(changed)
    assert f" {named} " in str(refused.value)
    assert not re.search("[A-Za-z]{2,} [A-Za-z]{2,}", str(refused.value)), "the words of a library"


def test_a_missing_and_a_broken_file_are_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="找不到政策文件"):
        load_policy(tmp_path / "nowhere.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("= 3", encoding="utf-8")
    with pytest.raises(FileError, match="写法有误"):
        load_policy(broken)


def test_the_shipped_policy_is_accepted_and_frozen() -> None:
    policy = load_policy(ROOT / "config" / "policy.toml")
    with pytest.raises(ValueError, match="frozen"):
        policy.ranking.top_max = 3  # type: ignore[misc]  # that it cannot be set is the point
