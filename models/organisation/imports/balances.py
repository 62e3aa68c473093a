"""What a roster brings over from paper beside people, in mid-year: a topic's column, entered and taken back."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.organisation.people.rules import Role


@dataclass(frozen=True)
class Balance:
    """A column of opening balances; a thing is one of what a cell says, as it is kept: `2025 4`, `2026-12-03 am`.

    `headings` are how the column may be called, the first of them before people. `read` returns the things of a cell,
    or None where it cannot be read, of which `unreadable` tells; `parts` takes a thing apart for the topic, which
    answers for the rest. `kept` returns {person: parts of the things} that the books have. `fault` says why a thing is
    not brought over for somebody (None: he comes with the same table), empty where it is. `enter` writes it; `remove`
    takes it back as far as nobody has touched it since. `needs` is whose import may bring.
    """

    headings: tuple[str, ...]
    unreadable: str
    read: Callable[[str, datetime], Sequence[str] | None]
    show: Callable[[str], str]
    parts: Callable[[str], tuple[Any, ...]]
    kept: Callable[[Collection[int]], Awaitable[Mapping[int, Collection[tuple[Any, ...]]]]]
    fault: Callable[..., Awaitable[str]]
    enter: Callable[..., Awaitable[None]]
    remove: Callable[..., Awaitable[None]]
    needs: frozenset[Role] | None = None

    @property
    def name(self) -> str:
        """Return how the column is called before people, and in what is kept of an import."""
        return self.headings[0]
