"""Arithmetic of months and days."""

from calendar import monthrange
from datetime import date


def shift_month(day: date, months: int) -> date:
    """Return the first day of the month so many months away."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month_end(first: date) -> date:
    """Return the last day of the month."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def real_day(year: int, month: int, day: int) -> date | None:
    """Return the day, None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
