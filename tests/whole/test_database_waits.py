"""A database that is locked by another program, or frozen: callers are told in time, and all comes back by itself."""

import asyncio
import gc
import os
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

import asyncpg
import pytest
from tortoise.exceptions import OperationalError

from bot.clockwork.watchdog import LOOKS_MOST, STATUS, Watchdog
from bot.receiving.conversation import ANSWER_SECONDS
from config.database import Database, rows, transact
from models.machine.inbox.tables import InboxRow
from models.service.activities.tables import ActivityRecord
from tests.chaos.strikes import Moment, striking
from tests.fakes.clocks import STARTED
from tests.fakes.databases import ENGINES, sample_url
from tests.whole.afflictions import frozen, locked
from tests.whole.street import DONE_SECONDS, Process, Street, all_is_settled, members, open_books, open_street

# What is told in time is told in the five seconds that WeCom waits in all; a busy machine takes longer for everything.
SLACK = 0.9


async def _seconds(awaited: object) -> tuple[int, float]:
    began = monotonic()
    return await awaited, monotonic() - began  # type: ignore[misc]


async def _status(street: Street, process: Process, path: str) -> int:
    async with street.session.get(f"http://127.0.0.1:{process.port}{path}") as answer:
        return answer.status


@pytest.mark.parametrize(("engine", "stopped"), [("sqlite", locked), ("postgres", frozen)])
async def test_callers_are_told_in_time_and_all_comes_back_by_itself(engine: str, stopped: object) -> None:
    url = await sample_url(engine, STARTED)
    async with open_street() as street:
        process = await street.serves(url)
        asked = [street.says(who, "我是谁") for who in members(8)]
        usual = await asyncio.gather(*(_seconds(street.posts(one, process.port)) for one in asked))
        slack = SLACK + max(seconds for _, seconds in usual)
        packets = [street.says(who, "上报 三组 清理沟渠 2小时") for who in members(8)]
        with stopped(url):  # type: ignore[operator]
            for _ in range(2):
                posted = [asyncio.ensure_future(_seconds(street.posts(one, process.port))) for one in packets]
                ready = await _seconds(_status(street, process, "/readyz"))
                alive = await _seconds(_status(street, process, "/livez"))
                measured = await _seconds(_status(street, process, "/metrics"))
                told = await asyncio.gather(*posted)
                assert {status for status, _ in told} == {503}
                assert max(seconds for _, seconds in told) < ANSWER_SECONDS + slack
                assert (ready[0], alive[0], measured[0]) == (503, 200, 200)
                assert ready[1] < 2 + slack and alive[1] < slack
        await process.is_ready(street.session)
        for packet in packets:
            while await street.posts(packet, process.port) != 200:
                pass
        await all_is_settled(url)
        async with open_books(url):
            assert await ActivityRecord.exclude(message_key="sample").count() == len(packets)
            assert set(await InboxRow.all().values_list("state", flat=True)) == {"done"}


@asynccontextmanager
async def _impatient() -> AsyncIterator[str]:
    url = await sample_url("sqlite")
    database = Database(f"{url}?wait=0.05")
    await database.open()
    try:
        yield url
    finally:
        await database.close()


async def _written() -> None:
    await rows("UPDATE persons SET name = name RETURNING id", [])


async def test_a_transaction_that_could_not_begin_holds_up_nobody() -> None:
    async with _impatient() as url:
        with locked(url):
            for work in (lambda: transact(_written), _written):
                with pytest.raises(OperationalError, match="locked"):
                    await work()
            assert await rows("SELECT 1 AS one", []) == [{"one": 1}]  # who only reads need not wait
        await transact(_written)
        await _written()


async def test_a_lock_that_is_let_go_in_time_is_waited_for() -> None:
    async with _impatient() as url:
        with locked(url):
            waiting = asyncio.ensure_future(transact(_written))
            await asyncio.sleep(0)  # the transaction has asked once, in vain
        await waiting


def test_the_watchdog_names_what_no_longer_beats() -> None:
    ended = threading.Event()
    heard: list[str] = []

    def ends(silent: list[str]) -> None:
        heard.extend(silent)
        ended.set()

    watchdog = Watchdog(ends, every=0.001)
    watchdog.beats("tick")
    watchdog.watch()
    assert ended.wait(DONE_SECONDS)
    assert heard == ["tick"]
    assert LOOKS_MOST > 1


async def test_a_process_whose_loop_no_longer_turns_is_ended() -> None:
    stuck = (
        "from bot.clockwork.watchdog import Watchdog\n"
        "watchdog = Watchdog(every=0.005)\n"
        "watchdog.beats('tick')\n"
        "watchdog.watch()\n"
        "while True: pass\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", stuck, stderr=asyncio.subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": "."}
    )
    async with asyncio.timeout(DONE_SECONDS):
        assert await process.wait() == STATUS


@pytest.mark.parametrize("engine", ENGINES)
async def test_what_a_commit_that_failed_left_is_undone_before_anybody_goes_on(engine: str) -> None:
    commit = Moment("before the commit", after=False, statement="UPDATE persons", commit=True)
    with striking(commit.is_now, "exception"):
        async with open_books(await sample_url(engine, STARTED)):
            names = await rows("SELECT name FROM persons ORDER BY id", [])
            with pytest.raises((OperationalError, sqlite3.OperationalError, asyncpg.PostgresError)):
                await transact(lambda: rows("UPDATE persons SET name = '甲' RETURNING id", []))
            assert await rows("SELECT name FROM persons ORDER BY id", []) == names
            # What is written beside any transaction is written for good, whatever the next one does.
            await rows("UPDATE persons SET name = '乙' RETURNING id", [])
            await transact(lambda: rows("UPDATE persons SET name = name || '乙' RETURNING id", []))
            assert {row["name"] for row in await rows("SELECT name FROM persons", [])} == {"乙乙"}


async def test_the_failure_of_a_transaction_whose_caller_has_left_is_no_noise() -> None:
    noise: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: noise.append(context))
    async with _impatient() as url:
        with locked(url):
            before = asyncio.all_tasks()
            waiting = asyncio.ensure_future(transact(_written))
            await asyncio.sleep(0)  # the transaction has asked once, in vain
            left = asyncio.all_tasks() - before - {waiting}
            waiting.cancel()
            await asyncio.wait(left)
        assert len(left) == 1
        del left, waiting
        gc.collect()
    assert noise == []
