"""The server in front of strangers: a 4xx for whatever is wrong, 503 for our own trouble, never a 500, and soon."""

import asyncio
import gzip
import json
import random
from collections.abc import AsyncIterator

import pytest
from aiohttp import FormData

from bot.receiving.server import BODY_SECONDS
from bot.sandbox.envelopes import parse_xml
from bot.wecom import smartbot
from bot.wecom.envelope import BODY_BYTES
from tests.wecom.gate import BOT_SEAL, NOW, SEAL, Gate, envelope, open_gate
from tests.wecom.test_hostile import DOORS, PLAIN, mutations


@pytest.fixture
async def gate() -> AsyncIterator[Gate]:
    async with open_gate() as opened:
        yield opened


@pytest.mark.parametrize("door", DOORS)
async def test_a_callback_is_heard_and_answered_under_seal(gate: Gate, door: str) -> None:
    gate.listener.text = "收到"
    query, body = envelope(door, PLAIN[door])
    status, answer = await gate.post(door, query, body)
    assert status == 200
    assert [update.door for update in gate.listener.heard] == [door]
    if door == "app":
        outer = parse_xml(answer)
        parts = [outer.findtext(name) or "" for name in ("MsgSignature", "TimeStamp", "Nonce", "Encrypt")]
        SEAL.verify(*parts)
        assert parse_xml(SEAL.open(parts[3])).findtext("Content") == "收到"
    else:
        told = json.loads(answer)
        assert json.loads(BOT_SEAL.open(told["encrypt"]))["stream"]["content"] == "收到"
    assert await gate.post(door, query, body) == (200, answer)


async def test_silence_is_an_empty_answer_and_lateness_a_stream_to_be_polled(gate: Gate) -> None:
    for door in DOORS:
        assert await gate.post(door, *envelope(door, PLAIN[door])) == (200, b"")
    gate.listener.text = None
    assert await gate.post("app", *envelope("app", PLAIN["app"])) == (200, b"")
    _, answer = await gate.post("smartbot", *envelope("smartbot", PLAIN["smartbot"]))
    stream = json.loads(BOT_SEAL.open(json.loads(answer)["encrypt"]))["stream"]
    assert not stream["finish"]
    poll = json.dumps({"msgid": "p", "from": {"userid": "lisi"}, "msgtype": "stream", "stream": {"id": stream["id"]}})
    gate.listener.stored = {"smartbot:m1:lisi": "*" * 30_000}
    _, answer = await gate.post("smartbot", *envelope("smartbot", poll))
    polled = json.loads(BOT_SEAL.open(json.loads(answer)["encrypt"]))["stream"]
    assert polled == {"id": stream["id"], "finish": True, "content": "\\*" * (smartbot.STREAM_BYTES // 2)}


async def test_a_poll_for_a_stream_of_another_door_is_refused(gate: Gate) -> None:
    gate.listener.stored = {"app:7301": "别人的答复"}
    for named in (smartbot.stream_id("app:7301"), "sAAAA", "x", ""):
        poll = json.dumps({"from": {"userid": "lisi"}, "msgtype": "stream", "stream": {"id": named}})
        assert (await gate.post("smartbot", *envelope("smartbot", poll)))[0] == 400


@pytest.mark.parametrize("door", DOORS)
async def test_a_doubled_or_missing_query_key_is_refused(gate: Gate, door: str) -> None:
    query, body = envelope(door, PLAIN[door])
    for name in query:
        assert (await gate.post(door, [*query.items(), (name, query[name])], body))[0] == 400
        assert (await gate.post(door, {k: v for k, v in query.items() if k != name}, body))[0] == 400
    assert gate.listener.heard == []


STAMPS = [("é" * 40, 401), ("", 401), ("0" * 40, 401), ("\ud7ff\U0001f600", 401), ("a" * 4000, 401)]


@pytest.mark.parametrize(("signature", "status"), STAMPS)
async def test_a_wrong_signature_is_refused(gate: Gate, signature: str, status: int) -> None:
    query, body = envelope("app", PLAIN["app"])
    assert await gate.post("app", query | {"msg_signature": signature}, body) == (status, b"")


async def test_a_query_that_is_no_text_is_refused(gate: Gate) -> None:
    for raw in (
        "msg_signature=%ff%fe&timestamp=%ed%a0%80&nonce=%00&echostr=%",
        "%",
        "&&=&",
        "msg_signature&timestamp&nonce",
    ):
        assert (await gate.get("app", {}, raw))[0] in (400, 401)


SIZES = [(BODY_BYTES - 1, 400), (BODY_BYTES, 400), (BODY_BYTES + 1, 413), (BODY_BYTES * 15, 413)]


@pytest.mark.parametrize(("length", "status"), SIZES)
async def test_a_body_of_more_than_64_kib_is_refused(gate: Gate, length: int, status: int) -> None:
    query, _ = envelope("app", PLAIN["app"])
    assert (await gate.post("app", query, b"x" * length))[0] == status

    async def trickle() -> AsyncIterator[bytes]:
        for at in range(0, length, 10_000):
            yield b"x" * min(10_000, length - at)

    assert (await gate.post("app", query, trickle()))[0] == status


@pytest.mark.parametrize("spare", [0, 1])
async def test_a_whole_envelope_of_the_largest_size_is_heard(gate: Gate, spare: int) -> None:
    query, body = envelope("app", PLAIN["app"])
    padded = body.replace(b"</xml>", b" " * (BODY_BYTES - len(body) + spare) + b"</xml>")
    assert (await gate.post("app", query, padded))[0] == (413 if spare else 200)


async def test_a_body_in_chunks_is_heard(gate: Gate) -> None:
    query, body = envelope("app", PLAIN["app"])

    async def by_bytes() -> AsyncIterator[bytes]:
        for at in range(len(body)):
            yield body[at : at + 1]

    assert await gate.post("app", query, by_bytes()) == (200, b"")
    assert len(gate.listener.heard) == 1


def request(headers: str, body: bytes = b"") -> bytes:
    query, _ = envelope("app", PLAIN["app"])
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"POST /wecom/app?{asked} HTTP/1.1\r\nHost: a\r\n{headers}\r\n".encode() + body


BROKEN = {
    "chunks that are none": request("Transfer-Encoding: chunked\r\n", b"zz\r\nabc\r\n0\r\n\r\n"),
    "chunk shorter than said": request("Transfer-Encoding: chunked\r\n", b"3\r\nabcdef\r\n0\r\n\r\n"),
    "no gzip": request("Content-Encoding: gzip\r\nContent-Length: 4\r\n", b"abcd"),
    "half a gzip": request("Content-Encoding: gzip\r\nContent-Length: 10\r\n", gzip.compress(b"a" * 99)[:10]),
    "no number": request("Content-Length: many\r\n"),
    "two lengths": request("Content-Length: 1\r\nContent-Length: 2\r\n", b"ab"),
    "unknown encoding": request("Content-Encoding: zebra\r\nContent-Length: 4\r\n", b"abcd"),
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
}


@pytest.mark.parametrize("sent", BROKEN.values(), ids=BROKEN.keys())
async def test_a_broken_request_is_refused(gate: Gate, sent: bytes) -> None:
    async with asyncio.timeout(60):
        answer = await gate.raw(sent)
    assert answer.split()[1:2] in ([b"400"], [b"401"])


async def test_a_compressed_bomb_is_refused(gate: Gate) -> None:
    bomb = gzip.compress(b"a" * 50_000_000)
    query, _ = envelope("app", PLAIN["app"])
    status, _ = await gate.post("app", query, bomb, headers={"Content-Encoding": "gzip"})
    assert status in (400, 413)


async def test_a_body_that_never_ends_is_given_up_before_the_platform_gives_up() -> None:
    assert BODY_SECONDS < 5
    async with open_gate(body_seconds=0.1) as gate, asyncio.timeout(60):
        for headers, begun in (
            ("Content-Length: 100\r\n", b"<xml>"),
            ("Transfer-Encoding: chunked\r\n", b"5\r\n<xml>\r\n"),
        ):
            assert (await gate.raw(request(headers, begun))).split()[1] == b"408"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
async def test_another_method_is_refused(gate: Gate, method: str) -> None:
    assert (await gate.raw(f"{method} /wecom/app HTTP/1.1\r\nHost: a\r\n\r\n".encode())).split()[1] in (b"405", b"400")


async def test_a_form_and_an_empty_body_are_refused(gate: Gate) -> None:
    query, _ = envelope("app", PLAIN["app"])
    form = FormData({"Encrypt": "AAAA"})
    assert (await gate.post("app", query, form))[0] == 400  # type: ignore[arg-type]  # not bytes, on purpose
    assert (await gate.post("app", query, b""))[0] == 400


async def test_noise_gets_a_4xx_500_times(gate: Gate) -> None:
    chance = random.Random(4)
    statuses = set()
    for door in DOORS:
        query, body = envelope(door, PLAIN[door])
        for number, damaged in enumerate(mutations(body, 250, seed=5)):
            noise = damaged if number % 2 else chance.randbytes(chance.randrange(600))
            statuses.add((await gate.post(door, query, noise))[0])
    assert statuses <= {200, 400, 401}
    assert {update.key for update in gate.listener.heard} <= {
        "smartbot:m1:lisi",
        "app:zhangsan:1760000000:click:好:::",
    }


async def test_a_replayed_callback_is_stale_after_five_minutes(gate: Gate) -> None:
    old = envelope("app", PLAIN["app"], at=NOW - 301)
    assert await gate.post("app", *old) == (401, b"")
    assert (await gate.post("app", *envelope("app", PLAIN["app"], at=NOW - 300)))[0] == 200
