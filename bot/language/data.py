"""The word lists of config/data/language, read once and checked."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "config" / "data" / "language"


@cache
def table(name: str) -> dict[str, Any]:
    """Return one file of the folder, by its name without the suffix."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words(group: str, name: str) -> list[str]:
    """Return a word list of words.toml."""
    found: list[str] = table("words")[group][name]
    return found


@cache
def letters(group: str, name: str) -> str:
    """Return a row of characters of words.toml."""
    found: str = table("words")[group][name]
    return found


def any_of(terms: Iterable[str]) -> str:
    """Return a regular expression for any of the terms, the longest first."""
    return "|".join(re.escape(term) for term in sorted(set(terms), key=lambda term: (-len(term), term)))


def bot_names() -> list[str]:
    """Return the words that a mention of the bot may end with."""
    return words("report", "bot_names")


@cache
def traditional() -> dict[str, str]:
    """Return traditional and Cantonese characters and their forms in the common language."""
    return dict(pair for pair in zip(*table("traditional").values(), strict=True))
