"""A regular expression that is compiled when it is first used, so that importing stays quick."""

import re
from collections.abc import Callable, Iterator
from typing import Any

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class Pattern:
    """A regular expression with the usual methods, compiled on first use; a mistake in it shows then."""

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[str]]
    sub: Callable[..., str]
    split: Callable[..., list[str]]

    def __init__(self, source: str) -> None:
        """Keep the source."""
        self.source = source

    def __getattr__(self, name: str) -> Any:
        """Return a method; from the first on all are those of the compiled expression, with nothing between."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.source)
        for method in _METHODS:
            setattr(self, method, self._looking(getattr(compiled, method)))
        return getattr(self, name)

    def _looking(self, method: Callable[..., Any]) -> Callable[..., Any]:
        """Return one of the methods as it is to look at a text: as it stands."""
        return method
