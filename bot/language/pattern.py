"""A regular expression that is compiled when it is first used, so that importing stays quick."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Pattern:
    """A regular expression with the usual methods, compiled on first use."""

    def __init__(self, source: str) -> None:
        """Keep the source; a mistake in it shows on first use."""
        self.source = source

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match anywhere."""
        return self._compiled.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match at the position."""
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole text."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches in order."""
        return self._compiled.finditer(text, start, len(text) if end is None else end)

    def findall(self, text: str) -> list[str]:
        """Return the matched texts in order, for an expression without groups."""
        return self._compiled.findall(text)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return the text with every match replaced."""
        return self._compiled.sub(new, text)

    def split(self, text: str) -> list[str]:
        """Return what stands between the matches."""
        return self._compiled.split(text)
