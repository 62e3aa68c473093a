"""Real processes of the bot, and on the other side of the wire a pretend WeCom in the process of the test."""

import asyncio
import os
import signal
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from bot.clock import Clock
from bot.demo import demo_doors, world_of
from bot.receiving.conversation import ANSWER_SECONDS
from bot.receiving.entrance import FIRST_KEPT, listen
from bot.sandbox.envelopes import open_xml
from bot.sandbox.packets import Act, Packer, Packet
from bot.sandbox.wecom import StandIn
from config.database import Database
from config.sample import SampleDistrict, load_district
from models.machine.delivery.rules import OPEN
from models.machine.delivery.tables import OutboxRow
from models.machine.inbox.tables import InboxRow
from tests.fakes.clocks import TODAY
from tests.fakes.forks import Place, Preparation, fork

POLL_SECONDS = 0.05
STOP_SECONDS = 10  # an asked-for end takes no longer
READY_SECONDS, DONE_SECONDS = 120, 120  # on a machine that has much else to do
SEED = 20261122


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def until(met: Callable[[], Awaitable[bool]], within: float = DONE_SECONDS) -> None:
    """Look until a condition is met; fails when that takes longer than `within` seconds."""
    async with asyncio.timeout(within):
        while True:
            if await met():
                return
            await asyncio.sleep(POLL_SECONDS)


def _behind(door: socket.socket) -> None:
    """Let this process find the socket that somebody keeps open, where and as systemd hands it over."""
    os.dup2(door.fileno(), FIRST_KEPT)
    os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}


class Process:
    """One process of the bot, listening on a port of its own."""

    def __init__(self, port: int, running: BaseProcess) -> None:
        """Stand for a process that has been started."""
        self.port = port
        self._running = running
        self.pid = running.pid or 0

    @property
    def status(self) -> int | None:
        """Return its exit status; None while it runs."""
        return self._running.exitcode

    async def is_ready(self, session: ClientSession) -> None:
        """Return when /readyz says so; fails after READY_SECONDS, or when the process has ended."""
        async with asyncio.timeout(READY_SECONDS):
            while True:
                assert self.status is None, f"ended with {self.status} before it was ready"
                try:
                    async with session.get(f"http://127.0.0.1:{self.port}/readyz") as answer:
                        if answer.status == 200:
                            return
                except (ClientError, TimeoutError):
                    pass
                await asyncio.sleep(POLL_SECONDS)

    def signals(self, number: signal.Signals) -> None:
        """Send it a signal, unless it has ended."""
        if self.status is None:
            os.kill(self.pid, number)

    async def ended(self, within: float = DONE_SECONDS) -> int:
        """Return its exit status; fails when it takes longer than `within` seconds."""

        async def met() -> bool:
            return self.status is not None

        await until(met, within)
        return self.status or 0


class Street:
    """The pretend WeCom, what it has posted, and the processes it posts to."""

    def __init__(self, stand_in: StandIn, api: str, session: ClientSession, clock: Clock) -> None:
        """Begin with no process; those that are started go by the same clock."""
        self.stand_in = stand_in
        self.clock = clock
        self.session = session
        self.answers: dict[str, list[bytes]] = defaultdict(list)
        # Every post: what was posted, its status, and the seconds that the answer took.
        self.posted: list[tuple[Packet, int, float]] = []
        self._doors = stand_in.world.doors
        self._packer = Packer(self._doors, SEED)
        self._processes: list[Process] = []
        self._api = api
        self.policy = Path("config/policy.toml")
        # Where those that are started write their log.
        self.log = Path(os.devnull)

    def environment(self, url: str, port: int) -> dict[str, str]:
        """Return the settings of a process as its environment."""
        doors = self._doors
        return {
            **os.environ,
            "BOT_DATABASE_URL": url,
            "BOT_PORT": str(port),
            "BOT_HOST": "127.0.0.1",
            "BOT_WECOM_API_BASE": self._api,
            "BOT_CORP_ID": doors.corp_id,
            "BOT_APP_AGENT_ID": str(doors.agent_id),
            "BOT_APP_SECRET": doors.app_secret,
            "BOT_APP_TOKEN": doors.app_token,
            "BOT_APP_AES_KEY": doors.app_aes_key,
            "BOT_POLICY_FILE": str(self.policy),
        }

    async def starts(self, url: str, *arguments: str, prepare: Preparation | None = None) -> Process:
        """Start a command of the bot, `serve` if none is named, on a database, prepared first; return at once."""
        return self._forked(_free_port(), url, [*(arguments or ("serve",))], prepare)

    def _forked(self, port: int, url: str, words: list[str], prepare: Preparation | None) -> Process:
        place = Place(log=self.log)
        process = Process(port, fork(words, self.environment(url, port), self.clock, place, prepare))
        self._processes.append(process)
        return process

    async def starts_behind(self, door: socket.socket, url: str) -> Process:
        """Start `serve` on a socket that somebody keeps open, as systemd does; return at once."""
        return self._forked(int(door.getsockname()[1]), url, ["serve"], partial(_behind, door))

    async def serves(self, url: str, *arguments: str) -> Process:
        """Start a process and return when it is ready."""
        process = await self.starts(url, *arguments)
        await process.is_ready(self.session)
        return process

    async def clear(self, number: signal.Signals = signal.SIGKILL) -> None:
        """End whatever still runs, at once or as it is asked to by another signal."""
        for process in self._processes:
            process.signals(number)
            await process.ended()

    def says(self, userid: str, text: str, msgid: str = "") -> Packet:
        """Return the callback of something said to the application; a known msgid is sealed anew."""
        said = {"MsgType": "text", "Content": text}
        act = Act("app", f"app:{userid}", userid, msgid or self._packer.new_msgid(), said)
        return self._packer.pack(act, self.clock.now())

    async def posts(self, packet: Packet, port: int) -> int:
        """Post a callback once; return the status (0 for no answer), and keep the body of a 200.

        An empty body after ANSWER_SECONDS is not kept: on a busy machine an answer may come too late for its post.
        """
        url = f"http://127.0.0.1:{port}{packet.path}"
        began = monotonic()
        try:
            async with self.session.post(url, params=packet.query, data=packet.body) as answer:
                body, status = await answer.read(), answer.status
        except (ClientError, TimeoutError):
            body, status = b"", 0
        self.posted.append((packet, status, monotonic() - began))
        if status == 200 and (body or monotonic() - began < ANSWER_SECONDS):
            self.answers[packet.msgid].append(body)
        return status

    async def delivers(self, packet: Packet, port: int, *, crowded: bool = False) -> None:
        """Post a callback until it is taken, as the platform does when it has no answer in time; fails if refused.

        Where it is `crowded`, some may be asked to come again.
        """

        async def met() -> bool:
            status = await self.posts(packet, port)
            assert status in (0, 200) or (crowded and status == 503)
            return status == 200

        await until(met)

    def words(self, packet: Packet) -> set[str]:
        """Return the different texts that a callback was answered with, decrypted."""
        seal = self._packer.seal_of("app")
        return {open_xml(seal, body).findtext("Content") or "" if body else "" for body in self.answers[packet.msgid]}


# Waits for no call.
AT_ONCE = -1


async def killed(street: Street, process: Process, packet: Packet, endpoint: str, posted: int) -> int:
    """Deliver something and kill the process when so many calls of an endpoint are made; AT_ONCE waits for none.

    Return how many calls it had made when it was dead.
    """
    calls = street.stand_in.ledger.of
    before = len(calls(endpoint))

    async def met() -> bool:
        return len(calls(endpoint)) - before >= posted

    posting = asyncio.create_task(street.posts(packet, process.port))
    if posted == AT_ONCE:
        await asyncio.sleep(POLL_SECONDS / 5)  # it has just been delivered
    else:
        await posting
        await until(met)
    process.signals(signal.SIGKILL)
    await process.ended()
    await posting
    return len(calls(endpoint)) - before


@asynccontextmanager
async def open_street(clock: Clock = TODAY, district: SampleDistrict | None = None) -> AsyncIterator[Street]:
    """Give a pretend WeCom on loopback until the block ends; whatever was started ends with it."""
    stand_in = StandIn(world_of(district or load_district(), demo_doors()), clock.now)
    api = await listen(stand_in.application(), "127.0.0.1", 0)
    async with ClientSession(timeout=ClientTimeout(total=5), connector=TCPConnector(limit=0)) as session:
        street = Street(stand_in, f"http://127.0.0.1:{api.port}", session, clock)
        try:
            yield street
        finally:
            await street.clear()
            await api.cleanup()


@asynccontextmanager
async def open_books(url: str) -> AsyncIterator[None]:
    """Open a database in the process of the test, beside those that serve it."""
    database = Database(url)
    await database.open()
    try:
        yield
    finally:
        await database.close()


async def all_is_settled(url: str) -> None:
    """Return when everything that was delivered has been handled, and all it gave rise to has been sent or given up."""

    async def met() -> bool:
        assert not await InboxRow.exclude(fault=None).exists(), "a fault of the bot"
        handled = not await InboxRow.exclude(state="done").exists()
        return handled and not OPEN & set(await OutboxRow.all().values_list("state", flat=True))

    async with open_books(url):
        await until(met)


def members(count: int) -> Sequence[str]:
    """Return some members' userids."""
    found = [person.userid for person in load_district().people if person.standing == "full"]
    return found[:count]
