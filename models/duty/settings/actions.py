"""Reading and setting what holds for a unit's desk; runs in the caller's transaction."""

from dataclasses import dataclass

from config.duty_policy import DutyPolicy
from models.duty.planner.shifts import Hours
from models.duty.settings.rules import SettingChange
from models.duty.settings.tables import DutySetting
from models.ledger.audit.actions import record
from models.organisation.authority.act import Act


@dataclass(frozen=True)
class Desk:
    """What holds for a unit's desk: the policy with its own collective day, its hours, the phone and the place to show.

    `chase` says that the village wants to hear when nobody gives a sign of presence.
    """

    policy: DutyPolicy
    hours: Hours
    phone: str
    chase: bool
    address: str = ""


async def desk_of(unit_id: int, policy: DutyPolicy) -> Desk:
    """Return what holds for a unit's desk."""
    setting = await DutySetting.get_or_none(unit_id=unit_id) or DutySetting(unit_id=unit_id)
    weekday, hours = setting.collective_weekday, Hours.of(policy.hours, setting.hours or {})
    own = policy.model_copy(update={"collective_weekday": weekday}) if weekday else policy
    phone = setting.office_phone if policy.publish_office_phone else None
    return Desk(own, hours, phone or "", chase=setting.chase, address=setting.address or "")


async def chasing_units() -> set[int]:
    """Return which units want to be told when nobody gives a sign of presence."""
    return {row.unit_id for row in await DutySetting.filter(chase=True)}


async def change_setting(act: Act, unit_id: int, change: SettingChange) -> None:
    """Write one setting of a unit; the rosters of coming months follow it, published ones stay."""
    setting, _ = await DutySetting.get_or_create(unit_id=unit_id)
    if "." in change.key:
        before = (setting.hours or {}).get(change.key)
        setting.hours = {**(setting.hours or {}), change.key: str(change.value or "")}
    else:
        before = getattr(setting, change.key)
        setattr(setting, change.key, change.value)
    await setting.save()
    shown = ({change.key: before}, {change.key: change.value})
    await record(act.cause, "set_duty", ("unit", unit_id), before=shown[0], after=shown[1])
