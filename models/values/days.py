"""Terms of the organisation: local calendar days, nothing of the time of day; pure."""

from datetime import date


def in_force(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Return whether a term (of a post, of a belt) holds on a day; both ends are included."""
    return valid_from <= day and (valid_to is None or day <= valid_to)


def appraisal_year(day: date) -> int:
    """Return the year that is appraised on a local day: in January it is still the year before."""
    return day.year - 1 if day.month == 1 else day.year
