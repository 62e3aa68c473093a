"""What may be said when, and for how long it is worth saying: one table from the purpose of a message; pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from config.holidays import WorkCalendar
from models.machine.delivery.rules import Purpose

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Manner:
    """What holds for messages of one purpose.

    `late` is how long after the moment at which it may go a message is still worth sending, None for as long as it
    takes; `at_any_hour` whether it comes in the quiet hours as well.
    """

    late: timedelta | None
    at_any_hour: bool = False


MANNERS = {
    # Who asks waits for it; two hours later he has asked again.
    Purpose.ANSWER: Manner(2 * HOUR, at_any_hour=True),
    # Whoever is to come in the morning must know it in the night.
    Purpose.DUTY: Manner(2 * DAY, at_any_hour=True),
    Purpose.DECISION: Manner(2 * DAY),
    # A day later the day it speaks of is there.
    Purpose.REMINDER: Manner(DAY),
    Purpose.LIST: Manner(2 * DAY),
    Purpose.NOTICE: Manner(2 * DAY),
    # What is broken stays so until somebody knows.
    Purpose.ALARM: Manner(None),
}


def is_quiet(moment: datetime, quiet: tuple[time, time]) -> bool:
    """Return whether a local moment lies in the quiet hours; they begin inclusively and end exclusively.

    Quiet hours such as 20:30 to 08:00 span midnight; equal ends mean none.
    """
    begins, ends = quiet
    now = moment.time()
    if begins <= ends:
        return begins <= now < ends
    return now >= begins or now < ends


def may_go_at(
    moment: datetime, quiet: tuple[time, time], purpose: Purpose, calendar: WorkCalendar | None = None
) -> datetime:
    """Return the first moment from `moment` on at which a message may be sent; with a calendar, on a working day."""
    if MANNERS[purpose].at_any_hour:
        return moment
    if is_quiet(moment, quiet):
        ends = datetime.combine(moment.date(), quiet[1], moment.tzinfo)
        moment = ends if ends > moment else ends + timedelta(days=1)
    if calendar is None or calendar.is_working_day(moment.date()):
        return moment
    return datetime.combine(calendar.first_working_day(moment.date()), quiet[1], moment.tzinfo)


def worth_until(goes: datetime, purpose: Purpose, until: datetime | None) -> datetime | None:
    """Return when a message that may go at `goes` is stale: at the end of its matter, or by its purpose; or never."""
    late = MANNERS[purpose].late
    return until or (goes + late if late is not None else None)
