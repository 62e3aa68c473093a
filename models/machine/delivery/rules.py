"""What is said to whom, and when something is tried again; pure."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from models.values.grouping import grouped


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


# What the messages belong to that somebody has caused by a message of this key.
BY_MESSAGE = "message:{key}"
ENCLOSURE_NAMES = {"image": "图片", "file": "文件"}


@dataclass(frozen=True)
class Enclosure:
    """A picture (PNG or JPEG) or a file that goes with a message; `name` is what a file is called in the chat.

    With a `drawing`, as the press writes it, there is no data yet: it is drawn when it goes.
    """

    kind: Literal["image", "file"]
    name: str
    data: bytes = field(default=b"", repr=False)
    drawing: str = field(default="", repr=False)

    @property
    def digest(self) -> str:
        """Return the same 64 characters for the same kind, name and bytes (or what they are drawn from) only."""
        return hashlib.sha256(f"{self.kind}\n{self.name}\n{self.drawing}".encode() + self.data).hexdigest()

    @property
    def label(self) -> str:
        """Return what stands for it in the books."""
        return f"[{ENCLOSURE_NAMES[self.kind]} {self.name}]"


@dataclass(frozen=True)
class Button:
    """A button under a private message: its label, and the command, as it would be typed, that a press stands for.

    Nothing has to be looked up: a button works as long as the command does, whatever became of its message. What a
    press may do depends on who presses, as with typed words.
    """

    label: str
    command: str


@dataclass(frozen=True)
class Card:
    """A text with buttons on its way out; `task_id` tells it apart from every other card of the application."""

    task_id: str
    text: str
    buttons: tuple[Button, ...]


class Purpose(StrEnum):
    """What a message is for; when it may come and how long it is worth sending follow from that."""

    ANSWER = "answer"  # to what somebody has just said
    DUTY = "duty"  # a shift of one's own is near
    DECISION = "decision"  # something is asked of somebody, or was decided about him
    REMINDER = "reminder"  # of a day that is close
    PRESENCE = "presence"  # nobody was heard of at a desk
    LIST = "list"  # that everybody reads, approved by somebody
    NOTICE = "notice"  # to everybody in a group
    ALARM = "alarm"  # something is broken until somebody mends it
    DANGER = "danger"  # to people, this very night


@dataclass(frozen=True)
class Recipe:
    """How a message that has to wait is written anew when it goes, from the books as they are then (JSON-ready).

    The topic that lists the name is asked: it says the message anew, nothing where it is settled, or that it stands.
    """

    name: str
    values: Mapping[str, Any]


def unless_settled(userid: str, key: str) -> Recipe:
    """Return what keeps from somebody the question of the message with a key that he has answered before it came."""
    return Recipe("settled", {"to": userid, "key": key})


@dataclass(frozen=True)
class Groups:
    """Every group of a unit, or the one of a chatid among them, as an address."""

    unit_id: int
    chatid: str | None = None

    def __contains__(self, chatid: str) -> bool:
        """Return whether one of the unit's groups is meant."""
        return self.chatid in (None, chatid)


@dataclass(frozen=True)
class Message:
    """Something to say: to the one who spoke (`to` is None), to a person by userid, or to the groups of a unit.

    `until` is when what it says is over, where the matter itself has an end; else its purpose says how long it is worth
    sending. `asks` is the question it leaves open; `unclear` says that nothing was understood.

    An `enclosure` follows the text, which may be empty then. It cannot ride on an answer, so it needs an address also
    when it goes to the one who spoke; ValueError otherwise.

    `buttons` stand for commands that the text names as well, for those whose client shows no cards. Only a text to a
    person carries them, each for another command; ValueError otherwise.

    `said` is how many things it says that would else be messages of their own. `recipe` writes it anew if it waits;
    messages with the same one are written together. `concerns` is when the duty or meeting begins that it is about:
    for one that is near it does not wait over days off.
    """

    text: str
    to: str | Groups | None = None
    purpose: Purpose = Purpose.DECISION
    until: datetime | None = None
    asks: Asks | None = None
    unclear: bool = False
    enclosure: Enclosure | None = None
    buttons: tuple[Button, ...] = ()
    said: int = 1
    recipe: Recipe | None = None
    concerns: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse what nothing could carry."""
        if self.enclosure is not None and self.is_reply:
            raise ValueError("an enclosure needs an address")
        commands = [button.command for button in self.buttons]
        if commands and not (isinstance(self.to, str) and self.text.strip()):
            raise ValueError("buttons need a text to a person")
        if len(set(commands)) < len(commands):
            raise ValueError("two buttons for one command")

    @property
    def is_reply(self) -> bool:
        """Return whether it answers the one who spoke."""
        return self.to is None


@dataclass(frozen=True)
class Claimed:
    """A row of the outbox in a process's hands; moments are milliseconds since 1970 UTC.

    `taken` is when it was taken in hand last, `first_tried` when its first try of unknown fate began; `struck` says
    that its channel was refused something lately. `carried` is what is sent in place of the text: an enclosure, or the
    text as a card with its `buttons`.
    """

    id: int
    channel: str
    destination: str
    payload: str
    heads: int
    state: str
    attempt: int
    burned: int
    not_after: int | None
    taken: int | None
    first_tried: int | None
    enclosure_id: int | None
    buttons: str | None
    struck: bool
    carried: Enclosure | Card | None = None

    def content(self, *, cards: bool) -> str | Enclosure | Card:
        """Return what is sent; a card only where cards are wanted."""
        return self.payload if isinstance(self.carried, Card) and not cards else self.carried or self.payload

    @property
    def recognised(self) -> bool:
        """Return whether WeCom drops a repetition; an enclosure is uploaded anew and so never looks the same."""
        return self.channel == "app" and self.enclosure_id is None

    @property
    def unsure_since(self) -> int:
        """Return when its first try of unknown fate began, were the present one such."""
        return self.first_tried or self.taken or 0

    @property
    def target(self) -> str:
        """Return what its pace and its pauses are counted by."""
        return self.channel if self.channel == "app" else f"{self.channel}:{self.destination}"


@dataclass(frozen=True)
class Use:
    """One use of a destination's pace: when a message to it was taken in hand (milliseconds), for how many heads."""

    taken: int
    channel: str
    destination: str
    heads: int


@dataclass(frozen=True)
class Trouble:
    """A message that did not surely arrive: where it should go, its fate, and why; whether it is no text."""

    destination: str
    fate: Fate
    note: str | None
    enclosed: bool = False


@dataclass(frozen=True)
class Summary:
    """A broadcast: how many of its texts met which fate, and how many of its pictures and files.

    Moments are milliseconds since 1970 UTC.
    """

    number: int
    title: str
    created: int
    fates: dict[Fate, int]
    enclosed: dict[Fate, int]
    troubled: tuple[Trouble, ...] = ()
    last_sent: int | None = None


@dataclass(frozen=True)
class Delivered:
    """What one person or group was told by one broadcast: a posting with its picture and file is one.

    `automatic` says that it came of itself; `said` is how many things it said, `asks` that it asked for an answer.
    """

    channel: str
    destination: str
    automatic: bool
    purpose: str | None
    said: int
    asks: bool
    due: int


def posted(told: Sequence[Delivered], *, by_hand: bool = False) -> Counter[str]:
    """Return how much each group got, or how much of that because somebody wanted it there."""
    return Counter(one.destination for one in told if one.channel != "app" and not (by_hand and one.automatic))


def load_lines(told: Sequence[Delivered], kinds: Mapping[str, tuple[str, str]]) -> dict[tuple[str, str], list[int]]:
    """Return {kind: how much each of its receivers got}, in their order: to people what came of itself, to groups all.

    Args:
        told: what was told.
        kinds: {destination: (its kind, the word it is counted with)} of everybody who could be told anything.
    """
    counts = Counter(one.destination for one in told if one.automatic) | posted(told)
    return grouped((kind, counts[destination]) for destination, kind in kinds.items())


def saved_and_asked(told: Sequence[Delivered]) -> tuple[int, int]:
    """Return how many messages joining has saved, and how often somebody was asked something for somebody else."""
    saved = sum(one.said - 1 for one in told if one.automatic)
    return saved, sum(one.asks and not one.automatic for one in told)


# What begins so soon after the morning in which it would be told may be told at night, where its sender wants it.
EARLY_MILLISECONDS = 4 * 3600 * 1000


def is_early(starts: int, due: int) -> bool:
    """Return whether a duty begins so soon after it is told that a night is worth it (milliseconds)."""
    return starts - due < EARLY_MILLISECONDS


@dataclass(frozen=True)
class WaitingMessage:
    """A message that waits for its hour because of what somebody has said; moments are milliseconds since 1970 UTC.

    `stopped_by` is the command that takes it back with all that belongs to it; empty where it is simply not sent.
    """

    id: int
    broadcast: int
    destination: str
    channel: str
    due: int
    concerns: int | None
    stopped_by: str

    @property
    def posted(self) -> bool:
        """Return whether it goes to a group."""
        return self.channel != "app"

    def may_be_hurried(self, *, night: bool) -> bool:
        """Return whether its sender may let it go now: by day in any case, at night a person's early duty only."""
        return not night or (not self.posted and self.concerns is not None and is_early(self.concerns, self.due))


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
