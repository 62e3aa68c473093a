"""What is said to whom, and when something is tried again; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


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


@dataclass(frozen=True)
class Message:
    """Something to say: to the asker (neither given), to a person, or to a group by its webhook.

    `not_after` is when it is stale and no longer worth sending; `urgent` ignores the quiet hours; `heads` is how
    many people WeCom counts it for; `asks` is the question it leaves open; `unclear` says that nothing was understood.
    """

    text: str
    userid: str | None = None
    webhook_key: str | None = None
    heads: int = 1
    not_after: datetime | None = None
    urgent: bool = False
    asks: Asks | None = None
    unclear: bool = False

    @property
    def is_reply(self) -> bool:
        """Return whether it answers the one who spoke."""
        return self.userid is None and self.webhook_key is None


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
