"""Which posts are seats of which body, and what does not fit together; pure. Source: feature F08, domain rules 5.5."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from config.holidays import WorkCalendar
from config.voting import least
from models.organisation.people.rules import Role
from models.organisation.posts.rules import HeldPost, rivals
from models.values.grouping import grouped

VILLAGES = frozenset({"village", "community"})
# Of the supervision committee; 村民委员会组织法 37, 居民委员会组织法 36 and the rules of 2017 on supervision.
SUPERVISORS_LEAST, SUPERVISORS_MOST = 3, 5
# Of a village's representatives' meeting so many are representatives; 村民委员会组织法 29. A third are women, which the
# books do not know.
REPRESENTATIVES = ">=4/5"
# From when a supervision committee hears that it chairs the review of the village committee; 村民委员会组织法 38.
REVIEW_FROM = 11, 1


class Body(StrEnum):
    """The bodies that work side by side (三委)."""

    BRANCH_COMMITTEE = "branch_committee"
    VILLAGE_COMMITTEE = "village_committee"
    SUPERVISION_COMMITTEE = "supervision_committee"


SEATS: Mapping[Body, frozenset[Role]] = {
    Body.BRANCH_COMMITTEE: frozenset({Role.SECRETARY, Role.COMMITTEE}),
    Body.VILLAGE_COMMITTEE: frozenset({Role.VILLAGE_COMMITTEE}),
    Body.SUPERVISION_COMMITTEE: frozenset({Role.SUPERVISOR}),
}


@dataclass(frozen=True, kw_only=True)
class BodySeat(HeldPost):
    """A post as a seat of a body: whose, and elected when."""

    person_id: int
    since: date


@dataclass(frozen=True)
class Bodies:
    """The three bodies of a unit, each with its seats in the order of the roles.

    Of the representatives' meeting: how many representatives it has, and how many people with the village committee.
    """

    unit_id: int
    unit: str
    kind: str
    seats: Mapping[Body, Sequence[BodySeat]]
    representatives: int = 0
    meeting: int = 0


class Misfit(StrEnum):
    """What does not fit together in the bodies of a unit."""

    EMPTY = "empty"
    SIZE = "size"
    BOTH = "both"
    SECRETARY_SUPERVISES = "secretary_supervises"
    REPRESENTATIVES = "representatives"
    TWO_LEAD = "two_lead"


NO_BODIES = "{unit}不是村或社区，没有三委。可以发“岗位 {unit}”看岗位。"


def misfits(bodies: Bodies) -> list[tuple[Misfit, Body, str]]:
    """Return (what, in which body, whose name) for what does not fit together; the name is empty for a whole body."""
    found = [(Misfit.EMPTY, body, "") for body in Body if not bodies.seats[body]]
    found += _too_few_representatives(bodies)
    found += _two_lead(bodies.seats[Body.BRANCH_COMMITTEE])
    watching = bodies.seats[Body.SUPERVISION_COMMITTEE]
    if watching and not SUPERVISORS_LEAST <= len(watching) <= SUPERVISORS_MOST:
        found.append((Misfit.SIZE, Body.SUPERVISION_COMMITTEE, ""))
    doing = {seat.person_id for seat in bodies.seats[Body.VILLAGE_COMMITTEE]}
    leading = {seat.person_id for seat in bodies.seats[Body.BRANCH_COMMITTEE] if seat.role is Role.SECRETARY}
    for people, misfit in ((doing, Misfit.BOTH), (leading, Misfit.SECRETARY_SUPERVISES)):
        found += [(misfit, Body.SUPERVISION_COMMITTEE, seat.name) for seat in watching if seat.person_id in people]
    return found


def _two_lead(seats: Sequence[BodySeat]) -> list[tuple[Misfit, Body, str]]:
    names = rivals(seats)
    return [(Misfit.TWO_LEAD, Body.BRANCH_COMMITTEE, "、".join(names))] if names else []


def _too_few_representatives(bodies: Bodies) -> list[tuple[Misfit, Body, str]]:
    few = bodies.kind == "village" and 0 < bodies.representatives < least(REPRESENTATIVES, bodies.meeting)
    return [(Misfit.REPRESENTATIVES, Body.VILLAGE_COMMITTEE, "")] if few else []


def ending(bodies: Bodies, today: date, days: Sequence[int], calendar: WorkCalendar) -> dict[date, list[Body]]:
    """Return {last day of a term: the bodies that have it} of the terms to be reminded of today.

    That is the first working day from which there are still so many `days`, or fewer, left.
    """
    found = grouped(
        (until, body)
        for body, seats in bodies.seats.items()
        for until in {seat.until for seat in seats if seat.until}
        if today in {calendar.first_working_day(until - timedelta(days=ahead)) for ahead in days}
    )
    return dict(found)
