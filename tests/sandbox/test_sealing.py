"""Our own crypto against packets made by others."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.envelopes import parse_xml
from bot.sandbox.sealing import BadEnvelope, Seal

VECTORS: dict[str, list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("vectors.json").read_text(encoding="utf-8")
)


def seal_of(vector: dict[str, Any]) -> Seal:
    return Seal(vector["token"], vector["encoding_aes_key"], vector["receive_id"])


def opened(vector: dict[str, Any]) -> str:
    seal, query = seal_of(vector), vector["query"]
    seal.verify(query["msg_signature"], query["timestamp"], query["nonce"], vector["encrypt"])
    return seal.open(vector["encrypt"])


@pytest.mark.parametrize("vector", VECTORS["valid"], ids=lambda vector: vector["id"])
def test_a_valid_packet_opens_to_its_text(vector: dict[str, Any]) -> None:
    assert opened(vector) == vector["plaintext"]


@pytest.mark.parametrize("vector", VECTORS["invalid"], ids=lambda vector: vector["id"])
def test_an_invalid_packet_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(BadEnvelope):
        opened(vector)


@pytest.mark.parametrize("length", range(0, 70, 3))
def test_what_is_sealed_opens_again(length: int) -> None:
    seal = seal_of(VECTORS["valid"][0])
    assert seal.open(seal.seal("村" * length)) == "村" * length


@pytest.mark.parametrize("text", ["", "<xml>", "<other/>", "<!DOCTYPE xml [<!ENTITY a 'b'>]><xml>&a;</xml>"])
def test_strange_xml_is_refused(text: str) -> None:
    with pytest.raises(BadEnvelope):
        parse_xml(text)
