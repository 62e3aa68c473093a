"""Showing what a reorganisation would change, and carrying it out after two yeses; runs in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.ledger.audit.actions import record
from models.matters.steps.actions import open_matter, told_of
from models.matters.steps.rules import Opening
from models.matters.steps.tables import Matter
from models.organisation.authority.act import Act
from models.organisation.authority.actions import office_above
from models.organisation.authority.deciders import Part
from models.organisation.people.actions import end_posts, holders, lock
from models.organisation.people.rules import BRANCH_POSTS, MEMBER_STANDINGS, OFFICES, Role
from models.organisation.people.tables import Person, Post
from models.organisation.reorganisations import rules, texts
from models.organisation.reorganisations.rules import (
    GOES_ALONG,
    REORGANISATION,
    Goes,
    PlaceChange,
    Plan,
    ReorganisationSaid,
)
from models.organisation.reorganisations.words import is_name
from models.organisation.transfers.actions import move
from models.organisation.units.actions import units_called
from models.organisation.units.rules import matching
from models.organisation.units.tables import BeltStop, Branch, ChatGroup, DemoSite, FormerName, Unit
from models.values.grouping import grouped
from models.values.refusal import Refusal


@dataclass(frozen=True)
class _Place:
    """A unit, or a branch of one."""

    unit: Unit
    branch: Branch | None = None

    @property
    def id(self) -> int:
        return self.branch.id if self.branch else self.unit.id

    @property
    def name(self) -> str:
        return self.branch.name if self.branch else self.unit.name

    @property
    def key(self) -> tuple[int, str, str, int | None]:
        """Return (id, name, kind, above)."""
        kind, above = ("branch", self.unit.id) if self.branch else (self.unit.kind, self.unit.parent_id)
        return self.id, self.name, kind, above


async def _place(name: str) -> _Place:
    """Return the unit or the branch that a name means; refuses with UNKNOWN_PLACE or WHICH_PLACE."""
    units = await units_called(name)
    names = {one.id: one.name for one in await Branch.standing()}
    branches = [] if units else matching(name, names)
    if len(units) + len(branches) > 1:
        called = [one.name for one in await Unit.filter(id__in=units)] + [names[one] for one in branches]
        raise Refusal(rules.WHICH_PLACE, name=name, found="、".join(sorted(called)[:5]))
    if not (units or branches):
        raise Refusal(rules.UNKNOWN_PLACE, name=name)
    return await _of_id((units + branches)[0], branch=not units)


async def _of_id(place: int, *, branch: bool) -> _Place:
    """Return a place that was shown to somebody; refuses with UNKNOWN_PLACE for one that has been merged since."""
    if branch:
        one = await Branch.get(id=place).select_related("unit")
        found = _Place(one.unit, one)
    else:
        found = _Place(await Unit.get(id=place))
    if (found.branch or found.unit).ended_on is not None:
        raise Refusal(rules.UNKNOWN_PLACE, name=found.name)
    return found


async def to_rename(act: Act, name: str, new: str) -> Plan:
    """Return what a new name would change; refuses with UNKNOWN_PLACE, WHICH_PLACE, NO_SUCH_NAME or NAME_TAKEN."""
    place = await _place(name)
    if not is_name(new):
        raise Refusal(rules.NO_SUCH_NAME, name=new)
    units, branches = Unit.standing().filter(name=new), Branch.standing().filter(name=new)
    if await (branches.exists() if place.branch else units.exists()):
        raise Refusal(rules.NAME_TAKEN, name=new)
    said = ReorganisationSaid(change=PlaceChange.RENAMED, branch=place.branch is not None, place=place.id, name=new)
    return await plan_of(act, said)


async def to_merge(act: Act, name: str, into: str, called: str = "") -> Plan:
    """Return what a merger would change, after which the place may be called otherwise.

    Refuses with NOT_ALIKE or HIGHEST_PLACE, or as `to_rename` does.
    """
    old, new = await _place(name), await _place(into)
    rules.check_merge(old.key, new.key)
    if called:
        await to_rename(act, into, called)
    branch = old.branch is not None
    said = ReorganisationSaid(change=PlaceChange.MERGED, branch=branch, place=old.id, into=new.id, name=called)
    return await plan_of(act, said)


async def plan_of(act: Act, said: ReorganisationSaid) -> Plan:
    """Return what a reorganisation changes as the books stand now."""
    old = await _of_id(said.place, branch=said.branch)
    if said.change is PlaceChange.RENAMED:
        return Plan(said, old.name, said.name, branches=tuple(one.name for one in await _called_after(old)))
    new = await _of_id(said.into or 0, branch=said.branch)
    people = await _going(old, new, act.today)
    if old.branch:
        return Plan(said, old.name, new.name, people)
    unit = old.unit.id
    branches = await Branch.standing().filter(unit_id=unit).order_by("id")
    return Plan(
        said,
        old.name,
        new.name,
        people,
        tuple(one.name for one in branches),
        groups=await ChatGroup.filter(unit_id=unit).count(),
        sites=await DemoSite.filter(unit_id=unit).count(),
        below=await Unit.standing().filter(parent_id=unit).count(),
    )


async def _called_after(place: _Place) -> list[Branch]:
    """Return the branches of a unit that are called after it."""
    if place.branch:
        return []
    return await Branch.standing().filter(unit_id=place.unit.id, name__startswith=place.name).order_by("id")


async def _going(old: _Place, new: _Place, day: date) -> tuple[Goes, ...]:
    who = {"branch_id": old.branch.id} if old.branch else {"unit_id": old.unit.id}
    people = await Person.filter(left_on=None, **who).select_related("branch").order_by("id")
    held = grouped(
        (post.person_id, post)
        for post in await Post.held_on(day).filter(person_id__in=[one.id for one in people], unit_id=old.unit.id)
    )
    return tuple(_goes(one, held[one.id], old, new) for one in people)


def _goes(person: Person, held: Sequence[Post], old: _Place, new: _Place) -> Goes:
    stays = {post.id for post in held if _goes_along(post, old, new)}
    return Goes(
        person.name,
        person.userid,
        person.standing in MEMBER_STANDINGS,
        person.branch.name if person.branch else old.name,
        new.name,
        tuple(post.title for post in held if post.id in stays),
        tuple(post.title for post in held if post.id not in stays),
    )


def _goes_along(post: Post, old: _Place, new: _Place) -> bool:
    if old.branch is None:
        return post.role in GOES_ALONG
    return post.role not in BRANCH_POSTS and old.unit.id == new.unit.id


async def ask(act: Act, plan: Plan) -> tuple[int, list[Person]]:
    """Ask for the second yes; return the number, and who else decides, if anybody."""
    opening = Opening(
        act.asker.unit_id or 0,
        texts.title(plan),
        {Part.OWNER: [act.asker.person_id or 0]},
        said=plan.said.model_dump(mode="json"),
    )
    matter = await open_matter(act, REORGANISATION, opening)
    told, _ = await told_of(act, REORGANISATION, matter.id, "agree", everybody=True)
    return matter.id, told


async def carry_out(act: Act, said: ReorganisationSaid) -> Plan:
    """Carry a reorganisation out; return what it has changed. It raises as when it was asked for, if that holds now."""
    plan, old = await plan_of(act, said), await _of_id(said.place, branch=said.branch)
    if said.change is PlaceChange.RENAMED:
        await _rename(act, old, said.name)
        return plan
    new = await _of_id(said.into or 0, branch=said.branch)
    rules.check_merge(old.key, new.key)
    if old.branch and new.branch:
        await _merge_branch(act, old.branch, new.branch)
    else:
        await _merge_unit(act, old.unit, new.unit)
    if said.name:
        await _rename(act, new, said.name)
    return plan


async def _rename(act: Act, place: _Place, name: str) -> None:
    for branch in [place.branch] if place.branch else await _called_after(place):
        called = name if place.branch else name + branch.name.removeprefix(place.name)
        await FormerName.create(name=branch.name, branch_id=branch.id, until=act.today)
        await Branch.filter(id=branch.id).update(name=called)
        await record(act.cause, "rename_branch", ("branch", branch.id), before={"name": branch.name})
    if place.branch is None:
        await FormerName.create(name=place.name, unit_id=place.id, until=act.today)
        await Unit.filter(id=place.id).update(name=name)
        await record(act.cause, "rename_unit", ("unit", place.id), before={"name": place.name})


async def _merge_branch(act: Act, old: Branch, new: Branch) -> None:
    """Let every member of a branch be taken in by another, as by a transfer; its books stay with it."""
    for member in await Person.filter(branch_id=old.id, left_on=None).order_by("id"):
        await move(act, member, old, new)
    await Matter.filter(branch_id=old.id, closed_at=None).update(branch_id=new.id, unit_id=new.unit_id)
    await Branch.filter(id=old.id).update(ended_on=act.today)
    await FormerName.create(name=old.name, branch_id=new.id, until=act.today)
    await record(act.cause, "merge_branch", ("branch", old.id), after={"into": new.id})


async def _merge_unit(act: Act, old: Unit, new: Unit) -> None:
    """Bring people, posts, branches, groups, matters and what lies below from a unit to another, from now on."""
    await lock([one.id for one in await Person.filter(unit_id=old.id, left_on=None)])
    await _bring_posts(act, old.id, new.id)
    await Person.filter(unit_id=old.id, left_on=None).update(unit_id=new.id)
    for table in (Branch, ChatGroup, DemoSite, Matter, FormerName):
        await table.filter(unit_id=old.id).update(unit_id=new.id)
    await Unit.filter(parent_id=old.id).update(parent_id=new.id)
    there = [one.belt_id for one in await BeltStop.filter(unit_id=new.id)]
    await BeltStop.filter(unit_id=old.id, belt_id__in=there).delete()
    await BeltStop.filter(unit_id=old.id).update(unit_id=new.id)
    await Unit.filter(id=old.id).update(ended_on=act.today)
    await FormerName.create(name=old.name, unit_id=new.id, until=act.today)
    await record(act.cause, "merge_unit", ("unit", old.id), after={"into": new.id})


async def _bring_posts(act: Act, old: int, new: int) -> None:
    """End the posts of a unit; those that go along begin in the other, for the rest of their terms."""
    for post in await Post.held_on(act.today).filter(unit_id=old, role__in=list(GOES_ALONG)).order_by("id"):
        await Post.create(
            person_id=post.person_id,
            role=post.role,
            unit_id=new,
            title=post.title,
            valid_from=act.today,
            valid_to=post.valid_to,
            brought=True,
        )
    await end_posts(Post.filter(unit_id=old, valid_from__lte=act.today), act.today)
    await Post.filter(unit_id=old, valid_from__gt=act.today).update(unit_id=new)


async def keepers(act: Act, said: ReorganisationSaid) -> list[Person]:
    """Return who keeps the books of the place that a reorganisation leads to: its secretaries and the office above."""
    unit = (await _of_id(said.into or said.place, branch=said.branch)).unit
    found = [*await holders([Role.SECRETARY, *OFFICES], act.today, unit.id), *await office_above(unit.id, act.today)]
    return list({one.id: one for one in found}.values())
