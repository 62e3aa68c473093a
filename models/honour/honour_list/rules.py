"""When a month's list comes out, and what stands against it; pure. Source: domain rules, section 4."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from config.holidays import WorkCalendar
from config.policy import Policy
from models.honour.month_figures.rules import Standings
from models.values.periods import Month
from models.values.refusal import Refusal


class Way(StrEnum):
    """How a version comes out: in its time, as a correction of an older one, or made up afterwards."""

    APPROVED = "approved"
    CORRECTED = "corrected"
    MADE_UP = "made_up"


@dataclass(frozen=True)
class Edition:
    """A version as it would come out: the lists it is made of, its texts by kind of unit, and for how many groups."""

    month: Month
    version: int
    change: str | None
    lists: Sequence[Standings]
    texts: dict[str, str]
    groups: int


class ListIsOut(Refusal):
    """The list of the month is out."""

    text = "{month}红榜已经公布了。数有变化就发“更正红榜 {month} 原因”。"


class ListNotOut(Refusal):
    """There is no published list to correct."""

    text = "{month}红榜还没有公布，不用更正；公布前的核实和更正会自动算进去。"


class NobodyTookPart(Refusal):
    """Nothing of the month was verified in time."""

    text = "{month}还没有核实过的服务记录，没有可公布的。"


class SameAsBefore(Refusal):
    """A correction that would say the same again."""

    text = "{month}红榜和公布的一样，没有要更正的，不发。"


class ListTooEarly(Refusal):
    """The month can still be reported."""

    text = "{month}的上报还没截止，{day}起可以看预览，看过再批准。"


class ListExpired(Refusal):
    """The time to publish the list in its turn is over."""

    text = "{month}红榜的公布时间（{day}）已经过了。还要发的话，发“补发 红榜 {month}”，会注明是补发的。"


def preview_opens(month: Month, policy: Policy) -> date:
    """Return from which day on the list of a month can be seen before it comes out."""
    return month.after.first.replace(day=policy.ranking.preview_from_day)


def expires(month: Month, policy: Policy) -> date:
    """Return the last day on which the list of a month comes out in its turn."""
    return month.after.first.replace(day=policy.ranking.publish_until_day)


def comes_out(month: Month, policy: Policy, calendar: WorkCalendar) -> date:
    """Return the first day on which the list of a month may come out: worked, and a working day after the preview."""
    seen = calendar.first_working_day(preview_opens(month, policy))
    earliest = month.after.first.replace(day=policy.ranking.publish_on_or_after_day)
    return calendar.first_working_day(max(earliest, seen + timedelta(days=1)))


def due(month: Month, now: datetime, policy: Policy, calendar: WorkCalendar) -> datetime:
    """Return at which moment the list of a month comes out, in the time zone of `now`."""
    at = time.fromisoformat(policy.schedule["honour_list"].at)
    return datetime.combine(comes_out(month, policy, calendar), at, now.tzinfo)
