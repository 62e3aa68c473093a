"""Every setting can be found in .env.example, and nothing else stands there."""

import re

import pytest

from config.settings import Settings
from tests.architecture.sources import text

EXAMPLE = text(".env.example")
NAMES = [f"BOT_{name.upper()}" for name in Settings.model_fields]


def test_the_example_lists_exactly_the_settings() -> None:
    assert re.findall(r"^#? ?(BOT_[A-Z_]+)=", EXAMPLE, re.M) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_line_of_chinese_stands_above_every_setting(name: str) -> None:
    assert re.search(rf"^# [^\n]*[\u4e00-\u9fff][^\n]*\n#? ?{name}=", EXAMPLE, re.M)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_example_writes_is_the_default(name: str) -> None:
    written = re.search(rf"^#? ?{name}=(.*)$", EXAMPLE, re.M)
    default = Settings.model_fields[name.removeprefix("BOT_").lower()].default
    shown = "" if default is None or str(default) in ("", "0") else str(default)
    assert written is not None
    assert written[1] == shown
