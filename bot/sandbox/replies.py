"""What a person sees of the bot's answer: checked against the reply formats that it uses, then made visible."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from bot.sandbox.messages import APP, BOT, TEXT_BYTES, Message, Messages, cut_to_bytes
from bot.sandbox.packets import Packet
from bot.sandbox.sealing import BadEnvelope

STREAM_BYTES = 20480
CARD_PRESS = "template_card_event"
WELCOME = "enter_chat"


class Replies:
    """Shows each answer once: a repeated delivery is answered again, but nobody sees a second bubble."""

    def __init__(self, messages: Messages, now: Callable[[], datetime]) -> None:
        self._messages = messages
        self._now = now
        self._shown: set[str] = set()

    def from_app(self, packet: Packet, reply: ElementTree.Element) -> list[Message]:
        """Return the bubbles of a passive reply. Raises BadEnvelope where WeCom would show nothing."""
        told = {name: reply.findtext(name, "") for name in ("ToUserName", "CreateTime", "MsgType", "Content")}
        if told["ToUserName"].casefold() != packet.userid.casefold():
            raise BadEnvelope("ToUserName is not the member")
        if not told["CreateTime"].isdecimal():
            raise BadEnvelope("CreateTime is not a number")
        kind, content = told["MsgType"], told["Content"]
        if kind == "update_button":
            return [self._grey_out(packet, reply.findtext("Button/ReplaceName", ""))]
        if packet.event == CARD_PRESS:
            raise BadEnvelope(f"{kind} does not answer a card press")
        if kind != "text" or not content:
            raise BadEnvelope(f"MsgType {kind} without a text")
        return self._show(packet, [self._bubble(packet, APP, kind, cut_to_bytes(content, TEXT_BYTES))])

    def from_bot(self, packet: Packet, reply: dict[str, Any]) -> list[Message]:
        """Return the bubble of a smart bot's reply that is not a stream: a welcome. Raises BadEnvelope."""
        kind = str(reply.get("msgtype"))
        if kind != "text" or packet.event != WELCOME:
            raise BadEnvelope(f"msgtype {kind} cannot answer here")
        content = reply[kind].get("content") if isinstance(reply.get(kind), dict) else None
        if not isinstance(content, str) or not content:
            raise BadEnvelope("text.content")
        return self._show(packet, [self._bubble(packet, BOT, kind, content)])

    def stream(self, packet: Packet, reply: dict[str, Any], bubble: Message | None = None) -> Message:
        """Return the bubble of a stream after this frame, which replaces its text. Raises BadEnvelope."""
        stream = _checked_stream(reply.get("stream"))
        if bubble is None:
            bubble = self._bubble(packet, BOT, "stream", "", stream_id=stream["id"])
        elif bubble.extra["stream_id"] != stream["id"]:
            raise BadEnvelope("another stream id")
        bubble.content = stream["content"]
        bubble.extra = {**bubble.extra, "finished": stream["finish"]}
        if bubble.content or stream["finish"]:
            self._show(packet, [bubble])
        return bubble

    def _grey_out(self, packet: Packet, words: str) -> Message:
        """Turn the buttons of the pressed card grey under these words."""
        card = packet.pressed
        if card is None:
            raise BadEnvelope("update_button answers a card press only")
        card.extra = {**card.extra, "card": {**card.extra["card"], "replace_text": words}}
        return self._bubble(packet, APP, "update_button", words)

    def _bubble(self, packet: Packet, door: str, kind: str, content: str, **extra: Any) -> Message:
        return Message(packet.chat, door, self._now(), kind, content, extra={**extra, "reply_to": packet.msgid})

    def _show(self, packet: Packet, bubbles: list[Message]) -> list[Message]:
        if packet.msgid not in self._shown:
            self._shown.add(packet.msgid)
            for bubble in bubbles:
                self._messages.add(bubble)
        return bubbles


def _checked_stream(stream: Any) -> dict[str, Any]:
    if not isinstance(stream, dict) or not stream.get("id"):
        raise BadEnvelope("stream.id missing")
    checked = {"finish": False, "content": "", **stream}
    for name, kind in (("id", str), ("finish", bool), ("content", str)):
        if not isinstance(checked[name], kind):
            raise BadEnvelope(f"stream.{name}")
    if len(checked["content"].encode()) > STREAM_BYTES:
        raise BadEnvelope("stream.content is over 20480 bytes")
    return checked
