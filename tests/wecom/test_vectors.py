"""Packets made by others go through our own gate; what we seal is opened by readers written by others."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from wechatpy.work.crypto import WeChatCrypto

from bot.sandbox.sealing import Seal
from bot.wecom import application, smartbot
from bot.wecom.envelope import Envelope, Rejected, Stamp, open_file
from tests.wecom.gate import Gate, open_gate

Packet = dict[str, Any]
VECTORS: dict[str, list[Packet]] = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
VALID, INVALID = VECTORS["valid"], VECTORS["invalid"]
# For the cipher only: what is inside is no message.
NO_MESSAGE = {"xml-one-byte", "xml-empty", "xml-20kB", "json-escaped-unicode"}
CALLBACKS = [packet for packet in VALID if not packet["kind"].startswith("reply")]


def envelope_of(packet: Packet) -> Envelope:
    return Envelope(packet["token"], packet["encoding_aes_key"], packet["receive_id"])


def encrypt_of(packet: Packet) -> str:
    if packet["kind"] == "get_echostr":
        return str(packet["query"].get("echostr") or packet["encrypt"])
    read = smartbot.encrypt_of if packet["kind"].endswith("json") else application.encrypt_of
    return read(packet["body"].encode())


def opened(packet: Packet) -> str:
    query = packet["query"]
    stamp = Stamp(query.get("msg_signature", ""), query["timestamp"], query["nonce"])
    return envelope_of(packet).open(stamp, encrypt_of(packet), float(query["timestamp"]))


def door_of(packet: Packet) -> str:
    return "smartbot" if packet["kind"].endswith("json") else "app"


async def answered(gate: Gate, packet: Packet) -> tuple[int, bytes]:
    """Send a packet through the real server; return (status, body)."""
    if packet["kind"] == "get_echostr":
        return await gate.get(door_of(packet), packet["query"], packet.get("raw_query"))
    return await gate.post(door_of(packet), packet["query"], packet["body"].encode())


@pytest.mark.parametrize("packet", VALID, ids=lambda packet: packet["id"])
def test_a_valid_packet_opens_to_its_text(packet: Packet) -> None:
    assert opened(packet) == packet["plaintext"]


@pytest.mark.parametrize("packet", VECTORS["files"], ids=lambda packet: packet["id"])
def test_a_file_opens_to_its_bytes_or_not_at_all(packet: Packet) -> None:
    key, sealed = base64.b64decode(packet["aeskey"] + "=="), base64.b64decode(packet["encrypted_base64"])
    if packet["must_reject"]:
        with pytest.raises(Rejected):
            open_file(key, sealed)
    else:
        assert open_file(key, sealed) == base64.b64decode(packet["plain_base64"])


@pytest.mark.parametrize("packet", CALLBACKS, ids=lambda packet: packet["id"])
async def test_a_valid_packet_passes_the_server_or_holds_no_message(packet: Packet) -> None:
    async with open_gate(packet) as gate:
        status, body = await answered(gate, packet)
    if packet["kind"] == "get_echostr":
        assert (status, body) == (200, packet["response_body"].encode())
    else:
        assert status == (400 if packet["id"] in NO_MESSAGE else 200)


@pytest.mark.parametrize("packet", INVALID, ids=lambda packet: packet["id"])
def test_an_invalid_packet_is_rejected_and_nothing_else_escapes(packet: Packet) -> None:
    wrong = ValueError if packet["fails_at"] == "key" else Rejected
    try:
        opened(packet)
    except wrong:
        return
    assert not packet["must_reject"]


@pytest.mark.parametrize("packet", [p for p in INVALID if p["fails_at"] != "key"], ids=lambda packet: packet["id"])
async def test_an_invalid_packet_gets_a_4xx_without_a_word(packet: Packet) -> None:
    async with open_gate(packet) as gate:
        status, body = await answered(gate, packet)
    assert status in (400, 401) or (status == 200 and not packet["must_reject"])
    assert body == b""


TEXTS = ["", "1", "村" * 9, "x" * 11, "]]>\r\n\t\0", "👌🏼𠮷" * 5000]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.parametrize("packet", [VALID[0], VALID[10]], ids=["app", "smartbot"])
def test_what_we_seal_is_opened_by_others_and_equal_bytes_every_time(packet: Packet, text: str) -> None:
    encrypt, signature = envelope_of(packet).seal(text, "1760000000", "n1")
    assert (encrypt, signature) == envelope_of(packet).seal(text, "1760000000", "n1")
    assert encrypt != envelope_of(packet).seal(text, "1760000000", "n2")[0]
    theirs = Seal(packet["token"], packet["encoding_aes_key"], packet["receive_id"])
    theirs.verify(signature, "1760000000", "n1", encrypt)
    assert theirs.open(encrypt) == text
    wechatpy = WeChatCrypto(packet["token"], packet["encoding_aes_key"], packet["receive_id"])
    assert wechatpy.check_signature(signature, "1760000000", "n1", encrypt) == text


@pytest.mark.parametrize("packet", [VALID[0], VALID[10]], ids=["app", "smartbot"])
@pytest.mark.parametrize("length", range(0, 66))
def test_what_another_has_sealed_opens(packet: Packet, length: int) -> None:
    theirs = Seal(packet["token"], packet["encoding_aes_key"], packet["receive_id"])
    encrypt = theirs.seal("a" * length)
    stamp = Stamp(theirs.sign("1760000000", "n", encrypt), "1760000000", "n")
    assert envelope_of(packet).open(stamp, encrypt, 1760000000.0) == "a" * length


def test_a_reply_envelope_of_ours_reads_back() -> None:
    packet = VALID[0]
    encrypt, signature = envelope_of(packet).seal("好", "1760000000", "77")
    xml = application.reply_envelope(encrypt, signature, "1760000000", "77")
    assert application.encrypt_of(xml.encode()) == encrypt
    told = json.loads(smartbot.reply_envelope(encrypt, signature, "1760000000", "77"))
    assert told == {"encrypt": encrypt, "msgsignature": signature, "timestamp": 1760000000, "nonce": "77"}
