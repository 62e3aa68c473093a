"""webhook/send and webhook/upload_media: the robot of one group, which speaks and never hears."""

import base64
import binascii
import hashlib
from typing import Any

from bot.sandbox.answers import Answer, Refused
from bot.sandbox.calls import Call, inner, text_of
from bot.sandbox.limits import Blocking
from bot.sandbox.media import MediaStore, picture_type
from bot.sandbox.messages import TEXT_BYTES, WEBHOOK, Message, Messages
from bot.sandbox.sending import Content, shown
from bot.sandbox.world import Chat, World

IMAGE_BYTES = 2 * 1024 * 1024
A_MINUTE = 20


class Webhook:
    """Carries out the two calls; `removed` holds keys whose robot was thrown out of its group."""

    def __init__(self, world: World, messages: Messages, media: MediaStore) -> None:
        self._world = world
        self._messages = messages
        self._media = media
        self._blocking = Blocking(A_MINUTE)
        self.removed: set[str] = set()

    def send(self, call: Call) -> Answer:
        """Carry out webhook/send. Raises Refused 93000, 45009, 40008, 40058 and 44004."""
        chat = self._chat(call)
        body = call.body()
        kind = text_of(body, "msgtype", 40008)
        content = self._content(kind, body, chat)
        if not self._blocking.admits(chat.webhook_key, call.at):
            raise Refused(45009)
        self._messages.add(Message(chat.chatid, WEBHOOK, call.at, kind, content.text, extra=content.extra))
        return Answer()

    def upload(self, call: Call) -> Answer:
        """Carry out webhook/upload_media: the id serves this webhook only."""
        return self._media.upload(call, self._chat(call).webhook_key)

    def _chat(self, call: Call) -> Chat:
        key = call.query.get("key", "")
        chat = self._world.chat_of_webhook(key)
        if chat is None or key in self.removed:
            raise Refused(93000)
        return chat

    def _content(self, kind: str, body: dict[str, Any], chat: Chat) -> Content:
        if kind == "file":
            medium = self._media.find(text_of(inner(body, kind), "media_id", 41006), kind, chat.webhook_key)
            return shown(medium, self._messages)
        if kind == "image":
            return Content("[图片]", {"image": self._messages.keep_picture(_picture(inner(body, kind)))})
        if kind != "text":
            raise Refused(40008, kind)
        text = text_of(inner(body, kind), "content", 44004)
        if (size := len(text.encode())) > TEXT_BYTES:
            raise Refused(40058, f"text.content has {size} bytes, at most {TEXT_BYTES}")
        return Content(text)


def _picture(part: dict[str, Any]) -> bytes:
    encoded, digest = text_of(part, "base64", 40058), text_of(part, "md5", 40058)
    try:
        data = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise Refused(40058, "base64") from error
    if len(data) > IMAGE_BYTES:
        raise Refused(93018)
    if not picture_type(data):
        raise Refused(40123)
    if hashlib.md5(data, usedforsecurity=False).hexdigest() != digest.lower():
        raise Refused(40058, "md5")
    return data
