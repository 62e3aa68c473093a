"""Counters of calls inside moving windows of the demo's clock."""

from collections import defaultdict, deque
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class Window:
    """Lets through a number of events per key inside a span of time."""

    def __init__(self, most: int, span: timedelta) -> None:
        self._most = most
        self._span = span
        self._seen: dict[str, deque[datetime]] = defaultdict(deque)

    def is_full(self, key: str, at: datetime) -> bool:
        """Return whether one more event at this moment would be too many."""
        seen = self._seen[key]
        while seen and seen[0] <= at - self._span:
            seen.popleft()
        return len(seen) >= self._most

    def count(self, key: str, at: datetime) -> None:
        """Note one event."""
        self._seen[key].append(at)

    def forget(self, key: str) -> None:
        """Start the key anew."""
        self._seen.pop(key, None)


class Blocking:
    """Twenty a minute, say; one more blocks the key for a fixed span, which later calls do not extend."""

    def __init__(self, most: int, span: timedelta = MINUTE, block: timedelta = MINUTE) -> None:
        self._window = Window(most, span)
        self._block = block
        self._until: dict[str, datetime] = {}

    def admits(self, key: str, at: datetime) -> bool:
        """Return whether this call passes, and count it if so."""
        if (until := self._until.get(key)) is not None:
            if at < until:
                return False
            del self._until[key]
            self._window.forget(key)
        if self._window.is_full(key, at):
            self._until[key] = at + self._block
            return False
        self._window.count(key, at)
        return True
