"""Showing a branch's stars, and sending them on afterwards; runs in the caller's transaction."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tortoise.expressions import Q

from config.holidays import WorkCalendar
from config.star_policy import StarsPolicy
from models.ledger.audit.actions import Cause
from models.organisation.authority.act import Act
from models.organisation.authority.actions import branch_led_by
from models.organisation.people.actions import lock, told_apart
from models.organisation.people.rules import Role
from models.organisation.units.tables import Branch
from models.procedure.meetings.tables import MeetingRecord
from models.procedure.notices.rules import notice_end, stops_of
from models.stars.appraisal.actions import policy_for, rules_for, set_aside, take_own_step
from models.stars.appraisal.rules import SHOWN, StarState, working_period
from models.stars.appraisal.tables import StarAppraisal
from models.stars.notice.rules import (
    NO_MEETING,
    NOT_ALL_PROPOSED,
    NOT_SENT,
    NOTHING_TO_RETRACT,
    NOTHING_TO_SHOW,
    NOTHING_TO_SUBMIT,
    PUBLICITY_OVER,
    SOMEBODY_OBJECTED,
    Posting,
    Retracted,
    StarStepTaken,
    Submitted,
    check_in_season,
    unknown_years,
)
from models.stars.points.actions import vetoes_waiting
from models.stars.proposed.actions import candidates, check_quota, still_missing, unproposed
from models.stars.proposed.rules import VETO_WAITS, TiedCheck, stands_against
from models.stars.proposed.texts import why_not
from models.stars.review.actions import explain_quota, last_meeting
from models.stars.review.rules import NotGraded
from models.values.periods import Period, Year
from models.values.refusal import Refusal, required

RUNNING = (StarState.PUBLICITY, StarState.REVIEWED)


async def open_publicity(act: Act, explanation: str | None, *, seen: bool) -> Posting:
    """Show a branch's proposed stars of the year from today on, once the secretary has `seen` what will be shown.

    Needs a meeting with a quorum and a proposal for everybody; when more stars than usual are proposed, nothing is
    opened until somebody says why.
    """
    branch, day = await branch_led_by(act.asker, [Role.SECRETARY]), act.today
    period = await _year_at(branch.id, day, [StarState.COMMITTEE_PROPOSED])
    check_in_season(period, day)
    rows = await _locked(branch.id, period, StarState.COMMITTEE_PROPOSED)
    meeting = await _ready(branch, period, day)
    rules = (await rules_for(branch.id, period, act.policy.stars, act.now)).policy
    if not rows:
        raise Refusal(NOTHING_TO_SHOW, period=period.name)
    against = await _against(rows, period, day, rules)
    _check_again(against.values())
    rows = await _standing(rows, against, act.cause)
    aside = list((await told_apart([row.member for row in against])).values())
    checks = await _unexplained(rows, (meeting, explanation), act.cause, rules)
    if checks or not rows:
        return Posting(branch.name, branch.id, branch.unit_id, period, opened=False, checks=checks, aside=aside)
    missing = await still_missing([(row.member, row.stars) for row in rows], period, rules)
    posting = await _posting(branch, period, rows, day, act.calendar, rules)
    opened = seen or not posting.stars
    if opened:
        await _publish(act, rows)
    return replace(posting, opened=opened, aside=aside, missing=missing)


def _check_again(against: Iterable[Refusal]) -> None:
    """Raise what has come to stand against a proposal, unless the member is only not appraised here any more."""
    for refusal in against:
        if not isinstance(refusal, NotGraded):
            raise refusal


async def shown_again(act: Act) -> Posting | None:
    """Return the newest notice of a branch, of all or of those shown anew, while nothing waits to be shown."""
    branch = await branch_led_by(act.asker, [Role.SECRETARY])
    waiting = StarAppraisal.filter(branch_id=branch.id, state=StarState.COMMITTEE_PROPOSED).exclude(
        period__contains="-"
    )
    return None if await waiting.exists() else await on_the_board(act)


async def on_the_board(act: Act) -> Posting | None:
    """Return the newest notice of the asker's branch that is up, None where none is."""
    branch = await branch_led_by(act.asker, [Role.SECRETARY])
    period = await _year_at(branch.id, act.today, list(SHOWN))
    rows = await _locked(branch.id, period, *SHOWN)
    if not rows:
        return None
    newest = max(row.publicity_from for row in rows if row.publicity_from)
    anew = [row for row in rows if row.publicity_from == newest]
    policy = await policy_for(branch.id, period, act.policy.stars)
    return await _posting(branch, period, anew, newest, act.calendar, policy)


async def still_up(act: Act, branch_id: int, period: Period, first: date) -> Posting | None:
    """Return the notice that a branch put up on a day as it is by now, None when it was taken down."""
    rows = await _locked(branch_id, period, *SHOWN)
    up = [row for row in rows if row.publicity_from == first]
    policy = await policy_for(branch_id, period, act.policy.stars)
    return await _posting(await Branch.get(id=branch_id), period, up, first, act.calendar, policy) if up else None


async def retract(act: Act, reason: str) -> Retracted:
    """Take down the notice of a branch, for a reason, while nobody has objected and no star has been up long enough."""
    branch, day = await branch_led_by(act.asker, [Role.SECRETARY]), act.today
    period = await _year_at(branch.id, day, list(SHOWN))
    rows = await _locked(branch.id, period, *SHOWN)
    days = (await policy_for(branch.id, period, act.policy.stars)).publicity_working_days
    if not rows:
        raise Refusal(NOTHING_TO_RETRACT)
    if any(_is_over(row, day, act.calendar, days) for row in rows):
        raise Refusal(PUBLICITY_OVER)
    if await StarAppraisal.filter(id__in=[row.id for row in rows], objections__id__isnull=False).exists():
        raise Refusal(SOMEBODY_OBJECTED)
    for row in rows:
        await take_own_step(act, "retract", row, {"publicity_from": None}, reason[:200])
    return Retracted(branch.name, branch.unit_id, period, len(rows), any(row.stars for row in rows))


async def _unexplained(
    rows: Sequence[StarAppraisal], meant: tuple[MeetingRecord | None, str | None], cause: Cause, policy: StarsPolicy
) -> list[TiedCheck]:
    """Return the checks that are over although no meeting has said why; what is said now is kept with the meeting."""
    meeting, explanation = meant
    if not rows or meeting is None:
        return []
    checks = await check_quota(rows[0].branch_id, Period.parse(rows[0].period), cause.at.date(), policy)
    if checks and explanation:
        await explain_quota(meeting, explanation, cause)
    return [] if explanation or meeting.minutes else checks


async def _against(
    rows: Sequence[StarAppraisal], period: Period, day: date, policy: StarsPolicy
) -> dict[StarAppraisal, Refusal]:
    """Return those of a branch's stars that cannot stand any more, with what has come to stand against them."""
    found = await candidates([row.member for row in rows], rows[0].branch_id, period, day)
    checked = {row: stands_against(one, row.stars, policy) for row, one in zip(rows, found, strict=True)}
    return {row: refusal for row, refusal in checked.items() if refusal}


async def _standing(
    rows: Sequence[StarAppraisal], against: Mapping[StarAppraisal, Refusal], cause: Cause
) -> list[StarAppraisal]:
    """Return those of some stars that stand; the proposals of the others are taken back."""
    for row, refusal in against.items():
        await set_aside(row, cause, why_not(refusal))
    return [row for row in rows if row not in against]


async def _publish(act: Act, rows: Sequence[StarAppraisal]) -> None:
    for row in rows:
        await take_own_step(act, "publish", row, {"publicity_from": act.today, "publicity_to": None, "stops": []})


async def _year_at(branch_id: int, day: date, states: Sequence[StarState]) -> Period:
    """Return the newest year of which a branch has stars in some states, or the year that is worked on."""
    rows = await StarAppraisal.filter(branch_id=branch_id, state__in=list(states)).order_by("-period")
    years = [period for row in rows if (period := Year.written(row.period))]
    return years[0] if years else Year(working_period(day).year)


async def _ready(branch: Branch, period: Period, day: date) -> MeetingRecord:
    meeting = required(await last_meeting(branch.id, period), NO_MEETING, period=period.name)
    left = await unproposed(branch.id, period, day)
    if left:
        names = list((await told_apart(left)).values())
        raise Refusal(NOT_ALL_PROPOSED, count=len(left), names="、".join(names[:10]))
    return meeting


async def _locked(branch_id: int, period: Period, *states: StarState) -> list[StarAppraisal]:
    """Return a branch's stars of a period that are in some states, their members locked."""
    found = StarAppraisal.filter(branch_id=branch_id, period=str(period), state__in=list(states)).order_by("member_id")
    await lock([row.member_id for row in await found])
    return await found.select_related("member")


async def _posting(
    branch: Branch,
    period: Period,
    rows: Sequence[StarAppraisal],
    first: date,
    calendar: WorkCalendar,
    policy: StarsPolicy,
) -> Posting:
    shown = sorted((row for row in rows if row.stars), key=lambda row: (-(row.stars or 0), row.member_id))
    days = policy.publicity_working_days
    last = notice_end(first, (), calendar, days) or first
    given = await _given(shown)
    return Posting(
        branch=branch.name,
        branch_id=branch.id,
        unit_id=branch.unit_id,
        period=period,
        opened=False,
        stars=[given[row.id] for row in shown],
        open_names=[given[row.id] for row in shown if row.member.publish_name],
        working_days=days,
        first=first,
        last=last,
        unknown=unknown_years(first, last, calendar),
    )


async def _given(rows: Sequence[StarAppraisal]) -> dict[int, tuple[str, int]]:
    """Return {star: (name, grade)}."""
    names = await told_apart([row.member for row in rows])
    return {row.id: (names[row.member_id], row.stars or 0) for row in rows}


def _is_over(row: StarAppraisal, day: date, calendar: WorkCalendar, working_days: int) -> bool:
    end = _end(row, calendar, working_days)
    return row.state in RUNNING and end is not None and end < day


def _end(row: StarAppraisal, calendar: WorkCalendar, working_days: int) -> date | None:
    """Return the last day of a star's publicity, None while its clock stands or before it runs."""
    if row.publicity_from is None:
        return None
    return notice_end(row.publicity_from, stops_of(row.stops), calendar, working_days)


async def submit(act: Act, explanation: str | None) -> Submitted:
    """Send those stars of the asker's branch whose publicity is over to the township; refuses with NOTHING_TO_SUBMIT.

    A star that cannot stand any more goes back to the committee alone, one of which a veto waits stays behind. When
    objections have led to more five stars than usual, nothing is sent until somebody says why.
    """
    branch, day = await branch_led_by(act.asker, [Role.SECRETARY]), act.today
    period = await _year_at(branch.id, day, list(SHOWN))
    rules = await policy_for(branch.id, period, act.policy.stars)
    shown, days = await _locked(branch.id, period, *SHOWN), rules.publicity_working_days
    over = required([row for row in shown if _is_over(row, day, act.calendar, days)], NOTHING_TO_SUBMIT)
    settled, waiting = await _settled(over, period)
    against = await _against(settled, period, day, rules)
    sent = await _standing(settled, against, act.cause)
    aside = [(row.member.name, why_not(refusal)) for row, refusal in against.items()]
    done = Submitted(branch.name, period, 0, len(shown) - len(over), aside, waiting=waiting)
    meeting = await last_meeting(branch.id, period)
    checks = await _unexplained(sent, (meeting, explanation), act.cause, rules)
    if checks:
        return replace(done, checks=checks)
    for row in sent:
        sent_on = {"submitted_at": act.now, "publicity_to": _end(row, act.calendar, days)}
        await take_own_step(act, "submit", row, sent_on)
    return replace(done, count=len(sent))


async def _settled(rows: Sequence[StarAppraisal], period: Period) -> tuple[list[StarAppraisal], list[str]]:
    """Return those of some stars of which no veto waits, and the names of the others; VETO_WAITS where it does of all.

    Nobody knows yet whether a star stands of which a veto waits.
    """
    vetoes = await vetoes_waiting([row.member_id for row in rows])
    settled = [row for row in rows if (row.member_id, period.year) not in vetoes]
    waiting = [row.member.name for row in rows if row not in settled]
    if not settled:
        raise Refusal(VETO_WAITS, names="、".join(waiting), undone=NOT_SENT)
    return settled, waiting


async def over_by_branch(act: Act, branches: Collection[int] | None = None) -> dict[tuple[int, Period], int]:
    """Return {(branch id, period): how many stars} whose publicity is over and which somebody may send on."""
    rows = StarAppraisal.filter(state__in=list(RUNNING)).prefetch_related("rules")
    over = list[tuple[int, int, Period]]()
    for row in await (rows if branches is None else rows.filter(branch_id__in=list(branches))):
        frozen = StarsPolicy.model_validate(row.rules.content["stars"]) if row.rules else act.policy.stars
        if _is_over(row, act.today, act.calendar, frozen.publicity_working_days):
            over.append((row.member_id, row.branch_id, Period.parse(row.period)))
    waiting = await vetoes_waiting([member for member, *_ in over]) if over else ()
    return Counter((branch, period) for member, branch, period in over if (member, period.year) not in waiting)


# A step that nobody was told of for so long is told of no more.
TOLD_WITHIN = timedelta(days=10)


async def steps_to_tell(act: Act) -> list[StarStepTaken]:
    """Return the latest step of everybody's star: proposed, shown or filed in the last days, for himself to hear."""
    since = act.now - TOLD_WITHIN
    recent = Q(state=StarState.COMMITTEE_PROPOSED, proposed_at__gte=since) | Q(
        state=StarState.FILED, filed_at__gte=since
    )
    shown = Q(state__in=list(SHOWN), publicity_from__gte=since.date())
    rows = StarAppraisal.filter(recent | shown, member__left_on=None).prefetch_related("member", "rules").order_by("id")
    return [_step_taken(row, act) for row in await rows]


def _step_taken(row: StarAppraisal, act: Act) -> StarStepTaken:
    frozen = StarsPolicy.model_validate(row.rules.content["stars"]) if row.rules else act.policy.stars
    state = StarState.PUBLICITY if row.state in SHOWN else StarState(row.state)
    until = row.valid_to if state is StarState.FILED else _end(row, act.calendar, frozen.publicity_working_days)
    begun = row.publicity_from if state is StarState.PUBLICITY else None
    told = f"{row.id}:{state}:{begun or ''}"
    return StarStepTaken(row.member.userid, told, Period.parse(row.period), state, row.stars, row.reason or "", until)
