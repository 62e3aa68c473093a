"""What was said in every chat, in the order in which people could see it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

APP = "app"
BOT = "bot"
WEBHOOK = "webhook"
DOORS = (APP, BOT)
# Of a text, whichever way it goes.
TEXT_BYTES = 2048


def private(door: str, userid: str) -> str:
    """Return the name of a member's private chat with the application or the smart bot."""
    return f"{door}:{userid}"


def cut_to_bytes(text: str, most: int) -> str:
    """Return the text cut to at most this many bytes of UTF-8, never inside a character."""
    return text.encode()[:most].decode(errors="ignore")


@dataclass
class Message:
    """One bubble; a stream's or card's bubble changes in place, as it does in the client."""

    chat: str
    sender: str
    when: datetime
    msgtype: str
    content: str
    seq: int = 0
    extra: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the message in the shape of the control interface.

        `chat` is a chatid, or `app` or `bot` for a private chat with the owner in `to`; `room` tells all apart.
        """
        door, _, owner = self.chat.partition(":")
        is_private = door in DOORS and bool(owner)
        plain = {
            "seq": self.seq,
            "chat": door if is_private else self.chat,
            "room": self.chat,
            "from": self.sender,
            "when": self.when.isoformat(),
            "msgtype": self.msgtype,
            "content": self.content,
        }
        return plain | ({"to": owner} if is_private else {}) | self.extra


class Messages:
    """The one list of bubbles, and the pictures and files they show."""

    def __init__(self) -> None:
        self._said: list[Message] = []
        self._enclosed: dict[str, bytes] = {}

    def __iter__(self) -> Iterator[Message]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)

    def add(self, message: Message) -> Message:
        """Make the message visible and number it from 1."""
        message.seq = len(self._said) + 1
        self._said.append(message)
        return message

    def at(self, seq: int) -> Message | None:
        """Return the message with this number."""
        return self._said[seq - 1] if 1 <= seq <= len(self._said) else None

    def since(self, seq: int) -> list[Message]:
        """Return the messages younger than this number."""
        return self._said[max(seq, 0) :]

    def select(self, chat: str, userid: str = "", after: int = 0) -> list[Message]:
        """Return a chat's messages; a bare `app` or `bot` means every private chat of that door, "" all."""
        wanted = private(chat, userid) if chat in DOORS and userid else chat
        return [
            message for message in self.since(after) if wanted in ("", message.chat, message.chat.partition(":")[0])
        ]

    def keep_picture(self, data: bytes) -> str:
        """Store a picture once and return the path under which the control interface shows it."""
        return f"/sandbox/api/picture/{self._keep(data)}"

    def keep_file(self, name: str, data: bytes) -> dict[str, str]:
        """Store a file once; return its name and the path under which the control interface gives it."""
        return {"filename": name, "file": f"/sandbox/api/file/{self._keep(data)}"}

    def _keep(self, data: bytes) -> str:
        digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
        self._enclosed[digest] = data
        return digest

    def enclosed(self, digest: str) -> bytes | None:
        """Return a stored picture or file."""
        return self._enclosed.get(digest)
