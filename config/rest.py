"""When people are left in peace: in the quiet hours of every day, and on days that are not worked; pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from config.holidays import WorkCalendar


@dataclass(frozen=True)
class Rest:
    """The quiet hours (they begin inclusively, end exclusively and may span midnight), and the days off.

    Equal ends mean no quiet hours, no calendar that every day is like the others.
    """

    quiet: tuple[time, time]
    calendar: WorkCalendar | None = None

    def over(self, moment: datetime, concerns: datetime | None = None) -> datetime:
        """Return the first local moment, from one on, at which nobody is left in peace.

        What `concerns` a duty or a meeting not later than the next working day waits for the end of the night only:
        in the morning of that day it could come too late.
        """
        begins, ends = self.quiet
        now = moment.time()
        if begins <= now < ends or now < ends < begins:
            moment = datetime.combine(moment.date(), ends, moment.tzinfo)
        elif ends < begins <= now:
            moment = self.morning_after(moment)
        if self.calendar is None or self.calendar.is_working_day(moment.date()):
            return moment
        works = self.calendar.first_working_day(moment.date())
        near = concerns is not None and concerns.date() <= works
        return moment if near else datetime.combine(works, ends, moment.tzinfo)

    def until(self, moment: datetime, concerns: datetime | None = None) -> datetime | None:
        """Return when the rest is over in which a local moment lies, None outside of it."""
        over = self.over(moment, concerns)
        return over if over > moment else None

    def morning_after(self, moment: datetime) -> datetime:
        """Return when the quiet hours end on the day after a local moment, worked or not."""
        return datetime.combine(moment.date() + timedelta(days=1), self.quiet[1], moment.tzinfo)
