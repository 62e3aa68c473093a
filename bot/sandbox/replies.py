"""What a person sees of the bot's answer: checked against the reply formats, then made visible."""

import base64
import binascii
import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from bot.sandbox.answers import Refused
from bot.sandbox.cards import check_card, readable
from bot.sandbox.changes import grey_out, replace_card
from bot.sandbox.envelopes import card_from_xml
from bot.sandbox.media import MediaStore, picture_type
from bot.sandbox.messages import APP, BOT, Message, Messages, cut_to_bytes
from bot.sandbox.packets import Packet
from bot.sandbox.sealing import BadEnvelope

TEXT_BYTES = 2048
STREAM_BYTES = 20480
MOST_ITEMS = 10
CARD_PRESS = "template_card_event"
WELCOME = "enter_chat"


class Replies:
    """Shows each answer once: a repeated delivery is answered again, but nobody sees a second bubble."""

    def __init__(self, messages: Messages, media: MediaStore, now: Callable[[], datetime]) -> None:
        self._messages = messages
        self._media = media
        self._now = now
        self._shown: set[str] = set()

    def from_app(self, packet: Packet, reply: ElementTree.Element) -> list[Message]:
        """Return the bubbles of a passive reply. Raises BadEnvelope where WeCom would show nothing."""
        if (reply.findtext("ToUserName") or "").casefold() != packet.userid.casefold():
            raise BadEnvelope("ToUserName is not the member")
        if not (reply.findtext("CreateTime") or "").isdecimal():
            raise BadEnvelope("CreateTime is not a number")
        kind = reply.findtext("MsgType") or ""
        if kind.startswith("update_"):
            return [self._update(packet, kind, reply)]
        if packet.event == CARD_PRESS:
            raise BadEnvelope(f"{kind} does not answer a card press")
        content, extra = self._passive(kind, reply)
        return self._show(packet, [self._bubble(packet, APP, kind, content, extra)])

    def from_bot(self, packet: Packet, reply: dict[str, Any]) -> list[Message]:
        """Return the bubbles of a smart bot's reply that is not a stream. Raises BadEnvelope."""
        if packet.event == CARD_PRESS:
            return [self._update_bot_card(packet, reply)]
        kind = str(reply.get("msgtype"))
        if kind == "template_card":
            return self._show(packet, [self._card(packet, reply.get(kind))])
        if kind == "text" and packet.event == WELCOME:
            content = reply.get(kind, {}).get("content") if isinstance(reply.get(kind), dict) else None
            if not isinstance(content, str) or not content:
                raise BadEnvelope("text.content")
            return self._show(packet, [self._bubble(packet, BOT, "text", content, {})])
        raise BadEnvelope(f"msgtype {kind} cannot answer here")

    def stream(self, packet: Packet, reply: dict[str, Any], bubble: Message | None = None) -> Message:
        """Return the bubble of a stream after this frame, which replaces its text. Raises BadEnvelope."""
        stream = _checked_stream(reply.get("stream"))
        if bubble is None:
            bubble = self._bubble(packet, BOT, "stream", "", {"stream_id": stream["id"]})
        elif bubble.extra["stream_id"] != stream["id"]:
            raise BadEnvelope("another stream id")
        bubble.content = stream["content"]
        bubble.extra = {**bubble.extra, "finished": stream["finish"], **self._items(stream)}
        if bubble.content or stream["finish"]:
            self._show(packet, [bubble])
        return bubble

    def card_beside(self, packet: Packet, reply: dict[str, Any]) -> Message:
        """Return the card of a stream_with_template_card reply."""
        card = self._card(packet, reply.get("template_card"))
        return self._messages.add(card)

    def _passive(self, kind: str, reply: ElementTree.Element) -> tuple[str, dict[str, Any]]:
        if kind == "text":
            content = reply.findtext("Content") or ""
            if not content:
                raise BadEnvelope("Content is empty")
            return cut_to_bytes(content, TEXT_BYTES), {}
        if kind in ("image", "voice", "video"):
            return self._passive_medium(kind, reply.findtext(f"{kind.capitalize()}/MediaId") or "")
        if kind == "news":
            return _titles(reply), {}
        raise BadEnvelope(f"MsgType {kind} is no passive reply")

    def _passive_medium(self, kind: str, media_id: str) -> tuple[str, dict[str, Any]]:
        try:
            medium = self._media.find(media_id, kind)
        except Refused as refused:
            raise BadEnvelope(str(refused)) from refused
        if kind == "image":
            return "[图片]", {"image": self._messages.keep_picture(medium.data)}
        return f"[文件] {medium.filename}", self._messages.keep_file(medium.filename, medium.data)

    def _update(self, packet: Packet, kind: str, reply: ElementTree.Element) -> Message:
        if packet.event != CARD_PRESS or packet.pressed is None:
            raise BadEnvelope(f"{kind} answers a card press only")
        if kind == "update_button":
            words = reply.findtext("Button/ReplaceName") or ""
            grey_out(packet.pressed, words)
            return self._bubble(packet, APP, kind, words, {})
        card = card_from_xml(_child(reply, "TemplateCard"))
        _check(card)
        replace_card(packet.pressed, card)
        return self._bubble(packet, APP, kind, readable(card), {})

    def _update_bot_card(self, packet: Packet, reply: dict[str, Any]) -> Message:
        card = reply.get("template_card")
        if reply.get("response_type") != "update_template_card" or packet.pressed is None:
            raise BadEnvelope("a card press is answered by update_template_card")
        _check(card)
        assert isinstance(card, dict)
        if card.get("task_id") != packet.pressed.extra["card"].get("task_id"):
            raise BadEnvelope("another task_id")
        replace_card(packet.pressed, card)
        return self._bubble(packet, BOT, "update_template_card", readable(card), {})

    def _card(self, packet: Packet, card: Any) -> Message:
        _check(card)
        return self._bubble(packet, BOT, "template_card", readable(card), {"card": card})

    def _items(self, stream: dict[str, Any]) -> dict[str, Any]:
        pictures = [self._messages.keep_picture(_picture(item)) for item in stream.get("msg_item") or []]
        return {"image": pictures[0], "images": pictures} if pictures else {}

    def _bubble(self, packet: Packet, door: str, kind: str, content: str, extra: dict[str, Any]) -> Message:
        extra = {**extra, "reply_to": packet.msgid}
        return Message(packet.chat, door, self._now(), kind, content, extra=extra)

    def _show(self, packet: Packet, bubbles: list[Message]) -> list[Message]:
        if packet.msgid not in self._shown:
            self._shown.add(packet.msgid)
            for bubble in bubbles:
                self._messages.add(bubble)
        return bubbles


def _check(card: Any) -> None:
    if not isinstance(card, dict):
        raise BadEnvelope("template_card missing")
    try:
        check_card(card)
    except Refused as refused:
        raise BadEnvelope(str(refused)) from refused


def _child(reply: ElementTree.Element, name: str) -> ElementTree.Element:
    child = reply.find(name)
    if child is None:
        raise BadEnvelope(f"{name} missing")
    return child


def _titles(reply: ElementTree.Element) -> str:
    titles = [item.findtext("Title") or "" for item in reply.iterfind("Articles/item")]
    if reply.findtext("ArticleCount") != str(len(titles)) or not 1 <= len(titles) <= 8:
        raise BadEnvelope("ArticleCount")
    return "\n".join(titles)


def _checked_stream(stream: Any) -> dict[str, Any]:
    if not isinstance(stream, dict) or not stream.get("id"):
        raise BadEnvelope("stream.id missing")
    checked = {"finish": False, "content": "", **stream}
    for name, kind in (("id", str), ("finish", bool), ("content", str)):
        if not isinstance(checked[name], kind):
            raise BadEnvelope(f"stream.{name}")
    if len(checked["content"].encode()) > STREAM_BYTES:
        raise BadEnvelope("stream.content is over 20480 bytes")
    _check_items(checked.get("msg_item", []), MOST_ITEMS if checked["finish"] else 0)
    return checked


def _check_items(items: Any, most: int) -> None:
    if not isinstance(items, list) or len(items) > most:
        raise BadEnvelope("msg_item only with finish, at most 10")


def _picture(item: Any) -> bytes:
    try:
        image = item["image"]
        data = base64.b64decode(image["base64"], validate=True)
        right = hashlib.md5(data, usedforsecurity=False).hexdigest() == image["md5"]
    except (KeyError, TypeError, binascii.Error) as error:
        raise BadEnvelope("msg_item.image") from error
    if not right or not picture_type(data):
        raise BadEnvelope("msg_item.image")
    return data
