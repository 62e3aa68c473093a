"""How filed stars are counted; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """How many members of an area hold which filed star; 0 stands for none."""

    name: str
    counts: Mapping[int, int]


@dataclass(frozen=True)
class Filed:
    """The filed stars of one branch, by name, highest first."""

    branch: str
    stars: Sequence[tuple[str, int | None]]


def counted(stars: Iterable[int | None]) -> dict[int, int]:
    """Return {grade: how many}, 0 for no star, highest first."""
    found = Counter(star or 0 for star in stars)
    return {grade: found[grade] for grade in sorted(found, reverse=True)}
