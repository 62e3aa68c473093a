"""Belts and places in words."""

from collections.abc import Sequence

from models.organisation.units.rules import KIND_NAMES, Belt


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
    name: str, kind: str, above: str, belts: Sequence[tuple[str, str]], sites: Sequence[tuple[str, str, int | None]]
) -> str:
    """Return where a unit lies: `belts` are (belt, place), `sites` are (unit, title, batch)."""
    lines = [f"{name}（{KIND_NAMES[kind]}" + (f"，属{above}）" if above else "）")]
    lines += [f"所在示范带：{belt}（{place}）" for belt, place in belts] or ["不在示范带上"]
    lines += [f"示范点：{unit} {title}，第 {batch} 批" for unit, title, batch in sites]
    return "\n".join(lines)
