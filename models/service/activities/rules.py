"""What may be reported, changed and verified; pure. Source of every number: policy, section activity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from config.zone import SHANGHAI
from models.service.activities.claims import Claim
from models.values.numbers import Sign
from models.values.periods import Month
from models.values.refusal import Refusal


class Status(StrEnum):
    """States of a record's version."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    RETURNED = "returned"
    REVOKED = "revoked"
    REPLACED = "replaced"


STATUS_NAMES = {
    Status.CLAIMED: "待核实",
    Status.VERIFIED: "已核实",
    Status.RETURNED: "已退回",
    Status.REVOKED: "已撤销",
    Status.REPLACED: "已更正",
}

BACKFILLED = "补录"

# Who moves a record on: a member corrects and revokes his own while it waits (or after it came back), a
# verifier decides what waits and may take back what he decided.
STEPS: dict[Status, frozenset[Status]] = {
    Status.CLAIMED: frozenset({Status.VERIFIED, Status.RETURNED, Status.REVOKED, Status.REPLACED}),
    Status.RETURNED: frozenset({Status.VERIFIED, Status.REVOKED, Status.REPLACED}),
    Status.VERIFIED: frozenset({Status.RETURNED, Status.CLAIMED}),
    Status.REVOKED: frozenset(),
    Status.REPLACED: frozenset(),
}


@dataclass(frozen=True)
class Served:
    """What was confirmed in some units in some days: by how many people, records, minutes, and what was done most."""

    people: int
    records: int
    minutes: int
    most: Mapping[str, int]


NOT_YOURS = "没有找到您的记录 {number}。发“我的记录”看编号。"
NO_SUCH_RECORD = "没有找到记录 {number}，或者不归您管。"
NO_RECORD = "{number} 不是服务记录，什么都没改。会上的数记错了，发“会议更正”加决定的编号。"
NOT_VERIFIED_YET = "{number} 还没核实，由本人来改。您觉得不对，发“退回 {number} 哪里不对”。"


ALREADY_VERIFIED = "{number} {day}已经由{name}核实过了，不用再办。有哪里不对，发“退回 {number} 哪里不对”。"
ALREADY_DECIDED = "{number} 现在是“{status}”，这一步做不了。"


BY_ANOTHER_VERIFIER = "{number} 是您自己的记录，要请本支部另一位核实人来核实。"
NOTHING_TO_UNDO = "没有可以撤的记录。核实过的要撤，发“撤销 编号”，核实的同志来办。"
NONE_DESCRIBED = "没找到您说的那条记录。发“我的记录”看编号，再带上编号说一次。"
SEVERAL_DESCRIBED = "像您说的有好几条，先没动。发“我的记录”看编号，再带上编号说一次，比如“撤销 {example}”。"
SEVERAL_TOLD = "您刚报的有几条：{told}。说的是哪一条？带上编号再说一次，比如“{example} 改成3小时”。先都没动。"
NOTHING_CHANGED = "没看懂要把 {number} 改成什么。可以说：更正 {number} 1小时，或 更正 {number} 日期 昨天。"


def shown_state(status: Status, *, backfilled: bool) -> str:
    """Return a state for people, with the mark of what was entered long after."""
    return f"{BACKFILLED}，{STATUS_NAMES[status]}" if backfilled else STATUS_NAMES[status]


# How it is said that somebody's name was left out, as he was called.
NAME_OF = "{}的名字"


def check_step(number: int, now: Status, then: Status) -> None:
    """Raise ALREADY_DECIDED unless a record may go from one state to another."""
    if then not in STEPS[now]:
        raise Refusal(ALREADY_DECIDED, number=Sign.RECORD.show(number), status=STATUS_NAMES[now])


def report_closes(month: Month, until_day: int) -> datetime:
    """Return the moment from which reports no longer count for a month's list: the end of the day in the next month."""
    return datetime.combine(month.after.first.replace(day=until_day), time(), SHANGHAI) + timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One record in a list: its number, what it says, its state and, when it came back, why."""

    number: int
    claim: Claim
    status: Status
    reason: str | None = None
    backfilled: bool = False


@dataclass(frozen=True)
class Backfill:
    """A record that was entered long after, as everybody of the unit may read it: nobody's name but who entered it."""

    number: int
    claim: Claim
    by: str
    entered: date


@dataclass(frozen=True)
class Reported:
    """What was written for a report or a correction; `left_out` is what was not kept of it.

    `tellers` is how many members, this one among them, send the same words just now.
    """

    number: int
    claim: Claim
    late: bool
    timely: bool
    twin: int | None
    version: int = 1
    before: Claim | None = None
    left_out: tuple[str, ...] = ()
    tellers: int = 1
