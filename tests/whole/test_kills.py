"""Whatever ends a process, what was answered is in the books exactly once, and every repeat is answered alike."""

import asyncio
import random
import signal
from collections import Counter
from collections.abc import Collection

import pytest

from bot.sandbox.packets import Packet
from config.database import on_postgres, rows
from models.machine.inbox.tables import InboxRow
from models.service.activities.tables import ActivityRecord
from tests.fakes.books import month_rows, recount
from tests.fakes.clocks import STARTED
from tests.fakes.databases import ENGINES, sample_url
from tests.whole.stream import Stream, report_of
from tests.whole.street import DONE_SECONDS, SEED, STOP_SECONDS, Street, open_books, open_street


async def _assert_each_once(street: Street, packets: Collection[Packet]) -> None:
    records = Counter(await ActivityRecord.exclude(message_key="sample").values_list("message_key", flat=True))
    assert records == {f"app:{packet.msgid}:{packet.userid}": 1 for packet in packets}
    states = await InboxRow.all().values_list("state", flat=True)
    assert states == ["done"] * len(packets)
    for packet in packets:
        assert len(set(street.answers[packet.msgid])) == 1, street.words(packet)
        assert next(iter(street.words(packet))).startswith("谢谢，记下了 A")
    assert await month_rows() == await recount()
    if not on_postgres():
        assert await rows("PRAGMA integrity_check", []) == [{"integrity_check": "ok"}]
        assert await rows("PRAGMA foreign_key_check", []) == []


@pytest.mark.parametrize(("engine", "kills"), [("sqlite", 8), ("postgres", 4)])
async def test_kills_under_a_stream_of_reports_lose_and_double_nothing(engine: str, kills: int) -> None:
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    url = await sample_url(engine, STARTED)
    async with open_street() as street:
        stream = Stream(street, 60)
        running = asyncio.create_task(stream.run())
        for _ in range(kills):
            process = await street.serves(url)
            stream.turns_to(process)
            await stream.has_begun(chance.randrange(4, 18))
            asyncio.get_running_loop().call_later(chance.uniform(0, 0.03), process.signals, signal.SIGKILL)
            assert await process.ended() == -signal.SIGKILL
            stream.turns_to(None)
        stream.turns_to(await street.serves(url))
        await asyncio.wait_for(running, DONE_SECONDS)
        async with open_books(url):
            await _assert_each_once(street, stream.packets.values())


@pytest.mark.parametrize("engine", ENGINES)
async def test_an_asked_for_end_takes_at_most_ten_seconds_and_loses_nothing(engine: str) -> None:
    url = await sample_url(engine, STARTED)
    async with open_street() as street:
        stream = Stream(street, 40)
        running = asyncio.create_task(stream.run())
        process = await street.serves(url)
        stream.turns_to(process)
        await stream.has_begun(30)
        process.signals(signal.SIGTERM)
        assert await process.ended(within=STOP_SECONDS) == 0
        stream.turns_to(None)
        stream.turns_to(await street.serves(url))
        await asyncio.wait_for(running, DONE_SECONDS)
        async with open_books(url):
            await _assert_each_once(street, stream.packets.values())


@pytest.mark.parametrize("engine", ENGINES)
async def test_the_same_delivery_at_once_and_after_a_restart_is_answered_with_the_same_bytes(engine: str) -> None:
    url = await sample_url(engine, STARTED)
    async with open_street() as street:
        packet = street.says("chenguilan", "上报 三组 清理沟渠 2小时")
        process = await street.serves(url)
        assert await asyncio.gather(*(street.posts(packet, process.port) for _ in range(4))) == [200] * 4
        process.signals(signal.SIGTERM)
        await process.ended()
        process = await street.serves(url)
        assert await street.posts(packet, process.port) == 200
        assert len(set(street.answers[packet.msgid])) == 1
        anew = street.says("chenguilan", "上报 三组 清理沟渠 2小时", packet.msgid)
        assert anew.query != packet.query
        assert await street.posts(anew, process.port) == 200
        assert len(street.words(packet)) == 1
        somebody_else = street.says("LuoZhengfu", "上报 一组 清理沟渠 1小时", packet.msgid)
        assert await street.posts(somebody_else, process.port) == 200
        async with open_books(url):
            for who in ("chenguilan", "LuoZhengfu"):
                assert await ActivityRecord.filter(message_key=f"app:{packet.msgid}:{who}").count() == 1
        heard = [text for text in street.words(packet) if text]
        assert len({text.split()[1] for text in heard}) == 2  # each his own number


async def test_two_webs_and_two_workers_share_two_hundred_reports() -> None:
    url = await sample_url("postgres", STARTED)
    async with open_street() as street:
        roles = ("web", "web", "worker", "worker")
        processes = [await street.starts(url, "serve", "--role", role) for role in roles]
        await asyncio.gather(*(process.is_ready(street.session) for process in processes))
        packets: list[Packet] = []
        turns = asyncio.Semaphore(12)

        async def deliver(number: int) -> None:
            first, second = (processes[(number + n) % 2].port for n in (0, 1))
            async with turns:
                packet = report_of(street, number)
                packets.append(packet)
                await asyncio.gather(street.delivers(packet, first), street.delivers(packet, second))
                await street.delivers(packet, second)

        await asyncio.gather(*(deliver(number) for number in range(200)))
        async with open_books(url):
            await _assert_each_once(street, packets)
