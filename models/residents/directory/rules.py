"""Whose names and which numbers anybody may read; pure. Source: domain rules, section 9.2, and feature F50."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from models.organisation.people.rules import Role

# Posts that are public; who verifies records is the branch's own business.
PUBLIC = frozenset(Role) - {Role.RESIDENT, Role.MEMBER, Role.VERIFIER, Role.CADRE}


class OfficeQuestion(StrEnum):
    """What is asked about the office."""

    WAY = "way"
    PHONE = "phone"
    HOURS = "hours"


@dataclass(frozen=True)
class DirectoryQuestion:
    """What is asked of which unit (None: the asker's own): about the office, or a post by roles, title and group.

    Of a `person` it is asked in which public post he is.
    """

    unit: str | None = None
    about: OfficeQuestion | None = None
    called: str = ""
    roles: frozenset[Role] = frozenset()
    title: str = ""
    group: int | None = None
    person: str = ""


@dataclass(frozen=True)
class DirectoryOffice:
    """What a unit has set for its office; empty where nothing was set."""

    unit: str
    address: str
    phone: str
    hours: Collection[str]


@dataclass(frozen=True)
class InPost:
    """Somebody in office: his name and the title of his post."""

    name: str
    title: str
