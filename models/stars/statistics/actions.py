"""Counting and listing self-reports and filed stars; runs in the caller's transaction."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from config.star_policy import StarsPolicy
from models.organisation.authority.actions import branch_led_by, branches_below, members_of
from models.organisation.authority.rules import COMMITTEE
from models.organisation.people.actions import told_apart
from models.organisation.people.rules import Asker, Role
from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch
from models.stars.appraisal.actions import policy_for
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.tables import StarAppraisal, StarSelfReport
from models.stars.proposed.actions import check_quota
from models.stars.proposed.rules import TiedCheck
from models.stars.standing_out.actions import left_out_by_branch
from models.stars.statistics.rules import counted
from models.values.days import appraisal_year
from models.values.grouping import grouped
from models.values.periods import Month, Period, Year


async def _filed(year: int | None, branches: Sequence[Branch], day: date) -> tuple[int, list[StarAppraisal]]:
    """Return a year and the stars of it that branches have filed: the newest such year unless one is named."""
    every = StarAppraisal.filter(state=StarState.FILED, branch_id__in=[branch.id for branch in branches])
    newest = await every.exclude(period__contains="-").order_by("-period").first()
    wanted = year or (Period.parse(newest.period).year if newest else appraisal_year(day))
    rows = every.filter(period=str(Year(wanted))).select_related("member").order_by("-stars", "member_id")
    return wanted, await rows


async def _every_branch() -> list[Branch]:
    return await Branch.all().select_related("unit__parent").order_by("code")


async def statistics(asker: Asker, year: int | None, day: date) -> tuple[int, dict[str, dict[int, int]]]:
    """Return a year, the newest unless one is named, and {area: {grade: how many filed stars, 0 for none}}.

    Areas are townships for the district, branches for a township.
    """
    is_district = Role.DISTRICT in asker.roles
    branches = await (_every_branch() if is_district else branches_below(asker))
    areas: dict[str, list[int | None]] = defaultdict(list)
    wanted, rows = await _filed(year, branches, day)
    by_branch = grouped((row.branch_id, row.stars) for row in rows)
    for branch in branches:
        above = branch.unit.parent if is_district else None
        areas[above.name if above else branch.name] += by_branch[branch.id]
    return wanted, {name: counted(stars) for name, stars in areas.items() if stars}


async def filed_list(asker: Asker, year: int | None, day: date) -> tuple[int, dict[str, list[tuple[str, int | None]]]]:
    """Return a year, the newest unless one is named, and {branch: (name, filed star) of its members, highest first}.

    They are of the committee's own branch, or of a township's branches.
    """
    if asker.roles & COMMITTEE:
        branches = [await branch_led_by(asker, COMMITTEE)]
    else:
        branches = await branches_below(asker)
    wanted, rows = await _filed(year, branches, day)
    names = await told_apart([row.member for row in rows])
    stars = grouped((row.branch_id, (names[row.member_id], row.stars)) for row in rows)
    return wanted, {branch.name: stars[branch.id] for branch in branches if branch.id in stars}


async def over_quota(asker: Asker, day: date, policy: StarsPolicy) -> list[TiedCheck]:
    """Return the quota checks of the appraised year that are over now in the branch of the asker's committee."""
    branch, period = await branch_led_by(asker, COMMITTEE), Year(appraisal_year(day))
    return await check_quota(branch.id, period, day, await policy_for(branch.id, period, policy))


async def to_invite(month: Month, day: date) -> list[Person]:
    """Return the members of all branches who may report for a month and have not: nobody who is left out."""
    branches = [branch.id for branch in await Branch.all()]
    absent = await left_out_by_branch(branches, month.year, day)
    done = set(await StarSelfReport.filter(month=str(month)).values_list("branch_id", "member_id"))
    people = await members_of(branches).filter(declines_records=False).order_by("branch_id", "id")
    free = [one for one in people if one.id not in absent[one.branch_id or 0]]
    return [one for one in free if (one.branch_id, one.id) not in done]


async def reports_by_branch(month: Month) -> dict[int, int]:
    """Return {branch id: how many members have reported for a month}, of branches in which anybody has."""
    rows = await StarSelfReport.filter(month=str(month)).distinct().values_list("branch_id", "member_id")
    return Counter(branch_id for branch_id, _ in rows)
