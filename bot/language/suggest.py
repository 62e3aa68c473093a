"""One suggestion for a mistyped command word."""

from collections.abc import Sequence


def nearest(words: Sequence[str], typed: str) -> str | None:
    """Return the command word that was probably meant, or None."""
    return None
