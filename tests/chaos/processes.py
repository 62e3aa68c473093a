"""What befalls real processes: moments of the work, kills under load, a disk, a lock, a clock, sleep, restarts."""

import asyncio
import os
import random
import signal
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from time import monotonic

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout

from bot.clock import Clock, MovableClock
from bot.sandbox.packets import Packet
from config.database import transact
from models.machine.inbox.tables import InboxRow
from models.machine.schedule.actions import standing
from models.values.periods import Month
from tests.chaos.clocks import stepping
from tests.chaos.scene import LATER, MORNING, PUBLISHED, Result, Results, Scene, open_scene
from tests.chaos.strikes import MOMENTS, Moment, strike_at
from tests.fakes.databases import folder, kill_postgres, postgres_programs
from tests.fakes.honour import approve_list, keep_few_groups
from tests.whole.afflictions import frozen, full, locked
from tests.whole.stream import Stream
from tests.whole.street import DONE_SECONDS, Process, open_books, until

# No post of a client waits longer; whoever has no answer by then comes again.
PAUSE_SECONDS = 0.05
STRIKE_SECONDS = 10.0


async def at_each_moment(number: int, chance: random.Random) -> Results:
    """Each moment of the work × kill, exception, cancellation; the engines take turns, or both where all are asked."""
    ways = ("kill", "exception", "cancellation")
    cases = [(moment, way) for moment in MOMENTS for way in ways]
    chosen = [cases[n * len(cases) // number] for n in range(min(number, len(cases)))]
    for position, (moment, way) in enumerate(chosen):
        engines = ("sqlite", "postgres") if number > len(cases) else (("sqlite", "postgres")[position % 2],)
        for engine in engines:
            yield f"{way} {moment.name}, {engine}", await struck(engine, moment, way)


async def struck(engine: str, moment: Moment, way: str) -> Result:
    """Let the honour list fall due and people speak while the database strikes at a moment."""
    async with open_scene(engine, MovableClock(PUBLISHED + timedelta(seconds=1))) as scene:
        await stood(scene, PUBLISHED - LATER, few_groups=True)
        street = scene.street
        process = await street.starts(scene.url, prepare=partial(strike_at, moment.name, way))
        said = [*scene.reports(1, 2), street.says("heguangrong", "投诉建议 院坝里装个灯")]
        posting = asyncio.gather(*(_until_taken(scene, packet, process) for packet in said))

        async def hit() -> bool:
            return scene.was_struck()

        await until(hit, STRIKE_SECONDS)
        await posting
        await asyncio.sleep(1)  # what goes on after the strike
        process.signals(signal.SIGTERM)
        await process.ended()
        moves(scene, LATER)
        process = await scene.serves()
        await asyncio.gather(*(_until_taken(scene, scene.anew(packet), process) for packet in said))
        return await scene.ends()


def moves(scene: Scene, span: timedelta) -> None:
    """Let time pass, or go back, for the platform and for whatever is started from now on."""
    assert isinstance(scene.street.clock, MovableClock)
    scene.street.clock.set(scene.street.clock.now() + span)


async def stood(scene: Scene, moment: datetime, *, few_groups: bool = False) -> None:
    """Note that the honour list is approved and the schedule was looked at then, as a running process would have."""
    scene.began = moment
    async with open_books(scene.url):
        if few_groups:
            await keep_few_groups()
        await approve_list(Month.of(PUBLISHED).before, moment)
        await transact(lambda: standing("honour_list", moment))


async def _until_taken(scene: Scene, packet: Packet, process: Process) -> None:
    """Post until it is answered 200 or there is nobody any more."""
    until_then = monotonic() + STRIKE_SECONDS
    while process.status is None and monotonic() < until_then:
        if await scene.street.posts(packet, process.port) == 200:
            return
        await asyncio.sleep(PAUSE_SECONDS)


async def _loaded(scene: Scene, count: int) -> tuple[Stream, "asyncio.Task[None]"]:
    """Begin to report; what is posted is answered by whatever process the stream is turned to."""
    stream = Stream(scene.street, count, lambda number: scene.reports(number, 1)[0])
    return stream, asyncio.create_task(stream.run())


async def killed_under_load(number: int, chance: random.Random, engine: str) -> Results:
    """Kill the process again and again while people report; on PostgreSQL every fifth time the database itself."""
    async with open_scene(engine) as scene:
        stream, running = await _loaded(scene, 6 * number)
        for kill in range(number):
            process = await scene.serves()
            stream.turns_to(process)
            await stream.has_begun(chance.randrange(4, 24))
            await asyncio.sleep(chance.uniform(0, 0.05))
            if engine == "postgres" and kill % 5 == 4:
                await asyncio.to_thread(kill_postgres)
                if chance.random() < 0.5:  # half of them alone: the process has to come back by itself
                    await process.is_ready(scene.street.session)
            process.signals(signal.SIGKILL)
            await process.ended()
            stream.turns_to(None)
        process = await scene.serves()
        stream.turns_to(process)
        await asyncio.wait_for(running, DONE_SECONDS)
        scene.measures(process)
        yield f"{number} kills, {len(stream.packets)} reports, {engine}", await scene.ends()


async def afflicted(
    number: int, chance: random.Random, engine: str, name: str, affliction: str, seconds: tuple[float, ...]
) -> Results:
    """Let a database be locked, frozen or without room for some seconds, again and again, while people report."""
    async with open_scene(engine) as scene:
        process = await scene.serves()
        stream, running = await _loaded(scene, 30 * number)
        stream.turns_to(process)
        took = []
        for _, length in zip(range(number), cycle(seconds), strict=False):
            await stream.has_begun(chance.randrange(4, 24))
            with _affliction(affliction, scene, process):
                await asyncio.sleep(length)
            began = monotonic()
            await process.is_ready(scene.street.session)
            took.append(monotonic() - began)
        await asyncio.wait_for(running, DONE_SECONDS)
        scene.measures(process)
        yield f"{number} × {name}, ready again after {max(took):.1f} s at most, {engine}", await scene.ends()


def _affliction(name: str, scene: Scene, process: Process) -> AbstractContextManager[None]:
    if name == "full":
        return full(process.pid)
    return locked(scene.url) if name == "locked" else frozen(scene.url)


async def clock_steps(number: int, chance: random.Random) -> Results:
    """Set the clock of the machine an hour and a day back and forth under a running process."""
    steps = [timedelta(minutes=-10), timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1)]
    async with open_scene("sqlite", MovableClock(MORNING)) as scene:
        with folder() as place:
            step, street = place / "step", scene.street
            step.write_text(_ahead(scene))
            process = await street.starts(scene.url, prepare=partial(stepping, str(step)))
            await process.is_ready(street.session)
            for position, jump in enumerate(steps[:number]):
                moves(scene, jump)
                step.write_text(_ahead(scene))
                await _ticks(scene, process)
                await street.delivers(scene.reports(position, 1)[0], process.port)
            # The day lies between the furthest moments; what was due there has run, whichever way the clock went.
            yield f"{number} steps of the clock", await scene.ends()


def _ahead(scene: Scene) -> str:
    return str((scene.street.clock.now() - Clock().now()).total_seconds())


async def _ticks(scene: Scene, process: Process) -> None:
    """Return when the schedule has been looked at twice since now; fails when it is not."""
    for _ in range(2):
        before = await _lag(scene, process)

        async def again(before: float = before) -> bool:
            return await _lag(scene, process) < before

        await until(again, 30)
        await asyncio.sleep(0.3)


async def _lag(scene: Scene, process: Process) -> float:
    async with scene.street.session.get(f"http://127.0.0.1:{process.port}/readyz") as answer:
        return float((await answer.json())["lag"])


async def one_of_three_sleeps(number: int, chance: random.Random) -> Results:
    """Three replicas send; one is stopped with messages in hand, wakes when its lease is long over, and goes on."""
    for _ in range(number):
        yield "one of three replicas slept", await _slept(chance)


async def _slept(chance: random.Random) -> Result:
    async with open_scene("postgres", MovableClock(PUBLISHED + timedelta(seconds=1))) as scene:
        await stood(scene, PUBLISHED - LATER)
        street = scene.street
        with _short_lease() as street.policy:
            street.stand_in.faults.script("webhook/send", ["slow:0.3*20"])
            replicas = [await street.starts(scene.url) for _ in range(3)]

            async def sending() -> bool:
                return len(street.stand_in.ledger.of("webhook/send")) >= 4

            await until(sending)
            sleeper = chance.choice(replicas)
            sleeper.signals(signal.SIGSTOP)
            others = [one for one in replicas if one is not sleeper]
            said = scene.reports(0, 12)
            await asyncio.gather(*(street.delivers(one, others[n % 2].port) for n, one in enumerate(said)))
            await asyncio.sleep(chance.uniform(11, 14))
            sleeper.signals(signal.SIGCONT)
            # Whoever has just woken sees how late he is, and has the first that come sent again.
            await asyncio.gather(*(street.delivers(one, sleeper.port, crowded=True) for one in said))
            await scene.all_is_settled()
            for one in replicas:
                one.signals(signal.SIGTERM)
                await one.ended()
            return await scene.ends()


@contextmanager
def _short_lease() -> Iterator[Path]:
    """Give a policy by which what a process has in hand is free again after ten seconds."""
    with folder() as place:
        policy = place / "policy.toml"
        usual = Path("config/policy.toml").read_text(encoding="utf-8")
        policy.write_text(usual.replace("lease_seconds = 60", "lease_seconds = 10"), encoding="utf-8")
        yield policy


async def restart_loops(number: int, chance: random.Random, engine: str) -> Results:
    """Leave a backlog, then start and kill, all processes at once, five times over before one may stay."""
    roles = ["all"] if engine == "sqlite" else ["web", "web", "web", "worker", "worker"]
    async with open_scene(engine) as scene:
        first = await scene.serves(*([] if engine == "sqlite" else ["serve", "--role", "web"]))
        packets = scene.reports(0, number)
        posting = asyncio.gather(*(scene.street.posts(packet, first.port) for packet in packets))

        async def some_are_answered() -> bool:
            return len(scene.street.posted) >= number // 20

        await until(some_are_answered)
        first.signals(signal.SIGKILL)
        await posting
        async with open_books(scene.url):
            left = await InboxRow.filter(state="pending").count()
        for _ in range(5):
            started = [await scene.street.starts(scene.url, "serve", "--role", role) for role in roles]
            await asyncio.gather(*(one.is_ready(scene.street.session) for one in started))
            await asyncio.sleep(chance.uniform(0, 0.3))
            for one in started:
                one.signals(signal.SIGKILL)
                await one.ended()
        process = await scene.serves()
        again = (scene.street.delivers(scene.anew(one), process.port, crowded=True) for one in packets)
        await asyncio.gather(*again)
        yield f"{left} left waiting, 5 × {len(roles)} starts, {engine}", await scene.ends()


async def kept_socket(number: int, chance: random.Random) -> Results:
    """Restart behind a socket that stays open, at thirty reports a second by clients that reconnect."""
    refused = 0
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as door:
        async with open_scene("sqlite") as scene, ClientSession(timeout=ClientTimeout(DONE_SECONDS)) as session:
            street, posted = scene.street, []

            async def post(packet: Packet, port: int) -> None:
                nonlocal refused
                while True:
                    began = monotonic()
                    try:
                        url = f"http://127.0.0.1:{port}{packet.path}"
                        async with session.post(url, params=packet.query, data=packet.body) as answer:
                            await answer.read()
                            street.posted.append((packet, answer.status, monotonic() - began))
                            refused += answer.status != 200
                            return
                    except ClientConnectorError:
                        refused += 1
                        return
                    except ClientError:
                        continue  # a connection that was kept from before; nobody has read the request

            process = await street.starts_behind(door, scene.url)
            for restart in range(number):
                await process.is_ready(street.session)
                for n, packet in enumerate(scene.reports(60 * restart, 60)):
                    posted.append(asyncio.create_task(post(packet, process.port)))
                    await asyncio.sleep(1 / 30)
                    if n == 30:
                        process.signals(signal.SIGTERM)
                        ending = asyncio.create_task(process.ended(within=30))
                await ending
                process = await street.starts_behind(door, scene.url)
            await asyncio.gather(*posted)
            process.signals(signal.SIGTERM)
            await process.ended(within=30)
            result = await scene.ends()
            slowest = max(seconds for _, _, seconds in street.posted)
            result["refused"] = len(posted), [f"{refused} refused"] if refused else []
            yield f"{number} restarts, {len(posted)} reports, the slowest answered after {slowest:.1f} s", result


async def restored(number: int, chance: random.Random, engine: str) -> Results:
    """Back up while people report, go on, then restore: what came after is gone, and nothing goes out twice."""
    for _ in range(number):
        with _programs(), folder() as place:
            yield f"restored under load, {engine}", await _restored(engine, place / "copy")


async def _restored(engine: str, copy: Path) -> Result:
    async with open_scene(engine) as scene:
        street = scene.street
        process = await scene.serves()
        said = scene.reports(0, 40)
        await asyncio.gather(*(street.delivers(one, process.port) for one in said[:20]))
        kept = len(street.posted)
        saving = await street.starts(scene.url, "backup", str(copy))
        await asyncio.gather(*(street.delivers(one, process.port) for one in said[20:]))
        assert await saving.ended() == 0
        process.signals(signal.SIGTERM)
        await process.ended()
        # Elsewhere than the one before, which kept what was there under the name of the same moment.
        elsewhere = partial(os.chdir, copy.parent)
        bringing = await street.starts(scene.url, "restore", str(copy), prepare=elsewhere)
        assert await bringing.ended() == 0, street.log.read_text(encoding="utf-8")[-500:]
        # Of what was said while the copy was made, it has what it has; all of that is said again.
        del street.posted[kept:]
        for one in said[20:]:
            street.answers.pop(one.msgid, None)  # there is none where it took too long
        process = await scene.serves()
        await asyncio.gather(*(street.delivers(scene.anew(one), process.port) for one in said[20:]))
        scene.restored = True
        return await scene.ends()


@contextmanager
def _programs() -> Iterator[None]:
    """Let the programs of PostgreSQL be found."""
    before = os.environ["PATH"]
    os.environ["PATH"] = f"{postgres_programs()}:{before}"
    try:
        yield
    finally:
        os.environ["PATH"] = before
