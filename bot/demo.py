"""The demo: a bot over an embedded database, the stand-in WeCom, the sample district and the sandbox page."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import SecretStr

from bot import log
from bot.app import TICK_SECONDS, Bot
from bot.clock import SHANGHAI, MovableClock, from_milliseconds, to_milliseconds
from bot.clockwork.job import Job, due_moments, moments, upcoming
from bot.earlier import earlier_decisions, earlier_talk
from bot.inspection import inspect
from bot.receiving.entrance import listen
from bot.sandbox.callbacks import Callbacks, Habits
from bot.sandbox.control import Sandbox, add_routes
from bot.sandbox.wecom import StandIn
from bot.sandbox.world import Chat, Doors, Person, World
from bot.understanding.reading import read_as
from bot.understood import understood
from bot.wecom.client import WeComClient
from config.database import Database, sqlite_path, transact
from config.holidays import WorkCalendar, load_calendar
from config.policy import Policy
from config.sample import LIBRARY_FOLDER, SampleDistrict, SampleReport, load_district, past_reports
from config.settings import Settings
from models.ledger.audit.actions import Cause
from models.library.catalogue.actions import load_book
from models.library.catalogue.rules import read_book
from models.machine.delivery.actions import next_due, under_way
from models.migrations import migrate
from models.organisation.enrolment.actions import entered_beside, is_empty, load, load_past, role_names

# An outgoing message that is tried again is due later than now; more rounds than this are left to the clock.
ROUNDS_MOST = 50
PATIENCE_SECONDS = 0.02
# The sandbox lets people send pictures; callbacks keep their own, smaller limit.
PICTURE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class DemoPlace:
    """Where the demo lives: the database's address, the port of the page (0 for any), and the first moment.

    With `frozen` the clock stands still and nothing ticks by itself: every move comes from whoever drives it.
    `district` is who lives there, the sample when it is not given; with `earlier` the chats show how its records came.
    `calendar` says which days are worked.
    """

    database_url: str
    port: int
    start: datetime
    frozen: bool = False
    earlier: bool = False
    district: SampleDistrict = field(default_factory=load_district)
    calendar: WorkCalendar = field(default_factory=load_calendar)


def demo_doors() -> Doors:
    """Return credentials made up for this start; none of them is worth anything elsewhere."""

    def word(length: int) -> str:
        return secrets.token_hex(length)[:length]

    return Doors(
        corp_id="ww" + word(16),
        agent_id=1000002,
        app_secret=word(43),
        app_token=word(16),
        # The last of 43 characters carries two bits that do not fit; "A" leaves them empty.
        app_aes_key=word(42) + "A",
        smartbot_token=word(16),
        smartbot_aes_key=word(42) + "A",
        smartbot_name="示范带助手",
        smartbot_id="aib" + word(12),
    )


def demo_settings(doors: Doors, api_url: str, place: DemoPlace) -> Settings:
    """Return settings that join the bot to the stand-in, whatever the environment says."""
    return Settings.model_construct(
        database_url=place.database_url,
        wecom_api_base=api_url,
        corp_id=doors.corp_id,
        app_agent_id=doors.agent_id,
        app_secret=SecretStr(doors.app_secret),
        app_token=SecretStr(doors.app_token),
        app_aes_key=SecretStr(doors.app_aes_key),
        smartbot_token=SecretStr(doors.smartbot_token),
        smartbot_aes_key=SecretStr(doors.smartbot_aes_key),
        smartbot_name=doors.smartbot_name,
        smartbot_id=doors.smartbot_id,
    )


def world_of(district: SampleDistrict, doors: Doors) -> World:
    """Return the stand-in's people and groups for a sample district."""
    names = {unit.code: unit.name for unit in district.units}
    return World(
        people=tuple(Person(p.userid, p.name, role_names(p), names[p.unit]) for p in district.people),
        chats=tuple(Chat(g.chatid, g.name, names[g.unit], g.webhook_key, g.members) for g in district.groups),
        doors=doors,
    )


def world_of_sample() -> dict[str, list[dict[str, Any]]]:
    """Return the sample's people and groups as another program needs them to drive `serve` from outside."""
    world = world_of(load_district(), demo_doors())
    return {
        "people": [asdict(person) for person in world.people],
        "chats": [asdict(chat) for chat in world.chats],
    }


async def load_sample(now: datetime, policy: Policy, district: SampleDistrict | None = None) -> None:
    """Write a district and its two past months into empty books, the sample by default; else BOOKS_NOT_EMPTY."""
    district = district or load_district()
    await load(district, Cause("sample", now))
    for file in sorted(LIBRARY_FOLDER.glob("*.toml")):
        await load_book(read_book(file.read_text(encoding="utf-8"), file.name), Cause("sample", now))
    reports = {report: _described(report) for report in past_reports(district, now)}
    await load_past(reports, policy)


@cache
def _described(report: SampleReport) -> str:
    """Return what the bot would have taken from a report's text."""
    items = read_as("activity", report.text, report.reported_at).items
    return items[0].description if items else report.text


class BotSide:
    """What the sandbox asks of the bot."""

    def __init__(self, bot: Bot, clock: MovableClock) -> None:
        """Stand between the sandbox and a bot whose clock can be moved."""
        self._bot = bot
        self._clock = clock
        self._titles = {job.name: job.title for job in bot.house.jobs}

    async def run_to(self, moment: datetime) -> list[dict[str, Any]]:
        """Move the clock from one due moment to the next until `moment`; return what ran."""
        ran: list[dict[str, Any]] = []
        while True:
            target = await self._next_moment(moment)
            if target > self._clock.now():
                self._clock.set(target)
            ran += [{**one, "title": self._titles[one["job"]]} for one in await self._bot.scheduler.tick()]
            await self.settle()
            if target == moment:
                return ran

    async def _next_moment(self, until: datetime) -> datetime:
        """Return the next moment, `until` at the latest, at which a job is due or a message may go."""
        house, now = self._bot.house, self._clock.now().astimezone(SHANGHAI)
        waiting = await next_due(to_milliseconds(now))
        soonest = (until if waiting is None else min(until, from_milliseconds(waiting))).astimezone(SHANGHAI)
        # Nobody need look further than what was found: the last job runs every night, and the books are asked last.
        for job in reversed(house.jobs):
            soonest = next(moments(job, house, now, soonest), soonest)
        for job in house.jobs:
            if job.asks is not None:
                soonest = min([soonest, *await due_moments(job, house, now, soonest)])
        return soonest

    async def settle(self) -> None:
        """Handle and send until nothing is due any more and nothing is under way."""
        for _ in range(ROUNDS_MOST):
            taken = await self._bot.conversations.sweep() + await self._bot.outbox.deliver()
            # The demo sends by itself as well; moved now, the clock would date its message wrongly.
            if not taken and not await under_way():
                return
            if not taken:
                await asyncio.sleep(PATIENCE_SECONDS)

    async def inspect(self, key: str) -> dict[str, Any]:
        """Return what arrived, was read, stored, and waits for a msgid."""
        return await inspect(key)

    async def read(self, text: str, said_at: datetime) -> dict[str, Any]:
        """Return what a text is taken for: its kind, how sure that is, and the values with the words they came from."""
        return understood(text, said_at, self._bot.house)

    async def _due(self) -> list[tuple[datetime, Job]]:
        """Return the next due moment of every job that has one, soonest first."""
        house, now = self._bot.house, self._clock.now().astimezone(SHANGHAI)
        found = [(await upcoming(job, house, now), job) for job in house.jobs]
        return sorted(((due, job) for due, job in found if due is not None), key=lambda one: (one[0], one[1].name))

    async def newcomers(self, known: set[str]) -> list[Person]:
        """Return those on the books under other accounts than the known ones."""
        return [Person(*one) for one in await transact(lambda: entered_beside(known))]

    async def upcoming(self) -> list[dict[str, Any]]:
        """Return the next due moment of every job, soonest first."""
        return [{"job": job.name, "title": job.title, "due": due.isoformat()} for due, job in await self._due()]


@contextlib.asynccontextmanager
async def running(place: DemoPlace, policy: Policy, habits: Habits | None = None) -> AsyncIterator[tuple[str, Sandbox]]:
    """Run the whole demo until the block ends; yield its address and the sandbox."""
    clock = MovableClock(place.start, frozen=place.frozen)
    doors = demo_doors()
    stand_in = StandIn(world_of(place.district, doors), clock.now)
    api = await listen(stand_in.application(), "127.0.0.1", 0)
    api_url = f"http://127.0.0.1:{api.port}"
    database = Database(place.database_url)
    await database.open(sole=True)
    try:
        await migrate()
        if await is_empty():
            await transact(lambda: load_sample(place.start, policy, place.district))
        if place.earlier:
            decided = await transact(lambda: earlier_decisions(stand_in.world, place.start, policy, place.calendar))
            for message in sorted([*await earlier_talk(stand_in.world), *decided], key=lambda one: one.when):
                stand_in.messages.add(message)
        async with WeComClient(api_url) as client:
            bot = Bot(demo_settings(doors, api_url, place), policy, clock, client, place.calendar)
            application = bot.web_application("all", PICTURE_BYTES)
            side = BotSide(bot, clock)
            await bot.tick()
            # The page's address is known only once the port is; the callbacks learn it below.
            callbacks = Callbacks(stand_in, "", api_url, habits)
            sandbox = Sandbox(stand_in, callbacks, side)
            add_routes(application, sandbox)
            page = await listen(application, "127.0.0.1", place.port)
            callbacks.bot_url = f"http://127.0.0.1:{page.port}"
            try:
                async with contextlib.nullcontext() if place.frozen else bot.running():
                    yield callbacks.bot_url, sandbox
            finally:
                await page.cleanup()
    finally:
        await database.close()
        await api.cleanup()


async def _start_anew(url: str) -> None:
    """Remove the database of an earlier demo, for every start begins with the same district; raises DatabaseBusy."""
    earlier = Database(url)
    await earlier.open(sole=True)
    await earlier.close()
    path = sqlite_path(url)
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


async def run(place: DemoPlace, policy: Policy) -> None:
    """Run the demo until the process is stopped; print the one address to open."""
    await _start_anew(place.database_url)
    async with running(place, policy) as (address, _):
        print(f"打开 {address}/sandbox  （停下来按 Ctrl+C）", flush=True)
        log.info("demo running", tick=TICK_SECONDS)
        await asyncio.Event().wait()
