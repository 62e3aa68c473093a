"""Proposing stars, and what a committee is shown for it; runs in the caller's transaction."""

from collections.abc import Sequence
from datetime import date

from config.star_policy import StarsPolicy
from models.audit.actions import Cause
from models.committees.actions import branch_led_by, member_named
from models.committees.rules import COMMITTEE
from models.days import Month
from models.exemptions.actions import left_out
from models.peers.actions import counts_of, outcomes_of, period_meant
from models.people.actions import lock
from models.people.rules import Asker
from models.people.tables import Person
from models.places.tables import Branch
from models.points.actions import sheet, sheets, vetoed
from models.proposals.rules import (
    Candidate,
    Dossier,
    Progress,
    Proposal,
    Proposed,
    TiedCheck,
    check_proposal,
    quota_checks,
    reference_star,
)
from models.stars.actions import (
    appraisal_for,
    appraisal_of,
    graded,
    own_reports,
    policy_of,
    reporters,
    rules_for,
    self_reported,
    take_step,
)
from models.stars.rules import BEFORE_PROPOSAL, SHOWN, Period, State, check_taker, shown_state, working_period
from models.stars.tables import StarAppraisal


async def propose(asker: Asker, proposal: Proposal, cause: Cause, policy: StarsPolicy) -> Proposed:
    """Propose one star (or none) for some members; all of them or, with a Refusal, nobody.

    Every member is judged by the rules frozen when the branch's first proposal of the period was made.
    """
    stars, day = proposal.stars, cause.at.date()
    branch, period = await branch_led_by(asker, COMMITTEE), period_meant(proposal.period, day)
    people = [await member_named(branch, name) for name in proposal.names]
    for one in people:
        check_taker("propose", asker, one.id)
    await lock([one.id for one in people])
    rules = await rules_for(branch.id, period, policy, cause.at)
    for candidate in await candidates(people, branch.id, period, day):
        check_proposal(candidate, stars, proposal.reason, rules.policy)
    values = {
        "stars": stars,
        "reason": proposal.reason,
        "rules_id": rules.rules_id,
        "proposed_by_id": asker.person_id,
        "proposed_at": cause.at,
    }
    for one in people:
        await take_step("propose", await appraisal_for(one, period), cause, values)
    checks = await check_quota(branch.id, period, day, rules.policy)
    return Proposed(tuple(one.name for one in people), stars, period, checks)


async def candidates(people: Sequence[Person], branch_id: int, period: Period, day: date) -> list[Candidate]:
    """Return what stands for and against a star of each of some members."""
    ids = [one.id for one in people]
    in_it = {one.id for one in await graded(branch_id, period, day)}
    said, found = await self_reported(ids, period), await outcomes_of(ids, period.year)
    barred = await vetoed(ids, period.year)
    return [
        Candidate(one.name, one.id in in_it, said.get(one.id), found.get(one.id), one.id in barred) for one in people
    ]


async def check_quota(branch_id: int, period: Period, day: date, policy: StarsPolicy) -> list[TiedCheck]:
    """Return each quota check that is over, with the names of those who have equal points at its line."""
    people = {one.id: one for one in await graded(branch_id, period, day)}
    rows = await StarAppraisal.filter(branch_id=branch_id, period=str(period), member_id__in=list(people))
    stars = {row.member_id: row.stars for row in rows}
    points = {one: found.total for one, found in (await sheets(branch_id, period.year, policy.points)).items()}
    checks = quota_checks(stars, len(people), points, policy)
    return [TiedCheck(check, tuple(people[one].name for one in check.tied)) for check in checks if check.is_over]


async def dossier(asker: Asker, name: str, period: Period | None, day: date, policy: StarsPolicy) -> Dossier:
    """Return what the committee of the asker's branch may know of one of its members."""
    branch = await branch_led_by(asker, COMMITTEE)
    return await dossier_of(await member_named(branch, name), period_meant(period, day), day, policy)


async def dossier_of(member: Person, period: Period, day: date, policy: StarsPolicy) -> Dossier:
    """Return all that is known of a member for a period, by the rules that he was judged by."""
    row = await appraisal_of(member.id, period)
    frozen = await policy_of(row, policy)
    found = await sheet(member.id, period.year, frozen.points)
    in_it = {one.id for one in await graded(member.branch_id, period, day)} if member.branch_id else set()
    return Dossier(
        name=member.name,
        period=period,
        state=shown_state(State(row.state), row.valid_to, day) if row else State.OPEN,
        stars=row.stars if row else None,
        reason=row.reason if row else None,
        reports=await own_reports(member.id, period),
        sheet=found,
        reference=reference_star(found.total, frozen.thresholds),
        counts=(await counts_of([member.id], period.year)).get(member.id, {}),
        outcome=(await outcomes_of([member.id], period.year)).get(member.id),
        is_graded=member.id in in_it,
        is_proposed=row is not None and row.proposed_at is not None,
    )


async def progress(asker: Asker, named: Period | None, day: date) -> Progress:
    """Return how far the asker's branch has come in a period, in counts only."""
    branch, period = await branch_led_by(asker, COMMITTEE), period_meant(named, day)
    people = {one.id for one in await graded(branch.id, period, day)}
    rows = await StarAppraisal.filter(branch_id=branch.id, period=str(period), member_id__in=list(people))
    states = [State(row.state) for row in rows]
    month = Month.of(min(day, period.last))
    counts = await counts_of(people, period.year)
    return Progress(
        period=period,
        month=month,
        graded=len(people),
        left_out=len(await left_out(branch.id, period.year, day)),
        reported=len(await reporters(branch.id, month)),
        counted=sum(period in found for found in counts.values()),
        proposed=sum(state not in BEFORE_PROPOSAL for state in states),
        shown=sum(state in SHOWN for state in states),
        filed=sum(state in (State.FILED, State.ENDED) for state in states),
    )


async def unproposed(branch_id: int, period: Period, day: date) -> list[Person]:
    """Return the graded members of a branch for whom nothing is proposed yet."""
    people = await graded(branch_id, period, day)
    rows = StarAppraisal.filter(branch_id=branch_id, period=str(period), state__not_in=list(BEFORE_PROPOSAL))
    done = {row.member_id for row in await rows}
    return [one for one in people if one.id not in done]


async def own_dossiers(asker: Asker, year: int | None, day: date, policy: StarsPolicy) -> list[Dossier]:
    """Return what a member sees of himself for a year: the year and its quarters, in that order, as far as begun."""
    member = await Person.get(id=asker.person_id)
    wanted = year or working_period(day).year
    rows = await StarAppraisal.filter(member_id=member.id, period__startswith=str(wanted)).order_by("period")
    periods = {Period(wanted), *(Period.parse(row.period) for row in rows)}
    ordered = sorted(periods, key=lambda period: period.quarter or 0)
    return [await dossier_of(member, period, day, policy) for period in ordered]


async def unproposed_by_branch(period: Period, day: date) -> dict[int, int]:
    """Return {branch id: how many graded members have no proposal yet}, of branches in which anybody has none."""
    counts = {branch.id: len(await unproposed(branch.id, period, day)) for branch in await Branch.all()}
    return {branch_id: count for branch_id, count in counts.items() if count}
