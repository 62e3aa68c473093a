"""The service categories: codes and names as versioned data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CATEGORIES_FILE = Path(__file__).parent / "data" / "categories.toml"


@dataclass(frozen=True)
class Category:
    """One kind of activity; what is no service counts on no list."""

    code: str
    name: str
    service: bool


@cache
def categories() -> Mapping[str, Category]:
    """Return {code: category} of the data file, in its order."""
    rows = tomllib.loads(CATEGORIES_FILE.read_text(encoding="utf-8"))["categories"]
    return {row["code"]: Category(**row) for row in rows}
