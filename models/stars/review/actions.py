"""Keeping what a branch's meeting found; runs in the caller's transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from config.star_policy import StarsPolicy
from models.ledger.audit.actions import Cause, record
from models.organisation.authority.act import Act
from models.organisation.authority.actions import branch_judged, branch_led_by, members
from models.organisation.authority.rules import COMMITTEE
from models.organisation.people.actions import lock
from models.organisation.people.namesakes import names_of
from models.organisation.people.rules import MOBILE_CLASS
from models.organisation.people.tables import Person
from models.organisation.transfers.actions import member_then, members_then
from models.organisation.units.tables import Branch
from models.procedure.meetings.tables import MeetingRecord
from models.procedure.party_life.actions import held_in, note
from models.procedure.party_life.rules import Meeting, check_day
from models.stars.appraisal.actions import appraisal_for, graded, policy_of, take_step
from models.stars.appraisal.rules import (
    PERIOD_NOT_BEGUN,
    SENT_ON,
    SHOWN,
    OwnStar,
    StarState,
    check_taker,
    working_period,
)
from models.stars.appraisal.tables import StarAppraisal, StarOutcome, StarPeerCount
from models.stars.review.rules import (
    WRONG_EXPECTED,
    Attendance,
    HandCount,
    Judged,
    NotGraded,
    Review,
    Reviewed,
    YearlyOutcome,
    check_attendance,
)
from models.values.periods import Period, Year
from models.values.refusal import Refusal

# Under which code a branch's meeting about stars stands among its meetings.
STAR_MEETING = "star_meeting"


def period_meant(named: Period | None, day: date) -> Period:
    """Return the period that is named, or the one that is worked on; refuses with PERIOD_NOT_BEGUN."""
    period = named or working_period(day)
    if period.first > day:
        raise Refusal(PERIOD_NOT_BEGUN, period=period.name)
    return period


async def count_all(act: Act, counted: Sequence[HandCount]) -> tuple[list[tuple[Person, Period]], int]:
    """Keep the hand counts about several members: all of them or, with a Refusal, none.

    Return of whom and of when, and how many members the branch has.
    """
    branch = await branch_judged(act.asker, {one.name for one in counted}, act.today)
    people = [await member_then(branch, one.name, period_meant(one.period, act.today).last) for one in counted]
    await lock([one.id for one in people])
    kept = [await _count(act, branch, *one) for one in zip(people, counted, strict=True)]
    return kept, await _most(branch.id, kept[0][1])


async def most_there(act: Act, counted: Sequence[HandCount]) -> int:
    """Return how many members may have raised their hands in what was counted."""
    branch = await branch_judged(act.asker, {one.name for one in counted}, act.today)
    return await _most(branch.id, period_meant(counted[0].period, act.today))


async def _count(act: Act, branch: Branch, member: Person, counted: HandCount) -> tuple[Person, Period]:
    """Keep the hand count about one member, in place of an earlier one; nobody enters his own."""
    period = period_meant(counted.period, act.today)
    check_taker("count", act.asker, member.id)
    if member.id not in {one.id for one in await graded(branch.id, period, act.today)}:
        raise NotGraded(name=member.name)
    row = await appraisal_for(member, period, act.cause)
    await take_step("count", row, act.cause)
    values = {
        "counts": list(counted.counts),
        "present": counted.present,
        "entered_by_id": act.asker.person_id,
        "at": act.now,
    }
    await StarPeerCount.update_or_create(values, member_id=member.id, period=str(period))
    await record(act.cause, "peer_count", ("star_appraisal", row.id), after={"present": counted.present})
    return member, period


async def _most(branch_id: int, period: Period) -> int:
    """Return how many members may have been at a meeting: those on the books now, or when the period ended."""
    then = (await members_then([branch_id], period.last))[branch_id]
    return max(len(then), len(await members(branch_id)))


async def counts_of(people: Iterable[int], year: int) -> dict[int, dict[Period, list[int]]]:
    """Return {member id: {period: hand count}} of a year and its quarters."""
    rows = StarPeerCount.filter(member_id__in=list(people), period__startswith=str(year)).order_by("period")
    found: dict[int, dict[Period, list[int]]] = {}
    for row in await rows:
        found.setdefault(row.member_id, {})[Period.parse(row.period)] = row.counts
    return found


async def hold_meeting(act: Act, attendance: Attendance) -> tuple[Period, int]:
    """Keep that a branch's meeting about a period's stars was held; return the period and how many members there are.

    Refuses with NOT_THAT_DAY, TOO_FEW_CAME, STRANGE_ATTENDANCE or WRONG_EXPECTED.
    """
    branch, day = await branch_led_by(act.asker, COMMITTEE), attendance.day or act.today
    check_day(day, act.today)
    period = period_meant(attendance.period, day)
    check_attendance(attendance, act.policy.stars.meeting_quorum)
    least = sum(one.member_class != MOBILE_CLASS for one in await graded(branch.id, period, day))
    if attendance.expected < least:
        raise Refusal(WRONG_EXPECTED, period=period.name, least=least, expected=attendance.expected)
    row = await MeetingRecord.create(
        unit_id=branch.unit_id,
        branch_id=branch.id,
        assembly=STAR_MEETING,
        period=str(period),
        day=day,
        expected=attendance.expected,
        present=attendance.present,
        entered_by_id=act.asker.person_id,
        at=act.now,
    )
    after = {"period": row.period, "expected": row.expected, "present": row.present}
    await record(act.cause, "star_meeting", ("meeting", row.id), after=after)
    return period, await _most(branch.id, period)


async def last_meeting(branch_id: int, period: Period) -> MeetingRecord | None:
    """Return the newest meeting of a branch about a period's stars."""
    return (await last_meetings([branch_id])).get((branch_id, str(period)))


async def last_meetings(branches: Collection[int]) -> dict[tuple[int, str], MeetingRecord]:
    """Return {(branch id, period as in rows): the newest meeting about its stars} of some branches."""
    rows = await MeetingRecord.filter(branch_id__in=list(branches), assembly=STAR_MEETING).order_by("id")
    return {(row.branch_id or 0, row.period or ""): row for row in rows}


async def explain_quota(meeting: MeetingRecord, reason: str, cause: Cause) -> None:
    """Keep with a meeting why it wants more stars than usual."""
    await MeetingRecord.filter(id=meeting.id).update(minutes=reason[:200])
    await record(cause, "star_quota", ("meeting", meeting.id), reason=reason[:200])


async def to_judge(act: Act, judged: Judged) -> Review:
    """Return who gets which outcome by a line, without keeping it; raises OwnStar and NotGraded."""
    return (await _review(act, judged))[2]


async def _review(act: Act, judged: Judged) -> tuple[Branch, dict[int, YearlyOutcome], Review]:
    """Return the branch, {member id: outcome}, and both in words."""
    branch = await _branch_reviewed(act, judged)
    year = working_period(judged.day or act.today).year
    named = {await _judged(act, branch, name, year): one for name, one in judged.outcomes.items()}
    everybody = {one.id: one for one in [*await members(branch.id), *named]}
    rest, stay = await _others(everybody.values(), named, year)
    outcomes = _found(judged, named, rest, act.asker.person_id)
    names = names_of([(one.id, one.name, one.villagers_group) for one in everybody.values()])
    shown, stays = [(names[one], found) for one, found in outcomes.items()], tuple(names[one] for one in stay)
    day = judged.day or await _held_on(act, branch, year)
    return branch, outcomes, Review(year, branch.unit.name, shown, stays, act.asker.person_id in rest, day)


async def _others(people: Iterable[Person], named: Collection[Person], year: int) -> tuple[list[int], list[int]]:
    """Return (who else of some people may be found something about, who has been already)."""
    full = [one.id for one in people if one.standing == "full" and one not in named]
    given = await outcomes_of(full, year)
    return [one for one in full if one not in given], list(given)


def _found(
    judged: Judged, named: Mapping[Person, YearlyOutcome], rest: Iterable[int], own: int | None
) -> dict[int, YearlyOutcome]:
    """Return {member id: outcome} of those named, and of the rest but the asker where the line speaks of the others."""
    outcomes = {one.id: found for one, found in named.items()}
    if judged.others:
        outcomes |= dict.fromkeys([one for one in rest if one != own], judged.others)
    return outcomes


async def _branch_reviewed(act: Act, judged: Judged) -> Branch:
    """Return the branch of which a line speaks; what its others get is said by its own committee only."""
    if judged.day:
        check_day(judged.day, act.today)
    if judged.others:
        return await branch_led_by(act.asker, COMMITTEE)
    return await branch_judged(act.asker, set(judged.outcomes), act.today)


async def _held_on(act: Act, branch: Branch, year: int) -> date | None:
    """Return the day of a branch's review of a year: today in that year where none is on record."""
    held = await held_in(branch, Year(year).first, act.today)
    days = [day for meeting, day in held if meeting is Meeting.MEMBERS_REVIEW]
    return days[-1] if days else act.today if act.today.year == year else None


async def judge(act: Act, judged: Judged) -> Reviewed:
    """Keep the outcomes of the yearly review that a line says; return how the review stands."""
    branch, outcomes, review = await _review(act, judged)
    await lock(list(outcomes))
    await _keep_outcomes(act, outcomes, review.year)
    counts = await _excellent(branch.id, review.year)
    undone = await _undone(review, outcomes, act.policy.stars)
    met = review.day is not None and await note(act, branch, Meeting.MEMBERS_REVIEW, review.day, review.day)
    return Reviewed(review, *counts, undone, met)


async def _judged(act: Act, branch: Branch, name: str, year: int) -> Person:
    """Return the member who is meant; raises OwnStar, and NotGraded for who is no full member."""
    one = await member_then(branch, name, Year(year).last)
    if one.id == act.asker.person_id:
        raise OwnStar
    if one.standing != "full":
        raise NotGraded(name=one.name)
    return one


async def _undone(review: Review, outcomes: Mapping[int, YearlyOutcome], policy: StarsPolicy) -> dict[str, StarState]:
    """Return {name: how far} of those found unqualified who have a star of the year that cannot stand."""
    names = {one: name for one, (name, _) in zip(outcomes, review.outcomes, strict=True)}
    unqualified = [one for one, found in outcomes.items() if found is YearlyOutcome.UNQUALIFIED]
    given = (StarState.COMMITTEE_PROPOSED, *SHOWN, *SENT_ON)
    rows = await StarAppraisal.filter(member_id__in=unqualified, period=str(Year(review.year)), state__in=given)
    return {
        names[row.member_id]: StarState(row.state)
        for row in rows
        if (row.stars or 0) > (await policy_of(row, policy)).unqualified_star_max
    }


async def _keep_outcomes(act: Act, outcomes: Mapping[int, YearlyOutcome], year: int) -> None:
    for one, outcome in outcomes.items():
        values = {"outcome": outcome, "entered_by_id": act.asker.person_id, "at": act.now}
        row, _ = await StarOutcome.update_or_create(values, member_id=one, year=year)
        after = {"year": year, "outcome": outcome}
        await record(act.cause, "star_outcome", ("star_outcome", row.id), after=after)


async def _excellent(branch_id: int, year: int) -> tuple[int, int]:
    full = [one.id for one in await members(branch_id) if one.standing == "full"]
    found = await outcomes_of(full, year)
    return sum(one is YearlyOutcome.EXCELLENT for one in found.values()), len(full)


async def outcomes_of(people: Iterable[int], year: int) -> dict[int, YearlyOutcome]:
    """Return {member id: outcome} of the yearly review, of those of whom there is one."""
    rows = await StarOutcome.filter(member_id__in=list(people), year=year)
    return {row.member_id: YearlyOutcome(row.outcome) for row in rows}
