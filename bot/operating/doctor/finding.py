"""What one check of the doctor found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; the line says what was found and, if not good, the cause and the way out."""

    title: str
    good: bool
    line: str

    @property
    def link(self) -> str:
        """Return where the manual tells of this check: its heading there is the title."""
        return f"docs/operate.md#{self.title.lower()}"


def fine(title: str, said: str) -> Finding:
    """Return that something is in order."""
    return Finding(title, True, f"✓ {title}：{said}")


def wrong(title: str, said: str) -> Finding:
    """Return that something needs a person; `said` gives cause and way out, never a secret."""
    return Finding(title, False, f"✗ {title}：{said}")
