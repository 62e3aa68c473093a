"""Self-reports, the steps of a star, and whom a committee appraises; runs in the caller's transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from config.star_catalogue import CATALOGUE_VERSION
from config.star_policy import StarsPolicy
from models.ledger.audit.actions import Cause, record
from models.organisation.authority.act import Act
from models.organisation.authority.rules import NOT_IN_BRANCH
from models.organisation.people.actions import lock
from models.organisation.people.rules import check_recorded
from models.organisation.people.tables import Person
from models.organisation.transfers.actions import branch_then, members_then, stays
from models.stars.appraisal.rules import (
    STEPS,
    SelfReport,
    StarState,
    check_taker,
    cycle_month,
    next_state,
    report_until,
)
from models.stars.appraisal.tables import StarAppraisal, StarRules, StarSelfReport
from models.stars.standing_out.actions import decided
from models.values.periods import Month, Period, Quarter, Year
from models.values.refusal import Refusal

NOTHING: Mapping[str, Any] = MappingProxyType({})
UNPROPOSED = dict.fromkeys(("stars", "reason", "rules_id", "proposed_by_id", "proposed_at", "publicity_from"))


async def self_report(act: Act, said: SelfReport) -> SelfReport:
    """Keep what a member says of himself for a month and return it as it stands; what was left unsaid stays as it was.

    Refuses with NOT_IN_BRANCH for somebody of no branch, MONTH_CLOSED for a month that is not open.
    """
    if act.asker.person_id is None or act.asker.branch_id is None:
        raise Refusal(NOT_IN_BRANCH)
    check_recorded(act.asker.name, declines=act.asker.declines_records)
    month = cycle_month(act.today, said.month, act.policy.stars)
    await lock([act.asker.person_id])
    before = await _last_report(act.asker.person_id, month)
    row = await StarSelfReport.create(
        member_id=act.asker.person_id,
        branch_id=act.asker.branch_id,
        month=str(month),
        version=before.version + 1,
        stars=said.stars or before.stars,
        themes=list(said.themes or before.themes),
        reason=said.why(before)[:200] or None,
        at=act.now,
    )
    await record(
        act.cause, "self_report", ("star_self_report", row.id), after={"month": row.month, "version": row.version}
    )
    await _reported(row, act.cause)
    return _report_of(row)


async def take_back_report(act: Act) -> Month | None:
    """Take back the self-report that a member gave last, while its month is open, as if he had given none.

    Return its month, None where there is none. A star that nobody else has worked on stands open again, unless another
    month of its period has one.
    """
    if act.asker.person_id is None:
        raise Refusal(NOT_IN_BRANCH)
    await lock([act.asker.person_id])
    mine = StarSelfReport.filter(member_id=act.asker.person_id)
    last = await mine.order_by("-at", "-version").first()
    month = Month.parse(last.month) if last else None
    if last is None or month is None or act.today > report_until(month, act.policy.stars):
        return None
    await mine.filter(month=last.month).delete()
    await record(act.cause, "self_report_back", ("star_self_report", last.id), before={"month": last.month})
    for period in (Quarter.of(month.first), Year(month.year)):
        row = await appraisal_of(act.asker.person_id, period)
        if row and row.state == StarState.SELF_REPORTED and not await self_reported([act.asker.person_id], period):
            await take_step("unreport", row, act.cause)
    return month


async def _last_report(member_id: int, month: Month) -> SelfReport:
    """Return the newest version of a month's self-report, or version 0, which says nothing."""
    row = await StarSelfReport.filter(member_id=member_id, month=str(month)).order_by("-version").first()
    return _report_of(row) if row else SelfReport(None, month=month, version=0)


async def _reported(report: StarSelfReport, cause: Cause) -> None:
    """Move the quarter's and the year's star of a full member on, if they are not further already."""
    member, month = await Person.get(id=report.member_id), Month.parse(report.month)
    if member.standing != "full" or report.stars is None:
        return
    for row in [await appraisal_for(member, period) for period in (Quarter.of(month.first), Year(month.year))]:
        if row.state in STEPS["report"].sources:
            await take_step("report", row, cause)


def _report_of(row: StarSelfReport) -> SelfReport:
    return SelfReport(row.stars, tuple(row.themes), row.reason, Month.parse(row.month), row.version)


async def own_reports(member_id: int, period: Period) -> list[SelfReport]:
    """Return a member's self-reports of the months of a period, the newest version of each, newest month first."""
    months = (str(Month.of(period.first)), str(Month.of(period.last)))
    rows = await StarSelfReport.filter(member_id=member_id, month__range=months).order_by("month", "version")
    newest = {row.month: _report_of(row) for row in rows}
    return [newest[month] for month in sorted(newest, reverse=True)]


async def self_reported(members: Iterable[int], period: Period) -> dict[int, int]:
    """Return {member id: stars} of the newest self-reports in a period that name a grade."""
    months = (str(Month.of(period.first)), str(Month.of(period.last)))
    rows = StarSelfReport.filter(member_id__in=list(members), month__range=months).order_by("month", "version")
    return {row.member_id: row.stars for row in await rows if row.stars is not None}


async def reporters(branch_id: int, month: Month) -> set[int]:
    """Return who of a branch has reported for a month."""
    found = await StarSelfReport.filter(branch_id=branch_id, month=str(month)).values_list("member_id", flat=True)
    return {int(one) for one in found}  # type: ignore[call-overload]  # one column comes back as plain values


async def appraisal_of(member_id: int, period: Period) -> StarAppraisal | None:
    """Return a member's star of a period, None before anything was said about it."""
    return await StarAppraisal.get_or_none(member_id=member_id, period=str(period))


async def appraisal_for(member: Person, period: Period, judged: Cause | None = None) -> StarAppraisal:
    """Return a member's star of a period, begun if need be; the caller holds the member's row.

    Until it is proposed it belongs to the branch in which the member was when the period ended, or is; that one may
    judge (`judged`) in place of another.
    """
    home = await branch_then(member, period.last)
    begun: dict[str, Any] = {"branch_id": home, "state": StarState.OPEN, "stops": []}
    row, _ = await StarAppraisal.get_or_create(begun, member_id=member.id, period=str(period))
    if row.branch_id != home:
        if judged and row.state == StarState.COMMITTEE_PROPOSED:
            await set_aside(row, judged)
        await StarAppraisal.filter(id=row.id, proposed_at=None).update(branch_id=home)
        await row.refresh_from_db()
    return row


async def set_aside(row: StarAppraisal, cause: Cause, reason: str | None = None) -> None:
    """Take back a proposal that cannot stand any more, so that the committee may make another."""
    await take_step("set_aside", row, cause, UNPROPOSED, reason)


async def take_step(
    name: str, row: StarAppraisal, cause: Cause, values: Mapping[str, Any] = NOTHING, reason: str | None = None
) -> None:
    """Move a star on by a step of STEPS and write other columns with it; raises WrongState."""
    member = await Person.get(id=row.member_id)
    state = next_state(name, StarState(row.state), member.name, Period.parse(row.period))
    await StarAppraisal.filter(id=row.id).update(state=state, **values)
    before: dict[str, Any] = {"state": row.state}
    after: dict[str, Any] = {"state": state}
    if "stars" in values:
        before, after = before | {"stars": row.stars}, after | {"stars": values["stars"]}
    await record(cause, f"star_{name}", ("star_appraisal", row.id), before=before, after=after, reason=reason)


async def take_own_step(
    act: Act, name: str, row: StarAppraisal, values: Mapping[str, Any] = NOTHING, reason: str | None = None
) -> None:
    """Let the asker take a step of STEPS, if it is his; raises OwnStar, NOT_YOUR_STEP and what `take_step` does."""
    check_taker(name, act.asker, row.member_id)
    await take_step(name, row, act.cause, values, reason)


async def _locked(appraisal_id: int) -> StarAppraisal:
    found = await StarAppraisal.get(id=appraisal_id)
    await lock([found.member_id])
    return await StarAppraisal.get(id=appraisal_id)


async def stop_clock(appraisal_id: int, day: date, cause: Cause) -> None:
    """Let one member's publicity clock stand from a day on; it may stand already."""
    row = await _locked(appraisal_id)
    standing = bool(row.stops) and row.stops[-1][1] is None
    stops = row.stops if standing else [*row.stops, [day.isoformat(), None]]
    await take_step("object", row, cause, {"stops": stops})


async def start_clock(appraisal_id: int, day: date, cause: Cause) -> None:
    """Let one member's publicity clock run again after a day."""
    row = await _locked(appraisal_id)
    stops = [[begins, ends or day.isoformat()] for begins, ends in row.stops]
    await take_step("answer", row, cause, {"stops": stops})


async def change_star(appraisal_id: int, stars: int | None, cause: Cause, reason: str | None = None) -> None:
    """Replace a star after an objection (None: no star); its publicity begins anew on the same day."""
    row = await _locked(appraisal_id)
    gone = ("publicity_to", "submitted_at", "filed_by_id", "filed_at", "valid_from", "valid_to")
    anew: dict[str, Any] = {"stars": stars, "publicity_from": cause.at.date(), "stops": [], **dict.fromkeys(gone)}
    await take_step("change", row, cause, anew, reason)


async def end_star(member_id: int, year: int, reason: str, cause: Cause) -> bool:
    """End a filed star of a year because of a veto; return whether there was one."""
    await lock([member_id])
    row = await StarAppraisal.get_or_none(member_id=member_id, period=str(Year(year)), state=StarState.FILED)
    if row is None:
        return False
    await take_step("end", row, cause, {"valid_to": cause.at.date(), "ended_reason": reason[:200]}, reason[:200])
    return True


@dataclass(frozen=True)
class Frozen:
    """The rules that a branch's period is judged by."""

    rules_id: int
    version: int
    policy: StarsPolicy


async def rules_for(branch_id: int, period: Period, policy: StarsPolicy, at: datetime) -> Frozen:
    """Return the rules of a branch's period: those of its first proposal, or a frozen copy of the present ones."""
    rules = await _begun_by(branch_id, period) or await _present_rules(policy, at)
    return Frozen(rules.id, rules.version, StarsPolicy.model_validate(rules.content["stars"]))


async def policy_for(branch_id: int, period: Period, policy: StarsPolicy) -> StarsPolicy:
    """Return the numbers that a branch's period is judged by: those of its first proposal, or the present ones."""
    rules = await _begun_by(branch_id, period)
    return StarsPolicy.model_validate(rules.content["stars"]) if rules else policy


async def _begun_by(branch_id: int, period: Period) -> StarRules | None:
    judged = StarAppraisal.filter(branch_id=branch_id, period=str(period)).exclude(rules_id=None)
    row = await judged.order_by("proposed_at", "id").select_related("rules").first()
    return row.rules if row is not None else None


async def policy_of(row: StarAppraisal | None, policy: StarsPolicy) -> StarsPolicy:
    """Return the numbers that a star was judged by, the present ones when nobody has proposed it yet."""
    if row is None or row.rules_id is None:
        return policy
    rules = await StarRules.get(id=row.rules_id)
    return StarsPolicy.model_validate(rules.content["stars"])


def _content(policy: StarsPolicy) -> dict[str, Any]:
    return {"stars": policy.model_dump(mode="json"), "catalogue": CATALOGUE_VERSION}


async def _present_rules(policy: StarsPolicy, at: datetime) -> StarRules:
    newest, version = await StarRules.all().order_by("-version").first(), await present_version(policy)
    if newest is not None and newest.version == version:
        return newest
    # Two branches may be the first at the same moment.
    begun: dict[str, Any] = {"content": _content(policy), "in_force_from": at}
    return (await StarRules.get_or_create(begun, version=version))[0]


async def present_version(policy: StarsPolicy) -> int:
    """Return the number of the rules in force, which become a row when somebody is judged by them."""
    newest = await StarRules.all().order_by("-version").first()
    if newest is None:
        return 1
    return newest.version if newest.content == _content(policy) else newest.version + 1


async def graded(branch_id: int, period: Period, day: date) -> list[Person]:
    """Return whom a branch appraises: full members, there when the period ended (or now), who are not left out."""
    return (await graded_by_branch([branch_id], period, day))[branch_id]


async def graded_by_branch(branches: Collection[int], period: Period, day: date) -> dict[int, list[Person]]:
    """Return {branch id: whom it appraises} of some branches, each of which is there."""
    return await _appraised(await members_then(branches, period.last), period.year, day)


async def is_graded(member: Person, period: Period, day: date) -> bool:
    """Return whether the branch in which a member was when a period ended (or is) appraises him."""
    stay = (await stays([member], period.last)).get(member.id)
    if stay is None or member.left_on:
        return False
    return bool((await _appraised({stay.branch_id: [member]}, period.year, day))[stay.branch_id])


async def _appraised(there: Mapping[int, Sequence[Person]], year: int, day: date) -> dict[int, list[Person]]:
    full = {key: [one for one in found if one.standing == "full" and not one.exempt] for key, found in there.items()}
    out = await decided([one.id for found in full.values() for one in found], year, day)
    return {
        key: [one for one in found if out.isdisjoint({(one.id, key), (one.id, None)})] for key, found in full.items()
    }
