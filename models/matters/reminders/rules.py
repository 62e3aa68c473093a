"""Who is to be reminded of what, how often, and how much of it people want; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

REST_BETWEEN = timedelta(days=2)


class Amount(StrEnum):
    """How much somebody wants to be reminded of; of his own duty he is told in any case."""

    USUAL = "usual"
    FEW = "few"  # each thing once, his duties once a week
    NONE = "none"


@dataclass(frozen=True)
class Preference:
    """What somebody wants: how much, and whether half an hour before each of his shifts as well."""

    amount: Amount = Amount.USUAL
    half_hour: bool = False


USUAL = Preference()


@dataclass(frozen=True)
class Owed:
    """One thing to remind somebody of: the line he reads, and until when it is worth reading.

    `subject` tells one thing from the next, so that each is said twice at most; empty for what is said on its day only.
    """

    userid: str
    line: str
    subject: str = ""
    until: datetime | None = None


def may_say(times: int, last: datetime | None, amount: Amount, most: int, now: datetime) -> bool:
    """Return whether a thing may be said once more: `most` times, never two days running; once to who wants few."""
    allowed = {Amount.USUAL: most, Amount.FEW: min(most, 1), Amount.NONE: 0}[amount]
    return times < allowed and (last is None or now - last >= REST_BETWEEN)
