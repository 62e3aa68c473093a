"""Who may give which post, who may hold it, and which duties a unit must never be without; pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.organisation.people.rules import (
    BRANCH_POSTS,
    DISTRICT,
    KEEPERS,
    OFFICES,
    ROLE_NAMES,
    STANDING_NAMES,
    VERIFIERS,
    Asker,
    Role,
)
from models.values.refusal import Refusal

# Whoever stands in for a secretary; he does the secretary's work, and gives no posts.
ACTING = "代行书记"
_OFFICE = OFFICES
# The secretary, the supervisors and the offices are given from above; every other post by the secretary as well.
GIVEN_BY: Mapping[Role, frozenset[Role]] = {
    Role.SECRETARY: _OFFICE,
    Role.SUPERVISOR: _OFFICE,
    Role.TOWNSHIP: DISTRICT,
    Role.DISTRICT: DISTRICT,
}
# Who was elected by the villagers: nobody of the branch ends that, it is entered once it is so.
ELECTED = frozenset({Role.VILLAGE_COMMITTEE, Role.REPRESENTATIVE})
# A unit of these kinds is never without them; every other unit with a branch has a secretary.
_VILLAGES = frozenset({"village", "community"})
NEEDED = (Role.SECRETARY, Role.VERIFIER, Role.VILLAGE_COMMITTEE, Role.SUPERVISOR)
NOTHING, OR = "没有", "或"
DELEGATION_MOST_DAYS = 183


@dataclass(frozen=True)
class Appointment:
    """What is said about a post: whose (the name, perhaps with the unit), which with its title, until when.

    `successor` is the name of who is to have it after him, if that is said in one breath.
    """

    words: tuple[str, ...]
    role: Role | None = None
    title: str = ""
    until: date | None = None
    successor: str = ""


@dataclass(frozen=True)
class HeldPost:
    """A post as people see it; `brought` is one that came with a merger and that nobody has given anew."""

    name: str
    title: str
    role: Role
    until: date | None
    brought: bool = False


@dataclass(frozen=True)
class UnitPosts:
    """The posts of a unit on a day, which needed ones nobody holds, and between whom a merger leaves one open."""

    unit: str
    posts: tuple[HeldPost, ...]
    empty: tuple[Role, ...]
    rivals: tuple[str, ...] = ()


def rivals(held: Iterable[HeldPost]) -> tuple[str, ...]:
    """Return the names of the secretaries among whom a merger has left open who leads; empty where that is clear.

    Each may lead a branch of his own: it is clear once the office has given the brought post anew, or ended one.
    """
    heads = [post for post in held if post.role is Role.SECRETARY and post.title != ACTING]
    is_open = len(heads) > 1 and any(post.brought for post in heads)
    return tuple(post.name for post in heads) if is_open else ()


UNKNOWN_POST = (
    "没认出是哪个岗位，没有登记。这里登记的有：书记、支委、核实人、党小组长、村(居)委会、监督委员会、村民代表、村民小组长。"
    "这样发：任职 张三 支委 到2029年"
)
GIVEN_BY_OTHERS = "{post}由{by}登记。请把这句话转给他们。"


class OwnPost(Refusal):
    """Somebody gives a post to himself, or takes it from himself."""

    text = "自己的岗位要由上级登记。"


NOT_A_MEMBER = "{post}要由正式党员担任，{name}在名册上是{standing}。"
# Whoever holds one of these does its work in this very chat.
IN_PERSON = OFFICES | VERIFIERS | {Role.CADRE}
NEEDS_ACCOUNT = "{post}要在这里办事，要有企业微信账号，{name}同志还没有。有了账号先发“改人 {name} 账号 …”。"
CANNOT_SUPERVISE = (
    "在村(居)委会的不能同时在村(居)务监督委员会任职（村民委员会组织法），{name}同志两边只能担一样。"
    "村(居)委会成员的近亲属也不行。"
)


# The committee that is supervised and the one that supervises: no near relative of the one sits on the other.
OPPOSITE: Mapping[Role, Role] = {
    Role.SUPERVISOR: Role.VILLAGE_COMMITTEE,
    Role.VILLAGE_COMMITTEE: Role.SUPERVISOR,
}


class NearRelative(Refusal):
    """A near relative of those whom the supervision committee supervises."""

    text = "那就不能登记：村(居)委会成员的近亲属不在村(居)务监督委员会任职，监督才有人信。换一位就行。"


class NoTerm(Refusal):
    """A post without an end, which is asked for."""

    text = "{name}同志的{post}，到哪一天为止？回一个年份或日子就行，例如“2029年”“12月10日”。"


TERM_OVER = "{day}已经过了。看看日子写对没有，再发一次。"
TOO_LONG_AWAY = "代行最长半年。时间更长的，请镇街发“任职 {name} 书记 到哪一年”。"
HELD_ALREADY = "{name}同志已经是{post}，任到{until}。"
HOLDS_NOTHING = "{name}同志现在没有这个岗位。现在的岗位：{held}。"
WHICH_POST = "{name}同志有好几个岗位：{held}。免哪个就写哪个，例如：免职 {name} {first}"
# Whoever gives posts is gone himself after that: the technician hears of it in time to help.
DISTRICT_WARNED_DAYS = 14
BY_THE_POOL = "坐班的人跟着值班表走。请由书记发“加入值班 {name}”或“退出值班 {name}”。"


def givers(role: Role) -> frozenset[Role]:
    """Return whose business it is to give a post."""
    return GIVEN_BY.get(role, KEEPERS)


def check_giver(asker: Asker, role: Role, unit_id: int, above: Collection[int]) -> None:
    """Refuse with GIVEN_BY_OTHERS unless somebody may give or end a post in a unit; `above` are the units above it.

    Whoever only stands in for the secretary gives none.
    """
    may = givers(role)
    in_office = {held.unit_id for held in asker.posts if held.role in may & OFFICES}
    # What an office above gives is not given by the office itself, but for the district, which has none above.
    from_above = unit_id in asker.units_as(DISTRICT) or bool(in_office & set(above))
    if not from_above and not (Role.SECRETARY in may and lends(asker, unit_id)):
        raise Refusal(GIVEN_BY_OTHERS, post=ROLE_NAMES[role], by=names_of_roles(may))


def lends(asker: Asker, unit_id: int) -> bool:
    """Return whether somebody is a unit's secretary himself, so that he may lend his post and take it back.

    For one who cannot, the office above does.
    """
    return any(held.role is Role.SECRETARY and held.title != ACTING and held.unit_id == unit_id for held in asker.posts)


def names_of_roles(roles: Iterable[Role]) -> str:
    """Return roles for people, in their order."""
    wanted = frozenset(roles)
    return OR.join(ROLE_NAMES[role] for role in Role if role in wanted)


def check_holder(name: str, standing: str, role: Role, held: Collection[Role], *, reached: bool) -> None:
    """Refuse with NOT_A_MEMBER, NEEDS_ACCOUNT or CANNOT_SUPERVISE for who may not hold a post beside those he holds."""
    if role in BRANCH_POSTS and standing != "full":
        raise Refusal(NOT_A_MEMBER, post=ROLE_NAMES[role], name=name, standing=STANDING_NAMES[standing])
    if role in IN_PERSON and not reached:
        raise Refusal(NEEDS_ACCOUNT, post=ROLE_NAMES[role], name=name)
    both = {role, *held}
    if {Role.SUPERVISOR, Role.VILLAGE_COMMITTEE} <= both and role in (Role.SUPERVISOR, Role.VILLAGE_COMMITTEE):
        raise Refusal(CANNOT_SUPERVISE, name=name)


def role_meant(name: str, held: Sequence[tuple[Role, str]], said: Role | None) -> Role:
    """Return which of somebody's posts (role, title) is meant, the only one unless a role is said.

    Refuses with HOLDS_NOTHING, WHICH_POST, or BY_THE_POOL for desk duty.
    """
    roles = {role for role, _ in held} & (set(Role) if said is None else {said})
    titles = [title for role, title in held]
    if not roles:
        raise Refusal(HOLDS_NOTHING, name=name, held="、".join(titles) or NOTHING)
    if len(roles) > 1:
        raise Refusal(WHICH_POST, name=name, held="、".join(titles), first=titles[0])
    if roles == {Role.CADRE}:
        raise Refusal(BY_THE_POOL, name=name)
    return roles.pop()


def needed(kind: str, *, has_branch: bool) -> tuple[Role, ...]:
    """Return the posts a unit of a kind must never be without."""
    if kind in _VILLAGES:
        return NEEDED
    return (Role.SECRETARY,) if has_branch else ()
