"""Looks once a minute whether all is well: tells the technicians what is not, and a far address as long as all is.

What stops the bot altogether cannot be told by the bot. The far address (a dead man's switch, such as healthchecks or a
push monitor) raises the alarm when it is no longer called.
"""

import asyncio
import contextlib
from typing import Any

import aiohttp

from bot import log, texts
from bot.clock import Clock
from bot.drawing.press import try_templates
from bot.health import Health
from bot.sending.outbox import post
from config.database import transact
from config.policy import Policy
from config.settings import Settings
from models.machine.delivery.rules import Message, Purpose
from models.organisation.posts.actions import district_ends

EVERY_SECONDS = 60
TEMPLATES_AFTER_SECONDS = 5
CALL_SECONDS = 10
# A night missed, and some hours for the next one to come late.
BACKUP_HOURS_MOST = 30
TRIAL_HOURS_MOST = 24 * 9


def troubles(state: dict[str, Any]) -> list[str]:
    """Return the names of what needs a person, of what /readyz tells; a first backup or trial may be yet to come."""
    wrong = [name for name, good in state.items() if good is False and name != "ready"]
    if (state["backup_hours"] or 0) > BACKUP_HOURS_MOST:
        wrong.append("backup")
    if (state["trial_hours"] or 0) > TRIAL_HOURS_MOST:
        wrong.append("trial")
    return wrong


class Watch:
    """Tells technicians and the far address."""

    def __init__(self, health: Health, settings: Settings, policy: Policy, clock: Clock) -> None:
        """Prepare; nothing is looked at yet."""
        self._health = health
        self._settings = settings
        self._rest = policy.delivery.night
        self._clock = clock

    async def look(self) -> list[str]:
        """Look once and tell; return what needs a person. Of each trouble the technicians hear once a day."""
        wrong = troubles(await self._health.ready())
        # What is wrong with the books themselves is told already.
        with contextlib.suppress(Exception):
            wrong += ["district"] if await transact(lambda: district_ends(self._clock.now().date())) else []
        for name in wrong:
            try:
                await transact(lambda name=name: self._tell(name))  # type: ignore[misc]
            except Exception as failed:
                # What keeps it from being stored is most likely the trouble itself; then the far address falls silent.
                log.warning("technician not told", trouble=name, kind=type(failed).__name__)
        if not wrong and self._settings.heartbeat_url:
            await self._call(self._settings.heartbeat_url.get_secret_value())
        return wrong

    async def _tell(self, name: str) -> None:
        now = self._clock.now()
        told = [
            Message(texts.trouble(name), to=userid, purpose=Purpose.ALARM) for userid in self._settings.technician_ids
        ]
        await post(told, cause=f"trouble:{name}:{now:%Y-%m-%d}", title="给技术员", now=now, rest=self._rest)

    async def _call(self, url: str) -> None:
        timeout = aiohttp.ClientTimeout(total=CALL_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(url, allow_redirects=False) as got,
            ):
                if got.status >= 400:
                    log.warning("heartbeat not taken", status=got.status)
        except (aiohttp.ClientError, TimeoutError) as failed:
            log.warning("heartbeat not taken", kind=type(failed).__name__)


async def looking(watch: Watch) -> None:
    """Look every minute, the first time after one; once also whether every template is right."""
    # After the rush of the start, and beside the loop: it takes a second of processor.
    await asyncio.sleep(TEMPLATES_AFTER_SECONDS)
    for file, why in (await asyncio.to_thread(try_templates)).items():
        log.warning("template not drawn", file=file, why=why)
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        await watch.look()
