"""The only reader of the time: everybody else is told the moment."""

from datetime import UTC, datetime, timedelta
from time import monotonic

from config.zone import SHANGHAI as SHANGHAI


class Clock:
    """Tells the present moment."""

    def now(self) -> datetime:
        """Return the present moment, aware, in Asia/Shanghai."""
        return datetime.now(SHANGHAI)

    def monotonic(self) -> float:
        """Return seconds that never jump, for measuring how long something took."""
        return monotonic()


class MovableClock(Clock):
    """A clock that runs like the real one, from a moment that somebody chose; for the sandbox and tests."""

    def __init__(self, start: datetime, *, frozen: bool = False) -> None:
        """Start at `start` (aware); a frozen clock stands still until it is set."""
        self._frozen = frozen
        self.set(start)

    def set(self, moment: datetime) -> None:
        """Continue from `moment` (aware)."""
        self._moment = moment.astimezone(SHANGHAI)
        self._set_at = monotonic()

    def now(self) -> datetime:
        """Return the chosen moment plus the real time since it was chosen."""
        if self._frozen:
            return self._moment
        return self._moment + timedelta(seconds=monotonic() - self._set_at)


def to_milliseconds(moment: datetime) -> int:
    """Return milliseconds since 1970 UTC for an aware moment."""
    return round(moment.timestamp() * 1000)


def from_milliseconds(milliseconds: int) -> datetime:
    """Return the moment in Asia/Shanghai for milliseconds since 1970 UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(SHANGHAI)
