"""What may be said when, how often and for how long: one table from the purpose of a message; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from config.rest import Rest
from models.machine.delivery.rules import Message, Purpose
from models.machine.delivery.texts import (
    LESS,
    LESS_DUTY,
    LESS_LIST,
    LESS_NOTICE,
    LESS_ONCE,
    LESS_PRESENCE,
    from_source,
)
from models.values.grouping import grouped

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Manner:
    """What holds for messages of one purpose.

    `late` is how long after the moment at which it may go a message is still worth sending, None for as long as it
    takes; `at_any_hour` whether it comes in the quiet hours and on days off as well, `any_day` on days off. What is
    `merged` is one message where one person would get several at once. `less` is how he has less of it where it comes
    of itself: everything that a job says, but for what is broken.
    """

    late: timedelta | None
    at_any_hour: bool = False
    any_day: bool = False
    merged: bool = False
    less: str = ""


MANNERS = {
    # Who asks waits for it; two hours later he has asked again.
    Purpose.ANSWER: Manner(2 * HOUR, at_any_hour=True),
    # Whoever is to come in the morning must know it in the night.
    Purpose.DUTY: Manner(2 * DAY, at_any_hour=True, merged=True, less=LESS_DUTY),
    Purpose.DECISION: Manner(2 * DAY, less=LESS_ONCE),
    Purpose.PRESENCE: Manner(2 * DAY, less=LESS_PRESENCE),
    # A day later the day it speaks of is there.
    Purpose.REMINDER: Manner(DAY, merged=True, less=LESS),
    Purpose.LIST: Manner(2 * DAY, less=LESS_LIST),
    Purpose.NOTICE: Manner(2 * DAY, less=LESS_NOTICE),
    # What is broken stays so until somebody knows.
    Purpose.ALARM: Manner(None, any_day=True),
    Purpose.DANGER: Manner(DAY, at_any_hour=True),
}


def may_go_at(moment: datetime, rest: Rest, purpose: Purpose, concerns: datetime | None = None) -> datetime:
    """Return the first moment from `moment` on at which a message may be sent."""
    manner = MANNERS[purpose]
    if manner.at_any_hour:
        return moment
    return (Rest(rest.quiet) if manner.any_day else rest).over(moment, concerns)


def worth_until(goes: datetime, purpose: Purpose, until: datetime | None) -> datetime | None:
    """Return when a message that may go at `goes` is stale: at the end of its matter, or by its purpose; or never."""
    late = MANNERS[purpose].late
    return until or (goes + late if late is not None else None)


def merged(messages: Sequence[Message], source: str) -> list[Message]:
    """Return what comes of itself as it goes out: one message for one person, with where it comes from under it.

    Of what is joined the most urgent purpose holds, in the order of the table.
    """
    made = grouped((_joined_with(message, position), message) for position, message in enumerate(messages))
    return [_joined(found, source) for found in made.values()]


def _joined_with(message: Message, position: int) -> str:
    """Return under what a message goes: with whatever else is for the same person, or by itself."""
    joins = MANNERS[message.purpose].merged and isinstance(message.to, str) and message.enclosure is None
    return str(message.to) if joins else f":{position}"


def _joined(found: Sequence[Message], source: str) -> Message:
    order = list(MANNERS)
    first = min(found, key=lambda message: order.index(message.purpose))
    less = MANNERS[first.purpose].less
    text = "\n\n".join(message.text for message in found)
    # A picture or file follows a text that has said it.
    text += from_source(source, less) if less and text else ""
    ends = [message.until for message in found if message.until]
    buttons = {button.command: button for message in found for button in message.buttons}
    until = max(ends) if len(ends) == len(found) else None
    return replace(first, text=text, until=until, buttons=tuple(buttons.values()), said=len(found))
