"""What somebody says was done, as values; pure."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from models.service.activities.claims import Claim


@dataclass(frozen=True)
class Deed:
    """One activity that somebody says was done; a day or minutes of None must be asked, `doubt` says why."""

    category: str
    description: str
    minutes: int | None
    minutes_assumed: bool
    count: int | None
    unit: str | None
    day: date | None
    day_assumed: bool
    starts: time | None
    ends: time | None
    with_persons: tuple[str, ...]
    place: str | None
    beneficiary: str | None
    participants: int | None
    doubt: str = ""

    def as_slots(self) -> dict[str, Any]:
        """Return the item in JSON-ready shape, with hours rounded to two digits."""
        optional = {"place": self.place, "beneficiary": self.beneficiary, "participants": self.participants}
        return {
            "category": self.category,
            "description": self.description,
            "hours": None if self.minutes is None else round(self.minutes / 60, 2),
            "count": self.count,
            "unit": self.unit,
            "date": self.day.isoformat() if self.day else None,
            "with_person": list(self.with_persons),
        } | {name: value for name, value in optional.items() if value is not None}


def as_claim(item: Deed, day: date, characters: int) -> Claim:
    """Return what was read as what is claimed; the description is cut to so many characters."""
    return Claim(
        day=day,
        category=item.category,
        description=item.description[:characters],
        minutes=item.minutes,
        starts=item.starts,
        ends=item.ends,
        count=item.count,
        count_unit=item.unit,
        place=item.place,
        companions=item.with_persons,
    )
