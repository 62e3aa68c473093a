"""The bot's answers to callbacks, opened as strictly as the documentation allows."""

import json
import re
from typing import Any
from xml.etree import ElementTree

from bot.sandbox.packets import Packet
from bot.sandbox.sealing import BadEnvelope, Seal

SNAKE = re.compile(r"(?<!^)(?=[A-Z])")
UNUSUAL = {"KeyName": "keyname", "PagePath": "pagepath", "AppId": "appid", "CheckBox": "checkbox"}
NUMBERS = ("type", "style", "mode", "disable", "desc_color")


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
    outer = _object(body)
    given, encrypted = outer.get("msgsignature"), outer.get("encrypt")
    timestamp = str(outer.get("timestamp"))
    if not isinstance(given, str) or not isinstance(encrypted, str) or not timestamp.isdecimal():
        raise BadEnvelope("envelope lacks a field")
    if str(outer.get("nonce")) != packet.query["nonce"]:
        raise BadEnvelope("nonce is not the callback's")
    seal.verify(given, timestamp, packet.query["nonce"], encrypted)
    return _object(seal.open(encrypted))


def card_from_xml(card: ElementTree.Element) -> dict[str, Any]:
    """Return a TemplateCard element in the names of the JSON card."""
    result: dict[str, Any] = {}
    for child in card:
        name = UNUSUAL.get(child.tag, SNAKE.sub("_", child.tag).lower())
        value: Any = card_from_xml(child) if len(child) else child.text or ""
        if name in NUMBERS and isinstance(value, str) and value.isdecimal():
            value = int(value)
        if name.endswith("_list"):
            result.setdefault(name, []).append(value)
        else:
            result[name] = value
    return result


def _object(text: str | bytes) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadEnvelope("not JSON") from error
    if not isinstance(value, dict):
        raise BadEnvelope("not a JSON object")
    return value
