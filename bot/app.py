"""The composition root: the only file that knows every part."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Literal

from aiohttp import web
from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import log
from bot.clock import Clock
from bot.clockwork.scheduler import Scheduler
from bot.clockwork.watchdog import Watchdog
from bot.copies import backups_of
from bot.health import Health
from bot.receiving.contacts import Contacts
from bot.receiving.conversation import Conversations
from bot.receiving.doors import Door, application_door, smartbot_door
from bot.receiving.files import Files
from bot.receiving.server import Server, proof_text
from bot.sending.outbox import Outbox
from bot.sending.sender import Sender
from bot.sending.tokens import AppCredentials, Tokens
from bot.understanding.calendars import Calendars
from bot.understanding.dialog import Dialogs
from bot.understanding.reading import read
from bot.understanding.request import House
from bot.wecom.client import WeComClient
from bot.wecom.envelope import BODY_BYTES, Envelope
from config.database import transact
from config.holidays import WorkCalendar, load_calendar
from config.policy import Policy
from config.settings import Settings
from handlers import BALANCES, COMMANDS, DEPARTURES, LEDGERS, MERGERS, NUMBERED, PENDING, QUESTIONS, RECIPES, REMINDERS
from models.duty.holidays.actions import notices
from models.machine.schedule.actions import takes_turn
from schedules import JOBS

Role = Literal["all", "web", "worker"]
TICK_SECONDS = 15
ROUND_SECONDS = 1
# Messages are handled and answered on their callbacks; the sweep finds what an ended process left.
SWEEP_SECONDS = 4
# What WeCom does not tell of its list of contacts is looked for by one worker every ten minutes; whose turn it is, each
# asks every minute. Source: issue 11.
CONTACTS_EVERY, TURN_SECONDS = timedelta(minutes=10), 60


def build_house(settings: Settings, policy: Policy, calendar: WorkCalendar | None = None) -> House:
    """Return what every handler and job shares; raises ValueError when jobs and their times do not match.

    `calendar` says which days are worked, the official one with the district's corrections if it is not given.
    """
    if {job.name for job in JOBS} != policy.schedule.keys():
        raise ValueError("every job needs its line in the policy's schedule, and nothing else has one")
    return House(
        policy=policy,
        calendars=Calendars(calendar or load_calendar(), notices),
        commands=COMMANDS,
        jobs=JOBS,
        dialogs=Dialogs(QUESTIONS),
        bot_name=settings.smartbot_name,
        filing_no=settings.filing_no,
        departures=DEPARTURES,
        mergers=MERGERS,
        balances=BALANCES,
        numbered=NUMBERED,
        pending=PENDING,
        ledgers=LEDGERS,
        reminders=REMINDERS,
        recipes=RECIPES,
        technicians=settings.technician_ids,
    )


def open_doors(settings: Settings) -> list[Door]:
    """Return the doors that the settings describe."""
    doors = []
    if settings.app_token and settings.app_aes_key:
        token, key = settings.app_token.get_secret_value(), settings.app_aes_key.get_secret_value()
        doors.append(application_door(Envelope(token, key, settings.corp_id), settings.corp_id, settings.app_agent_id))
    if settings.smartbot_token and settings.smartbot_aes_key:
        token, key = settings.smartbot_token.get_secret_value(), settings.smartbot_aes_key.get_secret_value()
        doors.append(smartbot_door(Envelope(token, key, "")))
    return doors


def _files(settings: Settings, client: WeComClient) -> Files | None:
    """Return what fetches the files that people send to the smart bot, the only door that has files."""
    if settings.smartbot_token is None or settings.smartbot_aes_key is None:
        return None
    token, key = settings.smartbot_token.get_secret_value(), settings.smartbot_aes_key.get_secret_value()
    return Files(client, Envelope(token, key, ""))


class Bot:
    """Every part of one process, over an open and migrated database."""

    def __init__(
        self,
        settings: Settings,
        policy: Policy,
        clock: Clock,
        client: WeComClient,
        calendar: WorkCalendar | None = None,
    ) -> None:
        """Put the parts together; nothing runs yet."""
        self.clock = clock
        self.house = build_house(settings, policy, calendar)
        self.conversations = Conversations(self.house, clock, _files(settings, client))
        self.health = Health(clock, backups_of(settings.database_url), self.conversations.line)
        self.watchdog = Watchdog()
        self.scheduler = Scheduler(self.house, clock)
        secret = settings.app_secret.get_secret_value()
        tokens = Tokens(client, AppCredentials(settings.corp_id, settings.app_agent_id, secret), clock)
        self.contacts = Contacts(self.house, client, tokens, clock) if secret else None
        self.outbox = Outbox(Sender(client, tokens, settings.app_agent_id), policy.delivery, clock, self.house.anew)
        self._proof = settings.domain_proof
        self.server = Server(open_doors(settings), self.conversations, self.health, clock)

    async def tick(self) -> None:
        """Look at the schedule once; a failure is logged and the next tick tries again."""
        async with self._round("tick"):
            await self.scheduler.tick()
            self.health.looked()
        self.watchdog.beats("tick")

    async def sweep(self) -> None:
        """Handle what was left waiting; a failure is logged and the next sweep tries again."""
        async with self._round("sweep"):
            await self.conversations.sweep()
        self.watchdog.beats("sweep")

    async def deliver(self) -> None:
        """Send what is due; a failure is logged and the next round tries again.

        The watchdog does not look at it: with many messages and a slow other side, a round takes as long as it takes.
        """
        async with self._round("delivery"):
            await self.outbox.deliver()

    async def look(self) -> None:
        """Look at the list of contacts once; a failure is logged and the next round looks again."""
        if self.contacts is not None:
            async with self._round("contacts"):
                await self.contacts.look()

    async def look_in_turn(self) -> None:
        """Look at the list of contacts unless another worker has done so lately."""
        async with self._round("contacts"):
            if await transact(lambda: takes_turn("contacts", CONTACTS_EVERY, self.clock.now())):
                await self.look()

    @contextlib.asynccontextmanager
    async def _round(self, name: str) -> AsyncIterator[None]:
        try:
            yield
        except (Exception, asyncio.CancelledError) as wrong:
            task = asyncio.current_task()
            # Whoever is told to end, ends; a cancellation of the work alone must not end the rounds.
            if task and task.cancelling():
                raise
            log.warning("round failed", round=name, kind=type(wrong).__name__)

    @contextlib.asynccontextmanager
    async def running(self, role: Role = "all") -> AsyncIterator[None]:
        """Tick and sweep until the block ends; what is being sent is sent to the end.

        A web process leaves the schedule and the outbox to the workers.
        """
        async with contextlib.AsyncExitStack() as stack:
            if role != "web":
                alarm = AsyncIOScheduler(job_defaults={"misfire_grace_time": None, "coalesce": True})
                ticking = alarm.add_job(self.tick, "interval", seconds=TICK_SECONDS)
                await self.tick()
                alarm.start()
                stack.callback(alarm.shutdown, wait=False)
                await stack.enter_async_context(_repeating(partial(keep_ticking, ticking)))
                await stack.enter_async_context(_repeating(self.deliver))
                stack.callback(self.outbox.stop)
                await stack.enter_async_context(_repeating(self.look_in_turn, TURN_SECONDS))
            await stack.enter_async_context(_repeating(self.sweep, SWEEP_SECONDS))
            await stack.enter_async_context(self.conversations.line.beating())
            yield

    async def _prove(self, request: web.Request) -> web.Response:
        return web.Response(text=proof_text(self._proof))

    def web_application(self, role: Role, largest_body: int = BODY_BYTES) -> web.Application:
        """Return the HTTP application; with `worker` only the health pages."""
        application = web.Application(client_max_size=largest_body)
        routes = self.server.routes()
        hidden = "/wecom/" if role == "worker" else ""
        application.add_routes([r for r in routes if not (hidden and r.path.startswith(hidden))])
        if self._proof:
            application.router.add_get(f"/{self._proof}", self._prove)
        return application


@contextlib.asynccontextmanager
async def _repeating(work: Callable[[], Awaitable[None]], seconds: float = ROUND_SECONDS) -> AsyncIterator[None]:
    """Do some work again and again until the block ends, and wait for the round that is under way."""
    stop = asyncio.Event()

    async def rounds() -> None:
        while not stop.is_set():
            await work()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await stop.wait()

    running = asyncio.create_task(rounds())
    try:
        yield
    finally:
        stop.set()
        await running


async def keep_ticking(ticking: Job) -> None:
    """Bring the next tick back when the clock was set: APScheduler waits for a moment on the clock of the wall.

    Set back, that moment is far away. Set forward by years, APScheduler would count every tick between, for seconds.
    """
    if abs(ticking.next_run_time - Clock().now()) > timedelta(seconds=TICK_SECONDS):
        ticking.reschedule("interval", seconds=TICK_SECONDS)


def warm_up(clock: Clock) -> None:
    """Do now what the first messages would have to wait for."""
    # The first reading compiles every pattern.
    read(COMMANDS[0].example, clock.now())
    # What was built so far lives as long as the process; the collector need not look at it again and again.
    gc.freeze()
