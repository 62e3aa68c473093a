"""The append-only record of every call the stand-in received and of what it applied."""

from dataclasses import asdict, dataclass
from typing import Any

LONG_TEXT = 4096  # pictures in Base64 would fill the memory; the picture itself is kept once, by its digest


@dataclass(frozen=True)
class Entry:
    """One received call; `applied` says whether it changed or read anything, `note` why nothing was said."""

    seq: int
    at: str
    endpoint: str
    path: str
    query: dict[str, str]
    body: Any
    applied: bool
    answer: Any
    fault: str
    note: str

    def as_json(self) -> dict[str, Any]:
        """Return the entry as plain JSON values."""
        return asdict(self)


class Ledger:
    """Grows and never changes what it holds."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return everything received so far, oldest first."""
        return tuple(self._entries)

    def of(self, endpoint: str) -> list[Entry]:
        """Return the calls of one endpoint, such as message/send, oldest first."""
        return [entry for entry in self._entries if entry.endpoint == endpoint]

    def after(self, seq: int) -> list[Entry]:
        """Return the entries younger than this number."""
        return self._entries[max(seq, 0) :]

    def next_seq(self) -> int:
        """Return the number the next entry must carry."""
        return len(self._entries) + 1

    def append(self, entry: Entry) -> None:
        """Add one entry at the end."""
        self._entries.append(entry)


def masked(query: dict[str, str]) -> dict[str, str]:
    """Return the query with every credential reduced to its first four characters."""
    secret = {"access_token", "key", "corpsecret"}
    return {name: value[:4] + "…" if name in secret else value for name, value in query.items()}


def shortened(value: Any) -> Any:
    """Return the value with over-long strings replaced by their length."""
    if isinstance(value, str) and len(value) > LONG_TEXT:
        return f"({len(value)} characters)"
    if isinstance(value, dict):
        return {name: shortened(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shortened(inner) for inner in value]
    return value
