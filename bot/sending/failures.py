"""What is done with a message that did not surely go out; pure, one row per class of failure."""

import random
from dataclasses import dataclass

from bot.wecom.errors import Meaning, WeComError
from models.machine.delivery.rules import Fate, wait_before_retry, wait_when_throttled

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


def treat(wrong: WeComError, recognised: bool, unsure_since: int, burned: int, now: int) -> Treatment:
    """Return what becomes of a row after a failure; milliseconds.

    `recognised` tells whether WeCom would drop a repetition of it; `unsure_since` is the beginning of the row's first
    try of unknown fate, were this one such.
    """
    code, note = wrong.code, f"{wrong.meaning.value} {wrong.note}".strip()[:300]
    if wrong.meaning is Meaning.NOT_SENT:
        wait = wait_before_retry(burned + 1, _jitter)
        return Treatment(Fate.RETRY_AT, round(wait * 1000), burned + 1, code=code, note=note)
    if wrong.meaning is Meaning.UNKNOWN_FATE:
        may_repeat = recognised and now - unsure_since < REPEATABLE_MILLISECONDS
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
