"""What /readyz says, what the technicians are told, and when the far address falls silent."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web

from bot.clock import MovableClock, to_milliseconds
from bot.health import Health
from bot.operating.watch import Watch
from bot.receiving.entrance import listen
from config.policy import load_policy
from config.settings import Settings, load_settings
from models.machine.delivery.tables import OutboxRow
from models.machine.inbox.actions import Arrival, store
from tests.fakes.databases import ENGINES, NOON, sample_url
from tests.wecom.gate import NOW, envelope, open_gate
from tests.wecom.test_hostile import PLAIN
from tests.whole.street import open_books


@pytest.mark.parametrize("engine", ENGINES)
async def test_when_something_waits_and_nobody_handles_it_the_answer_is_no(engine: str) -> None:
    clock = MovableClock(NOON, frozen=True)
    health = Health(clock)
    async with open_books(await sample_url(engine)):
        state = await health.ready()
        assert (state["ready"], state["said"]) == (True, [])
        await store([Arrival("app:1", "app::chenguilan", "{}")], to_milliseconds(NOON))
        assert (await health.ready())["ready"]
        clock.set(NOON + timedelta(minutes=3))
        state = await health.ready()
        assert (state["ready"], state["handling"], state["storage"], state["database"]) == (False, False, True, True)
        assert state["said"] == ["有来信或待发的消息等了很久没有办。请看日志，必要时重启服务。"]


async def test_when_what_is_due_is_not_sent_the_answer_is_no() -> None:
    clock = MovableClock(NOON, frozen=True)
    health, at = Health(clock), to_milliseconds(NOON)
    async with open_books(await sample_url("sqlite")):
        row = {"channel": "app", "destination": "tang.min", "heads": 1, "payload": "x", "attempt": 0, "burned": 0}
        await OutboxRow.create(once_key="1:0:0", state="pending", due=at, **row)
        clock.set(NOON + timedelta(minutes=5))
        assert (await health.ready())["handling"]
        clock.set(NOON + timedelta(minutes=11))
        assert not (await health.ready())["handling"]


async def test_callbacks_refused_for_their_time_say_that_the_clock_is_off() -> None:
    async with open_gate() as gate:
        assert (await gate.asks("readyz"))["clock"]
        for off in (-310, 70):
            assert (await gate.post("app", *envelope("app", PLAIN["app"], at=NOW + off)))[0] == 401
            assert not (await gate.asks("readyz"))["clock"]
            assert (await gate.post("app", *envelope("app", PLAIN["app"])))[0] == 200
            assert (await gate.asks("readyz"))["clock"]
        query, body = envelope("app", PLAIN["app"], at=NOW - 310)
        assert (await gate.post("app", query | {"msg_signature": "0" * 40}, body))[0] == 401
        assert (await gate.asks("readyz"))["clock"]  # a stranger cannot say so


@pytest.fixture
async def far() -> AsyncIterator[tuple[str, list[str]]]:
    """Give an address that notes who calls it."""
    called: list[str] = []

    async def note(request: web.Request) -> web.Response:
        called.append(request.path)
        return web.Response()

    application = web.Application()
    application.router.add_get("/{path}", note)
    entrance = await listen(application, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{entrance.port}/alive", called
    await entrance.cleanup()


def _settings(url: str) -> Settings:
    return load_settings(_env_file=None, technicians="tang.min,liuqihang", heartbeat_url=url)


async def test_technicians_hear_of_a_trouble_once_a_day_and_the_far_address_nothing(
    far: tuple[str, list[str]],
) -> None:
    clock = MovableClock(NOON, frozen=True)
    health = Health(clock)
    watch = Watch(health, _settings(far[0]), load_policy(), clock)
    async with open_books(await sample_url("sqlite")):
        assert await watch.look() == []
        assert far[1] == ["/alive"]
        assert not await OutboxRow.filter(payload__contains="技术员").exists()
        health.dated(off=310)
        for _ in range(3):
            assert await watch.look() == ["clock"]
        told = await OutboxRow.filter(payload__contains="对时").values_list("destination", flat=True)
        assert sorted(told) == ["liuqihang", "tang.min"]
        assert far[1] == ["/alive"]
        clock.set(NOON + timedelta(days=1))
        await watch.look()
        assert await OutboxRow.filter(payload__contains="对时").count() == 4
        health.dated(off=0)
        await OutboxRow.all().delete()  # nobody sends here
        assert await watch.look() == []
        assert far[1] == ["/alive", "/alive"]


async def test_technicians_hear_before_nobody_in_the_district_holds_a_post(far: tuple[str, list[str]]) -> None:
    clock = MovableClock(NOON.replace(year=2028, month=12, day=20), frozen=True)
    watch = Watch(Health(clock), _settings(far[0]), load_policy(), clock)
    async with open_books(await sample_url("sqlite")):
        assert await watch.look() == ["district"]
        assert await OutboxRow.filter(payload__contains="python -m bot import").count() == 2


async def test_without_a_database_the_far_address_falls_silent(far: tuple[str, list[str]]) -> None:
    clock = MovableClock(NOON, frozen=True)
    async with asyncio.timeout(10):
        assert await Watch(Health(clock), _settings(far[0]), load_policy(), clock).look()
    assert far[1] == []


async def test_a_far_address_that_does_not_answer_harms_nobody() -> None:
    clock = MovableClock(NOON, frozen=True)
    async with open_books(await sample_url("sqlite")):
        assert await Watch(Health(clock), _settings("http://127.0.0.1:9/"), load_policy(), clock).look() == []
