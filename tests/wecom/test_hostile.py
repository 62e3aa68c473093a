"""Strangers' bytes at function level: whatever comes, only Rejected escapes, and soon."""

import base64
import random
import re
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCipher

from bot.wecom import application, smartbot
from bot.wecom.envelope import BODY_BYTES, Envelope, Rejected, Stamp
from bot.wecom.updates import Update
from tests.wecom.gate import BOT_SEAL, CORP, KEY, NOW, SEAL, TOKEN, envelope, wrapped

QUICK = settings(max_examples=300, deadline=None, derandomize=True, database=None)
ENVELOPES = {"app": Envelope(TOKEN, KEY, CORP), "smartbot": Envelope(TOKEN, KEY, "")}
READERS: dict[str, tuple[Callable[[bytes], str], Callable[[str], Update]]] = {
    "app": (application.encrypt_of, lambda plaintext: application.read_update(plaintext, CORP)),
    "smartbot": (smartbot.encrypt_of, lambda plaintext: smartbot.read_update(plaintext, float(NOW))),
}
DOORS = list(READERS)
PLAIN = {
    "app": "<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName>"
    "<FromUserName><![CDATA[zhangsan]]></FromUserName>"
    "<CreateTime>1760000000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[click]]></Event>"
    "<EventKey><![CDATA[好]]></EventKey><AgentID>1000002</AgentID></xml>",
    "smartbot": '{"msgid":"m1","aibotid":"a","chatid":"wr1","chattype":"group","from":{"userid":"lisi"},'
    '"msgtype":"mixed","mixed":{"msg_item":[{"msgtype":"text","text":{"content":"好"}}]}}',
}


def let_in(door: str, stamp: Stamp, body: bytes) -> Update | None:
    """Return the update in a callback, or None when it is rejected; anything else escapes and fails the test."""
    encrypt_of, read = READERS[door]
    try:
        return read(ENVELOPES[door].open(stamp, encrypt_of(body), float(NOW)))
    except Rejected as rejected:
        assert rejected.status in (400, 401)
        return None


def signed(door: str, encrypt: str) -> tuple[Stamp, bytes]:
    query, body = wrapped(door, encrypt)
    return Stamp(query["msg_signature"], query["timestamp"], query["nonce"]), body


def mutations(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield damaged copies: flipped, cut, doubled, swapped and strewn with what parsers stumble over."""
    chance = random.Random(seed)
    spice = [b"\x00", b"<", b"]]>", b"<![CDATA[", b"&#0;", b'"', b"{", b"[", b"\xff\xfe", b"\xed\xa0\x80", b"9" * 40]
    for _ in range(count):
        at, to = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
        yield chance.choice(
            [
                data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
                data[:at] + data[to:],
                data[:to] + data[at:],
                data[:at] + chance.choice(spice) + data[at:],
                data[to:] + data[:at],
                data[:at],
            ]
        )


@pytest.mark.parametrize("door", DOORS)
def test_a_damaged_envelope_is_rejected_or_means_the_same(door: str) -> None:
    query, body = envelope(door, PLAIN[door])
    stamp = Stamp(query["msg_signature"], query["timestamp"], query["nonce"])
    whole = let_in(door, stamp, body)
    for damaged in mutations(body, 5000, seed=1):
        assert let_in(door, stamp, damaged) in (None, whole)


@pytest.mark.parametrize("door", DOORS)
def test_damaged_ciphertext_under_a_right_signature_is_rejected(door: str) -> None:
    encrypt = (SEAL if door == "app" else BOT_SEAL).seal(PLAIN[door])
    for damaged in mutations(encrypt.encode(), 5000, seed=2):
        letters = re.sub(r"[^A-Za-z0-9+/=]", "", damaged.decode(errors="ignore"))
        let_in(door, *signed(door, letters))


@pytest.mark.parametrize("door", DOORS)
def test_damaged_plaintext_under_a_right_signature_is_rejected_or_read(door: str) -> None:
    read = READERS[door][1]
    for damaged in mutations(PLAIN[door].encode(), 5000, seed=3):
        try:
            update = read(damaged.decode(errors="surrogateescape").encode(errors="replace").decode())
        except Rejected as rejected:
            assert rejected.status == 400
            continue
        assert len(update.key) <= 96
        assert 0 <= update.sent < 2**32
        assert Update.from_json(update.to_json()) == update


FRAMES = {
    "no padding": b"r" * 16 + (5).to_bytes(4, "big") + b"hello" + CORP.encode() + b"\x00" * 5,
    "padding 33": b"r" * 32 + bytes([33]) * 32,
    "shorter than a head": b"r" * 13 + bytes([19]) * 19,
    "length of four thousand million": b"r" * 16 + b"\xff" * 4 + b"x" * 11 + b"\x01",
    "minus one": b"r" * 16 + b"\xff\xff\xff\xfe" + b"x" * 11 + b"\x01",
    "another receiver": b"r" * 16 + (1).to_bytes(4, "big") + b"xwwother" + bytes([3]) * 3,
    "no UTF-8": b"r" * 16 + (2).to_bytes(4, "big") + b"\xc3\x28" + CORP.encode() + bytes([24]) * 24,
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES.keys())
def test_a_frame_that_lies_is_rejected(frame: bytes) -> None:
    whole = frame + b"\x20" * (-len(frame) % 32)
    encrypt = base64.b64encode(WeChatCipher(base64.b64decode(KEY + "=")).encrypt(whole)).decode()
    assert let_in("app", *signed("app", encrypt)) is None


@QUICK
@given(st.binary(max_size=300))
def test_noise_is_rejected(noise: bytes) -> None:
    for door in DOORS:
        assert let_in(door, Stamp("é" * 40, str(NOW), "n"), noise) is None


@QUICK
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_stamp_is_rejected_without_the_right_signature(signature: str, timestamp: str, nonce: str) -> None:
    encrypt = SEAL.seal(PLAIN["app"])
    with pytest.raises(Rejected) as rejected:
        ENVELOPES["app"].open(Stamp(signature, timestamp, nonce), encrypt, float(NOW))
    assert rejected.value.status == 401


FRESHNESS = [(-301, False), (-300, True), (-1, True), (0, True), (60, True), (61, False), (86400 * 365, False)]


@pytest.mark.parametrize(("off", "fresh"), FRESHNESS)
def test_a_callback_is_fresh_from_five_minutes_ago_to_a_minute_ahead(off: int, fresh: bool) -> None:
    query, body = envelope("app", PLAIN["app"], at=NOW + off)
    stamp = Stamp(query["msg_signature"], query["timestamp"], query["nonce"])
    assert (let_in("app", stamp, body) is not None) == fresh


@pytest.mark.parametrize(
    "stamp", ["", "abc", "1760000000.0", "-1760000000", " 1760000000", "１７６００００００００", "1" * 13]
)
def test_a_signed_stamp_that_is_no_number_is_rejected(stamp: str) -> None:
    encrypt = SEAL.seal(PLAIN["app"])
    signature = SEAL.sign(stamp, "n", encrypt)
    with pytest.raises(Rejected) as rejected:
        ENVELOPES["app"].open(Stamp(signature, stamp, "n"), encrypt, float(NOW))
    assert rejected.value.status == 401


def test_a_signature_that_was_split_anew_is_stale() -> None:
    query, body = envelope("app", PLAIN["app"], nonce="5")
    joined = query["timestamp"] + query["nonce"]
    for at in range(1, len(joined)):
        stamp = Stamp(query["msg_signature"], joined[:at], joined[at:])
        assert let_in("app", stamp, body) is None or at == len(query["timestamp"])


BOMBS = {
    "blanks after Encrypt": (b"<xml><Encrypt>", b" ", b"</xml>"),
    "blanks in CDATA": (b"<xml><Encrypt><![CDATA[", b" ", b"</xml>"),
    "blanks before the end": (b"<xml><Encrypt>AAAA", b"\n", b"</xml>"),
    "a thousand beginnings": (b"<xml>", b"<Encrypt>", b"</xml>"),
    "letters without an end": (b"<xml><Encrypt>", b"A", b"</xml>"),
    "nested objects": (b"", b'{"encrypt":', b""),
    "nested arrays": (b"", b"[", b""),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_the_largest_body_is_refused_at_once(door: str, bomb: tuple[bytes, bytes, bytes]) -> None:
    begins, filling, ends = bomb
    body = begins + filling * ((BODY_BYTES - len(begins) - len(ends)) // len(filling)) + ends
    began = time.process_time()
    with pytest.raises(Rejected):
        READERS[door][0](body)
    assert time.process_time() - began < 0.5


NESTED = {
    "app": ["<xml>" + "<a>" * 16_000 + "</a>" * 16_000 + "</xml>", "<xml>" * 9_000 + "</xml>" * 9_000],
    "smartbot": ['{"a":' * 100_000 + "1" + "}" * 100_000, "[" * 100_000, '{"from":' * 9_000 + "}" * 9_000],
}


@pytest.mark.parametrize(("door", "plaintext"), [(d, p) for d, found in NESTED.items() for p in found], ids=range(5))
def test_nesting_is_refused(door: str, plaintext: str) -> None:
    with pytest.raises(Rejected):
        READERS[door][1](plaintext)


ODDITIES = [
    "",
    "1",
    "<xml/>",
    "<other><MsgType>text</MsgType></other>",
    '<!DOCTYPE xml [<!ENTITY a "b">]>' + PLAIN["app"],
    '<?xml version="1.0"?><!DOCTYPE xml>' + PLAIN["app"],
    "<!-- x -->" + PLAIN["app"],
    PLAIN["app"] + PLAIN["app"],
    PLAIN["app"].replace("1760000000", "abc"),
    PLAIN["app"].replace("1760000000", "-1"),
    PLAIN["app"].replace("1760000000", "9" * 5000),
    PLAIN["app"].replace("<CreateTime>1760000000</CreateTime>", ""),
    PLAIN["app"].replace("<FromUserName>", "<FromUserName>a</FromUserName><FromUserName>"),
    PLAIN["app"].replace("<![CDATA[zhangsan]]>", "<b>zhangsan</b>"),
    PLAIN["app"].replace("</xml>", "<MsgId>1</MsgId><MsgId>2</MsgId></xml>"),
    PLAIN["app"].replace("</xml>", "<MsgId><a>1</a></MsgId></xml>"),
    PLAIN["app"].replace("event", "text").replace("</xml>", "<Content>a</Content><Content>b</Content></xml>"),
]


@pytest.mark.parametrize("plaintext", ODDITIES, ids=range(len(ODDITIES)))
def test_strange_xml_is_no_message(plaintext: str) -> None:
    with pytest.raises(Rejected):
        application.read_update(plaintext, CORP)


STRANGE_JSON = [
    "null",
    "[]",
    '"x"',
    "{}",
    PLAIN["smartbot"].replace('"lisi"', "7"),
    PLAIN["smartbot"].replace('"lisi"', '"li\\u0000si"'),
    PLAIN["smartbot"].replace('"wr1"', '"wr\\u0000"'),
    PLAIN["smartbot"].replace('"m1"', '"m\\u0000"'),
    PLAIN["smartbot"].replace('"m1"', "1"),
    PLAIN["smartbot"].replace('{"userid":"lisi"}', '"lisi"'),
    PLAIN["smartbot"].replace('{"userid":"lisi"}', "null"),
    PLAIN["smartbot"].replace('"msgtype":"mixed"', '"msgtype":"text"'),
    PLAIN["smartbot"].replace('"msgtype":"mixed"', '"msgtype":{}'),
    PLAIN["smartbot"].replace('"msg_item":[', '"msg_item":[7,'),
    PLAIN["smartbot"].replace('"好"', "null"),
    PLAIN["smartbot"].replace('"aibotid"', '"create_time":1e300,"aibotid"'),
    PLAIN["smartbot"].replace('"aibotid"', '"create_time":-5,"aibotid"'),
    PLAIN["smartbot"].replace('"aibotid"', '"create_time":[1],"aibotid"'),
    PLAIN["smartbot"].replace("好", "\\ud800"),
]


@pytest.mark.parametrize("plaintext", STRANGE_JSON, ids=range(len(STRANGE_JSON)))
def test_strange_json_is_no_message(plaintext: str) -> None:
    with pytest.raises(Rejected):
        smartbot.read_update(plaintext, float(NOW))
