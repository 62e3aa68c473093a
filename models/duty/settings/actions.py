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
    """What holds for a unit's desk: the policy with its own collective day, its hours, and the phone to show."""

    policy: DutyPolicy
    hours: Hours
    phone: str


async def desk_of(unit_id: int, policy: DutyPolicy) -> Desk:
    """Return what holds for a unit's desk."""
    setting = await DutySetting.get_or_none(unit_id=unit_id)
    own = policy
    if setting and setting.collective_weekday:
        own = policy.model_copy(update={"collective_weekday": setting.collective_weekday})
    phone = setting.office_phone if setting and policy.publish_office_phone else None
    return Desk(own, Hours.of(policy.hours, (setting.hours if setting else None) or {}), phone or "")


async def change_setting(act: Act, unit_id: int, change: SettingChange) -> None:
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
    await record(act.cause, "set_duty", ("unit", unit_id), before=shown[0], after=shown[1])
