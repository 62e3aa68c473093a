"""Finding the branch that somebody leads, and its members; runs in the caller's transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.ledger.audit.actions import Cause, record
from models.organisation.authority.deciders import Officer, Place
from models.organisation.authority.rules import (
    COMMITTEE,
    HEAD_ALONE,
    NO_BRANCH,
    NOT_THE_HEAD,
    OwnArea,
    UnknownMember,
)
from models.organisation.people.actions import called, holders, holders_by_unit, lock
from models.organisation.people.rules import (
    COMRADE,
    KEEPERS,
    MEMBER_STANDINGS,
    OFFICES,
    VERIFIERS,
    Asker,
    Role,
    has_account,
)
from models.organisation.people.tables import Person, Post
from models.organisation.units.actions import unit_of, with_below
from models.organisation.units.tables import Branch, ChatGroup, Unit
from models.values.refusal import Refusal, required


async def branch_led_by(asker: Asker, roles: Collection[Role]) -> Branch:
    """Return the branch in which the asker holds one of the roles, his own or a unit's only one; else NO_BRANCH."""
    return required(await branches_led_by(asker, roles), NO_BRANCH)[0]


async def branches_led_by(asker: Asker, roles: Collection[Role]) -> list[Branch]:
    """Return that branch alone, or nothing where there is none, or several of which none is the asker's own."""
    units = asker.units_as(roles)
    found = await Branch.standing().filter(unit_id__in=list(units)).select_related("unit__parent").order_by("id")
    own = [branch for branch in found if branch.id == asker.branch_id]
    return own or (found if len(found) == 1 else [])


async def units_below(asker: Asker) -> set[int]:
    """Return the units of the offices in which somebody works and all below them; none for whoever is of no office."""
    return {unit for office in asker.units_as(OFFICES) for unit in await with_below(office)}


async def addresses_below(asker: Asker) -> set[str] | None:
    """Return the userids and chatids of an office's own area, whose messages it may look at; None for all of them."""
    if Role.DISTRICT in asker.roles:
        return None
    area = list(await units_below(asker))
    people, groups = await Person.filter(unit_id__in=area), await ChatGroup.filter(unit_id__in=area)
    return {*(person.userid for person in people), *(group.chatid for group in groups)}


async def who_keeps_groups(unit_id: int, day: date) -> list[Person]:
    """Return who is told that a group of a unit can no longer be reached: those who verify its records."""
    return await holders(VERIFIERS, day, unit_id)


async def branches_below(asker: Asker) -> list[Branch]:
    """Return the branches for which the asker is the office above, by unit.

    That is the township, and for units that belong to none the district itself.
    """
    found = Branch.filter(unit__parent_id__in=list(asker.units_as(OFFICES)))
    return await found.select_related("unit").order_by("unit__code", "code")


async def members(branch_id: int) -> list[Person]:
    """Return the members of a branch, in the order of the roster."""
    return await members_of([branch_id])


def members_of(branches: Collection[int]) -> QuerySet[Person]:
    """Return the members of some branches, in the order of the roster."""
    standing = Person.filter(standing__in=list(MEMBER_STANDINGS), left_on=None)
    return standing.filter(branch_id__in=list(branches)).order_by("id")


async def member_named(branch: Branch, name: str, day: date) -> Person:
    """Return the member of a branch whom a name or a userid means; raises UnknownMember or WhichOne."""
    return await named_among(await members(branch.id), branch, name, day)


async def named_among(people: Sequence[Person], branch: Branch, name: str, day: date) -> Person:
    """Return who of some people of a branch is meant by a name or a userid; raises as `member_named` does."""
    found = await called(name, people, day)
    if found is None:
        raise UnknownMember(name.removesuffix(COMRADE), branch.name, [one.name for one in people])
    return found


async def secretaries(branches: Iterable[int], day: date) -> list[Person]:
    """Return the secretaries of some branches who are in office."""
    found = await secretaries_by_branch(branches, day)
    return list({one.id: one for people in found.values() for one in people}.values())


async def secretaries_by_branch(branches: Iterable[int], day: date) -> Mapping[int, Sequence[Person]]:
    """Return {branch id: its secretaries in office}, by id; every one of the branches is there."""
    return await _in_office(await Branch.filter(id__in=list(branches)).order_by("id"), [Role.SECRETARY], day)


async def _in_office(branches: Iterable[Branch], roles: Collection[Role], day: date) -> dict[int, list[Person]]:
    """Return {branch id: who holds one of the roles for it}: posts are of the unit, and nobody's of another branch."""
    found = {branch.id: branch.unit_id for branch in branches}
    of_unit = await holders_by_unit(roles, day, found.values())
    return {
        branch_id: [one for one in of_unit[unit_id] if one.branch_id in (None, branch_id)]
        for branch_id, unit_id in found.items()
    }


async def branch_judged(asker: Asker, names: Collection[str], day: date, roles: Collection[Role] = COMMITTEE) -> Branch:
    """Return the branch of the asker's post, or, below his office, the branch that has nobody but the one named.

    Refuses with HEAD_ALONE for such a one himself, NOT_THE_HEAD for whom else an office names.
    """
    below = await _led_by_those_named(asker, set(names), day, roles)
    if below is not None:
        return below
    if not asker.roles & frozenset(roles):
        raise Refusal(NOT_THE_HEAD, names="、".join(sorted(names)))
    branch = await branch_led_by(asker, roles)
    head = (await _alone([branch], roles, day)).get(branch.id)
    if head is not None and head.id == asker.person_id and {head.name, head.userid} & set(names):
        raise Refusal(HEAD_ALONE, above=(branch.unit.parent or branch.unit).name)
    return branch


async def _led_by_those_named(asker: Asker, names: set[str], day: date, roles: Collection[Role]) -> Branch | None:
    """Return the branch below the asker's office that cannot judge those named itself.

    In it somebody else holds a role alone and only he is named, or nobody holds one and all who are named are members.
    """
    below = await branches_below(asker)
    judged = await _in_office(below, roles, day)
    below = [branch for branch in below if len(judged[branch.id]) <= 1]
    for one in await members_of([branch.id for branch in below if not judged[branch.id]]):
        judged[one.branch_id or 0].append(one)
    return next((branch for branch in below if _are_meant(judged[branch.id], names, asker)), None)


def _are_meant(people: Sequence[Person], names: set[str], asker: Asker) -> bool:
    """Return whether all the names are those of some people, of whom the asker is none."""
    called = {word for one in people for word in (one.name, one.userid)}
    return names <= called and asker.person_id not in {one.id for one in people}


async def _alone(branches: Iterable[Branch], roles: Collection[Role], day: date) -> dict[int, Person]:
    """Return {branch id: who holds one of the roles in it alone}."""
    found = await _in_office(branches, roles, day)
    return {branch_id: people[0] for branch_id, people in found.items() if len(people) == 1}


async def office_above(unit_id: int, day: date) -> list[Person]:
    """Return who works for the office above a unit: the township's, or the district's where there is none."""
    above = (await Unit.get(id=unit_id)).parent_id
    return await holders(OFFICES, day, above) if above is not None else []


async def who_fills(unit_id: int, day: date) -> list[Person]:
    """Return who sees to it that a unit has the people it needs: the office above, or the district."""
    return await office_above(unit_id, day) or await holders([Role.DISTRICT], day)


async def offices_above(branch_id: int, day: date) -> list[Person]:
    """Return who works for the office above a branch."""
    return await office_above((await Branch.get(id=branch_id)).unit_id, day)


async def in_office(branch: Branch, roles: Collection[Role], day: date) -> list[Person]:
    """Return who holds one of the roles for a branch, by userid."""
    return (await _in_office([branch], roles, day))[branch.id]


async def secretaries_by_unit(day: date) -> dict[int, list[str]]:
    """Return {unit: the userids of its secretaries} on a local day."""
    posts = Post.held_on(day).filter(role=Role.SECRETARY, person__left_on=None).order_by("person__userid_key")
    found: dict[int, list[str]] = {}
    for unit_id, userid in await posts.values_list("unit_id", "person__userid"):
        if userid not in found.setdefault(unit_id, []):
            found[unit_id].append(userid)
    return found


async def unit_kept(asker: Asker) -> Unit | None:
    """Return the unit whose books somebody reads: his own, or the first of those he keeps; None where there is none."""
    return await unit_of(asker.unit_as(KEEPERS) if asker.units_as(KEEPERS) else asker.unit_id)


async def area_of(asker: Asker) -> OwnArea:
    """Return whose books somebody keeps, by the posts he holds."""
    return OwnArea(frozenset(await units_below(asker)), asker.units_as({Role.SECRETARY}), asker.branch_id)


async def people_in(area: OwnArea, name: str) -> list[Person]:
    """Return those present of a name or an account whose books an area is, in the order of the roster.

    A district has tens of thousands of people: only those of the name are read.
    """
    said = name.removesuffix(COMRADE)
    alike = Person.filter(Q(name=said) | Q(userid_key=said.casefold()), unit_id__in=list(area.units), left_on=None)
    found = await alike.select_related("unit").order_by("id")
    return [one for one in found if area.holds(one.unit_id, one.branch_id)]


async def publish_name(asker: Asker, cause: Cause, *, wanted: bool) -> None:
    """Record whether a member's name may stand in a group's list."""
    await _consent(asker, cause, {"publish_name": wanted})


async def be_recorded(asker: Asker, cause: Cause, *, wanted: bool) -> None:
    """Record whether services and self-reports of somebody may be kept here; without that he is not named either."""
    await _consent(asker, cause, {"declines_records": not wanted} | ({} if wanted else {"publish_name": False}))


async def _consent(asker: Asker, cause: Cause, after: Mapping[str, bool]) -> None:
    await lock([asker.known])
    person = await Person.get(id=asker.known)
    before = {name: getattr(person, name) for name in after}
    await Person.filter(id=person.id).update(**after)
    await record(cause, "consent", ("person", person.id), before=before, after=dict(after))


async def officers_of(places: Collection[Place], day: date) -> list[Officer]:
    """Return the posts in force on a day in some places and above them, in the order of their holders' userids.

    Who has no account decides nothing here.
    """
    units = {unit_id for place in places for unit_id in (place.unit_id, *place.above)}
    posts = Post.held_on(day).filter(unit_id__in=list(units), person__left_on=None).order_by("person__userid_key")
    known = ("person_id", "person__branch_id", "role", "unit_id", "person__userid")
    return [
        Officer(person_id, branch_id, Role(role), unit_id)
        for person_id, branch_id, role, unit_id, userid in await posts.values_list(*known)
        if has_account(userid)
    ]


async def place_of(unit_id: int, branch_id: int | None = None) -> Place:
    """Return a unit, or one branch of it, with the units above."""
    unit = await Unit.get(id=unit_id).select_related("parent")
    return Place(unit_id, branch_id, units_above(unit))


def units_above(unit: Unit) -> tuple[int, ...]:
    """Return the ids of the units above one that was read with its parent, nearest first."""
    return tuple(filter(None, (unit.parent_id, unit.parent.parent_id if unit.parent else None)))
