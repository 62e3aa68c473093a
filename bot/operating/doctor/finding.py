"""What one check of the doctor found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; the line says what was found and, if not good, the cause and the way out."""

    title: str
    good: bool
    line: str


def fine(title: str, said: str) -> Finding:
    """Return that something is in order."""
    return Finding(title, True, f"✓ {title}：{said}")


def wrong(title: str, said: str) -> Finding:
    """Return that something needs a person; `said` gives cause and way out, never a secret."""
    return Finding(title, False, f"✗ {title}：{said}")
