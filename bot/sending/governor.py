"""What may be said when: quiet hours and days off, pure."""

from datetime import datetime, time, timedelta

from config.holidays import WorkCalendar


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
    moment: datetime, quiet: tuple[time, time], *, urgent: bool, calendar: WorkCalendar | None = None
) -> datetime:
    """Return the first moment from `moment` on at which a message may be sent; with a calendar, on a working day."""
    if urgent:
        return moment
    if is_quiet(moment, quiet):
        ends = datetime.combine(moment.date(), quiet[1], moment.tzinfo)
        moment = ends if ends > moment else ends + timedelta(days=1)
    if calendar is None or calendar.is_working_day(moment.date()):
        return moment
    return datetime.combine(calendar.first_working_day(moment.date()), quiet[1], moment.tzinfo)
