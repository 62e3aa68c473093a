"""Belts and places as values, pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TOWNSHIP = "township"
RANKED_KINDS = ("village", "community", "agency")
KIND_NAMES = {
    "district": "区",
    TOWNSHIP: "镇街",
    "village": "村",
    "community": "社区",
    "agency": "机关企事业单位",
    "enterprise": "机关企事业单位",
}


@dataclass(frozen=True)
class Stop:
    """One place on a belt: its unit and short name, whether it is the core, how many demonstration sites it has."""

    unit_id: int
    name: str
    core: bool
    sites: int


@dataclass(frozen=True)
class Belt:
    """A belt with its places in the order of the chain."""

    name: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Circle:
    """A township or a belt: its name, its units with all below them."""

    name: str
    units: frozenset[int]


UNKNOWN_BELT = "没有找到叫“{name}”的示范带。现有：{known}。"
UNKNOWN_UNIT = "没有找到叫“{name}”的村、社区或单位，看看名字写对没有，再发一次。"
AMBIGUOUS_UNIT = "“{name}”有好几个：{found}。请把名称写全再发一次。"


def ranking_kind(kind: str) -> str | None:
    """Return the list a kind of unit is ranked in, or None; firms are ranked with agencies."""
    ranked = "agency" if kind == "enterprise" else kind
    return ranked if ranked in RANKED_KINDS else None


# 金峰镇莲花池村 is 莲花池村: the town before a village says where it is, as people write it.
_TOWN = re.compile(r"^.{1,14}(?:镇|乡|街道|(?<!社)区|市)(?=.{2,})")


def matching(name: str, names: dict[int, str]) -> list[int]:
    """Return the ids whose name is `name`, or whose name contains it, or contains it without the town before it."""
    exact = [key for key, full in names.items() if full == name]
    found = exact or [key for key, full in names.items() if name and name in full]
    plain = _TOWN.sub("", name)
    return found if found or plain == name else matching(plain, names)


def meant_by(name: str, units: dict[int, str], former: Sequence[tuple[str, int]]) -> list[int]:
    """Return the units that a name means: that they have, else that they or what was merged into them had.

    `former` are (name, unit that it means now).
    """
    meant = matching(name, units)
    return meant or list(
        dict.fromkeys(former[at][1] for at in matching(name, {at: old for at, (old, _) in enumerate(former)}))
    )


def line_up(unit_id: int, parents: Mapping[int, int | None]) -> list[int]:
    """Return a unit and those above it, nearest first; `parents` tells for every unit the one above it."""
    found, above = [unit_id], parents[unit_id]
    while above is not None:
        found.append(above)
        above = parents[above]
    return found


def tree_below(unit_id: int, parents: Mapping[int, int | None]) -> list[int]:
    """Return a unit and all below it, level by level, each level in the order of `parents`."""
    found, level = [unit_id], {unit_id}
    while level:
        below = [one for one, above in parents.items() if above in level]
        found, level = found + below, set(below)
    return found
