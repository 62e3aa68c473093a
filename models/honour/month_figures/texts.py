"""The honour list in words: only the leading group, the risen and the totals; never a last place."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from models.honour.month_figures.rules import AreaSum, Figures, Placed, Standings
from models.organisation.units.rules import KIND_NAMES
from models.values.periods import Month
from models.values.showing import show_minutes


def percent(rate: Fraction) -> str:
    """Return a rate of 0 to 1 in whole per cent, rounded half up."""
    return f"{int(rate * 100 + Fraction(1, 2))}%"


def title(month: Month, version: int = 1, *, change: str | None = None, late: bool = False) -> str:
    """Return the heading of a list; a late posting says so, and a correction what it changes, in one line."""
    marks = (f"更正（第{version}版）" if version > 1 else "") + ("（补发）" if late else "")
    return f"{month.name}党员服务红榜{marks}" + (f"\n更正说明：{change}" if change else "")


def _leader(placed: Placed) -> str:
    return f"{placed.place}. {placed.figures.name} 参与率 {percent(placed.figures.rate)}"


def _section(one: Standings) -> list[str]:
    """Return one kind's lines; a kind in which nobody took part has none."""
    lines = [_leader(placed) for placed in one.leading]
    if one.took_part:
        lines.append("已参加：" + "、".join(unit.name for unit in one.took_part))
    if one.risen:
        risen = "、".join(f"{r.figures.name}（+{percent(r.rise)}）" for r in one.risen)
        lines.append(f"进步榜：{risen}")
    return [f"【{KIND_NAMES[one.kind]}】", *lines] if lines else []


def totals(lists: Sequence[Standings]) -> str:
    """Return the thanks to all, by count."""
    units: list[Figures] = [p.figures for one in lists for p in one.placed]
    units += [unit for one in lists for unit in one.unranked]
    people = sum(unit.participants for unit in units)
    minutes = sum(unit.capped_minutes for unit in units)
    return f"全区 {people} 位党员参加服务，累计 {show_minutes(minutes)}。感谢每一位。"


def honour_list(heading: str, lists: Sequence[Standings], thanks: str, footer: str) -> str:
    """Return a list for a group: its heading (with the line of a correction), places, thanks to all, footer."""
    sections = [line for one in lists for line in _section(one)] or ["本月没有可公布的排名。"]
    return "\n".join([heading, *sections, thanks, footer])


def nothing_published() -> str:
    """Return that no list has come out yet."""
    return "还没有公布过红榜。每月 6 日后的第一个工作日上午公布。"


def own_place(month: Month, name: str, one: Standings, unit_id: int) -> str:
    """Return a unit's own position, privately, with one suggestion."""
    place = one.place_of(unit_id)
    mine = next((p.figures for p in one.placed if p.figures.unit_id == unit_id), None)
    if place is None or mine is None:
        small = next((unit for unit in one.unranked if unit.unit_id == unit_id), None)
        if small is None:
            return f"{month.name}{name}没有列入排名（没有可参加的在册党员，或该月还没公布）。"
        return (
            f"{month.name}{name}：{small.participants} 人参加，共 {small.active} 人可参加。"
            "人数少的支部只写“已参加”，不排位次。"
        )
    head = f"{month.name}{name}：第 {place} 位 / 共 {len(one.placed)} 个{KIND_NAMES[one.kind]}"
    figure = f"参与率 {percent(mine.rate)}（{mine.participants}/{mine.active} 人）"
    return f"{head}，{figure}。\n想再进一步，可以约还没参加的党员一起做一件小事。"


def last_place_refused() -> str:
    """Return the answer to a question for the last places."""
    return "只公布先进，不排末位。要看本支部情况，可以私聊我发“我的名次”。"


def preview_note(month: Month, when: datetime) -> str:
    """Return the private note that a preview can be looked at."""
    return f"{month.name}红榜将在 {when:%m月%d日 %H:%M} 公布。发“红榜预览”先看；有误请在公布前更正或核实。"


def not_yet(month: Month, day: int) -> str:
    """Return that the preview of a month is not open."""
    return f"{month.name}的上报还没截止，{month.after.number}月{day}日起可以预览。"


def changed_line(reason: str, names: Sequence[str]) -> str:
    """Return the one line that says what a correction changes."""
    moved = "、".join(names[:5]) + ("等" if len(names) > 5 else "")
    return f"{reason}（{moved}名次有变）" if moved else reason


def people_are_not_ranked() -> str:
    """Return why a member is told no rank."""
    return "个人不排名次，红榜只看组织。"


def no_correction(month: Month) -> str:
    """Return that there is no published list to correct."""
    return f"{month.name}红榜还没有公布，不用更正；公布前的核实和更正会自动算进去。"


def correction_issued(month: Month, version: int, groups: int) -> str:
    """Return that a further version goes out."""
    return f"{month.name}红榜更正（第{version}版）已生成，将发到 {groups} 个群；原来的版本保留不动。"


def summary(month: Month, sums: Sequence[AreaSum]) -> str:
    """Return counts by place for an office: people, records' totals, no names of people."""
    if not sums:
        return f"{month.name}所辖范围内没有可汇总的组织。"
    lines = [
        f"{one.name}：{one.participants}/{one.active} 人参加，"
        f"{one.units_with}/{one.units} 个组织有服务，待核实 {one.waiting} 条"
        for one in sums
    ]
    return "\n".join([f"{month.name}汇总（已核实的）", *lines])


def preview(month: Month, lists: Sequence[Standings], thanks: str, footer: str) -> str:
    """Return the list as it would come out now."""
    return honour_list(f"{title(month)}（预览，公布前还会变）", lists, thanks, footer)
