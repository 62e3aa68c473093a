"""What is said to whom, and when something is tried again; pure."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal


class Fate(StrEnum):
    """States of an outgoing message."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    RETRY_AT = "retry_at"
    UNCONFIRMED = "unconfirmed"
    DEAD = "dead"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


FATE_NAMES = {
    Fate.PENDING: "待发",
    Fate.SENDING: "正在发",
    Fate.SENT: "已送达",
    Fate.RETRY_AT: "稍后再发",
    Fate.UNCONFIRMED: "不知是否送达",
    Fate.DEAD: "发不出",
    Fate.EXPIRED: "已过期",
    Fate.CANCELLED: "已取消",
}
OPEN = frozenset({Fate.PENDING, Fate.SENDING, Fate.RETRY_AT})


@dataclass(frozen=True)
class Asks:
    """The question that a reply leaves open: its name, and what it is about (JSON-ready)."""

    question: str
    values: Mapping[str, Any]


MEGABYTE = 1024 * 1024
# A group's robot takes pictures of 2 MB, a person's chat of 10 MB. Source: platform pages 90253 and 91770.
LARGEST = {"image": 2 * MEGABYTE, "file": 20 * MEGABYTE}
SMALLEST_BYTES = 6
ENCLOSURE_NAMES = {"image": "图片", "file": "文件"}
NAME_CHARACTERS = 120


@dataclass(frozen=True)
class Enclosure:
    """A picture (PNG or JPEG, up to 2 MB) or a file (up to 20 MB) that goes with a message.

    `name` is what the file is called in the chat, at most 120 characters; a picture shows no name. What WeCom would
    refuse for its size is a ValueError.
    """

    kind: Literal["image", "file"]
    name: str
    data: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse at once what could never be sent."""
        if not SMALLEST_BYTES <= len(self.data) <= LARGEST[self.kind]:
            raise ValueError(f"{self.kind} of {len(self.data)} bytes")
        if not 1 <= len(self.name) <= NAME_CHARACTERS:
            raise ValueError(f"name of {len(self.name)} characters")

    @property
    def digest(self) -> str:
        """Return the same 64 characters for the same kind, name and bytes only."""
        return hashlib.sha256(f"{self.kind}\n{self.name}\n".encode() + self.data).hexdigest()

    @property
    def label(self) -> str:
        """Return what stands for it in the books."""
        return f"[{ENCLOSURE_NAMES[self.kind]} {self.name}]"


# What a button may be. Source: platform page 90236, template_card, button_list.
BUTTONS_MOST = 6
LABEL_CHARACTERS = 10
COMMAND_BYTES = 1024


@dataclass(frozen=True)
class Button:
    """A button under a private message: its label, and the command that a press stands for.

    WeCom keeps up to 1,024 bytes of any text as a button's key, so the key is the command itself and nothing has to be
    looked up: a card works as long as the command does, whatever became of its row. What a press may do depends on who
    presses, as with typed words. An empty or longer command, or a label of more than ten characters, is a ValueError.
    """

    label: str
    command: str

    def __post_init__(self) -> None:
        """Refuse at once what WeCom would refuse or cut."""
        if not self.label.strip() or len(self.label) > LABEL_CHARACTERS:
            raise ValueError(f"label of {len(self.label)} characters")
        if not self.command.strip() or len(self.command.encode()) > COMMAND_BYTES:
            raise ValueError(f"command of {len(self.command.encode())} bytes")


@dataclass(frozen=True)
class Card:
    """A text with buttons on its way out; `task_id` tells it apart from every other card of the application."""

    task_id: str
    text: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class Message:
    """Something to say: to the asker (neither given), to a person, or to a group by its webhook.

    `not_after` is when it is stale and no longer worth sending; `urgent` ignores the quiet hours; `heads` is how
    many people WeCom counts it for; `asks` is the question it leaves open; `unclear` says that nothing was understood.

    An `enclosure` follows the text, which may be empty then. The answer to a callback cannot carry one, so it needs a
    `userid` or a `webhook_key` also when it goes to the asker; ValueError otherwise.

    `buttons` stand for commands that the text names as well, for those whose client shows no cards. Only a private
    message with a text carries them, at most six, each for another command; ValueError otherwise.
    """

    text: str
    userid: str | None = None
    webhook_key: str | None = None
    heads: int = 1
    not_after: datetime | None = None
    urgent: bool = False
    asks: Asks | None = None
    unclear: bool = False
    enclosure: Enclosure | None = None
    buttons: tuple[Button, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what nothing could carry."""
        if self.enclosure is not None and self.is_reply:
            raise ValueError("an enclosure needs a userid or a webhook_key")
        if self.buttons:
            self._check_buttons()

    def _check_buttons(self) -> None:
        if self.userid is None or self.webhook_key is not None or not self.text.strip():
            raise ValueError("buttons need a text and a userid")
        if len(self.buttons) > BUTTONS_MOST or len({button.command for button in self.buttons}) < len(self.buttons):
            raise ValueError(f"more than {BUTTONS_MOST} buttons, or two for one command")

    @property
    def is_reply(self) -> bool:
        """Return whether it answers the one who spoke."""
        return self.userid is None and self.webhook_key is None


@dataclass(frozen=True)
class Claimed:
    """A row of the outbox in a process's hands; moments are milliseconds since 1970 UTC.

    `carried` is what is sent in place of the text: an enclosure, or the text as a card with its `buttons`.
    """

    id: int
    channel: str
    destination: str
    payload: str
    heads: int
    attempt: int
    burned: int
    not_after: int | None
    lease_until: int | None
    first_tried: int | None
    enclosure_id: int | None
    buttons: str | None
    carried: Enclosure | Card | None = None

    def content(self, *, cards: bool) -> str | Enclosure | Card:
        """Return what is sent; a card only where cards are wanted."""
        return self.payload if isinstance(self.carried, Card) and not cards else self.carried or self.payload

    @property
    def recognised(self) -> bool:
        """Return whether WeCom drops a repetition; an enclosure is uploaded anew and so never looks the same."""
        return self.channel == "app" and self.enclosure_id is None

    @property
    def target(self) -> str:
        """Return what its pace and its pauses are counted by."""
        return self.channel if self.channel == "app" else f"{self.channel}:{self.destination}"


@dataclass(frozen=True)
class Trouble:
    """A message that did not surely arrive: where it should go, its fate, and why."""

    destination: str
    fate: Fate
    note: str | None


@dataclass(frozen=True)
class Summary:
    """A broadcast and how many of its messages met which fate; moments are milliseconds since 1970 UTC."""

    number: int
    title: str
    created: int
    fates: dict[Fate, int]
    troubled: tuple[Trouble, ...]
    last_sent: int | None


# Seconds before a definitely unsent message is tried again; after these hourly, until it is stale.
WAITS = (1, 4, 15, 30, 120, 300, 900, 1800, 3600)


def wait_before_retry(burned: int, jitter: Callable[[float], float]) -> float:
    """Return the seconds to wait after the `burned`-th definite failure (1 or more).

    `jitter` takes the longest wait and returns one between half of it and all of it.
    """
    return jitter(WAITS[min(burned, len(WAITS)) - 1])


def wait_when_throttled(strikes: int, asked: float | None) -> float:
    """Return how many seconds a channel rests after the `strikes`-th refusal in a row: 60 s doubling to an hour."""
    return max(asked or 0.0, min(60.0 * float(2 ** (strikes - 1)), 3600.0))
