"""Months and terms of the organisation: local calendar days, nothing of the time of day."""

import re
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Month:
    """One month; written "2026-11" in rows and "2026年11月" for people."""

    year: int
    number: int

    @staticmethod
    def of(day: date) -> "Month":
        """Return the month that holds a local day."""
        return Month(day.year, day.month)

    @staticmethod
    def parse(text: str) -> "Month":
        """Return the month written "2026-11"; raises ValueError."""
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
            raise ValueError(text)
        return Month(int(text[:4]), int(text[5:]))

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Return its last day."""
        return self.after.first - timedelta(days=1)

    @property
    def after(self) -> "Month":
        """Return the next month."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def before(self) -> "Month":
        """Return the month before."""
        return Month.of(self.first - timedelta(days=1))

    def earlier(self, count: int) -> list["Month"]:
        """Return the `count` months before this one, nearest first."""
        found = [self]
        for _ in range(count):
            found.append(found[-1].before)
        return found[1:]

    @property
    def name(self) -> str:
        """Return the month for people."""
        return f"{self.year}年{self.number}月"

    def __str__(self) -> str:
        """Return the month for rows."""
        return f"{self.year:04}-{self.number:02}"


def in_force(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Return whether a term (of a post, of a belt) holds on a day; both ends are included."""
    return valid_from <= day and (valid_to is None or day <= valid_to)


def appraisal_year(day: date) -> int:
    """Return the year that is appraised on a local day: in January it is still the year before."""
    return day.year - 1 if day.month == 1 else day.year
