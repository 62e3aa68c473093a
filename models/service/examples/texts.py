"""Examples in words: what was done, never hours, and nothing before he has agreed to it."""

from collections.abc import Sequence
from typing import Any

from models.service.examples.rules import EXAMPLE, OF_MONTHS, Deeds, Exemplar
from models.values.showing import show_date, show_long_day

NONE_YET = "还没有公布过的典型。支部可以发“推荐典型 姓名 事迹”。"
NONE_OLD = "没有一年没回访的典型，辛苦了。"
NONE_STEADY = "从核实过的记录里还看不出来，平时看到的好事也可以发“推荐典型 姓名 事迹”。"
PAGE = "典型"


def _shown(one: Exemplar) -> str:
    return EXAMPLE.sign.show(one.number)


def deeds(found: Deeds) -> str:
    """Return what was confirmed, by kinds."""
    if not found.records:
        return "这一年没有核实过的服务记录"
    kinds = "、".join(f"{kind} {count} 次" for kind, count in found.kinds.items())
    return f"{found.months} 个月里核实过 {found.records} 次服务：{kinds}"


def steady(found: Sequence[tuple[str, Deeds]]) -> str:
    """Return who may be recommended, in the order of the roster."""
    if not found:
        return NONE_STEADY
    lines = [f"· {name}：{deeds(one)}" for name, one in found]
    head = f"近 {OF_MONTHS} 个月常做服务的（按名册顺序，只您和支委看得到）："
    return "\n".join([head, *lines, f"推荐发“推荐典型 {found[0][0]} 事迹”，公布前要上级核事实、本人同意。"])


def recommended(one: Exemplar) -> str:
    """Return that somebody is recommended."""
    return f"收到，推荐{one.name}同志（{_shown(one)}）。先请上级核事实，再问本人，本人同意了才公布。"


def please_check(one: Exemplar) -> str:
    """Return to who checks the facts what is told of somebody, and what is on the books."""
    shown = _shown(one)
    return (
        f"{one.unit}推荐典型{one.name}（{shown}）：{one.story}\n账上：{deeds(one.deeds)}。"
        f"\n属实发“通过 {shown}”，还要补的发“退回 {shown} 原因”。"
    )


def do_you_agree(one: Exemplar) -> str:
    """Return to whom it is about what would be told of him."""
    shown = _shown(one)
    return (
        f"支部推荐您做典型，事实上级核过了。会公布您的姓名和这段话：{one.story}\n"
        f"愿意就发“同意 {shown}”，不愿意发“不同意 {shown}”，不用说原因；公布以后也随时可以“撤回 {shown}”。"
    )


def may_be_told(one: Exemplar) -> str:
    """Return to the office that he has agreed."""
    return f"{one.name}同志同意公布了（{_shown(one)}）。发“公布典型 {_shown(one)}”先看样子。"


def decided(one: Exemplar, step: str, reason: str) -> str:
    """Return what became of a recommendation to who took a step or made it."""
    shown = _shown(one)
    return {
        "check": f"{shown} {one.name}：事实核过了，正在问本人。",
        "decline": f"{shown} {one.name}：这次没有采用：{reason}。补好了可以再推荐。",
        "agree": f"{shown} {one.name}：本人同意公布。",
        "refuse": f"{shown} {one.name}：本人这次不公布，尊重本人的意思。",
        "take_back": f"{shown} {one.name}：本人收回了，不再公布。",
    }[step]


def thanks(one: Exemplar, step: str) -> str:
    """Return to whom it is about what his word has done."""
    if step == "agree":
        return "谢谢您。公布前由镇街或区里再看一遍；想收回，随时发“撤回”加编号。"
    return "好的，不公布。您做的事都在，谢谢您。" if step == "refuse" else "好的，收回了，往后不再出现。谢谢您。"


def portrait(one: Exemplar) -> str:
    """Return what everybody reads of an example."""
    return f"身边的典型：{one.unit} {one.name}\n{one.story}\n{deeds(one.deeds)}。"


def sheet(one: Exemplar) -> dict[str, Any]:
    """Return what the picture and the page of an example show."""
    kinds = [{"kind": kind, "count": count} for kind, count in list(one.deeds.kinds.items())[:4]]
    day = show_long_day(one.published_on) if one.published_on else ""
    return {"unit": one.unit, "name": one.name, "story": one.story, "deeds": kinds, "published": day}


def to_publish(one: Exemplar, groups: int) -> str:
    """Return an example as its groups would read it."""
    return f"发到 {groups} 个群，带图片：\n{portrait(one)}"


def is_published(one: Exemplar, groups: int) -> str:
    """Return that an example is told of."""
    return f"好的，{one.name}同志的事迹这就发到 {groups} 个群（{_shown(one)}）。张榜发“打印 典型”。"


def told_about_you(one: Exemplar) -> str:
    """Return to whom it is about that he is told of."""
    return f"您的事迹公布了，谢谢您带头。想收回，随时发“撤回 {_shown(one)}”。"


def visited(one: Exemplar) -> str:
    """Return that a visit is on the books."""
    return f"好的，回访{one.name}同志记下了（{_shown(one)}）。"


def listed(found: Sequence[Exemplar]) -> str:
    """Return the examples that everybody may read."""
    if not found:
        return NONE_YET
    lines = [f"{_shown(one)} {one.unit} {one.name}" for one in found]
    return "\n".join([f"身边的典型 {len(found)} 位", *lines, f"看一位，发“典型 {_shown(found[0])}”。"])


def old(found: Sequence[Exemplar]) -> str:
    """Return the examples that nobody has visited for a year."""
    if not found:
        return NONE_OLD
    lines = [f"{_shown(one)} {one.unit} {one.name}，上次 {show_date(one.seen_on)}" for one in found if one.seen_on]
    return "\n".join(["一年没有回访的典型：", *lines, f"去看过了发“回访典型 {_shown(found[0])} 情况”。"])


def agreed_in_list(name: str) -> str:
    """Return to the office, in the list of what waits, that somebody has agreed."""
    return f"典型{name}，本人同意了"


def line(name: str) -> str:
    """Return an example in the list of what waits."""
    return f"典型{name}"
