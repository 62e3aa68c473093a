"""What a name of days comes to, and the moment from which it is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.months import real_day
from bot.language.values import Message

NO_SUCH_DAY = "日历上没有这一天"
BACKWARDS = "先后反了"
CONTRADICTION = "星期和日期对不上"
WHICH = "是哪一天"
REPEATED = "是哪几个，到哪天为止"
_LONGEST = 366
_YEARS = {"前": -2, "去": -1, "今": 0, "明": 1}
MONTH = 31
HALF_YEAR = 183


@dataclass(frozen=True)
class Said:
    """Days named at a stretch of a text; `doubt` is what must be asked, and then nothing may be done with the days.

    `weak` marks what gives way to any other day in the message: a festival, 那天, 上周. `weekday` marks a day that was
    named by a bare weekday and may be moved by a date beside it; `bare` a day number or weekday that takes the month
    or week of the day before it.
    """

    start: int
    end: int
    days: tuple[date, ...]
    doubt: str = ""
    weak: bool = False
    weekday: bool = False
    bare: bool = False

    @property
    def first(self) -> date | None:
        """The first day, None when it must be asked."""
        return self.days[0] if self.days and not self.doubt else None

    @property
    def last(self) -> date | None:
        """The last day, None when it must be asked."""
        return self.days[-1] if self.days and not self.doubt else None


@dataclass(frozen=True)
class Moment:
    """Where a reading stands: the message, and whether bare days lie ahead (duty) or behind (reports)."""

    message: Message
    ahead: bool

    @property
    def today(self) -> date:
        """Return the day on which it was said."""
        return self.message.today

    def nearest(self, days: list[date | None]) -> date | None:
        """Return the nearest of the days on the side that is meant."""
        known = [day for day in days if day]
        fitting = [day for day in known if (day >= self.today if self.ahead else day <= self.today)]
        return (min(fitting) if self.ahead else max(fitting)) if fitting else None

    def of_year(self, said: str | None, month: int, day: int) -> date | None:
        """Return the day of the year that is said or, unsaid, of the year that is meant."""
        year = self.today.year
        if said:
            return real_day(year + _YEARS[said] if said in _YEARS else int(said), month, day)
        found = real_day(year, month, day)
        if found is None:
            return None
        distance = (found - self.today).days
        if distance > (HALF_YEAR if self.ahead else MONTH):
            return real_day(year - 1, month, day)
        return real_day(year + 1, month, day) if self.ahead and distance < -HALF_YEAR else found


Found = tuple[tuple[date, ...], str]
Rule = Callable[[re.Match[str], Moment], Found | None]


def single(day: date | None) -> Found:
    """Return the day, the doubt where the calendar has no such day."""
    return ((day,), "") if day else ((), NO_SUCH_DAY)


def run_of_days(first: date, last: date) -> tuple[date, ...]:
    """Return the days from the first to the last, of at most a year."""
    return tuple(first + timedelta(days=index) for index in range(min((last - first).days, _LONGEST) + 1))


def to_be_asked(doubt: str) -> Rule:
    """Return a rule for names that always must be asked."""
    return lambda match, moment: ((), doubt)
