"""Proposing stars, and what a committee is shown for it; runs in the caller's transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from config.star_policy import StarsPolicy
from models.organisation.authority.act import Act
from models.organisation.authority.actions import branch_judged, branch_led_by, branches_led_by, members
from models.organisation.authority.rules import COMMITTEE
from models.organisation.people.actions import lock, told_apart
from models.organisation.people.rules import Asker
from models.organisation.people.tables import Person
from models.organisation.transfers.actions import branch_then, member_then, members_then
from models.organisation.units.tables import Branch
from models.stars.appraisal.actions import (
    UNPROPOSED,
    Frozen,
    appraisal_for,
    appraisal_of,
    graded,
    graded_by_branch,
    is_graded,
    own_reports,
    policy_for,
    policy_of,
    reporters,
    rules_for,
    self_reported,
    take_own_step,
    take_step,
)
from models.stars.appraisal.rules import BEFORE_PROPOSAL, SHOWN, StarState, check_taker, shown_state, working_period
from models.stars.appraisal.tables import StarAppraisal
from models.stars.points.actions import evidence, sheet_of, sheets, vetoed, vetoes_waiting
from models.stars.points.rules import Evidence
from models.stars.proposed import texts
from models.stars.proposed.rules import (
    NOBODY_LEFT,
    OTHERS,
    Candidate,
    Proposal,
    StillMissing,
    TiedCheck,
    check_proposals,
    quota_checks,
    reference_star,
)
from models.stars.proposed.texts import Dossier, Glance, OwnStars, Progress
from models.stars.review.actions import counts_of, outcomes_of, period_meant
from models.stars.review.rules import YearlyOutcome
from models.stars.standing_out.actions import left_out
from models.values.periods import Month, Period, Quarter, Year
from models.values.refusal import required

# Until the end of this month the stars of the year before are still spoken of.
_YEAR_IN_MIND = 2


async def propose(act: Act, proposals: Sequence[Proposal]) -> str:
    """Propose stars (or none) for some members; all of them or, with a Refusal, nobody. Return what is said of it.

    Every member is judged by the rules frozen when the branch's first proposal of the period was made.
    """
    day = act.today
    period = period_meant(proposals[0].period, day)
    branch = await branch_judged(act.asker, {name for one in proposals for name in one.names}, day)
    await lock([one.id for one in (await members_then([branch.id], period.last))[branch.id]])
    rules = await rules_for(branch.id, period, act.policy.stars, act.now)
    given = []
    stars: list[tuple[Person, int | None]] = []
    for one in proposals:
        people = await _people_meant(act.asker, branch, period, one, day)
        await _propose(act, people, one, (branch.id, period), rules)
        given.append((tuple((await told_apart(people)).values()), one.stars))
        stars += [(person, one.stars) for person in people]
    checks = await check_quota(branch.id, period, day, rules.policy)
    return texts.proposed(given, period, checks, await still_missing(stars, period, rules.policy))


async def _propose(
    act: Act, people: Sequence[Person], said: Proposal, about: tuple[int, Period], rules: Frozen
) -> None:
    for one in people:
        check_taker("propose", act.asker, one.id)
    found = await candidates(people, *about, act.today)
    check_proposals(found, said.stars, said.reason, rules.policy)
    values = {
        "stars": said.stars,
        "reason": said.reason,
        "rules_id": rules.rules_id,
        "proposed_by_id": act.asker.person_id,
        "proposed_at": act.now,
    }
    for one in people:
        await take_step("propose", await appraisal_for(one, about[1], act.cause), act.cause, values, said.reason)


async def _people_meant(asker: Asker, branch: Branch, period: Period, said: Proposal, day: date) -> list[Person]:
    """Return whom a proposal names; 其余 are those who have none yet, but for the asker. Refuses with NOBODY_LEFT."""
    if not OTHERS.issuperset(said.names):
        return [await member_then(branch, name, period.last) for name in said.names]
    return required(
        [one for one in await unproposed(branch.id, period, day) if one.id != asker.person_id],
        NOBODY_LEFT,
        period=period.name,
    )


async def still_missing(
    stars: Sequence[tuple[Person, int | None]], period: Period, policy: StarsPolicy
) -> StillMissing:
    """Return what is not there for some proposed stars; it decides nothing."""
    given, people = {person.id: grade or 0 for person, grade in stars}, [person for person, _ in stars]
    counts, outcomes = await counts_of(given, period.year), await outcomes_of(given, period.year)
    counted = {one for one, found in counts.items() if period in found}
    judged = set(outcomes) if period == Year(period.year) else set(given)
    points = await sheets(people, period.year, policy.points)
    enough = {one for one, found in points.items() if given[one] <= reference_star(found.total, policy.thresholds)}
    settled = await _without_veto(given, period.year)
    names = await told_apart(people)
    return StillMissing(*(_not_among(names, there) for there in (counted, judged, enough, settled)))


async def _without_veto(members: Collection[int], year: int) -> set[int]:
    waiting = await vetoes_waiting(members)
    return {one for one in members if (one, year) not in waiting}


def _not_among(names: Mapping[int, str], there: Collection[int]) -> tuple[str, ...]:
    return tuple(name for one, name in names.items() if one not in there)


async def withdraw(act: Act, names: Sequence[str], named: Period | None) -> tuple[list[str], Period]:
    """Take proposals back before they are shown; return whose. Raises WrongState for those that are further."""
    branch, period = await branch_led_by(act.asker, COMMITTEE), period_meant(named, act.today)
    rows = await StarAppraisal.filter(branch_id=branch.id, period=str(period)).select_related("member")
    gone = {row.member.name: row.member for row in rows if row.member.branch_id != branch.id or row.member.left_on}
    people = [gone.get(name) or await member_then(branch, name, period.last) for name in names]
    await lock([one.id for one in people])
    for one in people:
        await take_own_step(act, "withdraw", await appraisal_for(one, period), UNPROPOSED)
    return [one.name for one in people], period


async def candidates(people: Sequence[Person], branch_id: int, period: Period, day: date) -> list[Candidate]:
    """Return what stands for and against a star of each of some members."""
    ids = [one.id for one in people]
    in_it = {one.id for one in await graded(branch_id, period, day)}
    said, found = await self_reported(ids, period), await outcomes_of(ids, period.year)
    barred = await vetoed(ids, period.year)
    return [
        Candidate(one.name, period.year, one.id in in_it, said.get(one.id), found.get(one.id), one.id in barred)
        for one in people
    ]


async def check_quota(branch_id: int, period: Period, day: date, policy: StarsPolicy) -> list[TiedCheck]:
    """Return each quota check that is over, with the names of those who have equal points at its line."""
    people = {one.id: one for one in await graded(branch_id, period, day)}
    rows = await StarAppraisal.filter(branch_id=branch_id, period=str(period), member_id__in=list(people))
    stars = {row.member_id: row.stars for row in rows}
    points = {one: found.total for one, found in (await sheets(people.values(), period.year, policy.points)).items()}
    checks = quota_checks(stars, len(people), points, policy)
    return [TiedCheck(check, tuple(people[one].name for one in check.tied)) for check in checks if check.is_over]


async def dossier(act: Act, name: str, period: Period | None) -> Dossier:
    """Return what the committee of the asker's branch may know of one of its members."""
    branch, meant = await branch_led_by(act.asker, COMMITTEE), period_meant(period, act.today)
    member = await member_then(branch, name, meant.last)
    return (await dossiers_of(member, [meant], act.today, act.policy.stars))[0]


async def overview(act: Act, named: Period | None) -> tuple[Period, list[Glance], list[str]]:
    """Return a period, every member of the asker's branch as he stands in it, and the names of those left out of it."""
    branch, period = await branch_led_by(act.asker, COMMITTEE), period_meant(named, act.today)
    everybody, people = await members(branch.id), await graded(branch.id, period, act.today)
    ids = [one.id for one in people]
    said, outcomes = await self_reported(ids, period), await outcomes_of(ids, period.year)
    frozen = await policy_for(branch.id, period, act.policy.stars)
    counts, points = await counts_of(ids, period.year), await sheets(people, period.year, frozen.points)
    rows = {row.member_id: row for row in await StarAppraisal.filter(member_id__in=ids, period=str(period))}
    barred, names = await vetoed(ids, period.year), await told_apart([*everybody, *people])
    return (
        period,
        [
            Glance(
                name=names[one.id],
                said=said.get(one.id),
                counts=counts.get(one.id, {}).get(period, ()),
                points=points[one.id].total,
                outcome=outcomes.get(one.id),
                stars=rows[one.id].stars if one.id in rows else None,
                is_proposed=one.id in rows and rows[one.id].proposed_at is not None,
                vetoed=one.id in barred,
            )
            for one in people
        ],
        [names[one.id] for one in everybody if one.id not in ids],
    )


@dataclass(frozen=True)
class _Known:
    """What is known of a member's whole year."""

    evidence: Evidence | None
    counts: Mapping[Period, Sequence[int]]
    outcome: YearlyOutcome | None
    vetoed: bool


async def dossiers_of(member: Person, periods: Sequence[Period], day: date, policy: StarsPolicy) -> list[Dossier]:
    """Return all that is known of a member for a year or its quarters, by the rules that he was judged by."""
    year = periods[0].year
    known = _Known(
        evidence=(await evidence([member], year)).get(member.id),
        counts=(await counts_of([member.id], year)).get(member.id, {}),
        outcome=(await outcomes_of([member.id], year)).get(member.id),
        vetoed=bool(await vetoed([member.id], year)),
    )
    return [await _dossier(member, period, day, policy, known) for period in periods]


async def _dossier(member: Person, period: Period, day: date, policy: StarsPolicy, known: _Known) -> Dossier:
    row = await appraisal_of(member.id, period)
    frozen = await _judged_by(member, row, period, policy)
    found = sheet_of(known.evidence, frozen.points)
    state = shown_state(StarState(row.state), row.valid_to, day) if row else StarState.OPEN
    return Dossier(
        name=member.name,
        period=period,
        # A veto of its year ends a star whatever it had come to.
        state=StarState.VETOED if known.vetoed and isinstance(period, Year) else state,
        stars=row.stars if row else None,
        reason=row.reason if row else None,
        reports=await own_reports(member.id, period),
        sheet=found,
        reference=reference_star(found.total, frozen.thresholds),
        counts=known.counts,
        outcome=known.outcome,
        is_graded=await is_graded(member, period, day),
        is_proposed=row is not None and row.proposed_at is not None,
    )


async def _judged_by(member: Person, row: StarAppraisal | None, period: Period, policy: StarsPolicy) -> StarsPolicy:
    """Return the numbers of a member's star once it was proposed, else those of his branch's period."""
    if row is not None and row.rules_id is not None:
        return await policy_of(row, policy)
    return await policy_for(await branch_then(member, period.last), period, policy)


async def progress(act: Act, period: Period | None) -> Progress:
    """Return how far the asker's branch has come in a period, in counts only."""
    branch, period = await branch_led_by(act.asker, COMMITTEE), period_meant(period, act.today)
    people = {one.id for one in await graded(branch.id, period, act.today)}
    rows = await StarAppraisal.filter(branch_id=branch.id, period=str(period), member_id__in=list(people))
    states = [StarState(row.state) for row in rows]
    month = Month.of(min(act.today, period.last))
    counts = await counts_of(people, period.year)
    return Progress(
        period=period,
        month=month,
        graded=len(people),
        left_out=len(await left_out(branch.id, period.year, act.today)),
        reported=len(await reporters(branch.id, month)),
        counted=sum(period in found for found in counts.values()),
        proposed=sum(state not in BEFORE_PROPOSAL for state in states),
        shown=sum(state in SHOWN for state in states),
        sent=states.count(StarState.SUBMITTED),
        filed=sum(state in (StarState.FILED, StarState.ENDED) for state in states),
    )


async def unproposed(branch_id: int, period: Period, day: date) -> list[Person]:
    """Return the graded members of a branch for whom nothing is proposed yet."""
    return (await _unproposed([branch_id], period, day))[branch_id]


async def to_propose(act: Act) -> tuple[Period, int]:
    """Return the period that is worked on and how many others of his branch lack a proposal once it is over."""
    period = working_period(act.today)
    led = await branches_led_by(act.asker, COMMITTEE) if period.last < act.today else []
    left = [one for branch in led for one in await unproposed(branch.id, period, act.today)]
    return period, sum(one.id != act.asker.person_id for one in left)


async def year_left_open(act: Act) -> Year | None:
    """Return the year before while a running quarter is worked on, where a branch of his still lacks stars of it."""
    if not isinstance(working_period(act.today), Quarter) or act.today.month > _YEAR_IN_MIND:
        return None
    year = Year(act.today.year - 1)
    branches = await branches_led_by(act.asker, COMMITTEE)
    left = [one.id for branch in branches for one in await unproposed(branch.id, year, act.today)]
    return year if set(left) - {act.asker.person_id} else None


async def unproposed_by_branch(period: Period, day: date) -> dict[int, int]:
    """Return {branch id: how many graded members have no proposal yet}, of branches in which anybody has none."""
    branches = [branch.id for branch in await Branch.all()]
    return {branch_id: len(left) for branch_id, left in (await _unproposed(branches, period, day)).items() if left}


async def _unproposed(branches: Collection[int], period: Period, day: date) -> dict[int, list[Person]]:
    rows = StarAppraisal.filter(branch_id__in=list(branches), period=str(period))
    done = {(row.branch_id, row.member_id) for row in await rows.exclude(state__in=list(BEFORE_PROPOSAL))}
    people = await graded_by_branch(branches, period, day)
    return {key: [one for one in found if (key, one.id) not in done] for key, found in people.items()}


async def own_dossiers(act: Act, year: int | None) -> list[Dossier]:
    """Return what a member sees of himself for a year: the year and its quarters, in that order, as far as begun."""
    member = await Person.get(id=act.asker.person_id)
    wanted = year or working_period(act.today).year
    rows = await StarAppraisal.filter(member_id=member.id, period__startswith=str(wanted)).order_by("period")
    periods = {Year(wanted), *(Period.parse(row.period) for row in rows)}
    return await dossiers_of(member, sorted(periods, key=str), act.today, act.policy.stars)


async def own_stars(act: Act, year: int | None) -> OwnStars:
    """Return what a member sees of his own stars; when no year is named, this year's self-reports are there as well."""
    periods = await own_dossiers(act, year)
    wanted, reports = periods[0].period, list(periods[0].reports)
    if year is None and wanted.year != act.today.year:
        reports = [*await own_reports(act.asker.person_id or 0, Year(act.today.year)), *reports]
    rows = await StarAppraisal.filter(member_id=act.asker.person_id).exclude(period__contains="-").order_by("-period")
    years = [
        (Period.parse(row.period), shown_state(StarState(row.state), row.valid_to, act.today), row) for row in rows
    ]
    in_force = [
        (period, row.stars, row.valid_to)
        for period, state, row in years
        if state is StarState.EFFECTIVE and row.stars and row.valid_to
    ]
    earlier = [(period, state, row.stars) for period, state, row in years if period.year < wanted.year]
    return OwnStars(periods, next(iter(in_force), None), reports, earlier)
