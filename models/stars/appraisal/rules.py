"""The star appraisal as values: periods, states, steps; pure. Source: domain rules, sections 1.3 to 1.6."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.star_policy import StarsPolicy
from models.matters.steps.rules import Step
from models.organisation.authority.deciders import Own, roles
from models.organisation.authority.rules import COMMITTEE, JUDGES
from models.organisation.people.rules import OFFICES, SECRETARIES, Asker, Role
from models.values.periods import Month, Period, Quarter, Year
from models.values.refusal import Refusal


class StarState(StrEnum):
    """States of one member's star of one period.

    Only shown are EFFECTIVE, for a filed star while it is valid, and VETOED, whatever the star had come to.
    """

    OPEN = "open"
    SELF_REPORTED = "self_reported"
    PEER_REVIEWED = "peer_reviewed"
    COMMITTEE_PROPOSED = "committee_proposed"
    PUBLICITY = "publicity"
    OBJECTION = "objection"
    REVIEWED = "reviewed"
    SUBMITTED = "submitted"
    FILED = "filed"
    EFFECTIVE = "effective"
    ENDED = "ended"
    VETOED = "vetoed"


STATE_NAMES = {
    StarState.OPEN: "未开始",
    StarState.SELF_REPORTED: "已自评",
    StarState.PEER_REVIEWED: "已互评",
    StarState.COMMITTEE_PROPOSED: "支委会已提议",
    StarState.PUBLICITY: "公示中",
    StarState.OBJECTION: "公示中，有异议待答复",
    StarState.REVIEWED: "公示中，异议已答复",
    StarState.SUBMITTED: "已报上级备案",
    StarState.FILED: "已备案",
    StarState.EFFECTIVE: "已备案，有效",
    StarState.ENDED: "已结束",
    StarState.VETOED: "一票否决，不评星",
}
BEFORE_PEERS = frozenset({StarState.OPEN, StarState.SELF_REPORTED})
BEFORE_PROPOSAL = BEFORE_PEERS | {StarState.PEER_REVIEWED}
SHOWN = frozenset({StarState.PUBLICITY, StarState.OBJECTION, StarState.REVIEWED})
SENT_ON = frozenset({StarState.SUBMITTED, StarState.FILED})
NOT_SENT = frozenset({StarState.COMMITTEE_PROPOSED, StarState.PUBLICITY, StarState.REVIEWED})


# Whoever is told of a step is told by the topic: these say only who may.
STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step("report", BEFORE_PEERS, StarState.SELF_REPORTED, roles(Role.MEMBER), Own.ONLY),
        Step("unreport", frozenset({StarState.SELF_REPORTED}), StarState.OPEN, roles(Role.MEMBER), Own.ONLY),
        Step("count", BEFORE_PROPOSAL, StarState.PEER_REVIEWED, roles(*JUDGES), Own.NEVER),
        Step(
            "propose",
            BEFORE_PROPOSAL | {StarState.COMMITTEE_PROPOSED},
            StarState.COMMITTEE_PROPOSED,
            roles(*JUDGES),
            Own.NEVER,
        ),
        Step("withdraw", frozenset({StarState.COMMITTEE_PROPOSED}), StarState.OPEN, roles(*COMMITTEE), Own.NEVER),
        Step("publish", frozenset({StarState.COMMITTEE_PROPOSED}), StarState.PUBLICITY, roles(*SECRETARIES)),
        Step("retract", frozenset({StarState.PUBLICITY}), StarState.COMMITTEE_PROPOSED, roles(*SECRETARIES)),
        Step("set_aside", NOT_SENT, StarState.OPEN, roles(*SECRETARIES)),
        Step("object", SHOWN, StarState.OBJECTION, roles(Role.RESIDENT)),
        Step("answer", frozenset({StarState.OBJECTION}), StarState.REVIEWED, roles(*JUDGES), Own.NEVER),
        # An appeal may be ruled on when the star has been sent on or filed: the ruling is the new decision that needs.
        Step("change", SHOWN | SENT_ON, StarState.PUBLICITY, roles(*JUDGES), Own.NEVER),
        Step("submit", frozenset({StarState.PUBLICITY, StarState.REVIEWED}), StarState.SUBMITTED, roles(*SECRETARIES)),
        Step("file", frozenset({StarState.SUBMITTED}), StarState.FILED, roles(*OFFICES), Own.NEVER),
        Step("return", frozenset({StarState.SUBMITTED}), StarState.COMMITTEE_PROPOSED, roles(*OFFICES), Own.NEVER),
        Step("end", frozenset({StarState.FILED}), StarState.ENDED, roles(*OFFICES), Own.NEVER),
    )
}


WRONG_STAR_STATE = "{name}的{period}星级现在是“{state}”，这一步做不了。"
NOT_YOUR_STEP = "这一步归别的同志办，跟支部书记说一声就行。"


class OwnStar(Refusal):
    """Nobody reviews, proposes or files his own star."""

    text = "不能评自己的星。您本人的由支委会其他同志来办，没有其他支委的由上级来办。"


MONTH_CLOSED = "{month}现在不能自评。现在可以报的是{now}，直接发“自评3星”这样。"
PERIOD_NOT_BEGUN = "{period}还没开始。"


@dataclass(frozen=True)
class SelfReport:
    """What a member says of himself for a month: a grade, theme stars by code, why; None and () were left unsaid.

    It `corrects` when it is said as the last one put right: 不对，3星.
    """

    stars: int | None
    themes: tuple[str, ...] = ()
    reason: str | None = None
    month: Month | None = None
    version: int = 1
    corrects: bool = False

    def why(self, before: "SelfReport") -> str:
        """Return its reason: a grade that is given anew has its own, one put right also what was said before."""
        return self.reason or ("" if self.stars and not self.corrects else before.reason) or ""

    @property
    def as_values(self) -> dict[str, object]:
        """Return what is kept while the grade is asked for; JSON-ready."""
        return {"month": str(self.month) if self.month else None, "themes": list(self.themes), "reason": self.reason}


def check_taker(name: str, asker: Asker, member_id: int) -> None:
    """Raise NOT_YOUR_STEP or OwnStar unless the asker may take a step with that member's star."""
    step = STEPS[name]
    if asker.roles.isdisjoint(step.takers.roles):
        raise Refusal(NOT_YOUR_STEP)
    if step.own is (Own.NEVER if asker.person_id == member_id else Own.ONLY):
        raise OwnStar


def next_state(name: str, state: StarState, member: str, period: Period) -> StarState:
    """Return the state after a step; raises WRONG_STAR_STATE, which names the member."""
    step = STEPS[name]
    if state not in step.sources:
        raise Refusal(WRONG_STAR_STATE, name=member, period=period.name, state=STATE_NAMES[state])
    return StarState(step.target)


def report_until(month: Month, policy: StarsPolicy) -> date:
    """Return the last day on which a month's self-report may be given or replaced."""
    return month.after.first.replace(day=policy.self_report_until_day)


def working_period(today: date) -> Period:
    """Return the period that a committee works on when it names none: in December and January the year.

    In the first month of another quarter it is the quarter that has ended, otherwise the one that runs.
    """
    if today.month in (1, 12):
        return Year(today.year if today.month == 12 else today.year - 1)
    this = Quarter.of(today)
    return this.before if today.month % 3 == 1 else this


def cycle_month(today: date, named: Month | None, policy: StarsPolicy) -> Month:
    """Return the month of a self-report, early in a month the one before unless named; raises MONTH_CLOSED."""
    this = Month.of(today)
    usual = this.before if today.day <= policy.self_report_until_day else this
    if named not in (None, usual, this):
        raise Refusal(MONTH_CLOSED, month=named.name if named else "", now=usual.name)
    return named or usual


def shown_state(state: StarState, valid_to: date | None, today: date) -> StarState:
    """Return the state for people: a filed star is in force until its validity ends, and only a veto ends it."""
    if state is StarState.ENDED:
        return StarState.VETOED
    if state is not StarState.FILED or valid_to is None:
        return state
    return StarState.EFFECTIVE if today <= valid_to else StarState.ENDED
