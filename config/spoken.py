"""How people say what books write, read once: dialect and everyday words with the words of the books."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from config.file_faults import toml_of

_FILE = Path(__file__).parent / "data" / "spoken.toml"


@cache
def _said() -> tuple[re.Pattern[str], Mapping[str, str]]:
    said: Mapping[str, str] = toml_of(_FILE, "口语对照")["books"]
    return re.compile("|".join(map(re.escape, sorted(said, key=len, reverse=True)))), said


def in_book_words(text: str) -> str:
    """Return a text in the words of the books: 好多人才作数 becomes 多少人才算数."""
    pattern, said = _said()
    return pattern.sub(lambda found: said[found[0]], text)
