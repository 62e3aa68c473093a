"""What every change begins with; pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Cause:
    """Who acts, when, and from which message: what every audit row begins with."""

    actor: str
    at: datetime
    message_key: str | None = None
