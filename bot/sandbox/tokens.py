"""Access tokens of the one application: issued, reused while valid, expired or refused on demand."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.sandbox.answers import Answer, Refused
from bot.sandbox.world import Doors

LIFETIME = timedelta(seconds=7200)


class Tokens:
    """Keeps every token ever issued with the moment it ends."""

    def __init__(self, doors: Doors, now: Callable[[], datetime]) -> None:
        self._doors = doors
        self._now = now
        self._ends: dict[str, datetime] = {}
        self._current = ""
        self.refusing_with: int | None = None

    def issue(self, query: dict[str, str]) -> Answer:
        """Return the current token, or a new one if it has ended. Raises Refused 40001..41004."""
        if not query.get("corpid"):
            raise Refused(41002)
        if not query.get("corpsecret"):
            raise Refused(41004)
        if query["corpid"] != self._doors.corp_id:
            raise Refused(40013)
        if query["corpsecret"] != self._doors.app_secret:
            raise Refused(40001)
        now = self._now()
        if self._ends.get(self._current, now) <= now:
            self._current = secrets.token_urlsafe(160)
            self._ends[self._current] = now + LIFETIME
        left = self._ends[self._current] - now
        return Answer({"access_token": self._current, "expires_in": int(left.total_seconds())})

    def check(self, token: str) -> None:
        """Raise Refused 41001, 40014 or 42001 unless the token is valid now."""
        if not token:
            raise Refused(41001)
        if self.refusing_with is not None:
            raise Refused(self.refusing_with)
        if token not in self._ends:
            raise Refused(40014)
        if self._ends[token] <= self._now():
            raise Refused(42001)

    def expire_all(self) -> None:
        """End every token at this moment: the next call meets 42001, the next gettoken issues a new one."""
        self._ends = {token: min(end, self._now()) for token, end in self._ends.items()}
