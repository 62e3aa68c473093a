"""Filing what branches have sent, or returning it; runs in the caller's transaction."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from config.star_policy import StarsPolicy
from models.ledger.audit.actions import record
from models.organisation.authority.act import Act
from models.organisation.authority.actions import branches_below
from models.organisation.people.actions import called, lock, people_of, told_apart
from models.organisation.people.rules import Asker
from models.organisation.units.actions import name_now
from models.organisation.units.rules import AMBIGUOUS_UNIT, matching
from models.organisation.units.tables import Branch
from models.procedure.meetings.tables import MeetingRecord
from models.stars.appraisal.actions import policy_for, take_own_step
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.tables import StarAppraisal
from models.stars.filing.rules import (
    CANNOT_STAND,
    NO_REASON,
    NOT_FILED,
    NOTHING_TO_FILE,
    ReturnedStars,
    WaitingBranch,
    a_year_from,
    read_return,
)
from models.stars.points.actions import vetoes_waiting
from models.stars.proposed.actions import candidates
from models.stars.proposed.rules import VETO_WAITS, stands_against
from models.stars.proposed.texts import why_not
from models.stars.review.actions import last_meetings
from models.values.grouping import grouped
from models.values.periods import Period, Year
from models.values.refusal import Refusal, required


async def waiting(branches: Sequence[Branch]) -> list[WaitingBranch]:
    """Return what some branches have sent for filing, by branch."""
    ids = [branch.id for branch in branches]
    rows = await StarAppraisal.filter(branch_id__in=ids, state=StarState.SUBMITTED).select_related("member")
    sent = grouped(
        ((row.branch_id, row.period), row)
        for row in sorted(rows, key=lambda row: (row.period, -(row.stars or 0), row.member_id))
    )
    meetings, names = await last_meetings(ids), await told_apart([row.member for row in rows])
    return [
        _waiting(branch, period, [(names[row.member_id], row.stars) for row in rows], meetings.get((branch.id, period)))
        for branch in branches
        for (branch_id, period), rows in sent.items()
        if branch_id == branch.id
    ]


def _waiting(
    branch: Branch, period: str, stars: Sequence[tuple[str, int | None]], meeting: MeetingRecord | None
) -> WaitingBranch:
    return WaitingBranch(
        branch=branch.name,
        unit=branch.unit.name,
        period=Period.parse(period),
        stars=stars,
        attendance=(meeting.expected or 0, meeting.present or 0) if meeting else None,
        quota_reason=meeting.minutes if meeting else None,
    )


async def waiting_for(asker: Asker) -> list[WaitingBranch]:
    """Return what waits for the townships that the asker works for."""
    return await waiting(await branches_below(asker))


async def _submitted(asker: Asker, name: str) -> list[StarAppraisal]:
    """Return what a unit, or one branch, below the asker's township has sent.

    Refuses with AMBIGUOUS_UNIT when the name means several units, NOTHING_TO_FILE when nothing waits.
    """
    meant = _meant(await name_now(name), await branches_below(asker))
    waits = await StarAppraisal.filter(branch_id__in=meant, state=StarState.SUBMITTED).order_by("member_id")
    await lock([row.member_id for row in waits])
    rows = StarAppraisal.filter(id__in=[row.id for row in waits], state=StarState.SUBMITTED).order_by("member_id")
    return required(await rows.select_related("member"), NOTHING_TO_FILE, unit=name)


def _meant(name: str, below: Sequence[Branch]) -> list[int]:
    """Return the branches of the one unit that a name means, or the branch of that name; else AMBIGUOUS_UNIT."""
    units = matching(name, {branch.unit_id: branch.unit.name for branch in below})
    if len(units) > 1:
        found = sorted({branch.unit.name for branch in below if branch.unit_id in units})
        raise Refusal(AMBIGUOUS_UNIT, name=name, found="、".join(found[:5]))
    named = matching(name, {branch.id: branch.name for branch in below})
    return [branch.id for branch in below if branch.unit_id in units] or named[:1]


async def file(act: Act, name: str) -> dict[Period, int]:
    """File what a unit has sent, valid for a year from today; return {period: how many}. Refuses with CANNOT_STAND."""
    day = act.today
    rows = await _submitted(act.asker, name)
    await _check_again(rows, name, day, act.policy.stars)
    values = {
        "filed_by_id": act.asker.person_id,
        "filed_at": act.now,
        "valid_from": day,
        "valid_to": a_year_from(day),
    }
    for row in rows:
        await take_own_step(act, "file", row, values)
    return _counted(rows)


async def from_paper(act: Act, person_id: int, year: Year, stars: int) -> None:
    """Keep a star that a township filed on paper before this bot was there, valid for the year after its own."""
    member = (await people_of([person_id]))[person_id]
    if member.branch_id is None:
        return
    row = await StarAppraisal.create(
        member_id=person_id,
        branch_id=member.branch_id,
        period=str(year),
        state=StarState.FILED,
        stars=stars,
        valid_from=year.last + timedelta(days=1),
        valid_to=a_year_from(year.last),
    )
    await record(act.cause, "star_from_paper", ("star", row.id), after={"stars": stars})


async def off_paper(act: Act, person_id: int, year: Year, stars: int) -> None:
    """Take back a star that was brought over from paper, if it is still as it was brought."""
    brought = StarAppraisal.filter(member_id=person_id, period=str(year), filed_at=None, stars=stars)
    await brought.filter(state=StarState.FILED).delete()
    await record(act.cause, "star_off_paper", ("person", person_id), before={"stars": stars})


async def years_appraised(people: Collection[int]) -> dict[int, set[int]]:
    """Return {member: the years of which a star of his is on the books}."""
    found: dict[int, set[int]] = defaultdict(set)
    for row in await StarAppraisal.filter(member_id__in=list(people)):
        found[row.member_id].add(Period.parse(row.period).year)
    return found


def _counted(rows: Sequence[StarAppraisal]) -> dict[Period, int]:
    return {Period.parse(period): number for period, number in sorted(Counter(row.period for row in rows).items())}


async def _check_again(rows: Sequence[StarAppraisal], unit: str, day: date, policy: StarsPolicy) -> None:
    """Refuse with CANNOT_STAND or VETO_WAITS, naming everybody against whose star something stands, or may soon."""
    await _check_vetoes(rows, unit)
    why = {}
    by_branch = grouped(((row.branch_id, Period.parse(row.period)), row) for row in rows)
    for (branch_id, period), given in by_branch.items():
        rules = await policy_for(branch_id, period, policy)
        for row, one in zip(
            given, await candidates([row.member for row in given], branch_id, period, day), strict=True
        ):
            if refusal := stands_against(one, row.stars, rules):
                why[one.name] = why_not(refusal)
    if why:
        shown = "、".join(f"{name}（{reason}）" for name, reason in why.items())
        raise Refusal(CANNOT_STAND, why=shown, names="、".join(why), unit=unit)


async def _check_vetoes(rows: Sequence[StarAppraisal], unit: str) -> None:
    waiting = await vetoes_waiting([row.member_id for row in rows])
    names = [row.member.name for row in rows if (row.member_id, Period.parse(row.period).year) in waiting]
    if names:
        raise Refusal(VETO_WAITS, names="、".join(names), undone=NOT_FILED.format(unit=unit))


async def send_back(act: Act, name: str, said: str) -> ReturnedStars:
    """Return what a unit has sent to its branches, or only the members whom what is said opens with.

    Refuses with NO_REASON when nothing is said but names, WhichOne when a name means several.
    """
    rows = await _submitted(act.asker, name)
    names, reason = read_return(said, [one for row in rows for one in (row.member.name, row.member.userid)])
    if not reason:
        raise Refusal(NO_REASON, unit=name, names="、".join(names))
    meant = await _called(rows, names, act.today)
    branches: dict[int, list[str]] = {row.branch_id: [] for row in meant}
    for row in meant:
        await take_own_step(act, "return", row, {"submitted_at": None}, reason[:200])
        branches[row.branch_id] += [row.member.name] if names else []
    whose = [(row.member.userid, Period.parse(row.period)) for row in meant]
    return ReturnedStars(branches, _counted(meant), reason[:200], whose)


async def _called(rows: Sequence[StarAppraisal], names: Sequence[str], day: date) -> list[StarAppraisal]:
    """Return the stars of those whom names or userids mean, all where nobody is named; raises WhichOne."""
    if not names:
        return list(rows)
    of_member = {row.member_id: row for row in rows}
    meant = [await called(name, [row.member for row in of_member.values()], day) for name in names]
    return [of_member[one.id] for one in meant if one]


async def piles() -> dict[int, tuple[int, date]]:
    """Return {township's unit id: from how many branches something waits for it, and since which last day of a notice}.

    It is of the townships for which anything waits.
    """
    rows = await StarAppraisal.filter(state=StarState.SUBMITTED).prefetch_related("branch__unit")
    found = grouped((row.branch.unit.parent_id, row) for row in rows if row.branch.unit.parent_id is not None)
    return {
        unit_id: (len({row.branch_id for row in mine}), min(row.publicity_to for row in mine if row.publicity_to))
        for unit_id, mine in found.items()
    }
