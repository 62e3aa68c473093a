"""Which days are worked, as this process knows it: what the program brings, and the notices that were loaded since."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

from config.holidays import HolidayNotice, WorkCalendar

# Another process may have been told; a notice comes once a year.
LOOK_EVERY = timedelta(minutes=1)


class Calendars:
    """The calendar in force, looked up in the books now and then."""

    def __init__(self, brought: WorkCalendar, read: Callable[[], Awaitable[Iterable[HolidayNotice]]]) -> None:
        """Begin with what the program brings; `read` returns the notices in the books."""
        self._brought = self.current = brought
        self._read = read
        self._looked: datetime | None = None

    def doubt(self) -> None:
        """Look at the books before anything else is done: what has just been loaded is about to be theirs."""
        self._looked = None

    async def look(self, now: datetime) -> None:
        """Read the notices, if the last look was some time ago."""
        if self._looked is not None and abs(now - self._looked) < LOOK_EVERY:
            return
        self.current = self._brought.with_notices(await self._read())
        self._looked = now
