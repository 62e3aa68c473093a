"""Posts with terms in words."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from models.organisation.people.rules import ROLE_NAMES, Role
from models.organisation.posts.rules import UnitPosts, givers, names_of_roles
from models.values.showing import show_long_day

if TYPE_CHECKING:
    from models.organisation.posts.actions import Given

NOT_GIVEN = "没有登记，岗位照旧。"


def to_give(one: "Given", others: Sequence[str]) -> str:
    """Return which post would be given, and who has it now and keeps it: `others`."""
    stay = (
        f"\n{'、'.join(others)}同志现在也是书记，不会跟着卸任；要换人，接着发“免职 {others[0]} 书记”。"
        if others
        else ""
    )
    if one.longer:
        return f"登记：{one.person.name}同志的{one.unit.name}{one.title}任期延到{show_long_day(one.until)}。"
    return f"登记：{one.person.name}同志任{one.unit.name}{one.title}，从今天到{show_long_day(one.until)}。{stay}"


def near_relative(shown: str, name: str, across: Sequence[str]) -> str:
    """Return which post would be given, and the one question that only people can answer."""
    others = "、".join(across)
    return (
        f"{shown}\n"
        f"先问一句：{name}同志是不是{others}的近亲属（夫妻、父母、子女、兄弟姐妹、祖孙）？"
        "不是就回“不是”，我就登记；是就回“是”。"
    )


def given(one: "Given") -> str:
    """Return that a post is given."""
    if one.longer:
        return f"好的，{one.person.name}同志的{one.title}任期延到{show_long_day(one.until)}，会告诉本人。"
    until = show_long_day(one.until)
    return f"好的，{one.person.name}同志从今天起是{one.unit.name}{one.title}，到{until}为止，会告诉本人。"


def you_are(one: "Given") -> str:
    """Return to whom it was given."""
    unit, title, until = one.unit.name, one.title, one.until
    if one.longer:
        return f"您的{unit}{title}任期延到{show_long_day(until)}，往后还要多辛苦您。"
    return f"从今天起您是{unit}{title}，到{show_long_day(until)}为止，往后要多辛苦您。发“待办”看等您办的事。"


def to_end(name: str, title: str, in_hand: Sequence[str], *, elected: bool, successor: str) -> str:
    """Return which post would end, who is asked about next, and what he has in hand beside what goes with it."""
    first = f"登记：{name}同志不再担任{title}，马上生效。" + (f"接着登记{successor}同志接任。" if successor else "")
    first += "这个职务是选出来的：辞职、罢免按选举的办法定了，再在这里登记。" if elected else ""
    if not in_hand:
        return first
    after = "登记后列成交接清单，在“待办”里；核实、审批这些跟着岗位走，自动归接任的人。"
    return "\n".join([first, f"他手上还有 {len(in_hand)} 件：", *in_hand, after])


def until_day(until: date) -> str:
    """Return the last day of a term as a line says it."""
    return f"到{until.year}年{until.month}月{until.day}日"


def ended(name: str, title: str, *, listed: bool) -> str:
    """Return that a post has ended; `listed` says that what was in hand stands on a list."""
    done = f"好的，{name}同志从现在起不再担任{title}，会告诉本人。"
    return done + ("他手上的事列成了交接清单，发“待办”看，都接过去了发“办结”。" if listed else "")


def you_were(title: str) -> str:
    """Return to whom it belonged."""
    return f"从现在起您不再担任{title}，已经登记，这段时间辛苦您了。有出入，跟书记或镇街说一声。"


def to_delegate(name: str, unit: str, until: date, before: Sequence[str]) -> str:
    """Return who would stand in until when, and who does no more: `before`."""
    over = f"{'、'.join(before)}同志的代行同时收回。" if before else ""
    return f"登记：从今天到{show_long_day(until)}，由{name}同志代行{unit}书记的事；过了这天自动收回。{over}"


def delegated(name: str, until: date) -> str:
    """Return that somebody stands in."""
    return f"好的，{name}同志代行到{show_long_day(until)}，会告诉本人。提前收回，发“免职 {name} 代行书记”。"


def you_stand_in(unit: str, until: date) -> str:
    """Return to whoever stands in what he may do, and until when."""
    return (
        f"从今天到{show_long_day(until)}"
        f"请您代行{unit}书记的事：核实、值班、准假都能办，任免岗位除外。发“待办”看等您办的。"
    )


def stood_in(unit: str, until: date) -> str:
    """Return to who stood in for a secretary that it has ended."""
    return f"您代行{unit}书记到{show_long_day(until)}为止，已经到期收回，辛苦了。没办完的事，跟书记交代一句就行。"


def ends_soon(unit: str, title: str, until: date, others: bool) -> str:
    """Return to the holder that his post ends, and who may go on with it; no `others` may where he is the only one."""
    ask = "请上级或同一处的另一位同志发“任职”续上" if others else "没有别的同志能续，请技术员用名册表格续上"
    return f"您的{unit}{title}到{show_long_day(until)}为止，过了这天自动收回。还要接着干的，{ask}。"


def his_ends_soon(unit: str, name: str, title: str, until: date) -> str:
    """Return to whoever may give it anew that somebody's post ends."""
    return (
        f"{unit}{name}同志的{title}到{show_long_day(until)}为止，过了这天自动收回。"
        f"接着请他干，发“任职 {name} {title} 到{until.year + 3}年”。"
    )


def empty(unit: str, roles: Collection[Role]) -> str:
    """Return which duties nobody has now and who may fill them; empty when there are none."""
    if not roles:
        return ""
    lines = [f"{ROLE_NAMES[role]}（{names_of_roles(givers(role))}可以登记）" for role in Role if role in roles]
    return f"{unit}现在空着：{'、'.join(lines)}。补人发“任职 姓名 岗位 到哪一年”；急的先发“代行 姓名 到哪天”。"


def posts(found: Sequence[UnitPosts]) -> str:
    """Return the posts of units with the end of each term, and what is empty."""
    return "\n\n".join(_unit(one) for one in found)


def gaps(found: Sequence[UnitPosts]) -> str:
    """Return the units that are without somebody they need, each in one line, and how the post is filled."""
    if not found:
        return "您这边没有空着的岗位。"
    lacking, doubled = [one for one in found if one.empty], [one for one in found if one.rivals]
    how = "补人发“任职 姓名 岗位 到2029年”，急的先发“代行 姓名 到哪天”。"
    lines = [f"有 {len(lacking)} 个单位还缺人：", *map(gap, lacking), how] if lacking else []
    return "\n".join([*lines, *(two_lead(one.unit, one.rivals) for one in doubled)])


def two_lead(unit: str, names: Sequence[str]) -> str:
    """Return that a merger has left open who leads, and how the office decides it."""
    ends = f"不再当书记的发“免职 {names[-1]} 书记”"
    both = f"各管一个支部、都留任，就再登记一次：“任职 {names[-1]} 书记 到2029年”"
    return f"{unit}并村后有 {len(names)} 位书记：{'、'.join(names)}，谁负责请镇街定。{ends}；{both}。"


def _unit(one: UnitPosts) -> str:
    lines = [f"{post.title} {post.name}，{_until(post.until)}" for post in one.posts]
    doubled = two_lead(one.unit, one.rivals) if one.rivals else ""
    return "\n".join(filter(None, [f"{one.unit}的岗位", *lines, empty(one.unit, one.empty), doubled]))


def _until(day: date | None) -> str:
    return f"到{show_long_day(day)}" if day else "没有登记任期"


def gap(one: UnitPosts) -> str:
    """Return a unit and what is empty there."""
    return f"{one.unit}空着：{'、'.join(ROLE_NAMES[role] for role in one.empty)}"


def waits(found: Sequence[UnitPosts]) -> str:
    """Return the units with empty or doubled posts as one thing of the list of what waits."""
    lacking, doubled = [one for one in found if one.empty], [one.unit for one in found if one.rivals]
    empty = f"{len(lacking)} 个村（社区、单位）有岗位空着" if len(lacking) > 1 else "".join(map(gap, lacking))
    two = f"{'、'.join(doubled)}有两位书记，等您定" if doubled else ""
    return "；".join(filter(None, [empty, two]))
