"""Counting and listing filed stars; runs in the caller's transaction."""

from collections import defaultdict
from collections.abc import Collection

from models.committees.actions import branch_led_by, branches_below
from models.committees.rules import COMMITTEE
from models.people.rules import Asker, Role
from models.places.tables import Branch
from models.stars.rules import Period, State
from models.stars.tables import StarAppraisal
from models.tallies.rules import Area, Filed, counted

DONE = (State.FILED, State.ENDED)


async def _filed(year: int, branches: Collection[int]) -> list[StarAppraisal]:
    found = StarAppraisal.filter(period=str(Period(year)), state__in=list(DONE), branch_id__in=list(branches))
    return await found.select_related("member").order_by("-stars", "member_id")


async def statistics(asker: Asker, year: int) -> list[Area]:
    """Return the filed stars of a year in counts: by township for the district, by branch for a township."""
    is_district = Role.DISTRICT in asker.roles
    branches = await (
        Branch.all().select_related("unit__parent").order_by("code") if is_district else branches_below(asker)
    )
    areas: dict[str, list[int | None]] = defaultdict(list)
    by_branch: dict[int, list[int | None]] = defaultdict(list)
    for row in await _filed(year, [branch.id for branch in branches]):
        by_branch[row.branch_id].append(row.stars)
    for branch in branches:
        above = branch.unit.parent if is_district else None
        areas[above.name if above else branch.name] += by_branch[branch.id]
    return [Area(name, counted(stars)) for name, stars in areas.items() if stars]


async def filed_list(asker: Asker, year: int) -> list[Filed]:
    """Return the filed stars of a year by name: of the committee's own branch, or of a township's branches."""
    if asker.roles & COMMITTEE:
        branches = [await branch_led_by(asker, COMMITTEE)]
    else:
        branches = await branches_below(asker)
    rows = await _filed(year, [branch.id for branch in branches])
    found = [
        Filed(branch.name, [(row.member.name, row.stars) for row in rows if row.branch_id == branch.id])
        for branch in branches
    ]
    return [one for one in found if one.stars]
