"""The records of the sample district: what its files say, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class SampleUnit:
    """A place or an office."""

    code: str
    name: str
    kind: str
    parent: str | None = None


@dataclass(frozen=True)
class SampleStop:
    """A township on a belt."""

    unit: str
    core: bool = False


@dataclass(frozen=True)
class SampleBelt:
    """A demonstration belt: its townships in the order of the chain."""

    code: str
    name: str
    valid_from: date
    stops: tuple[SampleStop, ...]
    valid_to: date | None = None


@dataclass(frozen=True)
class SampleSite:
    """A demonstration point already awarded."""

    unit: str
    title: str
    batch: int
    named_on: date


@dataclass(frozen=True)
class SampleBranch:
    """A Party branch of a unit."""

    code: str
    name: str
    unit: str


@dataclass(frozen=True)
class SamplePost:
    """A post held in a unit for a term."""

    role: str
    unit: str
    title: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class SamplePerson:
    """An invented person; officers of townships and of the district have no branch here."""

    userid: str
    name: str
    unit: str
    branch: str | None
    standing: str = "full"
    member_class: str | None = None
    exempt: bool = False
    publish_name: bool = False
    posts: tuple[SamplePost, ...] = ()

    def holds(self, role: str, on: date) -> bool:
        """True when the person holds a post of that role on that day."""
        return any(post.role == role and post.valid_from <= on <= (post.valid_to or date.max) for post in self.posts)


@dataclass(frozen=True)
class SampleGroup:
    """A chat group with the userids of its members."""

    chatid: str
    name: str
    unit: str
    webhook_key: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class SampleReport:
    """An activity as its member reported it; the verifier is empty while it waits."""

    userid: str
    text: str
    category: str
    minutes: int
    place: str | None
    day: date
    reported_at: datetime
    verified_at: datetime | None
    verifier: str | None


@dataclass(frozen=True)
class SampleDistrict:
    """Everything the sample holds, in the order of its files."""

    units: tuple[SampleUnit, ...]
    belts: tuple[SampleBelt, ...]
    sites: tuple[SampleSite, ...]
    branches: tuple[SampleBranch, ...]
    people: tuple[SamplePerson, ...]
    groups: tuple[SampleGroup, ...]
