"""Reading and setting what holds for a unit's desk; runs in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from config.duty_policy import DutyPolicy
from models.duty.planner.shifts import ZONE, Hours, Season
from models.duty.roster.actions import own_slots, slots_between
from models.duty.roster.rules import Slot
from models.duty.roster.tables import DutySeason, DutySetting
from models.duty.settings.rules import EARLY, NoUnit, SettingChange, is_called, unit_in
from models.ledger.audit.actions import Cause, record
from models.organisation.people.actions import holders
from models.organisation.people.rules import Asker, Role, named_in
from models.organisation.people.tables import Post
from models.organisation.units.actions import unit_named, unit_of, with_above
from models.organisation.units.tables import ChatGroup, Unit
from models.values.days import in_force

# Their groups hold people of many units, each of which has a desk of its own.
OFFICES = ("district", "township")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Desk:
    """What holds for a unit's desk: the policy with its own collective day, its hours, and the phone to show."""

    policy: DutyPolicy
    hours: Hours
    phone: str


def led_unit(asker: Asker) -> int:
    """Return the unit whose roster a secretary keeps: his own, or the first of those he is secretary in."""
    units = asker.units_as([Role.SECRETARY])
    return asker.unit_id if asker.unit_id in units else min(units)


def duty_unit(asker: Asker) -> int:
    """Return the unit in which somebody keeps the roster or takes turns."""
    units = asker.units_as([Role.SECRETARY]) or asker.units_as([Role.CADRE])
    return asker.unit_id if asker.unit_id in units else min(units)


async def asked_unit(asker: Asker, name: str | None, group: str | None, text: str = "") -> Unit:
    """Return the unit whose duty is asked for: the one a text holds or `name` means, the group's, or the asker's own.

    Raises UnknownUnit or AmbiguousUnit, and NoUnit for somebody who belongs nowhere.
    """
    if meant := await _unit_said(text) or name:
        return await unit_named(meant)
    here = await ChatGroup.get_or_none(chatid=group).select_related("unit") if group else None
    if here is not None and here.unit.kind not in OFFICES:
        return here.unit
    own = await unit_of(asker.unit_id)
    if own is None:
        raise NoUnit
    return own


async def _unit_said(text: str) -> str | None:
    return unit_in(text, [unit.name for unit in await Unit.all()]) if text else None


async def duty_on(unit_id: int, days: Sequence[date], now: datetime) -> list[Slot]:
    """Return a unit's published slots from the first to the last of some days; today with those not over yet."""
    first, last = days[0], days[-1]
    before = await slots_between(unit_id, first - DAY, first - DAY) if first == last == now.date() else []
    return [slot for slot in before if slot.ends > now] + await slots_between(unit_id, first, last)


async def villages_on(unit_id: int, days: Sequence[date]) -> dict[str, list[Slot]]:
    """Return {village or community: its slots of the one day} below a township; none elsewhere, or for more days."""
    if len(days) > 1:
        return {}
    found = Unit.filter(parent_id=unit_id, parent__kind="township", kind__in=["village", "community"]).order_by("id")
    return {unit.name: await slots_between(unit.id, days[0], days[0]) for unit in await found}


async def on_duty_now(asker: Asker, now: datetime) -> bool:
    """Return whether a shift of somebody runs at a local moment, or is about to begin."""
    person_id = asker.person_id if Role.CADRE in asker.roles else None
    found = await own_slots(person_id, now.date() - DAY, now.date(), now) if person_id is not None else []
    return any(slot.starts - EARLY <= now for slot in found)


async def named(unit_id: int, text: str, day: date) -> dict[int, str]:
    """Return {person: name} of those who take turns in a unit on a local day and are named in a text, or by title."""
    pool = {person.id: person.name for person in await holders([Role.CADRE], day, unit_id)}
    found = named_in(text, pool) or sorted(await _called(unit_id, text, day) & pool.keys())
    return {key: pool[key] for key in found}


async def _called(unit_id: int, text: str, day: date) -> set[int]:
    posts = await Post.filter(unit_id=unit_id)
    held = [post for post in posts if in_force(post.valid_from, post.valid_to, day)]
    return {post.person_id for post in held if is_called(text, post.title or "")}


async def units_with_pool(day: date) -> list[int]:
    """Return the units in which somebody takes turns on a local day."""
    posts = await Post.filter(role=Role.CADRE, person__left_on=None)
    return sorted({post.unit_id for post in posts if in_force(post.valid_from, post.valid_to, day)})


async def desk_of(unit_id: int, policy: DutyPolicy) -> Desk:
    """Return what holds for a unit's desk."""
    setting = await DutySetting.get_or_none(unit_id=unit_id)
    own = policy
    if setting and setting.collective_weekday:
        own = policy.model_copy(update={"collective_weekday": setting.collective_weekday})
    phone = setting.office_phone if setting and policy.publish_office_phone else None
    return Desk(own, Hours.of(policy.hours, (setting.hours if setting else None) or {}), phone or "")


async def change_setting(unit_id: int, change: SettingChange, cause: Cause) -> None:
    """Write one setting of a unit; the rosters of coming months follow it, published ones stay."""
    setting, _ = await DutySetting.get_or_create(unit_id=unit_id)
    if "." in change.key:
        before = (setting.hours or {}).get(change.key)
        setting.hours = {**(setting.hours or {}), change.key: change.value or ""}
    else:
        before = getattr(setting, change.key)
        setattr(setting, change.key, change.value)
    await setting.save()
    shown = ({change.key: before}, {change.key: change.value})
    await record(cause, "set_duty", ("unit", unit_id), before=shown[0], after=shown[1])


async def seasons_of(unit_id: int, first: date, last: date) -> list[Season]:
    """Return the seasons of watch that hold for a unit on some of the days, its own and those of the units above."""
    rows = await DutySeason.filter(
        unit_id__in=await with_above(unit_id), first_day__lte=last, last_day__gte=first
    ).order_by("id")
    ends = [min(row.last_day, row.closed_at.astimezone(ZONE).date()) if row.closed_at else row.last_day for row in rows]
    return [Season(row.name, row.first_day, end) for row, end in zip(rows, ends, strict=True) if end >= row.first_day]
