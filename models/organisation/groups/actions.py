"""Binding groups, giving them a robot, and reading how each is reached; runs in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from config.zone import SHANGHAI
from models.ledger.audit.actions import history, record
from models.machine.delivery.actions import last_fates
from models.machine.delivery.rules import FATE_NAMES, Fate
from models.machine.inbox.actions import heard_last
from models.matters.steps.actions import Taken, open_matter, take, told_of
from models.matters.steps.rules import Opening
from models.matters.steps.tables import Matter
from models.organisation.authority.act import Act
from models.organisation.authority.actions import area_of
from models.organisation.authority.deciders import Part
from models.organisation.groups import rules, texts
from models.organisation.groups.rules import BINDING, NAME_MOST, GroupReach
from models.organisation.groups.tables import GroupBinding
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person
from models.organisation.register.rules import NOT_YOUR_PLACE
from models.organisation.units.actions import unit_named
from models.organisation.units.tables import ChatGroup, Unit
from models.values.refusal import Refusal, required

GROUPS_LISTED = 9
# What the ledger calls a robot's address that was given, and the return of the one before it.
GIVEN, BACK, SECOND = "group_robot", "group_robot_back", timedelta(seconds=1)


@dataclass(frozen=True)
class GroupEntered:
    """A group as it is a unit's now: the last signs of a robot that speaks in it already, empty without one.

    `name` is what it was called as another unit's, `lost` the secretaries of that unit, who are told; `replaced` is the
    group whose place it took.
    """

    robot: str = ""
    name: str = ""
    replaced: str = ""
    lost: Sequence[Person] = ()


@dataclass(frozen=True)
class Bound:
    """A group that is to be a unit's: who confirms it, or as it was entered where nobody has to."""

    unit: str
    number: int | None = None
    told: Sequence[Person] = ()
    entered: GroupEntered = GroupEntered()


async def ask(act: Act, chatid: str, said: str | None, *, changes: bool) -> Bound:
    """Ask the office above to bind the group in which it is said to a unit, or bind it where the asker is that office.

    With `changes` it takes the place of a group of that unit. Raises what says why not.
    """
    unit = await _own_unit(act, said)
    await _check_free(act, chatid, unit)
    replaces = await _replaced(unit, said or "") if changes else None
    if unit.parent_id is None:
        return Bound(unit.name, entered=await _enter(act, chatid, unit))
    parts = {Part.OTHER: [act.asker.person_id or 0]}
    matter = await open_matter(act, BINDING, Opening(unit.id, texts.title(unit.name), parts))
    await GroupBinding.create(matter_id=matter.id, chatid=chatid, replaces=replaces)
    told, _ = await told_of(act, BINDING, matter.id, "bind", everybody=True)
    if act.asker.person_id in {one.id for one in told}:
        await take(act, BINDING, matter.id, "bind")
        return Bound(unit.name, entered=await bind(act, matter))
    return Bound(unit.name, matter.id, told)


async def _own_unit(act: Act, said: str | None) -> Unit:
    """Return the unit that is meant, by default the asker's; refuses with UNKNOWN_UNIT or NOT_YOUR_PLACE."""
    name = (said or "").split()
    unit = await unit_named(name[0]) if name and not name[0].isdecimal() else await Unit.get(id=act.asker.unit_id or 0)
    if unit.id not in (await area_of(act.asker)).units:
        raise Refusal(NOT_YOUR_PLACE, unit=unit.name)
    return unit


async def _check_free(act: Act, chatid: str, unit: Unit) -> None:
    """Refuse with BOUND_ALREADY, BOUND_ELSEWHERE or BINDING_UNDER_WAY for a group that is not free."""
    held = await ChatGroup.get_or_none(chatid=chatid).select_related("unit")
    if held is not None and held.unit_id == unit.id:
        raise Refusal(rules.BOUND_ALREADY, unit=unit.name)
    if held is not None and held.unit_id not in (await area_of(act.asker)).units:
        raise Refusal(rules.BOUND_ELSEWHERE, unit=held.unit.name)
    waiting = [row.id for row in await Matter.filter(kind=BINDING.code, closed_at=None)]
    if asked := await GroupBinding.filter(chatid=chatid, matter_id__in=waiting).first():
        raise Refusal(rules.BINDING_UNDER_WAY, number=BINDING.sign.show(asked.matter_id))


async def _replaced(unit: Unit, said: str) -> str:
    """Return the chatid of the unit's group that is replaced; refuses with NOTHING_TO_REPLACE or WHICH_TO_REPLACE."""
    old = required(await ChatGroup.filter(unit_id=unit.id).order_by("id"), rules.NOTHING_TO_REPLACE, unit=unit.name)
    broken, meant = [one for one in old if one.broken_at], rules.one_meant(said, [one.name for one in old])
    found = old if len(old) == 1 else [old[meant]] if meant is not None else broken
    if len(found) != 1:
        names = [one.name for one in old]
        raise Refusal(rules.WHICH_TO_REPLACE, unit=unit.name, groups="，".join(_listed(names)))
    return found[0].chatid


async def bind(act: Act, matter: Matter) -> GroupEntered:
    """Make a group the unit's that a matter was opened for: it is heard, and keeps the robot that it may have."""
    unit = await Unit.get(id=matter.unit_id)
    return await _enter(act, (await GroupBinding.get(matter_id=matter.id)).chatid, unit)


async def _enter(act: Act, chatid: str, unit: Unit) -> GroupEntered:
    heads = await Person.filter(unit_id=unit.id, left_on=None).count()
    there = await ChatGroup.filter(unit_id=unit.id).count()
    name = texts.group_name(unit.name, there + 1)[:NAME_MOST]
    # Without a robot nothing can be posted, which is what broken means to whoever posts.
    said = {"name": name, "unit_id": unit.id, "heads": max(heads, 1)}
    group, is_new = await ChatGroup.get_or_create(said | {"webhook_key": "", "broken_at": act.now}, chatid=chatid)
    lost = [] if is_new else await holders([Role.SECRETARY], act.today, group.unit_id)
    if not is_new:
        await ChatGroup.filter(id=group.id).update(**said)
    await record(act.cause, "bind_group", ("group", group.id), after={"unit": unit.id})
    robot = "" if group.broken_at else group.robot
    replaced = await _drop_replaced(act, chatid) if robot else ""
    return GroupEntered(robot, "" if is_new else group.name, replaced, lost)


async def asked_by(taken: Taken) -> Person | None:
    """Return who has asked for a binding, if he is still here."""
    return next((one for one in taken.people[Part.OTHER] if one.left_on is None), None)


def _listed(names: Sequence[str]) -> list[str]:
    return [f"{at} {name}" for at, name in enumerate(names[:GROUPS_LISTED], start=1)]


async def enter_robot(act: Act, key: str, said: str) -> tuple[ChatGroup, str]:
    """Give the robot of a key to the group of the asker's that is meant: the one that is named, or has none that works.

    Return the group, and whose place it took. Refuses with NO_GROUP_TO_SPEAK_IN, WHICH_GROUP or ROBOT_TAKEN.
    """
    group = await _waiting_group(act, said)
    taken = await ChatGroup.filter(webhook_key=key).exclude(id=group.id).first()
    if taken is not None:
        raise Refusal(rules.ROBOT_TAKEN, group=taken.name)
    speaks = group.webhook_key if group.broken_at is None and group.webhook_key != key else ""
    group.webhook_key = key
    await ChatGroup.filter(id=group.id).update(webhook_key=key, former_key=speaks, broken_at=None)
    await record(act.cause, GIVEN, ("group", group.id), after={"unit": group.unit_id})
    return group, await _drop_replaced(act, group.chatid)


async def _waiting_group(act: Act, said: str) -> ChatGroup:
    area = (await area_of(act.asker)).units
    found = required(await ChatGroup.filter(unit_id__in=list(area)).order_by("id"), rules.NO_GROUP_TO_SPEAK_IN)
    names = [one.name for one in found]
    meant = rules.one_meant(said, names)
    if meant is not None:
        return found[meant]
    mute = [one for one in found if one.broken_at] or found
    if len(mute) > 1:
        raise Refusal(rules.WHICH_GROUP, groups="，".join(_listed(names)))
    return mute[0]


async def _drop_replaced(act: Act, chatid: str) -> str:
    """Let the group go whose place another took that can speak now; return its name, empty where there is none."""
    bound = await GroupBinding.filter(chatid=chatid).order_by("-id").first()
    old = await ChatGroup.get_or_none(chatid=bound.replaces) if bound and bound.replaces else None
    if old is None or old.chatid == chatid:
        return ""
    await ChatGroup.filter(id=old.id).delete()
    await record(act.cause, "group_replaced", ("group", old.id), before={"unit": old.unit_id})
    return old.name


async def lines(act: Act, name: str | None) -> tuple[list[GroupReach], list[str]]:
    """Return how each group of the asker's area, or of one unit of it, is reached, and the units that have none."""
    area = (await area_of(act.asker)).units if name is None else [(await _own_unit(act, name)).id]
    groups = await ChatGroup.filter(unit_id__in=list(area)).select_related("unit").order_by("unit__code", "id")
    heard, fates = await heard_last(), await last_fates([one.chatid for one in groups])
    found = [
        GroupReach(
            one.name,
            one.unit.name,
            _day(heard.get(one.chatid)),
            one.robot,
            _day(fates[one.chatid].get(Fate.SENT)),
            *await _failed(one, fates[one.chatid]),
        )
        for one in groups
    ]
    have = {one.unit_id for one in groups}
    units = await Unit.standing().filter(id__in=[one for one in area if one not in have]).order_by("code")
    return found, [one.name for one in units]


async def mute(act: Act) -> list[str]:
    """Return the names of the groups of the asker's area into which nothing can be posted."""
    area = (await area_of(act.asker)).units
    found = ChatGroup.filter(unit_id__in=list(area)).exclude(broken_at=None).order_by("id")
    return [one.name for one in await found]


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, SHANGHAI)


def _day(milliseconds: int | None) -> date | None:
    return _moment(milliseconds).date() if milliseconds else None


async def _failed(group: ChatGroup, fates: Mapping[Fate, int]) -> tuple[str, bool]:
    """Return what became of the newest posting into a group that did not go, and whether its old robot speaks again.

    Empty where it went, where the group has no robot, and where it was the new robot's, in whose stead the old one is.
    """
    if group.broken_at:
        return texts.UNREACHABLE if group.webhook_key else "", False
    newest = max(fates, key=lambda fate: fates[fate], default=Fate.SENT)
    if newest is Fate.SENT:
        return "", False
    robots = [row for row in await history(("group", group.id)) if row.action in (GIVEN, BACK)]
    # The failure and the return of the old robot are one moment's.
    is_back = bool(robots) and robots[-1].action == BACK and robots[-1].at + SECOND >= _moment(fates[newest])
    return "" if is_back else FATE_NAMES[newest], is_back
