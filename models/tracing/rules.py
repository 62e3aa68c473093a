"""Who may trace a record, and how much of it he sees; pure."""

from dataclasses import dataclass
from datetime import datetime

from models.activities.rules import Status
from models.claims.rules import Claim
from models.people.rules import OFFICES, VERIFIERS, Asker, Role

CHANNELS = {"app": "应用私聊", "smartbot": "智能机器人"}


@dataclass(frozen=True)
class Step:
    """One change of a record: when, what, by whom, through which channel, why."""

    at: datetime
    action: str
    actor: str
    channel: str
    reason: str | None


@dataclass(frozen=True)
class Trace:
    """A record's history; `claim` is None for offices, which see no hours and no words of a person."""

    number: int
    member: str
    unit: str
    status: Status
    claim: Claim | None
    steps: tuple[Step, ...]


def sees_details(asker: Asker, member_id: int, unit_id: int, branch_id: int | None) -> bool:
    """Return whether the asker may see what a record says: its member, the branch's committee, the supervisors."""
    if asker.person_id == member_id or unit_id in asker.units_as({Role.SUPERVISOR}):
        return True
    same_branch = asker.branch_id is None or asker.branch_id == branch_id
    return same_branch and unit_id in asker.units_as(VERIFIERS | {Role.COMMITTEE})


def sees_steps(asker: Asker, unit_id: int, above_id: int | None) -> bool:
    """Return whether an office may see that and when a record changed: the own area, without its figures."""
    if Role.DISTRICT in asker.roles:
        return True
    return bool({unit_id, above_id} & asker.units_as(OFFICES))


def channel(message_key: str | None) -> str:
    """Return the channel in a message's key."""
    return CHANNELS.get((message_key or "").split(":")[0], "系统")
