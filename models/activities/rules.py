"""What may be reported, changed and verified; pure. Source of every number: policy, section activity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

from config.policy import ActivityPolicy, SoftLimits
from models.days import Month
from models.refusal import Refusal


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

# Who moves a record on: a member corrects and revokes his own while it waits (or after it came back), a
# verifier decides what waits and may take back what he decided.
STEPS: dict[Status, frozenset[Status]] = {
    Status.CLAIMED: frozenset({Status.VERIFIED, Status.RETURNED, Status.REVOKED, Status.REPLACED}),
    Status.RETURNED: frozenset({Status.VERIFIED, Status.REVOKED, Status.REPLACED}),
    Status.VERIFIED: frozenset({Status.RETURNED}),
    Status.REVOKED: frozenset(),
    Status.REPLACED: frozenset(),
}


@dataclass(frozen=True)
class Claim:
    """What a member says he did: minutes and count may be unsaid, never invented."""

    day: date
    category: str
    description: str
    minutes: int | None = None
    starts: time | None = None
    ends: time | None = None
    count: int | None = None
    count_unit: str | None = None
    place: str | None = None
    companions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """A record of the same member that stands: neither returned, revoked nor replaced."""

    number: int
    day: date
    category: str
    minutes: int | None
    starts: str | None
    ends: str | None


class FutureActivity(Refusal):
    """The day has not come."""

    text = "{day}还没到，先不记。做完以后再报一次就行。"


class TooLongAgo(Refusal):
    """Further back than members may report."""

    text = "{day}已经过了 {days} 天，超过了能补报的期限，没有登记。请告诉支部书记，由支部研究怎么记。"


class DayIsFull(Refusal):
    """More than a day has hours; what is on record already is not said, for others may read along."""

    text = "{day}再加 {minutes} 就超过一天 {most} 了，这条没有登记。报错了可以发“更正”或“撤销”。"


class Overlaps(Refusal):
    """The same hours are on record already."""

    text = "{day} {starts}–{ends} 和 {number} 的时间重叠，这条没有登记。要改那条，发“更正 {number} …”。"


class NotYours(Refusal):
    """Nobody of that number for this person; says the same whether it exists or not."""

    text = "没有找到您的记录 {number}。发“我的记录”看编号。"


class NoSuchRecord(Refusal):
    """No record of that number among those the asker may see."""

    text = "没有找到记录 {number}，或它不在您管的范围内。"


class AlreadyDecided(Refusal):
    """The step is not allowed from the state the record is in."""

    text = "{number} 现在是“{status}”，这一步做不了，没有改动。"


class OwnRecord(Refusal):
    """Nobody verifies himself."""

    text = "{number} 是您自己的记录，要请本支部另一位核实人来核实，没有改动。"


class NothingToUndo(Refusal):
    """No record that could be revoked."""

    text = "没有可以撤销的记录。已核实的记录要撤回，请发“撤销 编号”，由核实人处理。"


class NothingChanged(Refusal):
    """The correction names nothing that was understood."""

    text = "没看懂要把 {number} 改成什么，没有改动。可以说：更正 {number} 1小时，或 更正 {number} 日期 昨天。"


def show_number(number: int) -> str:
    """Return a record's number as people see it, such as A0231."""
    return f"A{number:04}"


def show_minutes(minutes: int) -> str:
    """Return minutes for people: whole minutes below an hour, otherwise hours to one digit, never rounded up."""
    if minutes < 60:
        return f"{minutes} 分钟"
    hours, tenths = divmod(minutes // 6, 10)
    return f"{hours}.{tenths} 小时" if tenths else f"{hours} 小时"


WEEKDAY_NAMES = "一二三四五六日"


def show_day(day: date) -> str:
    """Return a day for people, with its weekday."""
    return f"{day.month}月{day.day}日（周{WEEKDAY_NAMES[day.weekday()]}）"


def check_day(day: date, today: date, policy: ActivityPolicy, *, any_age: bool = False) -> bool:
    """Return whether a report is late (补报); raises FutureActivity or TooLongAgo.

    Args:
        day: the activity's local day.
        today: the local day of the report.
        policy: free and most days back.
        any_age: a verifier reports, who is not limited.
    """
    age = (today - day).days
    if age < 0:
        raise FutureActivity(day=show_day(day))
    if age > policy.backdate_max_days and not any_age:
        raise TooLongAgo(day=show_day(day), days=age)
    return age > policy.backdate_free_days


def check_claim(claim: Claim, known: Sequence[Known], policy: ActivityPolicy) -> None:
    """Raise DayIsFull or Overlaps when the claim cannot be true beside the records that stand."""
    minutes = claim.minutes or 0
    before = sum(record.minutes or 0 for record in known if record.day == claim.day)
    if minutes and before + minutes > policy.day_minutes_max:
        raise DayIsFull(
            day=show_day(claim.day),
            minutes=show_minutes(minutes),
            most=show_minutes(policy.day_minutes_max),
        )
    for record in known:
        if _overlap(claim, record):
            raise Overlaps(
                day=show_day(claim.day),
                starts=f"{claim.starts:%H:%M}",
                ends=f"{claim.ends:%H:%M}",
                number=show_number(record.number),
            )


def _overlap(claim: Claim, record: Known) -> bool:
    if not (claim.starts and claim.ends and record.starts and record.ends):
        return False
    begins, ends = _span(claim.day, claim.starts, claim.ends)
    other_begins, other_ends = _span(record.day, time.fromisoformat(record.starts), time.fromisoformat(record.ends))
    return begins < other_ends and other_begins < ends


def _span(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """Return the moments of a span; one that ends before it starts goes over midnight."""
    begins = datetime.combine(day, starts)
    finish = datetime.combine(day, ends)
    return begins, finish if finish > begins else finish + timedelta(days=1)


def twin(claim: Claim, known: Sequence[Known], limits: SoftLimits) -> int | None:
    """Return the number of a standing record that may be the same activity, or None.

    The same category and day, and minutes within the ratio (or unsaid in both).
    """
    for record in known:
        if record.day != claim.day or record.category != claim.category:
            continue
        if claim.minutes is None or record.minutes is None:
            if claim.minutes == record.minutes:
                return record.number
        elif abs(claim.minutes - record.minutes) <= Fraction(str(limits.duplicate_ratio)) * record.minutes:
            return record.number
    return None


def flags(claim: Claim, known: Sequence[Known], limits: SoftLimits, *, month_minutes: int) -> list[str]:
    """Return why a verifier should look twice; never shown to anybody else.

    Args:
        claim: what is reported now.
        known: standing records of the member on that day.
        limits: the soft limits.
        month_minutes: standing minutes of the member in the month of the activity, without this claim.
    """
    minutes = claim.minutes or 0
    day = sum(record.minutes or 0 for record in known if record.day == claim.day) + minutes
    found = []
    if minutes > limits.record_minutes:
        found.append(f"单次超过 {show_minutes(limits.record_minutes)}")
    if day > limits.day_minutes:
        found.append(f"当天超过 {show_minutes(limits.day_minutes)}")
    if month_minutes + minutes > limits.month_minutes:
        found.append(f"当月超过 {show_minutes(limits.month_minutes)}")
    if sum(record.day == claim.day for record in known) >= limits.records_per_day:
        found.append(f"当天超过 {limits.records_per_day} 条")
    same = twin(claim, known, limits)
    if same is not None:
        found.append(f"与 {show_number(same)} 相近")
    return found


def check_step(number: int, now: Status, then: Status) -> None:
    """Raise AlreadyDecided unless a record may go from one state to another."""
    if then not in STEPS[now]:
        raise AlreadyDecided(number=show_number(number), status=STATUS_NAMES[now])


def report_closes(month: Month, until_day: int, zone: ZoneInfo) -> datetime:
    """Return the moment from which reports no longer count for a month's list: the end of the day in the next month."""
    return datetime.combine(month.after.first.replace(day=until_day), time(), zone) + timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """What a correction replaces; None keeps what was said."""

    minutes: int | None = None
    day: date | None = None
    category: str | None = None
    description: str | None = None

    def applied_to(self, claim: Claim) -> Claim:
        """Return the claim with the change; new minutes or another day drop the clock times that no longer fit."""
        given = {
            name: value
            for name in ("minutes", "day", "category", "description")
            if (value := getattr(self, name)) is not None
        }
        if self.minutes is not None:
            given |= {"starts": None, "ends": None}
        return replace(claim, **given)


@dataclass(frozen=True)
class Line:
    """One record in a list: its number, what it says, its state and, when it came back, why."""

    number: int
    claim: Claim
    status: Status
    reason: str | None = None


@dataclass(frozen=True)
class Reported:
    """What was written for a report or a correction."""

    number: int
    claim: Claim
    late: bool
    timely: bool
    twin: int | None
    version: int = 1
    before: Claim | None = None
