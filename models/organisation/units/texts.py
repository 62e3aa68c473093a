"""Belts and places in words."""

from collections.abc import Sequence
from datetime import date

from models.organisation.units.rules import KIND_NAMES, Belt
from models.values.showing import show_long_day


def belt_list(belts: Sequence[Belt]) -> str:
    """Return all belts, one line each."""
    lines = [f"{belt.name}：{len(belt.stops)} 处，示范点 {sum(s.sites for s in belt.stops)} 个" for belt in belts]
    return "\n".join([f"共 {len(belts)} 条示范带", *lines, "看一条：发“示范带 工业港”这样。"])


def belt_chain(belt: Belt) -> str:
    """Return one belt with its places in order, the core marked, each with its number of sites."""
    lines = [
        f"{number}. {stop.name}{'（核心）' if stop.core else ''} 示范点 {stop.sites} 个"
        for number, stop in enumerate(belt.stops, 1)
    ]
    return "\n".join([f"{belt.name}，从头到尾 {len(belt.stops)} 处", *lines])


def unit_place(
    name: str,
    kind: str,
    above: str,
    belts: Sequence[tuple[str, str]],
    sites: Sequence[tuple[str, str, int | None]],
    former: Sequence[tuple[str, date]] = (),
) -> str:
    """Return where a unit lies: `belts` are (belt, place), `sites` (unit, title, batch), `former` (name, last day)."""
    lines = [f"{name}（{KIND_NAMES[kind]}" + (f"，属{above}）" if above else "）")]
    lines += [f"所在示范带：{belt}（{place}）" for belt, place in belts] or ["不在示范带上"]
    lines += [f"原来的{called}，{show_long_day(until)}起是{name}" for called, until in former]
    lines += [f"示范点：{unit} {title}，第 {batch} 批" for unit, title, batch in sites]
    return "\n".join(lines)


def row_at(sheet: str, number: int) -> str:
    """Return where a row stands, as a spreadsheet shows it."""
    return f"“{sheet}”第{number}行" if sheet else f"第{number}行"


def unknown_above(where: str, name: str, above: str) -> str:
    return f"{where} {name}　上级：没有找到叫“{above}”的单位。"


def no_unit(where: str, name: str, unit: str) -> str:
    return f"{where} {name}　单位：没有找到“{unit}”，或者叫这个的不止一个，请写全称。"


def no_robot(where: str, name: str) -> str:
    return f"{where} {name}　群机器人：缺了 key。在群里添加群机器人，复制地址里 key= 后面的一段。"


def places_entered(units: int, branches: int, groups: int, stops: int, faults: Sequence[str]) -> str:
    """Return what a table brings of places, and what is left out."""
    counts = f"单位 {units}，支部 {branches}，群 {groups}，示范带站点 {stops}"
    wrong = ["有问题，先不导：", *(f"· {one}" for one in faults)] if faults else []
    return "\n".join([f"新增或修改：{counts}。", *wrong])


PLACES_NOTES = (
    "单位：类别写区、镇街、村、社区、机关或企业，上级写那一行的单位名称，最上面的不写；几个支部用顿号隔开。已有的不改。",
    "群的编号（chatid）：机器人进群以后，在群里 @它 发“群号”，它会回；区分大小写。",
    "群机器人的 key：群里添加群机器人，复制地址里 key= 后面的一段。这个 key 等于发言权，不要外传。",
    "示范带：一站一行，按先后；核心的写“是”。",
)
