"""Who may do what: roles by unit, pure."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from models.values.refusal import Refusal


class Role(StrEnum):
    """Roles of people; a post gives its role in one unit, membership gives MEMBER in the own one."""

    RESIDENT = "resident"
    MEMBER = "member"
    GROUP_LEADER = "group_leader"
    COMMITTEE = "committee"
    VERIFIER = "verifier"
    SECRETARY = "secretary"
    VILLAGE_COMMITTEE = "village_committee"
    SUPERVISOR = "supervisor"
    REPRESENTATIVE = "representative"
    VILLAGERS_GROUP_LEADER = "villagers_group_leader"
    CADRE = "cadre"
    TOWNSHIP = "township"
    DISTRICT = "district"


ROLE_NAMES = {
    Role.RESIDENT: "群众",
    Role.MEMBER: "党员",
    Role.GROUP_LEADER: "党小组长",
    Role.COMMITTEE: "支委",
    Role.VERIFIER: "核实人",
    Role.SECRETARY: "书记",
    Role.VILLAGE_COMMITTEE: "村(居)委会",
    Role.SUPERVISOR: "监督委员会",
    Role.REPRESENTATIVE: "村民代表",
    Role.VILLAGERS_GROUP_LEADER: "村民小组长",
    Role.CADRE: "坐班干部",
    Role.TOWNSHIP: "镇街",
    Role.DISTRICT: "区委组织部",
}

MEMBER_STANDINGS = frozenset({"full", "probationary"})
SECRETARIES, CADRES = frozenset({Role.SECRETARY}), frozenset({Role.CADRE})
DISTRICT = frozenset({Role.DISTRICT})
VERIFIERS = frozenset({Role.SECRETARY, Role.VERIFIER})
# How the account begins of whoever left so long ago that nobody but an archive names him.
FORGOTTEN = "left-"
COMRADE = "同志"
STANDING_NAMES = {"full": "正式党员", "probationary": "预备党员", "none": "群众"}
CLASS_NAMES = {"rural": "农村", "community": "社区", "agency": "机关", "new_sector": "两新组织", "mobile": "流动"}
# Who is away most of the year: he is not expected, and has a basic mark of his own.
MOBILE_CLASS = "mobile"
# Posts of a Party branch; every other is one of the unit.
BRANCH_POSTS = frozenset({Role.SECRETARY, Role.COMMITTEE, Role.VERIFIER, Role.GROUP_LEADER})
OFFICES = frozenset({Role.TOWNSHIP, Role.DISTRICT})
# Who reads every list of his village; the supervision committee edits none.
READERS = frozenset({Role.SECRETARY, Role.SUPERVISOR})
# Who keeps the books of people and posts, each of his own area.
KEEPERS = OFFICES | {Role.SECRETARY}
# By which of his posts somebody is counted who holds several: the one that brings him the most first.
FOREMOST = (
    Role.DISTRICT,
    Role.TOWNSHIP,
    Role.SECRETARY,
    Role.CADRE,
    Role.VERIFIER,
    Role.VILLAGE_COMMITTEE,
    Role.SUPERVISOR,
    Role.VILLAGERS_GROUP_LEADER,
    Role.COMMITTEE,
    Role.GROUP_LEADER,
    Role.REPRESENTATIVE,
)


# An account of WeCom begins with a letter or a figure: what begins so stands for somebody who has none.
# Source: platform page 90195.
NO_ACCOUNT = "-"


def has_account(userid: str) -> bool:
    """Return whether somebody is reached through WeCom; without that he is told nothing and does nothing here."""
    return not userid.startswith(NO_ACCOUNT)


def foremost(roles: Collection[Role], standing: str) -> Role:
    """Return the first of FOREMOST among some roles; without any, member or resident by the standing."""
    own = Role.MEMBER if standing in MEMBER_STANDINGS else Role.RESIDENT
    return next((role for role in FOREMOST if role in roles), own)


@dataclass(frozen=True)
class Held:
    """A post in force: a role in a unit; until when is known where it is asked for."""

    role: Role
    unit_id: int
    title: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Asker:
    """Who is speaking; `person_id` is None for somebody of the enterprise who is not on the books."""

    userid: str
    name: str
    person_id: int | None = None
    unit_id: int | None = None
    branch_id: int | None = None
    standing: str = "none"
    exempt: bool = False
    noticed: bool = True
    declines_records: bool = False
    posts: frozenset[Held] = field(default_factory=frozenset)

    @property
    def known(self) -> int:
        """Return who he is; raises UnknownPerson for somebody who is not on the books."""
        if self.person_id is None:
            raise UnknownPerson
        return self.person_id

    @property
    def own_unit(self) -> int:
        """Return his unit; raises UnknownPerson for somebody who is of none."""
        if self.unit_id is None:
            raise UnknownPerson
        return self.unit_id

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Return every role, wherever it is held; everybody is at least a resident."""
        own = {Role.MEMBER} if self.standing in MEMBER_STANDINGS else set()
        return frozenset({Role.RESIDENT, *own, *[post.role for post in self.posts]})

    def units_as(self, roles: Iterable[Role]) -> frozenset[int]:
        """Return the ids of the units in which one of the roles is held by a post."""
        wanted = frozenset(roles)
        return frozenset(post.unit_id for post in self.posts if post.role in wanted)

    def unit_as(self, roles: Iterable[Role]) -> int:
        """Return the unit for which he speaks by such a post: his own, else the first; he must hold one."""
        units = self.units_as(roles)
        return self.unit_id if self.unit_id in units else min(units)


class NotAllowed(Refusal):
    """The command is for other roles."""

    text = "“{word}”是{roles}用的，这次没办。您能办的发“帮助”看；您也该用的话，请{keeper}看看您的岗位登记对不对。"
    keeper, above = "书记", "上一级"


class HasLeft(Refusal):
    """The person has left the enterprise, or the books."""

    text = "名册上已经没有您了，这条没办。弄错了的话，跟书记说一声。"


NOT_TO_BE_RECORDED = "{name}说过不在这里记，这条没记。想再记了，本人发“可以记我的”。"
NOT_TO_BE_ASKED = "{name}说过不在这里记，所以没有去问。哪天愿意了，本人发“可以记我的”。"


class UnknownPerson(Refusal):
    """The person is not on the books."""

    text = "名册上还没有您，先没记。跟书记说一声就能加，加好了再发一次就行。"


def check_recorded(name: str, *, declines: bool) -> None:
    """Refuse with NOT_TO_BE_RECORDED for one who has withdrawn his consent to be recorded here."""
    if declines:
        raise Refusal(NOT_TO_BE_RECORDED, name=name)


def check_may_be_asked(name: str, *, declines: bool) -> None:
    """Refuse with NOT_TO_BE_ASKED for one who has withdrawn his consent to be recorded here."""
    if declines:
        raise Refusal(NOT_TO_BE_ASKED, name=name)


def check_allowed(asker: Asker, needs: frozenset[Role] | None, word: str) -> None:
    """Raise NotAllowed unless the asker holds one of the roles; None means everybody."""
    if needs is not None and not asker.roles & needs:
        leads = bool(asker.roles & (SECRETARIES | OFFICES))
        raise NotAllowed(word=word, roles=role_names(needs), keeper=NotAllowed.above if leads else NotAllowed.keeper)


def role_names(roles: Collection[Role]) -> str:
    """Return roles for people, in their order."""
    return "、".join(ROLE_NAMES[role] for role in Role if role in roles)


def masked(name: str) -> str:
    """Return a name for readers outside the branch: the family name and 同志."""
    return name[:1] + "同志"


_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐")
_CALLED = (
    "[老小]{0}|{0}(?:支书|书记|主任|委员|文书|会计|专干|同志|老师|代表|[村组社队]长|师傅|"
    "[大二三幺]?(?:哥|姐|叔|婶|爷|娘|伯|孃|嬢)|婆婆)"
)


def named_in(text: str, names: Mapping[int, str], accounts: Mapping[int, str] | None = None) -> list[int]:
    """Return whom a text names: by account, else by full name, else by given name, else as 老周, 小陈 or 周主任.

    Args:
        text: what was typed.
        names: {person id: name} of those it can be.
        accounts: {person id: userid} of them, where one can be named by it.
    """
    by_account = [person for person, userid in (accounts or {}).items() if userid in text]
    if by_account:
        return by_account
    for names_him in (_by_name, _by_given_name, _by_family_name):
        found = [person for person, name in names.items() if names_him(text, name)]
        if found:
            return sorted(found)
    return []


def is_meant(said: str, name: str) -> bool:
    """Return whether somebody of a name is called so: 老蒲, 德明 and 蒲德明 of 蒲德明."""
    return named_in(said, {0: name}) != []


def _family(name: str) -> str:
    return name.split("·")[0] if "·" in name else next((two for two in _COMPOUND if name.startswith(two)), name[:1])


def _by_name(text: str, name: str) -> bool:
    return name in text


def _by_given_name(text: str, name: str) -> bool:
    given = name.removeprefix(_family(name)).lstrip("·")
    return len(given) > 1 and given in text


def _by_family_name(text: str, name: str) -> bool:
    family = _family(name)
    return (family in _COMPOUND and family in text) or re.search(_CALLED.format(family), text) is not None
