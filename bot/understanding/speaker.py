"""Who is speaking, remembered for a few seconds: people say several things in a row, and who they are changes rarely.

Whoever leaves the enterprise is forgotten at once by the process that hears of it, and by every other one within
the span.
"""

from datetime import datetime, timedelta

from models.organisation.people.actions import asker
from models.organisation.people.rules import Asker

SPAN = timedelta(seconds=10)
PEOPLE_MOST = 5000


class Askers:
    """Looks people up, at most once in a span."""

    def __init__(self) -> None:
        """Remember nobody yet."""
        self._known: dict[str, tuple[datetime, Asker]] = {}

    async def find(self, userid: str, now: datetime) -> Asker:
        """Return who is speaking at a local moment; raises HasLeft."""
        known = self._known.get(userid)
        if known is not None and known[0] <= now < known[0] + SPAN and known[0].date() == now.date():
            return known[1]
        found = await asker(userid, now.date())
        if len(self._known) >= PEOPLE_MOST:
            self._known.clear()
        self._known[userid] = (now, found)
        return found

    def forget(self) -> None:
        """Look everybody up anew: somebody's standing has changed."""
        self._known.clear()
