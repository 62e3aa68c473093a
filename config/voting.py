"""How each assembly decides, and which matter is whose, as versioned data with the article behind each number."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from config.file_faults import read_file, written
from config.policy_part import Choice, PolicyPart

VOTING_FILE = Path(__file__).parent / "data" / "voting.toml"
_SHARE = re.compile(r"(?P<more>>=?)(?P<part>[1-9])/(?P<whole>[2-9])")


Share = Annotated[str, written(_SHARE.pattern, "要写成 >1/2 或 >=2/3")]


def least(share: Share, whole: int) -> int:
    """Return the least number that is such a share of a whole: 1/2 with > of 40 is 21, 2/3 with >= of 40 is 27."""
    found = _SHARE.fullmatch(share)
    if found is None:
        raise ValueError(share)
    part, of = int(found["part"]) * whole, int(found["whole"])
    return part // of + 1 if found["more"] == ">" else -(-part // of)


class Assembly(Choice):
    """A body that meets and decides: how many make a meeting, how many ayes decide, of whom, by which article.

    `seats` are the roles of those who sit in it, none where it is one of everybody. `notice_days` lie between the
    notice with the draft and the meeting; `attended` needs somebody of the township. Whoever is away is represented in
    writing only where the law knows `proxies`.
    """

    seats: tuple[str, ...] = ()
    quorum: Share
    households: Share | None = None
    majority: Share
    majority_of: Literal["expected", "present"]
    notice_days: int = Field(ge=0, le=60)
    attended: bool
    ballot: str
    proxies: bool = False
    basis: str


class MatterKind(Choice):
    """A kind of matter, and which assemblies may decide it in a village and in a community, the usual one first.

    Where which of them decides is for a charter to say (`by_charter`), none of them is the usual one.
    """

    village: tuple[str, ...] = Field(min_length=1)
    community: tuple[str, ...] = Field(min_length=1)
    by_charter: bool = False


class Voting(PolicyPart):
    """What is in force: its version, the assemblies, who may bring a matter and its kinds, in the order of the file."""

    version: str
    assembly: tuple[Assembly, ...]
    origin: tuple[Choice, ...]
    matter: tuple[MatterKind, ...]

    @property
    def assemblies(self) -> Mapping[str, Assembly]:
        """Return {code: assembly}."""
        return {one.code: one for one in self.assembly}

    @property
    def choices(self) -> Mapping[str, tuple[Choice, ...]]:
        """Return {what is asked of a proposal: what may be answered} where the answer is one of a list."""
        return {"kind": self.matter, "origin": self.origin}

    @property
    def origins(self) -> Mapping[str, str]:
        """Return {code: name} of who may have brought a matter."""
        return {one.code: one.name for one in self.origin}

    @property
    def matters(self) -> Mapping[str, MatterKind]:
        """Return {code: kind of matter}."""
        return {one.code: one for one in self.matter}

    @model_validator(mode="after")
    def _decided_by_known(self) -> "Voting":
        unknown = {code for kind in self.matter for code in (*kind.village, *kind.community)} - set(self.assemblies)
        if unknown:
            raise ValueError(f"没有列出 {'、'.join(sorted(unknown))}")
        return self


@cache
def voting(path: Path = VOTING_FILE) -> Voting:
    """Return the rules of the data file; raises FileError with what is wrong in it."""
    return read_file(Voting, path, "表决规则")
