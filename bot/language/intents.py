"""The order in which the recognisers look at a message."""

from collections.abc import Callable
from dataclasses import replace

from bot.language.answers import read_decision, read_help, read_how_to, read_library, read_service
from bot.language.categories import OTHER
from bot.language.duty_changes import read_leave, read_swap
from bot.language.duty_checkin import read_checkin
from bot.language.duty_query import read_duty_query
from bot.language.my_records import read_my_record, read_rights
from bot.language.ranking import read_ranking
from bot.language.reports import read_report
from bot.language.revoking import read_revoke
from bot.language.sounds import put_right
from bot.language.stars import read_stars
from bot.language.unclear import read_unclear
from bot.language.values import Message, Reading

_RECOGNISERS: tuple[Callable[[Message], Reading | None], ...] = (
    read_how_to,
    read_library,
    read_rights,
    read_stars,
    read_revoke,
    read_leave,
    read_swap,
    read_checkin,
    read_duty_query,
    read_ranking,
    read_my_record,
    read_decision,
    read_service,
    read_help,
    read_report,
    read_unclear,
)
NONE = Reading("none")


def recognise(message: Message) -> Reading:
    """Return the first reading that a recogniser gives, `none` when nobody knows the message.

    What cannot be read as typed is read once more with slips of the pen and of the ear put right.
    """
    reading = _first_reading(message)
    if reading.intent in ("none", "clarify") or any(item.category == OTHER for item in reading.items):
        righted = replace(message, text=put_right(message.text))
        if righted.text != message.text:
            second = _first_reading(righted)
            return second if second.intent != "none" else reading
    return reading


def _first_reading(message: Message) -> Reading:
    for recogniser in _RECOGNISERS:
        reading = recogniser(message)
        if reading:
            return reading
    return NONE
