"""Finding the branch that somebody leads, and its members; runs in the caller's transaction."""

from collections.abc import Collection, Iterable
from datetime import date

from models.audit.actions import Cause, record
from models.committees.rules import COMMITTEE, AmbiguousMember, NoBranch, UnknownMember
from models.people.actions import holders, lock
from models.people.rules import MEMBER_STANDINGS, OFFICES, Asker, Role, UnknownPerson
from models.people.tables import Person, Post
from models.places.tables import Branch, Unit


async def branch_led_by(asker: Asker, roles: Collection[Role]) -> Branch:
    """Return the branch in which the asker holds one of the roles, his own or a unit's only one; raises NoBranch."""
    units = asker.units_as(roles)
    found = await Branch.filter(unit_id__in=list(units)).select_related("unit").order_by("id")
    own = [branch for branch in found if branch.id == asker.branch_id]
    if not own and len(found) != 1:
        raise NoBranch
    return (own or found)[0]


async def branches_below(asker: Asker) -> list[Branch]:
    """Return the branches for which the asker is the office above, by unit.

    That is the township, and for units that belong to none the district itself.
    """
    below = await Unit.filter(parent_id__in=list(asker.units_as(OFFICES)))
    found = Branch.filter(unit_id__in=[unit.id for unit in below])
    return await found.select_related("unit").order_by("unit__code", "code")


async def members(branch_id: int) -> list[Person]:
    """Return the members of a branch, in the order of the roster."""
    return await Person.filter(branch_id=branch_id, standing__in=list(MEMBER_STANDINGS), left_on=None).order_by("id")


async def member_named(branch: Branch, name: str) -> Person:
    """Return the member of a branch whom a name or a userid means; raises UnknownMember or AmbiguousMember."""
    found = [one for one in await members(branch.id) if name == one.name or name.casefold() == one.userid_key]
    if len(found) > 1:
        raise AmbiguousMember(name=name, found="、".join([await _apart(one) for one in found]))
    if not found:
        raise UnknownMember(name=name, branch=branch.name)
    return found[0]


async def _apart(person: Person) -> str:
    """Return what tells a namesake apart: the userid, which can be typed, and his posts."""
    titles = await Post.filter(person_id=person.id).order_by("id").values_list("title", flat=True)
    return " ".join([person.userid, *dict.fromkeys(map(str, titles))])


async def secretaries(branches: Iterable[int], day: date) -> list[Person]:
    """Return the secretaries of some branches who are in office."""
    found: dict[int, Person] = {}
    for branch in await Branch.filter(id__in=list(branches)).order_by("id"):
        people = await holders([Role.SECRETARY], day, branch.unit_id)
        found |= {one.id: one for one in people if one.branch_id in (None, branch.id)}
    return list(found.values())


async def head_alone(branch: Branch, day: date) -> Person | None:
    """Return who is the whole committee of a branch by himself, None where there are several or nobody."""
    found = await holders(COMMITTEE, day, branch.unit_id)
    people = [one for one in found if one.branch_id in (None, branch.id)]
    return people[0] if len(people) == 1 else None


async def publish_name(asker: Asker, cause: Cause, *, wanted: bool) -> None:
    """Record whether a member's name may stand in a group's list."""
    if asker.person_id is None:
        raise UnknownPerson
    await lock([asker.person_id])
    person = await Person.get(id=asker.person_id)
    await Person.filter(id=person.id).update(publish_name=wanted)
    before, after = {"publish_name": person.publish_name}, {"publish_name": wanted}
    await record(cause, "publish_name", ("person", person.id), before=before, after=after)
