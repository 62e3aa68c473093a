"""How something is published: entered by the village, looked at by its supervision committee; pure. Source: F12."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.holidays import WorkCalendar
from models.matters.steps.rules import Kind, Step, Wording
from models.organisation.authority.deciders import Own, Part, part, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign
from models.values.periods import Period, Quarter

TOPIC_MOST, TEXT_MOST = 16, 400


class DisclosureState(StrEnum):
    """States of what is to be published."""

    ASKED = "asked"
    PUBLISHED = "published"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


_ASKED = frozenset({DisclosureState.ASKED})
DISCLOSURE = Kind(
    code="disclosure",
    sign=Sign.DISCLOSURE,
    name="村务公开",
    states={
        DisclosureState.ASKED: "等监督委员会看",
        DisclosureState.PUBLISHED: "已公开",
        DisclosureState.DECLINED: "退回去改",
        DisclosureState.TAKEN_BACK: "已撤回",
    },
    steps=(
        Step("publish", _ASKED, DisclosureState.PUBLISHED, roles(Role.SUPERVISOR), Own.NEVER, word="通过"),
        Step("decline", _ASKED, DisclosureState.DECLINED, roles(Role.SUPERVISOR), Own.NEVER, reason=True, word="退回"),
        Step("take_back", _ASKED, DisclosureState.TAKEN_BACK, part(Part.OWNER), Own.ONLY, word="撤回"),
    ),
    open=_ASKED,
    asks=_ASKED,
    said=Wording,
    lasting=True,
)


@dataclass(frozen=True)
class Published:
    """What a unit has published of a topic for a period: the words, who entered and who approved it, on which day."""

    text: str
    by: str
    approved_by: str
    on: date


@dataclass(frozen=True)
class DisclosureWanted:
    """What is asked for or entered: the topic, the period (None: this year's quarters), and what is to be published."""

    topic: str
    period: Period | None
    text: str = ""


NO_FIGURES = "还差时间或内容。这样发：登记公开 财务 1季度 收入3.2万元，支出2.8万元，结余0.4万元"


def quarters_over(today: date) -> list[Quarter]:
    """Return the quarters of this year that are over, in order; in the first quarter those of the year before."""
    now = Quarter.of(today)
    year = now.year if now.number > 1 else now.year - 1
    return [one for one in (Quarter(year, number) for number in range(1, 5)) if one.last < today]


# In the month after a quarter whoever publishes hears on the first of these days that its accounts are missing, the
# supervision committee on the second. Source: 村民委员会组织法 35, domain rules, section 8.
PUBLISHERS_DAY, SUPERVISORS_DAY = 5, 20


def is_due(today: date) -> bool:
    """Return whether last quarter's accounts are looked for: in the month after it, from the publishers' day on."""
    return Quarter.of(today).first.month == today.month and today.day >= PUBLISHERS_DAY


def missing_told(today: date, calendar: WorkCalendar) -> Role | None:
    """Return who hears today that last quarter's accounts are not published: its secretary, later its supervisors."""
    if not is_due(today):
        return None
    days = {PUBLISHERS_DAY: Role.SECRETARY, SUPERVISORS_DAY: Role.SUPERVISOR}
    return next((who for day, who in days.items() if calendar.first_working_day(today.replace(day=day)) == today), None)
