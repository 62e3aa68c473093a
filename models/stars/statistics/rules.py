"""How filed stars are counted; pure."""

from collections import Counter
from collections.abc import Iterable


def counted(stars: Iterable[int | None]) -> dict[int, int]:
    """Return {grade: how many}, 0 for no star, highest first."""
    found = Counter(star or 0 for star in stars)
    return {grade: found[grade] for grade in sorted(found, reverse=True)}
