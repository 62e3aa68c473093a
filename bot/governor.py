"""What may be said when: quiet hours, pure."""

from datetime import datetime, time, timedelta


def is_quiet(moment: datetime, quiet: tuple[time, time]) -> bool:
    """Return whether a local moment lies in the quiet hours; they begin inclusively and end exclusively.

    Quiet hours such as 20:30 to 08:00 span midnight; equal ends mean none.
    """
    begins, ends = quiet
    now = moment.time()
    if begins <= ends:
        return begins <= now < ends
    return now >= begins or now < ends


def may_go_at(moment: datetime, quiet: tuple[time, time], *, urgent: bool) -> datetime:
    """Return the first moment from `moment` on at which a message may be sent."""
    if urgent or not is_quiet(moment, quiet):
        return moment
    ends = datetime.combine(moment.date(), quiet[1], moment.tzinfo)
    return ends if ends > moment else ends + timedelta(days=1)
