"""Finding units, belts and groups; runs in the caller's transaction."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from models.ledger.audit.actions import Cause, history, record
from models.organisation.units.rules import (
    AMBIGUOUS_UNIT,
    TOWNSHIP,
    UNKNOWN_BELT,
    UNKNOWN_UNIT,
    Belt,
    Circle,
    Stop,
    line_up,
    meant_by,
    tree_below,
)
from models.organisation.units.tables import BeltStop, Branch, ChatGroup, DemoBelt, DemoSite, FormerName, Unit
from models.organisation.units.words import is_here
from models.values.days import in_force
from models.values.refusal import Refusal, required


async def belts(day: date) -> list[Belt]:
    """Return the belts in force on a day, in order, each with its places in order and their sites."""
    found = [b for b in await DemoBelt.all().order_by("position") if in_force(b.valid_from, b.valid_to, day)]
    stops = await BeltStop.all().select_related("unit").order_by("position")
    sites = await _sites_by_township()
    return [
        Belt(
            belt.name,
            tuple(Stop(s.unit_id, s.unit.name, s.core, sites[s.unit_id]) for s in stops if s.belt_id == belt.id),
        )
        for belt in found
    ]


async def _sites_by_township() -> Counter[int]:
    """Return how many sites lie in each place: in the unit itself or in a unit below it."""
    count: Counter[int] = Counter()
    for site in await DemoSite.standing().select_related("unit"):
        count[site.unit_id] += 1
        if site.unit.parent_id is not None:
            count[site.unit.parent_id] += 1
    return count


async def belt_named(name: str, day: date) -> Belt:
    """Return the belt that a name (or a part of it) means; refuses with UNKNOWN_BELT."""
    known = await belts(day)
    for belt in known:
        if name in belt.name:
            return belt
    raise Refusal(UNKNOWN_BELT, name=name, known="、".join(belt.name for belt in known))


async def circles(day: date) -> list[Circle]:
    """Return every township, then every belt in force on a day, with the units that belong to it."""
    parents = await _parents()
    places = [(unit.name, [unit.id]) for unit in await Unit.filter(kind=TOWNSHIP).order_by("code")]
    places += [(belt.name, [stop.unit_id for stop in belt.stops]) for belt in await belts(day)]
    return [Circle(name, frozenset(one for top in tops for one in tree_below(top, parents))) for name, tops in places]


async def unit_of(unit_id: int | None) -> Unit | None:
    """Return a unit by its id, None for somebody who belongs to none."""
    return None if unit_id is None else await Unit.get(id=unit_id)


async def _parents() -> dict[int, int | None]:
    """Return {unit: the one above it}; a district has a few hundred, so that one query beats one a level."""
    rows = await Unit.all().order_by("id").values_list("id", "parent_id")
    return {int(unit_id): parent_id for unit_id, parent_id in rows}


async def with_above(unit_id: int) -> list[int]:
    """Return a unit and those above it, nearest first."""
    return line_up(unit_id, await _parents())


async def with_below(unit_id: int) -> list[int]:
    """Return a unit and all below it, level by level."""
    return tree_below(unit_id, await _parents())


async def highest_units() -> list[int]:
    """Return the units above which there is none."""
    return [unit.id for unit in await Unit.filter(parent_id=None).order_by("id")]


async def unit_name(unit_id: int) -> str:
    """Return a unit's name."""
    return (await Unit.get(id=unit_id)).name


async def branch_name(branch_id: int | None) -> str:
    """Return a branch's name, empty for somebody who belongs to none."""
    return "" if branch_id is None else (await Branch.get(id=branch_id)).name


async def units_called(name: str) -> list[int]:
    """Return the units that a name means: that they have, else that they or what was merged into them had."""
    return meant_by(name, {unit.id: unit.name for unit in await Unit.standing()}, await former_units())


async def former_units() -> list[tuple[str, int]]:
    """Return (name, unit that it means now) of what units, and what was merged into them, were called before."""
    rows = FormerName.filter(branch_id=None).exclude(unit_id=None).order_by("id")
    return [(str(name), int(unit)) for name, unit in await rows.values_list("name", "unit_id")]


async def former_branches() -> list[tuple[str, int]]:
    """Return (name, branch that it means now) of what branches, and what was merged into them, were called before."""
    rows = FormerName.exclude(branch_id=None).order_by("id")
    return [(str(name), int(branch)) for name, branch in await rows.values_list("name", "branch_id")]


async def name_now(name: str) -> str:
    """Return what the one unit that a name means is called now; a name that means none or several as it is."""
    found = await units_called(name)
    return await unit_name(found[0]) if len(found) == 1 else name


async def all_names() -> list[str]:
    """Return what the units are called, and were, that stand or were merged into one that does."""
    former = FormerName.filter(branch_id=None).order_by("id").values_list("name", flat=True)
    return [*(unit.name for unit in await Unit.standing()), *map(str, await former)]


async def former_names(unit_id: int) -> list[tuple[str, date]]:
    """Return (name, last day) of what a unit, and what was merged into it, was called before; the newest last."""
    rows = await FormerName.filter(unit_id=unit_id).order_by("until", "id")
    return [(row.name, row.until) for row in rows]


async def unit_named(name: str) -> Unit:
    """Return the unit that a name means, also one that it had before; refuses with UNKNOWN_UNIT or AMBIGUOUS_UNIT."""
    found = required(await units_called(name), UNKNOWN_UNIT, name=name)
    if len(found) > 1:
        names = sorted([unit.name for unit in await Unit.filter(id__in=found)])
        raise Refusal(AMBIGUOUS_UNIT, name=name, found="、".join(names[:5]))
    return await Unit.get(id=found[0]).select_related("parent")


async def place_said(said: str, home: int | None) -> str:
    """Return the name of a place that was said; 我们村 is the unit of whoever says it, if he has one."""
    unit = await unit_of(home) if is_here(said) else None
    return unit.name if unit else said


async def belts_of(unit: Unit, day: date) -> list[tuple[str, str]]:
    """Return (belt, place) for each belt whose chain holds the unit or the township above it."""
    places = [key for key in (unit.id, unit.parent_id) if key is not None]
    stops = await BeltStop.filter(unit_id__in=places).select_related("belt", "unit").order_by("belt__position")
    return [(s.belt.name, s.unit.name) for s in stops if in_force(s.belt.valid_from, s.belt.valid_to, day)]


async def sites_of(unit: Unit) -> list[DemoSite]:
    """Return the demonstration sites of a unit and of the units below it."""
    return await DemoSite.standing().filter(unit_id__in=await with_below(unit.id)).select_related("unit").order_by("id")


async def groups(*, working: bool = True) -> list[ChatGroup]:
    """Return the groups, with their units; without those whose webhook is broken unless asked for."""
    found = ChatGroup.all().select_related("unit").order_by("chatid")
    return await (found.filter(broken_at=None) if working else found)


async def groups_of(unit_ids: Iterable[int]) -> dict[int, list[ChatGroup]]:
    """Return {unit id: its groups that can be reached} for some units."""
    wanted = list(unit_ids)
    found = await ChatGroup.filter(unit_id__in=wanted, broken_at=None).order_by("chatid")
    return {unit_id: [group for group in found if group.unit_id == unit_id] for unit_id in wanted}


async def with_groups(unit_ids: Iterable[int]) -> list[int]:
    """Return those of some units of which a group can be reached, by number."""
    return sorted(unit_id for unit_id, groups in (await groups_of(unit_ids)).items() if groups)


async def hold_groups(unit_ids: Iterable[int], day: date | None) -> list[str]:
    """Let nothing be posted on a day to the groups of some units, None for posting again; return their chatids."""
    found = ChatGroup.filter(unit_id__in=list(unit_ids))
    await found.update(held_on=day)
    return [group.chatid for group in await found]


async def robot_of(chatid: str) -> str | None:
    """Return the webhook key of a group's robot, None for a group that is not on the books; it is a secret."""
    group = await ChatGroup.get_or_none(chatid=chatid)
    return group.webhook_key if group else None


async def mark_broken(chatid: str, at: datetime, reason: str) -> ChatGroup | None:
    """Record that a group's robot can no longer be reached; return the group as it was, None if that was known already.

    The robot that spoke there before it, its former key, speaks again.
    """
    group = await ChatGroup.get_or_none(chatid=chatid, broken_at=None).select_related("unit")
    if group is None:
        return None
    back = {"webhook_key": group.former_key, "former_key": ""} if group.former_key else {"broken_at": at}
    await ChatGroup.filter(id=group.id).update(**back)
    action = "group_robot_back" if group.former_key else "group_broken"
    await record(Cause("outbox", at), action, ("group", group.id), reason=reason)
    return group


async def who_gave_robot(group_id: int) -> str | None:
    """Return the userid of who gave a group the newest robot's address, None where nobody knows any more."""
    given = [row.actor for row in await history(("group", group_id)) if row.action == "group_robot"]
    return given[-1] if given else None
