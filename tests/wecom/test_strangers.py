"""Strangers at the entrance: they get a 4xx, learn nothing of us, fill neither the log nor the list of connections."""

import asyncio
import gzip
import logging
import random
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, suppress

import pytest

from bot.receiving.entrance import Limits
from tests.wecom.gate import Gate, envelope, open_gate
from tests.wecom.test_hostile import DOORS, PLAIN, mutations
from tests.wecom.test_server import BROKEN, request

CODINGS = {"gzip": gzip.compress(b"a" * 400), "deflate": b"no deflate", "br": b"no br", "zstd": b"", "zebra": b"x"}
PATHS = ("/wecom/app", "/wecom/smartbot", "/livez", "/", "/wp-login.php")


class _Kept(logging.Handler):
    """Keeps what would be written."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture
def log() -> Iterator[list[str]]:
    """Give the lines that are logged during a test."""
    kept = _Kept()
    logging.getLogger().addHandler(kept)
    yield kept.lines
    logging.getLogger().removeHandler(kept)


@pytest.fixture
async def gate() -> AsyncIterator[Gate]:
    async with open_gate() as opened:
        yield opened


@pytest.mark.parametrize("coding", CODINGS)
async def test_a_compressed_body_is_refused_wherever_it_goes(gate: Gate, coding: str, log: list[str]) -> None:
    body = CODINGS[coding]
    for path in PATHS:
        head = f"POST {path}?timestamp=1&nonce=1&msg_signature=1 HTTP/1.1\r\nHost: a\r\nContent-Encoding: {coding}\r\n"
        answer = await gate.raw(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        assert answer.split()[1][:1] == b"4", (path, answer)
    query, sealed = envelope("app", PLAIN["app"])
    status, _ = await gate.post("app", query, gzip.compress(sealed), headers={"Content-Encoding": "gzip"})
    assert (status, gate.listener.heard, log) == (400, [], [])


async def test_what_strangers_send_leaves_no_line_in_the_log(gate: Gate, log: list[str]) -> None:
    chance = random.Random(13)
    for sent in BROKEN.values():
        await gate.raw(sent)
        await gate.raw(sent.replace(b"/wecom/app", b"/elsewhere"))
    for door in DOORS:
        query, body = envelope(door, PLAIN[door])
        for damaged in mutations(body, 60, seed=13):
            coding = {"Content-Encoding": chance.choice(list(CODINGS))} if chance.random() < 0.3 else {}
            status, _ = await gate.post(door, query, damaged, headers=coding)
            assert status in (200, 400, 401)
    assert log == []


async def test_no_answer_tells_what_we_run_on(gate: Gate) -> None:
    asked = [b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n", b"GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n", *BROKEN.values()]
    for sent in (*asked, request("Content-Length: 1\r\n", b"x"), b"PUT /livez HTTP/1.1\r\nHost: a\r\n\r\n"):
        head = await gate.head(sent)
        assert head.startswith(b"HTTP/1."), sent
        assert b"aiohttp" not in head and b"Python" not in head


HALVES = {
    "nothing": b"",
    "half a line": b"POST /wecom/app",
    "half a head": b"POST /wecom/app HTTP/1.1\r\nHost: a\r\nX-Slow: ",
    "half a second head": b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\nGET /livez HT",
}


@pytest.mark.parametrize("sent", HALVES.values(), ids=HALVES.keys())
async def test_a_head_that_does_not_end_is_cut(sent: bytes) -> None:
    async with open_gate(limits=Limits(head_seconds=0.1, idle_seconds=0.2)) as gate, asyncio.timeout(5):
        reader, writer = await gate.connects()
        writer.write(sent)
        with suppress(ConnectionResetError):
            await reader.read()
        writer.close()


async def test_a_head_that_comes_byte_by_byte_is_cut_all_the_same() -> None:
    async with open_gate(limits=Limits(head_seconds=0.1)) as gate, asyncio.timeout(5):
        reader, writer = await gate.connects()
        trickling = asyncio.create_task(_trickle(writer))
        with suppress(ConnectionResetError):
            assert await reader.read() == b""
        trickling.cancel()
        writer.close()


async def _trickle(writer: asyncio.StreamWriter) -> None:
    writer.write(b"POST /wecom/app HTTP/1.1\r\nX-Slow: ")
    for _ in range(1000):
        writer.write(b"x")
        await asyncio.sleep(0.01)


async def test_an_idle_connection_is_kept_for_its_next_request() -> None:
    async with open_gate(limits=Limits(head_seconds=0.1, idle_seconds=30)) as gate, asyncio.timeout(5):
        reader, writer = await gate.connects()
        for _ in range(2):
            writer.write(b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
            assert (await reader.readuntil(b"}")).startswith(b"HTTP/1.1 200")
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.3):
                    await reader.read(1)
        writer.close()


async def test_strangers_who_hold_every_connection_keep_nobody_out() -> None:
    async with open_gate(limits=Limits(connections=20)) as gate, AsyncExitStack() as held, asyncio.timeout(10):
        for number in range(60):
            _, writer = await gate.connects()
            held.callback(writer.close)
            writer.write(b"POST /wecom/app HTTP/1.1\r\n" if number % 2 else b"")
        assert (await gate.post("app", *envelope("app", PLAIN["app"])))[0] == 200
        assert len(gate.listener.heard) == 1


async def test_the_bound_lies_below_what_the_process_may_open() -> None:
    assert 0 < Limits().connections <= resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2
