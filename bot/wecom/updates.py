"""What arrives from WeCom as one kind of value, whatever the door, with the key that makes it unique."""

import hashlib
from dataclasses import dataclass
from typing import Literal

import orjson

Door = Literal["app", "smartbot"]
Kind = Literal["text", "voice", "file", "hello", "left", "renamed", "stream", "other"]
PRESSED = "pressed"
# Characters of a userid, and of a group's id. Source: platform pages 90236 and 101027.
ID_CHARACTERS = 64
# Short enough that a key fits, with a word before it, where it is noted as the cause of something.
KEY_CHARACTERS = 80


@dataclass(frozen=True)
class Update:
    """One message or event of a person.

    `sent` is seconds since 1970 by WeCom's clock; `chatid` is None in a private chat; `detail` holds a stream id
    for a poll, PRESSED for the command of a pressed button, the address of a file (a secret, for five minutes), or the
    message type for what the bot has no use for;
    `quote` is the text of a quoted message.
    """

    key: str
    door: Door
    kind: Kind
    userid: str
    chatid: str | None
    text: str
    sent: int
    detail: str = ""
    quote: str = ""

    @property
    def pressed(self) -> bool:
        """Return whether the text was not typed, but stood behind a button."""
        return self.detail == PRESSED

    @property
    def conversation(self) -> str:
        """Return the key of (door, person, chat); messages of one conversation are handled in order."""
        return f"{self.door}:{self.chatid or ''}:{self.userid}"[:200]

    def to_json(self) -> str:
        """Return the update as JSON, for the inbox."""
        return orjson.dumps(self).decode()

    @staticmethod
    def from_json(text: str) -> "Update":
        """Return the update that `to_json` wrote."""
        return Update(**orjson.loads(text))


def moment_of(value: object) -> int:
    """Return a message's seconds since 1970; raises ValueError or TypeError for what is no moment of this century."""
    sent = int(str(value))
    if not 0 <= sent < 2**32:
        raise ValueError("no moment")
    return sent


def checked_id(value: str) -> str:
    """Return an id as it is; raises ValueError for what is too long to be one."""
    if len(value) > ID_CHARACTERS:
        raise ValueError("no id")
    return value


def key_of(door: Door, *parts: str) -> str:
    """Return a key of at most 80 characters for the parts that identify a delivery."""
    plain = f"{door}:" + ":".join(parts)
    if len(plain) <= KEY_CHARACTERS:
        return plain
    return f"{door}:#" + hashlib.sha256(plain.encode()).hexdigest()
