"""Restarts: what only waited is handled, however often processes end; only what kills them is set aside."""

import asyncio
import random
import signal
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import build_house
from bot.clock import MovableClock, to_milliseconds
from bot.demo import DemoPlace, demo_doors, demo_settings
from bot.receiving.conversation import RIDE_MILLISECONDS, TRIES_MOST, Conversations
from bot.understanding.command import Command
from bot.understanding.request import Request
from bot.wecom.updates import Update
from config.policy import load_policy
from models.machine.delivery.rules import Message
from models.machine.delivery.tables import OutboxRow
from models.machine.inbox.actions import Arrival, store
from models.machine.inbox.tables import InboxRow
from models.service.activities.tables import ActivityRecord
from tests.fakes.clocks import STARTED
from tests.fakes.databases import ENGINES, NOON, sample_url
from tests.whole.street import SEED, all_is_settled, members, open_books, open_street


async def _die(request: Request) -> list[Message]:
    # Nobody catches it, as nobody catches the end of a process; the transaction is rolled back as that end would.
    raise asyncio.CancelledError


DEADLY = Command("deadly", ("要命",), _die, "要命：", "要命")


def _process(clock: MovableClock | None = None) -> Conversations:
    """Return what a process that has just been started knows: nothing."""
    house = build_house(
        demo_settings(demo_doors(), "http://127.0.0.1:9", DemoPlace("sqlite://unused", 0, NOON)), load_policy()
    )
    return Conversations(replace(house, commands=(*house.commands, DEADLY)), clock or MovableClock(NOON, frozen=True))


def _said(number: int, text: str, userid: str, chatid: str | None = None) -> Update:
    door = "smartbot" if chatid else "app"
    return Update(f"{door}:{number}", door, "text", userid, chatid, text, int(NOON.timestamp()))  # type: ignore[arg-type]


async def _left_waiting(*updates: Update) -> None:
    """Write what a process had stored, and not begun, when it ended."""
    arrivals = [Arrival(update.key, update.conversation, update.to_json()) for update in updates]
    await store(arrivals, to_milliseconds(NOON))


def _burst(count: int) -> list[Update]:
    people = members(3)
    return [_said(number, f"上报 清理沟渠 {10 + number}分钟", people[number % 3]) for number in range(count)]


async def _assert_recorded(count: int) -> None:
    assert Counter(await InboxRow.all().values_list("state", flat=True)) == {"done": count}
    records = Counter(await ActivityRecord.exclude(message_key="sample").values_list("message_key", flat=True))
    assert records == {f"app:{number}": 1 for number in range(count)}


@pytest.mark.parametrize("engine", ENGINES)
async def test_five_processes_that_start_at_once_handle_a_burst_that_was_left(engine: str) -> None:
    async with open_books(await sample_url(engine)):
        await _left_waiting(*_burst(60))
        processes = [_process() for _ in range(5)]
        while await InboxRow.filter(state="pending").exists():
            await asyncio.gather(*(process.sweep() for process in processes))
        await _assert_recorded(60)


@pytest.mark.parametrize("engine", ENGINES)
async def test_processes_that_end_one_after_another_set_nothing_aside_that_only_waited(engine: str) -> None:
    async with open_books(await sample_url(engine)):
        await _left_waiting(*_burst(30))
        conversation = _burst(1)[0].conversation
        for _ in range(3 * TRIES_MOST):  # each handles one message and is gone
            await _process().turn(conversation)
        while await _process().sweep():
            pass
        await _assert_recorded(30)
        assert max(await InboxRow.all().values_list("tries", flat=True)) == 1


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_message_that_kills_the_process_is_set_aside_and_the_others_are_handled(engine: str) -> None:
    async with open_books(await sample_url(engine)):
        burst = _burst(12)
        killer = _said(99, "要命", burst[0].userid)
        await _left_waiting(*burst[:4], killer, *burst[4:])
        deaths = 0
        while await InboxRow.filter(state="pending").exists():
            try:
                await _process().sweep()
            except asyncio.CancelledError:
                deaths += 1
        assert deaths == TRIES_MOST
        row = await InboxRow.get(message_key="app:99")
        assert (row.state, bool(row.fault)) == ("quarantined", True)
        assert Counter(await InboxRow.all().values_list("state", flat=True)) == {"done": 12, "quarantined": 1}
        assert max(await InboxRow.exclude(id=row.id).values_list("tries", flat=True)) == 1


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_message_that_kills_its_own_process_is_found_out_after_the_restart(engine: str) -> None:
    async with open_books(await sample_url(engine)):
        killer, behind = _said(1, "要命", members(1)[0]), _said(2, "上报 清理沟渠 20分钟", members(1)[0])
        with pytest.raises(asyncio.CancelledError):
            await _process().answer(killer)
        await _left_waiting(behind)
        for _ in range(TRIES_MOST):
            with pytest.raises(asyncio.CancelledError):
                await _process().sweep()
        assert await _process().sweep()
        assert await InboxRow.all().order_by("id").values_list("state", flat=True) == ["quarantined", "done"]


async def test_a_reply_that_found_no_callback_goes_to_the_person_and_grows_stale() -> None:
    async with open_books(await sample_url("sqlite")):
        clock = MovableClock(NOON, frozen=True)
        await _left_waiting(_said(1, "我是谁", "chenguilan"))
        assert await _process(clock).sweep() == 1
        assert not await OutboxRow.all().exists()  # WeCom may yet come again for it
        clock.set(NOON + timedelta(milliseconds=RIDE_MILLISECONDS + 1))
        await _process(clock).sweep()
        sent = await OutboxRow.get()
        assert (sent.channel, sent.destination) == ("app", "chenguilan")
        assert sent.not_after == to_milliseconds(clock.now() + timedelta(hours=2))
        await _process(clock).sweep()
        assert await OutboxRow.all().count() == 1


async def test_what_was_said_in_a_group_is_never_answered_in_private() -> None:
    async with open_books(await sample_url("sqlite")):
        clock = MovableClock(NOON, frozen=True)
        await _left_waiting(_said(1, "我是谁", "chenguilan", "wrLHC0001aB"))
        assert await _process(clock).sweep() == 1
        assert (await InboxRow.get()).reply
        clock.set(NOON + timedelta(minutes=1))
        await _process(clock).sweep()
        assert not await OutboxRow.all().exists()
        assert (await InboxRow.get()).replied_by == "poll"  # whoever asks for the stream still gets it


async def test_five_starts_that_are_killed_at_once_set_nothing_of_a_burst_aside() -> None:
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    url = await sample_url("sqlite", STARTED)
    async with open_street() as street:
        people = members(3)
        said = [(people[n % 3], f"上报 三组 清理沟渠 {10 + n}分钟") for n in range(60)]
        packets = [street.says(*words) for words in said]
        process = await street.serves(url)
        posted = asyncio.gather(*(street.posts(packet, process.port) for packet in packets))
        await asyncio.sleep(0.25)
        process.signals(signal.SIGKILL)
        await posted
        for _ in range(5):
            process = await street.serves(url)
            asyncio.get_running_loop().call_later(chance.uniform(0, 0.1), process.signals, signal.SIGKILL)
            await process.ended()
        process = await street.serves(url)
        for words, packet in zip(said, packets, strict=True):
            await street.delivers(street.says(*words, packet.msgid), process.port)
        await all_is_settled(url)
        async with open_books(url):
            assert Counter(await InboxRow.all().values_list("state", flat=True)) == {"done": 60}
            assert await ActivityRecord.exclude(message_key="sample").count() == 60
