"""Which posting a decision waits for, how long it hangs, whom its day reminds; pure. Source: feature F11, rules 5.3."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from config.holidays import WorkCalendar
from models.democracy.decisions.rules import PROGRESS, DecisionState, VillageDecision
from models.values.periods import Quarter

# Of its publicity the day of posting does not count.
STEPS = {DecisionState.REVIEWED: "post", DecisionState.ACCEPTED: "publish"}


class Nearness(StrEnum):
    """How the day stands by which a result is to be published."""

    NEAR = "near"
    LATE = "late"


NOT_TO_REPORT = "{number} {state}，结果先没记。决议公示了再报结果；报过要改的，请监督委员会先发“退回 {number} …”。"


@dataclass(frozen=True)
class DecisionPosting:
    """A posting of a decision: what is put up (post: the resolution, publish: the result), on which day, until when."""

    step: str
    on: date
    until: date


def posting_due(one: VillageDecision, on: date, days: int) -> DecisionPosting:
    """Return the posting that a decision waits for, which is in one of STEPS, if people read it from that day on."""
    return DecisionPosting(STEPS[one.state], on, on + timedelta(days=days))


def postings_of(one: VillageDecision, days: int) -> list[DecisionPosting]:
    """Return the postings that a decision has had, in order."""
    had = (("post", one.said.posted_on), ("publish", one.said.published_on))
    return [DecisionPosting(step, on, on + timedelta(days=days)) for step, on in had if on]


def nearness(due: date, today: date, ahead: int, calendar: WorkCalendar) -> Nearness | None:
    """Return how near the day is, on the days on which it is said: `ahead` days before, on it, and so many after it.

    On a day off it is said on the last day worked before, of what is late on the first one after.
    """
    span = timedelta(days=ahead)
    if today in (calendar.last_working_day(due - span), calendar.last_working_day(due)):
        return Nearness.NEAR
    return Nearness.LATE if today == calendar.first_working_day(due + span) else None


def ends_soon(one: VillageDecision, today: date, days: int, calendar: WorkCalendar) -> DecisionPosting | None:
    """Return the posting whose last day is told of today: the day before it, or the last one worked before that."""
    before = timedelta(days=1)
    ending = (each for each in postings_of(one, days) if calendar.last_working_day(each.until - before) == today)
    return next(ending, None)


# What takes long is told of once in a quarter at least; on this day of its last month it is asked about.
# Source: 村民委员会组织法 35.
PROGRESS_DAY = 15


def is_progress_owed(one: VillageDecision, today: date, calendar: WorkCalendar) -> bool:
    """Return whether it is asked today how a decision goes on that was put up before this quarter, and is not done."""
    quarter = Quarter.of(today)
    asked = calendar.first_working_day(quarter.last.replace(day=PROGRESS_DAY)) == today
    told = any(note.step == PROGRESS and note.on >= quarter.first for note in one.noted)
    long = one.said.posted_on is not None and one.said.posted_on < quarter.first
    return asked and long and not told and one.state is DecisionState.POSTED
