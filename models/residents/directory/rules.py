"""Whose names and which numbers anybody may read; pure. Source: domain rules, section 9.2, and feature F50."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from models.organisation.people.rules import Role

# Posts that are public, as the roster of duty is; who verifies records is the branch's own business.
PUBLIC = frozenset(Role) - {Role.RESIDENT, Role.MEMBER, Role.VERIFIER}


@dataclass(frozen=True)
class CalledPost:
    """A post as it is asked after: the roles that it may be, what its title holds, and of which villagers' group."""

    called: str
    roles: frozenset[Role]
    title: str = ""
    group: int | None = None


@dataclass(frozen=True)
class DirectoryQuestion:
    """What is asked of a unit: who is in some posts, and what they do; about the office.

    Of a `person` it is asked in which public post he is. With `phone` somebody's own number may be meant; who `mends`
    what is broken is asked by whoever may want to report it.
    """

    posts: tuple[CalledPost, ...] = ()
    person: str = ""
    office: bool = False
    duty: bool = False
    phone: bool = False
    mends: bool = False


@dataclass(frozen=True)
class DirectoryOffice:
    """What a unit has set for its office; empty where nothing was set; when it opens again, if not today."""

    unit: str
    address: str
    phone: str
    hours: Collection[str]
    opens: date | None = None


@dataclass(frozen=True)
class InPost:
    """Somebody in office: his name and the title of his post."""

    name: str
    title: str


@dataclass(frozen=True)
class PostAsked:
    """A post as it was asked after, and who holds it; who sees to it where nobody does."""

    called: str
    found: Sequence[InPost]
    instead: Sequence[InPost] = ()
