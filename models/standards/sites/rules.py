"""What a demonstration site's life is; pure. Source: feature F03; domain rules, section 7."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.matters.steps.rules import Kind, Step
from models.organisation.authority.deciders import Own, Part, part, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign

TITLES = ("红旗党委", "春风式模范新村", "先锋社区")
_DISTRICT = roles(Role.DISTRICT)
# An official document: its issuer and kind, the year in brackets, its number.
_BATCH = re.compile(r"第?\s?(\d{1,2})\s?批")
_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[（(]20\d\d[〕\]）)]\s?\d{1,5}\s?号")


class SiteState(StrEnum):
    """Where a site stands: 申报, 创建, 授牌 (re-checked every year), 摘牌, for which one asks and another agrees."""

    APPLIED = "applied"
    CREATING = "creating"
    NAMED = "named"
    WITHDRAWING = "withdrawing"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


# A site keeps its title until a second officer has agreed that it goes.
TITLED = (SiteState.NAMED, SiteState.WITHDRAWING)
_APPLIED, _CREATING, _NAMED, _WITHDRAWING = (
    frozenset({state}) for state in (SiteState.APPLIED, SiteState.CREATING, *TITLED)
)

SITE = Kind(
    code="site",
    sign=Sign.SITE,
    name="示范点",
    states={
        SiteState.APPLIED: "申报中",
        SiteState.CREATING: "创建中",
        SiteState.NAMED: "已授牌",
        SiteState.WITHDRAWING: "已授牌，有人提出摘牌，要两个人办",
        SiteState.DECLINED: "没有列入",
        SiteState.WITHDRAWN: "已摘牌",
    },
    steps=(
        Step("accept", _APPLIED, SiteState.CREATING, _DISTRICT, word="同意"),
        Step("decline", _APPLIED | _CREATING, SiteState.DECLINED, _DISTRICT, reason=True, word="不同意"),
        Step("name", _CREATING, SiteState.NAMED, _DISTRICT),
        Step("check", _NAMED, SiteState.NAMED, _DISTRICT),
        # A title is a decision of the Party committee: no one officer alone takes it away.
        Step("ask_withdraw", _NAMED, SiteState.WITHDRAWING, _DISTRICT, reason=True),
        Step("withdraw", _WITHDRAWING, SiteState.WITHDRAWN, _DISTRICT, Own.NEVER, word="同意"),
        Step("keep", _WITHDRAWING, SiteState.NAMED, _DISTRICT, Own.NEVER, reason=True, word="不同意"),
        Step("take_back", _WITHDRAWING, SiteState.NAMED, part(Part.OWNER), Own.ONLY, word="撤回"),
    ),
    open=_APPLIED | _CREATING | _WITHDRAWING,
    lasting=True,
    asks=_APPLIED | _WITHDRAWING,
)


@dataclass(frozen=True)
class Site:
    """A site as people see it; moments are days, None for what has not happened."""

    number: int
    unit: str
    title: str
    state: SiteState
    batch: int | None = None
    approval: str | None = None
    named_on: date | None = None
    checked_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def check_by(self) -> date | None:
        """Return the day by which it is checked again: a year after it was named or checked last."""
        last = self.checked_on or self.named_on
        return year_after(last) if last and self.state in TITLED else None


def year_after(day: date) -> date:
    """Return the same day of the next year, 28 February for 29 February."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def next_check(site: Site, today: date) -> date | None:
    """Return the day by which a site is checked again; without a check on these books, the next anniversary."""
    due = site.check_by
    while due is not None and site.checked_on is None and due < today:
        due = year_after(due)
    return due


NO_DOCUMENT = "授牌要有批准文件的文号。例如：授牌 {number} 某委〔2026〕0号 第2批。"
UNKNOWN_TITLE = "没有“{said}”这种示范点。可以申报：{titles}。"
SECOND_OFFICER_NEEDED = (
    "{number} 的摘牌要两个人办：您已经提过，等另一位同志看。不摘了发“撤回 {number}”，想问一声发“催 {number}”。"
)
NOT_BELOW = "{unit}不在您这里。请由所在的镇街来申报。"
NO_SITE = "{unit}没有{what}的示范点。"


def document_in(text: str) -> str | None:
    """Return the number of the document that a text names, such as 某委〔2026〕0号; None without one."""
    found = _DOCUMENT.search(text)
    return found[0] if found else None


def batch_in(text: str) -> int | None:
    """Return the batch in 第2批; None without one."""
    found = _BATCH.search(text)
    return int(found[1]) if found else None
