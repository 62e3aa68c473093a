"""What belongs together by a key; pure."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

Key = TypeVar("Key")
One = TypeVar("One")


def grouped(pairs: Iterable[tuple[Key, One]]) -> defaultdict[Key, list[One]]:
    """Return {key: what has it}, both in the order in which they come; nothing under any other key."""
    found: defaultdict[Key, list[One]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return found
