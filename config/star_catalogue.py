"""The theme stars: which classes of members there are and which ten themes each has, as versioned data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from config.file_faults import FileError, toml_of
from config.policy_part import Choice

CATALOGUE_FILE = Path(__file__).parent / "data" / "stars.toml"
THEMES_OF_A_CLASS = 10


class Theme(Choice):
    """One theme star: its code on the books, its name, and what people call it besides."""

    def is_called(self, word: str) -> bool:
        """Return whether a word means this theme; the sign 星 at its end may be left out."""
        said = word.removesuffix("星")
        return said in {name.removesuffix("星") for name in self.names}


@dataclass(frozen=True)
class MemberClass:
    """A class of members and its ten themes, in order."""

    code: str
    name: str
    themes: tuple[Theme, ...]


@dataclass(frozen=True)
class Catalogue:
    """What is in force: its version, and {code: class}."""

    version: str
    classes: Mapping[str, MemberClass]

    @property
    def themes(self) -> Mapping[str, Theme]:
        """Return {code: theme} of every class."""
        return {theme.code: theme for one in self.classes.values() for theme in one.themes}


@cache
def catalogue(path: Path = CATALOGUE_FILE) -> Catalogue:
    """Return the catalogue of the data file; raises FileError with what is wrong in it."""
    written = toml_of(path, "主题星目录")
    try:
        themes = {row["code"]: Theme(**row) for row in written["themes"]}
        classes = [_member_class(row, themes) for row in written["classes"]]
        return Catalogue(str(written["version"]), {one.code: one for one in classes})
    except KeyError as missing:
        raise FileError(f"主题星目录 {path} 缺 {missing.args[0]}，或写了没有列出的主题。") from None


def _member_class(row: Mapping[str, Any], themes: Mapping[str, Theme]) -> MemberClass:
    codes = dict.fromkeys(row["themes"])
    if len(codes) != THEMES_OF_A_CLASS:
        raise FileError(f"主题星目录里“{row['name']}”应有 {THEMES_OF_A_CLASS} 颗不同的星，现有 {len(codes)} 颗。")
    return MemberClass(row["code"], row["name"], tuple(themes[code] for code in codes))


CATALOGUE_VERSION = catalogue().version
