"""What is done with a message that did not surely go out; pure, one row per class of failure."""

import random
from dataclasses import dataclass

from bot.wecom.errors import Meaning, WeComError
from models.machine.delivery.rules import Claimed, Fate, wait_before_retry, wait_when_throttled

# WeCom drops an equal message/send within the interval we ask for, at most four hours.
REPEATABLE_MILLISECONDS = 4 * 3600 * 1000 - 60_000
CONFIGURATION_SECONDS = 300
TOKEN_SECONDS = 60
UNKNOWN_SECONDS = 5


@dataclass(frozen=True)
class Treatment:
    """The next state of a row.

    `wait` is milliseconds until the next try; `burned` the definite failures so far (0 keeps the count); `pause` the
    seconds its whole channel rests, doubling with every further refusal when it `escalates`; `broken` marks the
    destination as out of reach; `unsure` says that WeCom may have the message already.
    """

    fate: Fate
    wait: int = 0
    burned: int = 0
    pause: float = 0
    escalates: bool = False
    broken: bool = False
    unsure: bool = False
    code: int | None = None
    note: str | None = None


def _jitter(longest: float) -> float:
    return random.uniform(longest / 2, longest)  # spreads retries, guards nothing


LOST = WeComError(Meaning.UNKNOWN_FATE, None, "process ended while sending")


def spent(row: Claimed, now: int) -> Treatment | None:
    """Return what becomes of a due row that is not sent (again), None for one that is; milliseconds.

    One whose process ended while sending is of unknown fate, so only what WeCom recognises is repeated, and only as
    long as it does; what is stale expires, unless it may have arrived.
    """
    if row.state == Fate.SENDING:
        return treat(LOST, row, now)
    if row.first_tried is not None and now - row.first_tried >= REPEATABLE_MILLISECONDS:
        return Treatment(Fate.UNCONFIRMED)
    if row.not_after is not None and row.not_after < now:
        return Treatment(Fate.UNCONFIRMED if row.first_tried is not None else Fate.EXPIRED)
    return None


def treat(wrong: WeComError, row: Claimed, now: int) -> Treatment:
    """Return what becomes of a row in hand after a failure; milliseconds."""
    code, note = wrong.code, f"{wrong.meaning.value} {wrong.note}".strip()[:300]
    if wrong.meaning is Meaning.NOT_SENT:
        wait = wait_before_retry(row.burned + 1, _jitter)
        return Treatment(Fate.RETRY_AT, round(wait * 1000), row.burned + 1, code=code, note=note)
    if wrong.meaning is Meaning.UNKNOWN_FATE:
        may_repeat = row.recognised and now - row.unsure_since < REPEATABLE_MILLISECONDS
        fate = Fate.RETRY_AT if may_repeat else Fate.UNCONFIRMED
        return Treatment(fate, UNKNOWN_SECONDS * 1000, unsure=True, code=code, note=note)
    if wrong.meaning is Meaning.THROTTLED:
        pause = wait_when_throttled(1, wrong.wait)
        return Treatment(Fate.RETRY_AT, round(pause * 1000), pause=pause, escalates=True, code=code, note=note)
    if wrong.meaning is Meaning.TOKEN:
        return Treatment(Fate.RETRY_AT, TOKEN_SECONDS * 1000, pause=TOKEN_SECONDS, code=code, note=note)
    if wrong.meaning is Meaning.CONFIGURATION:
        wait = CONFIGURATION_SECONDS
        return Treatment(Fate.RETRY_AT, wait * 1000, pause=wait, code=code, note=note)
    broken = wrong.meaning is Meaning.BAD_DESTINATION
    return Treatment(Fate.DEAD, broken=broken, code=code, note=note)
