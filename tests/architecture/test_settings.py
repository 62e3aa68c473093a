"""Every setting can be found in .env.example, and nothing else stands there."""

import re

from config.settings import Settings
from tests.architecture.sources import text

EXAMPLE = text(".env.example")
NAMES = [f"BOT_{name.upper()}" for name in Settings.model_fields]


def test_the_example_lists_exactly_the_settings() -> None:
    assert re.findall(r"^#? ?(BOT_[A-Z_]+)=", EXAMPLE, re.M) == NAMES


def test_a_line_of_chinese_stands_above_every_setting() -> None:
    assert re.findall(r"^# [^\n]*[\u4e00-\u9fff][^\n]*\n#? ?(BOT_[A-Z_]+)=", EXAMPLE, re.M) == NAMES


def test_what_the_example_writes_is_the_default() -> None:
    defaults = [field.default for field in Settings.model_fields.values()]
    shown = ["" if default is None or str(default) in ("", "0") else str(default) for default in defaults]
    assert re.findall(r"^#? ?(BOT_[A-Z_]+)=(.*)$", EXAMPLE, re.M) == list(zip(NAMES, shown, strict=True))
