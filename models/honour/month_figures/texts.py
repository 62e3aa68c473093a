"""The honour list in words: only the leading group, the risen and the totals; never a last place."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from operator import itemgetter
from typing import Any

from models.honour.month_figures.rules import AreaSum, Figures, Placed, Standings, Within
from models.organisation.units.rules import KIND_NAMES, Circle
from models.values.listing import Row
from models.values.periods import Month, Period
from models.values.showing import show_date, show_day, show_exactly, show_long_day, show_minutes


def percent(rate: Fraction) -> str:
    """Return a rate of 0 to 1 in whole per cent, rounded half up."""
    return f"{int(rate * 100 + Fraction(1, 2))}%"


@dataclass(frozen=True)
class Marks:
    """What stands beside the heading of a list that did not come out in its turn: made up, or on which day."""

    late: bool = False
    on: str | None = None

    def __str__(self) -> str:
        """Return it in words."""
        return "（补发）" if self.late else f"（{self.on}公布）" if self.on else ""


def title(period: Period, version: int = 1, *, change: str | None = None, marks: Marks = Marks()) -> str:
    """Return the heading of a list; a correction says what it changes, in one line."""
    corrected = f"更正（第{version}版）" if version > 1 else ""
    return f"{period.name}党员服务红榜{corrected}{marks}" + (f"\n{_CHANGE}{change}" if change else "")


PAGE = "红榜"
PRAISE = "喜报"
# A rate of participation sounds like a rate of use; what is counted are people.
_PEOPLE = "参加服务的党员"
BASIS = "比例一样的，再比人均时长：每人每月算到封顶为止，人少的支部往平均数靠，免得一两个人定高低。"
RISE_BASIS = "进步榜是和自己前一段时间的平均数比，不和别人比。"
_RATE, _AVERAGE, _PART, _RISEN, _CHANGE = f" {_PEOPLE} ", "，人均约 ", "已参加：", "进步榜：", "更正说明："
# Lists of before 2026-12 are kept with the older word.
_LEADER = re.compile(rf"(\d+)\. (.+) (?:{_PEOPLE}|参与率) (\d+)%(?:，(.+))?")
_BASES = ("比例一样的", "参与率一样的", "参与率相同的", RISE_BASIS)
_RISE = re.compile(r"(.+)（\+(\d+)%）")
_HEADING = re.compile(r"([^（]+)(.*)")


def _leader(placed: Placed, leading: Sequence[Placed]) -> str:
    """Return the line of a leading unit, with its average where that has decided between equal rates."""
    rate, places = placed.figures.rate, {one.place for one in leading if one.figures.rate == placed.figures.rate}
    average = f"{_AVERAGE}{show_exactly(int(placed.average))}" if len(places) > 1 else ""
    return f"{placed.place}. {placed.figures.name}{_RATE}{percent(rate)}{average}"


def _section(one: Standings) -> list[str]:
    """Return one kind's lines; a kind in which nobody took part has none."""
    lines = [_leader(placed, one.leading) for placed in one.leading]
    if one.took_part:
        lines.append(_PART + "、".join(unit.name for unit in one.took_part))
    if one.risen:
        lines.append(_RISEN + "、".join(f"{r.figures.name}（+{percent(r.rise)}）" for r in one.risen))
    return [f"【{KIND_NAMES[one.kind]}】", *lines] if lines else []


def _near(one: Within) -> list[str]:
    """Return the lines of those who lead within a township or belt."""
    return [f"【{one.name}的{KIND_NAMES[one.kind]}】", *(_leader(placed, one.leading) for placed in one.leading)]


def totals(lists: Sequence[Standings], done: Sequence[tuple[str, int]], around: Sequence[Circle] = ()) -> str:
    """Return the thanks to all, by count, with what was done most, (category, records); first who is near."""
    units = [unit for one in lists for unit in (*(p.figures for p in one.placed), *one.unranked)]
    minutes = sum(unit.capped_minutes for unit in units)
    near = [(one.name, _people([unit for unit in units if unit.unit_id in one.units])) for one in around]
    shown = [*filter(itemgetter(1), near), ("全区", _people(units))]
    counts = "、".join(f"{name} {people} 位" for name, people in shown)
    return f"{counts}党员参加服务，累计 {show_minutes(minutes)}{_done(done)}。感谢每一位。"


def _people(units: Sequence[Figures]) -> int:
    return sum(unit.participants for unit in units)


def _done(done: Sequence[tuple[str, int]]) -> str:
    return "：" + "、".join(f"{name} {count} 次" for name, count in done) if done else ""


def honour_list(
    heading: str, lists: Sequence[Standings], thanks: str, footer: str, around: Sequence[Within] = ()
) -> str:
    """Return a list for a group: its heading (with the line of a correction), places, thanks to all, footer."""
    sections = [line for one in lists for line in _section(one)] + [line for one in around for line in _near(one)]
    explained = ((_AVERAGE, BASIS), (_RISEN, RISE_BASIS))
    basis = [why for mark, why in explained if any(mark in line for line in sections)]
    return "\n".join([heading, *(sections or ["本月没有可公布的排名。"]), *basis, thanks, footer])


def posted(text: str, before: str | None) -> str:
    """Return what groups read of a list: all of it, or its new totals where it corrects no row of the one before."""
    if before is None or sheet(text)["sections"] != sheet(before)["sections"]:
        return text
    return "\n".join([*text.split("\n")[:2], f"名次都没变，合计更正为：{sheet(text)['thanks']}"])


def sheet(text: str) -> dict[str, Any]:
    """Return what the picture of a list shows, from its text: exactly what somebody approved, and nothing else."""
    heading, *lines, thanks, footer = text.split("\n")
    found = _HEADING.fullmatch(heading)
    shown: dict[str, Any] = {"title": found[1] if found else heading, "marks": found[2].strip("（）") if found else ""}
    shown |= {"change": "", "basis": "", "thanks": thanks, "footer": footer, "sections": []}
    for line in lines:
        if line.startswith("【"):
            shown["sections"].append({"name": line.strip("【】"), "leading": [], "part": [], "risen": []})
        elif line.startswith(_CHANGE):
            shown["change"] = line
        elif line.startswith(_BASES) or not shown["sections"]:
            shown["basis"] += line
        else:
            _add_line(shown["sections"][-1], line)
    return shown


def _add_line(section: dict[str, Any], line: str) -> None:
    if line.startswith(_PART):
        section["part"] = line.removeprefix(_PART).split("、")
    elif line.startswith(_RISEN):
        risen = [_RISE.fullmatch(one) for one in line.removeprefix(_RISEN).split("、")]
        section["risen"] = [{"name": one[1], "rise": int(one[2])} for one in risen if one]
    elif one := _LEADER.fullmatch(line):
        found = {
            "place": int(one[1]),
            "name": one[2],
            "rate": int(one[3]),
            "average": (one[4] or "").removeprefix("人均约 "),
        }
        section["leading"].append(found)


HOW_IT_GOES_OUT = (
    "红榜等区里看过、批准，每月 6 日后的第一个工作日上午公布。书记、核实人 4 日起发“红榜预览”先看；"
    "哪里不对、要缓一缓，这几天跟区委组织部说一声。个人不排名次。"
)


def nothing_published(period: Period | None, mode: str, waits_until: date | None = None) -> str:
    """Return that everybody may read no list, of a period or at all.

    None is out yet, it waits for the district until a day, or the district wants none.
    """
    none = f"还没有公布过{period.name if period else ''}红榜。"
    if waits_until:
        return f"{none}这一期等区里看过、批准，{show_date(waits_until)}前批了就公布。"
    return none + {
        "red_list": "季度、年度的由区里批准后公布。"
        if period and period.months > 1
        else "每月 6 日后的第一个工作日上午公布。",
        "full_private": "现在不公布，只私下告诉各支部自己的位次，书记发“我的名次”看。",
        "off": "现在不出红榜。",
    }.get(mode, "")


NOTHING_TO_PRINT = "{why}没有生成文件。"


PLACES = "名次"
PLACE_COLUMNS = ("类别", "位次", "单位", "可参加人数", "参加人数", "参加比例%", "计入分钟")


def place_rows(lists: Sequence[Standings], units: Collection[int]) -> list[Row]:
    """Return every place that some units have among all of their kind; those too small to be ranked have none."""
    found: list[tuple[str, int | None, Figures]] = [(one.kind, p.place, p.figures) for one in lists for p in one.placed]
    found += [(one.kind, None, unit) for one in lists for unit in one.unranked]
    return [
        (
            KIND_NAMES[kind],
            place,
            unit.name,
            unit.active,
            unit.participants,
            round(float(unit.rate * 100), 1),
            unit.capped_minutes,
        )
        for kind, place, unit in found
        if unit.unit_id in units
    ]


# With what a period is compared in the list of those who rose.
_COMPARED = {1: "前几个月", 3: "上一季度", 12: "上一年"}


NOTHING_TO_PRAISE = "{month}没有可以出的喜报：只照公布了的红榜写，写走在前头和有进步的。没有生成文件。"


def praised(
    period: Period, lists: Sequence[Standings], text: str, units: Collection[int]
) -> list[tuple[str, list[str]]]:
    """Return (name, lines) of those of some units that the published `text` names: who leads, and who has risen."""
    lines: dict[Figures, list[str]] = {}
    for one in lists:
        for p in one.leading:
            counted = f"{p.figures.active} 位党员里 {p.figures.participants} 位参加服务"
            lines[p.figures] = [f"全区的{KIND_NAMES[one.kind]}里第 {p.place}", counted]
        for risen in one.risen:
            if f"{risen.figures.name}（+" in text:
                lines.setdefault(risen.figures, []).append(f"参加服务的党员比{_COMPARED[period.months]}多了")
    return [(one.name, said) for one, said in lines.items() if one.unit_id in units]


def praise_sheet(
    period: Period, found: Sequence[tuple[str, list[str]]], footer: str, published: date
) -> dict[str, Any]:
    """Return what the page of praise shows, a page for each unit."""
    return {
        "said": f"{period.name}的党员服务，你们做得好：",
        "footer": footer,
        "published": show_long_day(published),
        "praised": [{"unit": name, "lines": lines} for name, lines in found],
    }


def own_place(period: Period, name: str, one: Standings, unit_id: int) -> str:
    """Return a unit's own position, privately, with one suggestion."""
    place = one.place_of(unit_id)
    mine = next((p.figures for p in one.placed if p.figures.unit_id == unit_id), None)
    if place is None or mine is None:
        small = next((unit for unit in one.unranked if unit.unit_id == unit_id), None)
        if small is None:
            return f"{period.name}{name}没有排：那一期还没公布，或者还没有核实过的记录。"
        return (
            f"{period.name}{name}：{small.participants} 人参加，共 {small.active} 人可参加。"
            "人数少的支部只写“已参加”，不排位次。"
        )
    head = f"{period.name}{name}：第 {place} 位 / 共 {len(one.placed)} 个{KIND_NAMES[one.kind]}"
    figure = f"{_PEOPLE} {percent(mine.rate)}（{mine.participants}/{mine.active} 人）"
    return f"{head}，{figure}。{_why(one, unit_id)}\n本月有空，可以约大家周末一起扫扫院坝。"


def _why(one: Standings, unit_id: int) -> str:
    """Return what decided about a unit's place where others have the same rate, with no name of another."""
    own = next(placed for placed in one.placed if placed.figures.unit_id == unit_id)
    same = [other for other in one.placed if other.figures.rate == own.figures.rate and other is not own]
    if not same:
        return ""
    average = f"人均约 {show_exactly(int(own.average))}"
    alike = sum(other.place == own.place for other in same)
    tied = f"，其中 {alike} 个连人均也一样，并列" if alike else ""
    return f"比例一样的还有 {len(same)} 个，先后看人均时长，您这里{average}{tied}。"


LAST_PLACE_REFUSED = "只列做得好的，不排末位。要看本支部情况，可以私聊我发“我的名次”。"
PEOPLE_ARE_NOT_RANKED = "个人不排名次，红榜只看组织。"


def preview_note(period: Period, when: datetime, *, in_private: bool) -> str:
    """Return the private note that a preview can be looked at."""
    goes = f"{show_date(when)} {when:%H:%M}"
    comes = "私下告诉您位次，不进群" if in_private else "公布"
    return f"{period.name}红榜区里批准后 {goes} {comes}。发“红榜预览”先看；看着不对，批准前改还来得及。"


def please_approve(period: Period, when: datetime, others: Sequence[Period], *, in_private: bool) -> str:
    """Return the private note to the district that a list can be looked at and approved, and those ended with it."""
    more = "".join(f"{one.name}的也可以出，发“批准红榜 {one.name}”。" for one in others)
    goes, reach = f"{show_date(when)} {when:%H:%M}", _where(0) if in_private else "发到各群"
    note = f"{period.name}红榜可以看了，发“批准红榜”看过再批准，批准了 {goes} {reach}；不批准就不发。"
    return note + more


def not_yet(period: Period, day: date) -> str:
    """Return that a preview is not open."""
    return f"{period.name}的还在报，{show_date(day)}起可以预览。"


def changed_line(reason: str, names: Sequence[str]) -> str:
    """Return the one line that says what a correction changes."""
    moved = "、".join(names[:5]) + ("等" if len(names) > 5 else "")
    return f"{reason}（{moved}名次有变）" if moved else reason


def _where(groups: int) -> str:
    return f"发到 {groups} 个群" if groups else "私下告诉各支部书记，不进群"


def may_it_go(whole: str, groups: int, goes: datetime | None) -> str:
    """Return a list as it would come out, and the question whether it may; without groups it is told in private."""
    when = f"{show_day(goes.date())} {goes:%H:%M} " if goes else "现在"
    head = "大家看到的是：" if groups else "列上的是："
    return f"{head}\n{whole}\n\n{when}{_where(groups)}。可以就回“批准”，先不发回“先不发”。"


MODES = {
    "red_list": ("公布", "开", "red_list"),
    "full_private": ("私下", "不进群", "full_private"),
    "off": ("关", "停", "off"),
}
_MODE_NOW = {
    "red_list": "公布：批准了才发到各群，只列做得好的，不排末位",
    "full_private": "私下：批准了也不进群，各支部书记只收到自己的位次，镇街和区里看管的地方",
    "off": "关：不出红榜，已经公布过的还在",
}


def mode_stands(mode: str) -> str:
    """Return how the honour list comes out now, and what else there is."""
    others = "、".join(f"“红榜方式 {words[0]}”" for other, words in MODES.items() if other != mode)
    return f"红榜现在是{_MODE_NOW[mode]}。要改，发{others}。"


def mode_set(mode: str) -> str:
    """Return that it comes out so from now on."""
    return f"好的，往后的红榜是{_MODE_NOW[mode]}。"


MAY_IT_GO = "刚才那份红榜发不发？回“批准”或“先不发”。"
LEFT_UNSAID = "好的，先不发。"
# Why a list that is out is corrected: one of these, never words of somebody's own.
REASONS = ("补核实", "撤销记录", "组织调整", "更正记录")


def second_asked(names: Sequence[str], number: str) -> str:
    """Return whom the correction of a list waits for."""
    back = f"不发了发“撤回 {number}”。"
    if not names:
        return f"更正红榜要两位同志看过，区里名册上现在没有另一位，先没发（{number}）。请先登记一位；{back}"
    return f"更正红榜要两位同志看过（{number}），我请{'、'.join(names)}也看看，回“批准”才发。{back}"


def seen_by(name: str, whole: str, number: str) -> str:
    """Return to another officer a correction that the first has approved."""
    return (
        f"{name}请您也看看，大家会看到的是：\n{whole}\n\n"
        f"可以就回“批准”，先不发回“先不发”；过后也行，发“同意 {number}”或“不同意 {number} 原因”。"
    )


def left_waiting(number: str) -> str:
    return f"好的，先不发。{number} 还在“待办”里，定下来再发“同意 {number}”或“不同意 {number} 原因”。"


def not_corrected(month: str, reason: str) -> str:
    return f"{month}红榜不更正，公布的那份不变。{reason}"


def edition_approved(period: Period, groups: int, goes: datetime | None) -> str:
    """Return that a list is approved, and when it reaches the groups."""
    if goes is None:
        return f"好的，{period.name}红榜{_where(groups)}了。"
    return f"好的，{period.name}红榜已批准，{show_day(goes.date())} {goes:%H:%M} {_where(groups)}。"


def told_in_private(period: Period) -> str:
    """Return to an office that the places are there, and no group was told."""
    month = f" {period.number}月" if period.months == 1 else f" {period.name}"
    return f"{period.name}的名次定下来了，只告诉各支部自己，不进群。所辖的发“台账 名次{month}”看。"


def to_approve(period: Period) -> str:
    """Return the list of a month in the list of what waits."""
    return f"{period.name}红榜等您看过、批准"


def still_waits(period: Period, last: date) -> str:
    """Return to the district that the day has come and nobody has approved."""
    return f"{period.name}红榜今天该公布，还没人批准，先没发。看过可以就发“批准红榜”，{show_date(last)}前都行。"


def none_this_month(period: Period) -> str:
    """Return to those who expect a list that there is none."""
    return f"{period.name}没有核实过的服务记录，这个月不出红榜。"


def summary(month: Month, sums: Sequence[AreaSum]) -> str:
    """Return counts by place for an office: people, records' totals, no names of people."""
    if not sums:
        return f"{month.name}您管的地方还没有可以汇总的村和社区。"
    lines = [
        f"{one.name}：{one.participants}/{one.active} 人参加，"
        f"{one.units_with}/{one.units} 个组织有服务，待核实 {one.waiting} 条"
        for one in sums
    ]
    return "\n".join([f"{month.name}汇总（已核实的）", *lines])


def development(found: Sequence[tuple[Month, int, int]]) -> str:
    """Return how many took part of how many in the months up to one, in one line."""
    return "参加人数：" + "，".join(f"{month.number}月 {part}/{of}" for month, part, of in found)


def development_sheet(name: str, found: Sequence[tuple[Month, int, int]]) -> dict[str, Any]:
    """Return what the chart of it shows."""
    months = [
        {"name": f"{month.number}月", "part": part, "of": of, "rate": round(100 * part / of) if of else 0}
        for month, part, of in found
    ]
    return {"unit": name, "month": found[-1][0].name, "months": months}


def preview(period: Period, lists: Sequence[Standings], thanks: str, footer: str) -> str:
    """Return the list as it would come out now."""
    return honour_list(f"{title(period)}（预览，批准前还会变）", lists, thanks, footer)


def month_line(found: Figures | None) -> str:
    """Return how many members of a unit took part in a month, as they stand now."""
    if found is None:
        return "参加：没有算在内的党员"
    return f"参加：{found.active} 位党员里 {found.participants} 位有核实过的服务（预备、流动、免评的不算在内）"
