"""Showing a branch's stars, and sending them on afterwards; runs in the caller's transaction."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from config.holidays import WorkCalendar
from config.star_policy import StarsPolicy
from models.audit.actions import Cause
from models.committees.actions import branch_led_by
from models.delivery.rules import Message
from models.peers.actions import explain_quota, last_meeting
from models.people.actions import lock
from models.people.rules import Asker, Role
from models.places.actions import groups
from models.places.tables import Branch
from models.proposals.actions import candidates, check_quota, unproposed
from models.proposals.rules import check_proposal
from models.publicity import texts
from models.publicity.rules import (
    NoMeeting,
    NotAllProposed,
    NothingToShow,
    NothingToSubmit,
    Posting,
    Submitted,
    unknown_years,
)
from models.stars.actions import rules_for, take_step
from models.stars.rules import SHOWN, Period, State, check_taker, publicity_end, stops_of, working_period
from models.stars.tables import StarAppraisal, StarMeeting

RUNNING = (State.PUBLICITY, State.REVIEWED)


async def open_publicity(
    asker: Asker, explanation: str | None, cause: Cause, calendar: WorkCalendar, policy: StarsPolicy
) -> Posting:
    """Show a branch's proposed stars of the year from today on.

    Needs a meeting with a quorum and a proposal for everybody; when more stars than usual are proposed, nothing is
    opened until somebody says why.
    """
    branch = await branch_led_by(asker, [Role.SECRETARY])
    day = cause.at.date()
    period = await _year_at(branch.id, day, [State.COMMITTEE_PROPOSED])
    rows = await _locked(branch.id, period, State.COMMITTEE_PROPOSED)
    meeting = await _ready(branch, period, day)
    rules = await rules_for(branch.id, period, policy, cause.at)
    if not rows:
        raise NothingToShow(period=period.name)
    await _check_again(rows, branch.id, period, day, rules.policy)
    checks = await check_quota(branch.id, period, day, rules.policy)
    if checks and not (explanation or meeting.quota_reason):
        return Posting(branch.name, branch.unit_id, period, opened=False, checks=checks)
    if checks and explanation:
        await explain_quota(meeting, explanation, cause)
    await _publish(asker, rows, cause)
    last = publicity_end(day, (), calendar, rules.policy.publicity_working_days)
    posting = await _posting(branch, period, rows, (day, last or day), calendar)
    return replace(posting, working_days=rules.policy.publicity_working_days)


async def _publish(asker: Asker, rows: Sequence[StarAppraisal], cause: Cause) -> None:
    for row in rows:
        check_taker("publish", asker, row.member_id)
        begun: dict[str, Any] = {"publicity_from": cause.at.date(), "publicity_to": None, "stops": []}
        await take_step("publish", row, cause, begun)


async def _year_at(branch_id: int, day: date, states: Sequence[State]) -> Period:
    """Return the newest year of which a branch has stars in some states, or the year that is worked on."""
    rows = await StarAppraisal.filter(branch_id=branch_id, state__in=list(states)).order_by("-period")
    years = [period for row in rows if (period := Period.parse(row.period)).quarter is None]
    return years[0] if years else Period(working_period(day).year)


async def _ready(branch: Branch, period: Period, day: date) -> StarMeeting:
    meeting = await last_meeting(branch.id, period)
    if meeting is None:
        raise NoMeeting(period=period.name)
    left = await unproposed(branch.id, period, day)
    if left:
        raise NotAllProposed(count=len(left), names="、".join(one.name for one in left[:10]))
    return meeting


async def _locked(branch_id: int, period: Period, *states: State) -> list[StarAppraisal]:
    """Return a branch's stars of a period that are in some states, their members locked."""
    found = StarAppraisal.filter(branch_id=branch_id, period=str(period), state__in=list(states)).order_by("member_id")
    await lock([row.member_id for row in await found])
    return await found.select_related("member")


async def _check_again(
    rows: Sequence[StarAppraisal], branch_id: int, period: Period, day: date, policy: StarsPolicy
) -> None:
    """Raise what has come to stand against a proposal since it was made."""
    found = await candidates([row.member for row in rows], branch_id, period, day)
    for row, candidate in zip(rows, found, strict=True):
        check_proposal(candidate, row.stars, row.reason or "-", policy)


async def _posting(
    branch: Branch, period: Period, rows: Sequence[StarAppraisal], span: tuple[date, date], calendar: WorkCalendar
) -> Posting:
    shown = sorted((row for row in rows if row.stars), key=lambda row: (-(row.stars or 0), row.member_id))
    return Posting(
        branch=branch.name,
        unit_id=branch.unit_id,
        period=period,
        opened=True,
        stars=[(row.member.name, row.stars or 0) for row in shown],
        open_names=[(row.member.name, row.stars or 0) for row in shown if row.member.publish_name],
        first=span[0],
        last=span[1],
        unknown=unknown_years(*span, calendar),
    )


async def notices(posting: Posting, now: datetime) -> list[Message]:
    """Return what the groups of the branch's unit read about its stars."""
    text = texts.group_notice(posting)
    stale = now + timedelta(days=2)
    return [
        Message(text, webhook_key=group.webhook_key, heads=group.heads, not_after=stale)
        for group in await groups()
        if group.unit_id == posting.unit_id
    ]


def _is_over(row: StarAppraisal, day: date, calendar: WorkCalendar, working_days: int) -> bool:
    end = _end(row, calendar, working_days)
    return end is not None and end < day


def _end(row: StarAppraisal, calendar: WorkCalendar, working_days: int) -> date | None:
    """Return the last day of a star's publicity, None while its clock stands or before it runs."""
    if row.publicity_from is None:
        return None
    return publicity_end(row.publicity_from, stops_of(row.stops), calendar, working_days)


async def submit(asker: Asker, cause: Cause, calendar: WorkCalendar, policy: StarsPolicy) -> Submitted:
    """Send those stars of the asker's branch whose publicity is over to the township; raises NothingToSubmit."""
    branch, day = await branch_led_by(asker, [Role.SECRETARY]), cause.at.date()
    period = await _year_at(branch.id, day, list(SHOWN))
    days = (await rules_for(branch.id, period, policy, cause.at)).policy.publicity_working_days
    shown = await _locked(branch.id, period, *SHOWN)
    over = [row for row in shown if row.state in RUNNING and _is_over(row, day, calendar, days)]
    if not over:
        raise NothingToSubmit
    for row in over:
        check_taker("submit", asker, row.member_id)
        values = {"submitted_at": cause.at, "publicity_to": _end(row, calendar, days)}
        await take_step("submit", row, cause, values)
    return Submitted(branch.name, period, len(over), len(shown) - len(over))


async def over_by_branch(day: date, calendar: WorkCalendar, policy: StarsPolicy) -> dict[tuple[int, Period], int]:
    """Return {(branch id, period): how many stars} whose publicity is over and which nobody has sent on."""
    rows = await StarAppraisal.filter(state__in=list(RUNNING)).select_related("rules")
    found: dict[tuple[int, Period], int] = defaultdict(int)
    for row in rows:
        frozen = StarsPolicy.model_validate(row.rules.content["stars"]) if row.rules else policy
        if _is_over(row, day, calendar, frozen.publicity_working_days):
            found[row.branch_id, Period.parse(row.period)] += 1
    return dict(found)
