"""What a public promise is and how it ends; pure. Source: feature F07."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.holidays import WorkCalendar
from models.matters.steps.rules import Happened, Kind, MatterSaid, Step
from models.organisation.authority.deciders import Own, Part, part, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign
from models.values.refusal import Refusal

TITLE_MOST, WORD_MOST = 60, 120
# Whoever may hold somebody else to his word; a villager only says what he sees.
WATCH = frozenset({Role.SECRETARY, Role.SUPERVISOR, Role.TOWNSHIP, Role.DISTRICT})


class PromiseState(StrEnum):
    """Where a promise stands."""

    OPEN = "open"
    REPORTED = "reported"
    KEPT = "kept"
    WITHDRAWN = "withdrawn"


class PromiseResult(MatterSaid):
    """What came of it, in its owner's words."""

    result: str = ""


_OPEN, _REPORTED = frozenset({PromiseState.OPEN}), frozenset({PromiseState.REPORTED})
SUPERVISORS = frozenset({Role.SUPERVISOR})

PROMISE = Kind(
    code="promise",
    sign=Sign.PROMISE,
    name="公开承诺",
    states={
        PromiseState.OPEN: "正在办",
        PromiseState.REPORTED: "报了结果，等监督委员会确认",
        PromiseState.KEPT: "已兑现",
        PromiseState.WITHDRAWN: "已撤回",
    },
    steps=(
        Step("report", _OPEN, PromiseState.REPORTED, part(Part.OWNER), Own.ONLY, needs=("result",), word="办结"),
        Step("confirm", _REPORTED, PromiseState.KEPT, roles(*SUPERVISORS), Own.NEVER, word="通过"),
        Step("reject", _REPORTED, PromiseState.OPEN, roles(*SUPERVISORS), Own.NEVER, reason=True, word="退回"),
        Step("withdraw", _OPEN, PromiseState.WITHDRAWN, part(Part.OWNER), Own.ONLY, reason=True, word="撤回"),
    ),
    open=_OPEN | _REPORTED,
    asks=_REPORTED,
    said=PromiseResult,
    labels={"result": "结果，例如“办结 C0001 三组路灯修好了”"},
)


@dataclass(frozen=True)
class Promise:
    """A promise as people see it."""

    number: int
    title: str
    owner: str
    unit: str
    state: PromiseState
    due: date
    made: date
    result: str = ""
    happened: tuple[Happened, ...] = ()


PAST_DAY = "{day}已经过去了。请写一个以后的日子再发一次。"


def check_due(due: date, today: date, shown: str) -> None:
    """Refuse with PAST_DAY unless a promise can still be kept on its day."""
    if due < today:
        raise Refusal(PAST_DAY, day=shown)


def reminded(due: date, day: date, calendar: WorkCalendar) -> bool:
    """Return whether a promise's owner is reminded on a day: on the day it is due, or the last one worked before."""
    return day == calendar.last_working_day(due)


def is_overdue(state: PromiseState, due: date, today: date) -> bool:
    """Return whether a promise's day is over and nothing has been said of a result."""
    return state is PromiseState.OPEN and due < today
