"""What every change begins with; pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Cause:
    """Who acts, when, and from which message: what every audit row begins with."""

    actor: str
    at: datetime
    message_key: str | None = None


@dataclass(frozen=True)
class Kept:
    """A numbered row whose history is in the ledger alone: its subject there, what it is, how it stands, of which unit.

    Those `concerned` read its steps with their own name, whoever holds one of the `readers` (role codes) in its unit,
    or anywhere when it belongs to none, with everybody's; no name of anybody else is shown when it is `nameless`.
    """

    subject: str
    name: str
    state: str
    unit_id: int | None = None
    concerned: Collection[int | None] = ()
    readers: Collection[str] = ()
    nameless: bool = False
