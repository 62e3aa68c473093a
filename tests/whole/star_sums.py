"""The points of the branch of forty once more, from raw rows, in arithmetic that shares nothing with the product."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from models.organisation.people.tables import Person
from models.procedure.meetings.tables import MeetingRecord
from models.service.activities.tables import ActivityRecord
from models.stars.points.tables import StarEntry
from tests.whole import star_year as play

LINES = (60, 70, 80, 90, 96)
LIFE = {"theme_day": Fraction(1), "members_meeting": Fraction(3, 2), "group_meeting": 1, "party_class": 1}


async def sums() -> dict[int, Fraction]:
    """Return {member's number: points of the year}, of the graded, from the rows that people have written."""
    people = {person.userid: person for person in await Person.all()}
    return {number: await _sum(people[play.who(number)]) for number in play.GRADED}


async def _sheets(person: Person) -> list[MeetingRecord]:
    """Return the meetings and dues of a branch of which is said who was absent: only those count."""
    return await MeetingRecord.filter(branch_id=person.branch_id, absent__isnull=False)


async def _sum(person: Person) -> Fraction:
    since = max(person.branch_since or date(play.YEAR, 1, 1), date(play.YEAR, 1, 1))
    pace = Fraction(12, 13 - since.month)
    held = [s for s in await _sheets(person) if person.id not in (s.absent or ())]
    entered: dict[str, list[Fraction]] = {}
    for row in await StarEntry.filter(member_id=person.id, cancelled_at=None).order_by("id"):
        entered.setdefault(row.kind, []).append(Fraction(row.tenths, 10))
    met = sum(LIFE[sheet.assembly] for sheet in held if sheet.assembly != "dues" and sheet.day >= since)
    paid = sum(1 for sheet in held if sheet.assembly == "dues" and sheet.day >= since.replace(day=1))
    pledged = sum(entered.get(half, [Fraction()])[-1] for half in ("pledge_1", "pledge_2"))
    served = 0 if "falsified" in entered else sum((await _served(person, since)).values()) * pace
    return (
        min(Fraction(25), (10 if person.member_class == "mobile" else 0) + met * pace)
        + min(Fraction(15), paid * Fraction(1, 2) * pace + sum(entered.get("duties", [])))
        + min(Fraction(20), pledged * pace)
        + min(Fraction(30), Fraction(served))
        + max(Fraction(0), 10 - sum(entered.get("deduction", [])))
        + min(Fraction(10), sum(entered.get("bonus", []), Fraction()))
    )


async def _served(person: Person, since: date) -> Mapping[int, Fraction]:
    """Return {month: points} of confirmed service in the branch: half a point an hour, three a month at most."""
    minutes: Counter[int] = Counter()
    rows = ActivityRecord.filter(member_id=person.id, branch_id=person.branch_id, status="verified")
    for row in await rows.exclude(category="party_life"):
        if (row.day.year, row.day.month) >= (since.year, since.month):
            minutes[row.day.month] += row.minutes or 0
    return {month: min(Fraction(3), Fraction(done, 120)) for month, done in minutes.items()}


def star(points: Fraction) -> int | None:
    """Return the star that points come to, None for none."""
    return sum(points >= line for line in LINES) or None
