"""What may be renamed or merged, who goes where with which posts; pure. Two of the district decide."""

from dataclasses import dataclass
from enum import StrEnum

from models.matters.steps.rules import Kind, MatterSaid, of_two
from models.organisation.authority.deciders import roles
from models.organisation.people.rules import BRANCH_POSTS, OFFICES, Role
from models.values.numbers import Sign
from models.values.refusal import Refusal

# These go along with the people for whom they are held; a committee, a supervision and a roster are of one village.
GOES_ALONG = BRANCH_POSTS | OFFICES | {Role.REPRESENTATIVE, Role.VILLAGERS_GROUP_LEADER}
# Only alike places become one.
_ALIKE = ({"village", "community"}, {"township"}, {"agency", "enterprise"}, {"branch"})


class PlaceChange(StrEnum):
    """What becomes of a place; the values are what people say."""

    RENAMED = "更名"
    MERGED = "并入"


class ReorganisationState(StrEnum):
    """States of a reorganisation."""

    ASKED = "asked"
    DONE = "done"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class ReorganisationSaid(MatterSaid):
    """What was shown and is agreed to: of which place (a branch or a unit), into which, or its new name."""

    change: PlaceChange
    branch: bool
    place: int
    into: int | None = None
    name: str = ""


_ASKED = frozenset({ReorganisationState.ASKED})
REORGANISATION = Kind(
    code="reorganisation",
    sign=Sign.REORGANISATION,
    name="并村更名",
    states={
        ReorganisationState.ASKED: "等第二个人同意",
        ReorganisationState.DONE: "已经办好",
        ReorganisationState.DECLINED: "没有同意",
        ReorganisationState.TAKEN_BACK: "不办了",
    },
    steps=of_two(roles(Role.DISTRICT), ReorganisationState),
    open=_ASKED,
    said=ReorganisationSaid,
    lasting=True,
    asks=_ASKED,
)


@dataclass(frozen=True)
class Goes:
    """One of those who go along: his name and account, whether a member, from where to where, and his posts."""

    name: str
    userid: str
    member: bool
    source: str
    target: str
    kept: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()

    @property
    def concerned(self) -> bool:
        """Return whether he is told of it: a member, or one who holds a post."""
        return self.member or bool(self.kept) or bool(self.ended)


@dataclass(frozen=True)
class Plan:
    """What would become of a place: its name now and then, who goes where, what goes along beside them."""

    said: ReorganisationSaid
    old: str
    new: str
    people: tuple[Goes, ...] = ()
    branches: tuple[str, ...] = ()
    groups: int = 0
    sites: int = 0
    below: int = 0


UNKNOWN_PLACE = "没有找到叫“{name}”的镇街、村、社区、单位或支部。请把名称写全再发一次。"
WHICH_PLACE = "“{name}”有好几个：{found}。请把名称写全再发一次。"
NOT_ALIKE = "{old}不能并入{new}：同类的才能合并（村和社区、镇街和镇街、支部和支部），也不能并入自己。"
HIGHEST_PLACE = "{old}是最上一级，不能并入别处。"
NAME_TAKEN = "已经有叫“{name}”的了，没有改名。"
NO_SUCH_NAME = "“{name}”不像单位的名称，没有改名。名称写 2 到 20 个汉字，例如：更名 莲花池村 荷花村"


def check_merge(old: tuple[int, str, str, int | None], new: tuple[int, str, str, int | None]) -> None:
    """Refuse with NOT_ALIKE or HIGHEST_PLACE unless one place, (id, name, kind, above), may go into another."""
    alike = any({old[2], new[2]} <= kinds for kinds in _ALIKE)
    if not alike or old[0] == new[0]:
        raise Refusal(NOT_ALIKE, old=old[1], new=new[1])
    if old[3] is None:
        raise Refusal(HIGHEST_PLACE, old=old[1])
