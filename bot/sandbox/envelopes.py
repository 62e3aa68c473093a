"""The bot's answers to callbacks, opened as strictly as the documentation allows."""

from typing import Any
from xml.etree import ElementTree

from bot.sandbox.calls import json_object
from bot.sandbox.packets import Packet
from bot.sandbox.sealing import BadEnvelope, Seal


class _NoDoctype(ElementTree.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise BadEnvelope("document type declaration")


def parse_xml(text: str | bytes) -> ElementTree.Element:
    """Return the root element <xml>; raises BadEnvelope for anything else, document types included."""
    parser = ElementTree.XMLParser(target=_NoDoctype())
    try:
        root = ElementTree.fromstring(text, parser=parser)
    except ElementTree.ParseError as error:
        raise BadEnvelope("not XML") from error
    if root.tag != "xml":
        raise BadEnvelope("root is not <xml>")
    return root


def open_xml(seal: Seal, body: bytes) -> ElementTree.Element:
    """Return the passive reply inside an XML envelope; raises BadEnvelope."""
    outer = parse_xml(body)
    parts = [outer.findtext(name) or "" for name in ("MsgSignature", "TimeStamp", "Nonce", "Encrypt")]
    if not all(parts):
        raise BadEnvelope("envelope lacks an element")
    if not parts[1].isdecimal():
        raise BadEnvelope("TimeStamp is not a number")
    seal.verify(*parts)
    return parse_xml(seal.open(parts[3]))


def open_json(seal: Seal, packet: Packet, body: bytes) -> dict[str, Any]:
    """Return the reply inside a JSON envelope, whose nonce must be the callback's; raises BadEnvelope."""
    outer = json_object(body, BadEnvelope("not a JSON object"))
    given, encrypted = outer.get("msgsignature"), outer.get("encrypt")
    timestamp = str(outer.get("timestamp"))
    if not isinstance(given, str) or not isinstance(encrypted, str) or not timestamp.isdecimal():
        raise BadEnvelope("envelope lacks a field")
    if str(outer.get("nonce")) != packet.query["nonce"]:
        raise BadEnvelope("nonce is not the callback's")
    seal.verify(given, timestamp, packet.query["nonce"], encrypted)
    return json_object(seal.open(encrypted), BadEnvelope("not a JSON object"))
