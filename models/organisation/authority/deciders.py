"""Who decides: who may take a step of a matter, and who is told that it waits; pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.organisation.people.rules import OFFICES, Role


class Part(StrEnum):
    """What somebody has to do with a matter."""

    OWNER = "owner"
    ABOUT = "about"
    OTHER = "other"
    JOINED = "joined"
    WAITING = "waiting"


# Those to whom a matter belongs: nobody else's step is "his own".
OWN = (Part.OWNER, Part.ABOUT)


@dataclass(frozen=True)
class Takers:
    """Who takes a step: who has one of the parts, who holds one of the roles in its place, the office above.

    All of them may; told are the nearest only, in this order and by the order of the roles, so that few are disturbed.
    """

    roles: tuple[Role, ...] = ()
    parts: frozenset[Part] = frozenset()
    above: bool = False

    def __or__(self, other: "Takers") -> "Takers":
        """Return both."""
        return Takers(self.roles + other.roles, self.parts | other.parts, self.above or other.above)


def roles(*wanted: Role) -> Takers:
    """Return who holds one of the roles in the matter's branch or unit; an office counts for every unit below it."""
    return Takers(roles=wanted)


def part(*wanted: Part) -> Takers:
    """Return who has one of the parts in the matter."""
    return Takers(parts=frozenset(wanted))


def above() -> Takers:
    """Return the office above the matter's unit: the township's, or the district's where that has nobody."""
    return Takers(above=True)


class Own(StrEnum):
    """Whether a step of a matter is for those to whom it belongs: for them only, never for them, or for either.

    ONLY and FREE wait for nobody; FREE is for either, such as what whoever holds a post now may call off.
    """

    ONLY = "only"
    NEVER = "never"
    EITHER = "either"
    FREE = "free"


UNASKED = (Own.ONLY, Own.FREE)


@dataclass(frozen=True)
class Place:
    """Where something is decided: a unit, one branch of it (None: all of it), and the units above, nearest first."""

    unit_id: int
    branch_id: int | None = None
    above: tuple[int, ...] = ()


@dataclass(frozen=True)
class Officer:
    """A post in force of somebody who has not left: who, of which branch, as what, in which unit."""

    person_id: int
    branch_id: int | None
    role: Role
    unit_id: int


@dataclass(frozen=True)
class Decision:
    """A step to be taken: where, by whom, whether by those whose own it is, and who has which part."""

    place: Place
    takers: Takers
    own: Own = Own.EITHER
    people: Mapping[Part, Collection[int]] = field(default_factory=dict)

    @property
    def owners(self) -> frozenset[int]:
        """Return those to whom the matter belongs."""
        return frozenset(person_id for one in OWN for person_id in self.people.get(one, ()))


@dataclass(frozen=True)
class Deciders:
    """Who may take a step, who of them is told that it waits, by id, and whether that is the office above alone."""

    may: frozenset[int]
    told: tuple[int, ...]
    above: bool = False


def deciders(what: Decision, officers: Collection[Officer]) -> Deciders:
    """Return who may take a step and who is told; the only answer to who decides.

    Where nobody holds a role, or only he whose own matter it is and must not be his, the office above decides.
    """
    groups, own, office = _groups(what, officers), what.owners, _office_above(what.place, officers)
    seated = _but_for(frozenset[int]().union(*groups[1:]), own, what.own)
    # What is an office's own is nobody else's, also when that office has nobody.
    steps_in = not OFFICES.issuperset(what.takers.roles) and what.own is not Own.ONLY and not seated
    if what.takers.above or steps_in:
        groups.append(office)
    allowed = [_but_for(group, own, what.own) for group in groups]
    may, told = frozenset[int]().union(*allowed), next((group for group in allowed if group), frozenset())
    return Deciders(may, tuple(sorted(told)), above=bool(may) and may <= office)


def _groups(what: Decision, officers: Collection[Officer]) -> list[frozenset[int]]:
    """Return those with a part, then who holds each role in the place."""
    by_role = [
        frozenset(one.person_id for one in officers if one.role is role and _sits(one, what.place))
        for role in what.takers.roles
    ]
    return [frozenset(one for name in what.takers.parts for one in what.people.get(name, ())), *by_role]


def _office_above(place: Place, officers: Collection[Officer]) -> frozenset[int]:
    """Return who works for the nearest office above a place that has anybody."""
    offices = [
        frozenset(one.person_id for one in officers if one.role in OFFICES and one.unit_id == unit_id)
        for unit_id in place.above
    ]
    return next((office for office in offices if office), frozenset())


OF_THE_VILLAGE = frozenset({Role.VILLAGE_COMMITTEE, Role.SUPERVISOR})


def _sits(officer: Officer, place: Place) -> bool:
    """Return whether a post is one of a place: of its unit and no other branch; an office is one for all below it.

    Who sits in a body of the village sits there whatever branch he belongs to.
    """
    if officer.role in OFFICES:
        return officer.unit_id in (place.unit_id, *place.above)
    same_branch = None in (place.branch_id, officer.branch_id) or officer.branch_id == place.branch_id
    same_branch = same_branch or officer.role in OF_THE_VILLAGE
    return officer.unit_id == place.unit_id and same_branch


def _but_for(people: frozenset[int], own: frozenset[int], whose: Own) -> frozenset[int]:
    return {Own.ONLY: people & own, Own.NEVER: people - own}.get(whose, people)
