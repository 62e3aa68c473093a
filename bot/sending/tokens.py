"""The application's access token: one shared row, fetched once however many need it.

Refreshed by compare-and-set: only if the stored token is still the one that failed. A token that never worked is
not replaced more than once a minute, or a dead secret would eat the daily quota of calls.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot import log
from bot.clock import Clock, to_milliseconds
from bot.wecom.client import WeComClient
from bot.wecom.errors import Meaning, WeComError
from config.database import transact
from models.machine.delivery.tables import AccessToken

T = TypeVar("T")
REFRESH_MILLISECONDS = 60_000
_REFUSALS = frozenset({Meaning.TOKEN, Meaning.THROTTLED, Meaning.CONFIGURATION})


@dataclass(frozen=True)
class AppCredentials:
    """The self-built application; the secret is used for gettoken only and appears nowhere else."""

    corp_id: str
    agent_id: int
    secret: str = field(repr=False)


class Tokens:
    """Hands out the token of one application."""

    def __init__(self, client: WeComClient, application: AppCredentials, clock: Clock) -> None:
        """Prepare; nothing is fetched yet."""
        self._client = client
        self._query = {"corpid": application.corp_id, "corpsecret": application.secret}
        self._application = f"{application.corp_id}:{application.agent_id}"
        self._worked = ""
        self._held: AccessToken | None = None
        self._clock = clock
        self._refused: tuple[int, WeComError] | None = None
        self._flight = asyncio.Lock()

    async def used(self, call: Callable[[dict[str, str]], Awaitable[T]]) -> T:
        """Return what a call with a live token returns; a token refused once is replaced and the call made again."""
        token = await self.current()
        try:
            answer = await call({"access_token": token})
        except WeComError as wrong:
            if wrong.meaning is not Meaning.TOKEN:
                raise
            token = await self.after(token)
            answer = await call({"access_token": token})
        await self.works(token)
        return answer

    async def current(self) -> str:
        """Return a token that should be alive; raises WeComError."""
        row = self._held
        if row is None or row.expires <= self._now():
            row = await self._row()
        if row and row.expires > self._now():
            return row.token
        return await self._refresh(row.token if row else None)

    async def after(self, dead: str) -> str:
        """Return a token other than the one WeCom has just refused; raises WeComError when it is too early."""
        return await self._refresh(dead)

    async def works(self, token: str) -> None:
        """Note that a call with this token succeeded."""
        if token != self._worked:
            await AccessToken.filter(application=self._application, token=token).update(worked=True)
            self._worked = token

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())

    async def _row(self) -> AccessToken | None:
        """Read the row, and hold it: that another process has replaced it shows when WeCom refuses the token held."""
        self._held = await AccessToken.get_or_none(application=self._application)
        return self._held

    async def _refresh(self, failed: str | None) -> str:
        async with self._flight:
            row = await self._row()
            if row and row.token != failed:
                return row.token  # somebody else has fetched it meanwhile
            if row and not row.worked and abs(self._now() - row.fetched) < REFRESH_MILLISECONDS:
                raise WeComError(Meaning.TOKEN, 40014, "fetched less than a minute ago and refused")
            token, seconds = await self._fetch()
            await transact(lambda: self._keep(failed, token, seconds))
            log.info("token fetched")
            fresh = await self._row()
            return fresh.token if fresh else token

    async def _fetch(self) -> tuple[str, int]:
        """Return a token from WeCom and its seconds of life; after a refusal, not again within the minute.

        Whatever goes wrong here, no message has been sent yet.
        """
        if self._refused and abs(self._now() - self._refused[0]) < REFRESH_MILLISECONDS:
            raise self._refused[1]
        try:
            answer = await self._client.get("gettoken", self._query)
            return str(answer["access_token"]), int(answer["expires_in"])
        except WeComError as wrong:
            if wrong.meaning in _REFUSALS:
                self._refused = self._now(), wrong
                raise
            raise WeComError(Meaning.NOT_SENT, wrong.code, wrong.note) from None
        except (KeyError, TypeError, ValueError):
            raise WeComError(Meaning.NOT_SENT, None, "gettoken without a token") from None

    async def _keep(self, failed: str | None, token: str, seconds: int) -> None:
        now = self._now()
        values = {"token": token, "expires": now + seconds * 1000, "fetched": now, "worked": False}
        if failed is None:
            await AccessToken.get_or_create(values, application=self._application)
        else:
            await AccessToken.filter(application=self._application, token=failed).update(**values)
