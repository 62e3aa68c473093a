"""Who may be away, how long, and who decides it; pure. Source of every number: policy, section duty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from config.duty_policy import DutyPolicy
from models.duty.roster.rules import Party
from models.values.numbers import Sign
from models.values.refusal import Refusal
from models.values.showing import HALF_NAMES, show_day

HALVES = tuple(HALF_NAMES)


class LeaveState(StrEnum):
    """States of a leave."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    CANCELLED = "cancelled"


STATE_NAMES = {
    LeaveState.ASKED: "等批",
    LeaveState.APPROVED: "已准",
    LeaveState.DECLINED: "没有批准",
    LeaveState.CANCELLED: "已销假",
}
STANDING = (LeaveState.ASKED, LeaveState.APPROVED)


class Approver(StrEnum):
    """Who decides about a leave."""

    SECRETARY = "secretary"
    LIAISON = "liaison"
    PARTY_SECRETARY = "party_secretary"


OF_THE_OFFICE = frozenset({Approver.LIAISON, Approver.PARTY_SECRETARY})


@dataclass(frozen=True)
class Leave:
    """Days away, both ends included; with a part, only that half of the one day."""

    first: date
    last: date
    part: str | None = None

    def halves(self) -> Iterator[tuple[date, str]]:
        """Yield every half day that it covers."""
        for number in range((self.last - self.first).days + 1):
            for half in HALVES if self.part is None else (self.part,):
                yield self.first + timedelta(days=number), half

    @property
    def length(self) -> int:
        """Return how many half days it covers."""
        return sum(1 for _ in self.halves())


@dataclass(frozen=True)
class Asked:
    """A leave that was asked for: who decides, and which shifts it would leave empty (as people read them).

    `year` is that of its days, None for the present one.
    """

    number: int
    leave: Leave
    person: Party
    reason: str | None
    approver: Approver
    deciders: tuple[Party, ...]
    same_day: bool
    season: str | None
    shifts: tuple[str, ...]
    year: int | None = None

    @property
    def name(self) -> str:
        """Return its number as people see it."""
        return Sign.LEAVE.show(self.number)


@dataclass(frozen=True)
class Gap:
    """A shift that nobody holds any more, and who could take it, those with the fewest first."""

    shift: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ended:
    """A leave that was decided or given up: its name, whose, what became of it, what is empty, whom to tell."""

    name: str
    leave: Leave
    person: Party
    state: LeaveState
    gaps: tuple[Gap, ...]
    secretaries: tuple[Party, ...]


AFTER_THE_FACT = "{day}已经过去，事后补假补不了。当天确实来不了的，请直接给书记说一声；今后的日子发“请假 日期”就行。"


ALREADY_AWAY = "{day}已经在 {number} 的假期里（{state}），不用再请。要改日期，先发“销假 {short}”再请。"


SPELL_TOO_LONG = "连起来是 {days} 天，一次最多 {most} 天。可以分开请；确实需要更长的，当面跟组织上说一说。"
YEAR_FULL = "{year}年连这次一共 {days} 天，全年最多 {most} 天。确实需要的，当面跟组织上说一说。"


NOBODY_DECIDES = "名册上还没有能批这个假的人，先没记。请给书记或镇街打个电话，当面说一声。"
NOT_FOR_ANOTHER = "{name}的假要本人来请：请他发“请假 日期 原因”。他来不了要换人，发“改班 日期 姓名”。没有动。"
NO_SUCH_LEAVE = "没有找到等您批的假{number}。"
WHICH_LEAVE = "有 {count} 条假等您批：\n{lines}\n请带上编号再发，例如“准假 {example}”。"
LEAVE_DECIDED = "{number} 已经有结果了：{state}。准了的要收回，请本人发“销假”；没准的，本人再请一次就行。"
LEAVE_OVER = "{number} 的日子已经过去，不能再批。当面说清楚就好。"
NO_LEAVE = "没有找到您{day}要销的假。"
WHICH_TO_END = "您有 {count} 条假：\n{lines}\n请带上日期再发，例如“销假 {example}”。"


def check_moment(leave: Leave, ends: datetime, now: datetime) -> bool:
    """Return whether it is asked for on the very day; refuses with AFTER_THE_FACT when some of it has passed.

    Args:
        leave: what is asked for.
        ends: the moment its last shift could end.
        now: the local moment of asking.
    """
    if leave.first < now.date() or ends <= now:
        raise Refusal(AFTER_THE_FACT, day=show_day(leave.first))
    return leave.first == now.date()


def check_limits(leave: Leave, standing: Sequence[Leave], policy: DutyPolicy) -> None:
    """Raise SPELL_TOO_LONG or YEAR_FULL when a leave is too much beside those that stand.

    Leaves that touch each other count as one spell.
    """
    taken = _taken(leave, standing)
    in_spell = _in_spell(leave, taken)
    if in_spell > 2 * policy.leave_spell_days:
        raise Refusal(SPELL_TOO_LONG, days=show_days(in_spell), most=policy.leave_spell_days)
    for year in sorted({leave.first.year, leave.last.year}):
        in_year = sum(1 for day, _ in taken if day.year == year)
        if in_year > 2 * policy.leave_year_days:
            raise Refusal(YEAR_FULL, year=year, days=show_days(in_year), most=policy.leave_year_days)


def _taken(leave: Leave, standing: Sequence[Leave]) -> set[tuple[date, str]]:
    return set(leave.halves()).union(*(one.halves() for one in standing))


def _in_spell(leave: Leave, taken: set[tuple[date, str]]) -> int:
    """Return how many half days lie in the unbroken run of days that holds the leave."""
    days, first, last, step = {day for day, _ in taken}, leave.first, leave.last, timedelta(days=1)
    while first - step in days:
        first -= step
    while last + step in days:
        last += step
    return sum(1 for day, _ in taken if first <= day <= last)


def covering(leave: Leave, standing: Sequence[tuple[int, Leave]]) -> int | None:
    """Return the number of the first standing leave in which some of a leave lies, if they leave nothing of it over."""
    halves = set(leave.halves())
    touching = {number: wanted for number, one in standing if (wanted := halves & set(one.halves()))}
    return next(iter(touching)) if halves == set().union(*touching.values()) else None


def approver_of(leave: Leave, policy: DutyPolicy, *, led: bool, standing: Sequence[Leave] = ()) -> Approver:
    """Return who decides: the secretary for those he leads; else the office, by the spell with what stands beside."""
    if led:
        return Approver.SECRETARY
    short = _in_spell(leave, _taken(leave, standing)) <= 2 * policy.leave_liaison_days
    return Approver.LIAISON if short else Approver.PARTY_SECRETARY


def show_days(halves: int) -> str:
    """Return half days as days, such as 1 or 2.5."""
    return f"{halves / 2:g}"
