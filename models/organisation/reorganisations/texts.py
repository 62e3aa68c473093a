"""Reorganisations in words: what would change, that it has, and to each whom it concerns."""

from collections.abc import Sequence

from models.organisation.reorganisations.rules import REORGANISATION, Goes, PlaceChange, Plan
from models.values.listing import Row

TABLE, COLUMNS = "谁去哪里", ("姓名", "账号", "原来", "以后", "接着担任", "到今天为止")
NAMED_MOST = 8


def title(plan: Plan) -> str:
    """Return what a reorganisation is called."""
    verb = "更名为" if plan.said.change is PlaceChange.RENAMED else "并入"
    return f"{plan.old}{verb}{plan.new}{_then(plan)}"[:60]


def _then(plan: Plan) -> str:
    return f"，合起来叫{plan.said.name}" if plan.said.into and plan.said.name else ""


def preview(plan: Plan) -> str:
    """Return what would change, with the head-count."""
    return _new_name(plan) if plan.said.change is PlaceChange.RENAMED else _merger(plan)


def _new_name(plan: Plan) -> str:
    also = f"名字里带着它的支部一起改：{'、'.join(plan.branches)}。" if plan.branches else ""
    return f"{title(plan)}。{also}人、岗位、记录都不动；已经公布的照旧，用旧名字还找得到。这件事要区里第二位同志同意。"


def _merger(plan: Plan) -> str:
    members = sum(one.member for one in plan.people)
    ended = [f"{one.name} {'、'.join(one.ended)}" for one in plan.people if one.ended]
    parts = [
        f"{title(plan)}，从第二位同志同意的那一刻起：",
        f"人：{len(plan.people)} 人过去，其中党员 {members} 人，名单在表里，请先核对。",
        f"支部：{'、'.join(plan.branches)}，支部不变，跟着过去。" if plan.branches else "",
        f"下面的村、社区和单位：{plan.below} 个，跟着过去。" if plan.below else "",
        f"到今天为止的岗位：{_some(ended)}。" if ended else "没有岗位到期。",
        _beside(plan),
        "没办完的事、没公布的记录跟着过去；已经公布的照旧，用旧名字还找得到。",
    ]
    return "\n".join(filter(None, parts))


def _beside(plan: Plan) -> str:
    if not plan.groups and not plan.sites:
        return ""
    return f"群 {plan.groups} 个、示范点 {plan.sites} 个跟着过去；示范点要不要留，请再复核一下。"


def _some(lines: Sequence[str]) -> str:
    return "；".join(lines[:NAMED_MOST]) + (f"等 {len(lines)} 人" if len(lines) > NAMED_MOST else "")


def rows(people: Sequence[Goes]) -> list[Row]:
    """Return the table of who goes where."""
    return [(one.name, one.userid, one.source, one.target, "、".join(one.kept), "、".join(one.ended)) for one in people]


def second_needed(number: int, called: str) -> str:
    """Return that a second person decides."""
    shown = REORGANISATION.sign.show(number)
    return f"记下了（{shown}）：{called}。要区里第二位同志同意，会告诉他们；不办了发“撤回 {shown}”。"


def nobody_else(number: int) -> str:
    """Return that there is no second person."""
    return f"记下了（{REORGANISATION.sign.show(number)}），可是区里名册上没有第二位同志，同意不了。请先登记一位。"


def second_asked(number: int, who: str, preview: str) -> str:
    """Return to the others of the district what waits for one of them."""
    shown = REORGANISATION.sign.show(number)
    return f"{shown} {who}提出：{preview}\n核对过就发“同意 {shown}”，不妥发“不同意 {shown} 原因”。"


def done(number: int, called: str) -> str:
    """Return that it is done."""
    return f"{REORGANISATION.sign.show(number)} 办好了：{called}。人和账都过去了，有关的同志都会听到。"


def not_done(number: int, called: str, reason: str) -> str:
    """Return that nothing was changed."""
    shown = REORGANISATION.sign.show(number)
    return f"{shown} {called}，没有办{f'：{reason}' if reason else ''}。一切照旧。"


def renamed(plan: Plan) -> str:
    """Return to those who keep the books that a place has another name."""
    return f"{plan.old}从今天起叫{plan.new}。人、岗位、记录都没有动，用旧名字还找得到。"


def you_go_along(plan: Plan, one: Goes) -> str:
    """Return to one of those who go along where he is now, and what became of his posts."""
    parts = [
        f"{plan.old}从今天起并入{plan.new}{_then(plan)}，您也在{one.target}的名册上了。您做过的事都还在，照旧私聊我就行。"
    ]
    if one.kept:
        parts.append(f"接着担任：{'、'.join(one.kept)}。")
    if one.ended:
        parts.append(f"{'、'.join(one.ended)}到今天为止，辛苦您了。")
    return "".join(parts) + "有不清楚的，问书记或镇街的同志。"


def others_come(plan: Plan, rivals: Sequence[str]) -> str:
    """Return to those who keep the books of the place into which another has gone; `rivals` both lead it now."""
    two = f"现在有 {len(rivals)} 位书记（{'、'.join(rivals)}），谁负责由镇街定。" if rivals else ""
    return (
        f"{plan.old}从今天起并入{plan.new}{_then(plan)}，{len(plan.people)} 人过来了。{two}"
        f"看岗位发“岗位 {plan.new}”，看空缺发“空缺”。"
    )
