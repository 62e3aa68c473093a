"""Finding who holds a post and what a unit has set for its office; runs in the caller's transaction."""

from models.duty.planner.shifts import ShiftPart
from models.duty.settings.actions import desk_of
from models.organisation.authority.act import Act
from models.organisation.people.rules import UnknownPerson
from models.organisation.people.tables import Post
from models.organisation.posts.words import villagers_group_in
from models.organisation.units.actions import unit_named
from models.organisation.units.tables import ChatGroup, Unit
from models.residents.directory.rules import PUBLIC, DirectoryOffice, DirectoryQuestion, InPost


async def unit_asked(act: Act, asked: DirectoryQuestion, chatid: str | None) -> Unit:
    """Return the unit that is named, else the asker's, else the group's; raises UnknownUnit or UnknownPerson."""
    if asked.unit:
        return await unit_named(asked.unit)
    if act.asker.unit_id:
        return await Unit.get(id=act.asker.unit_id)
    group = await ChatGroup.get_or_none(chatid=chatid or "").select_related("unit")
    if group is None:
        raise UnknownPerson
    return group.unit


async def office(act: Act, unit: Unit) -> DirectoryOffice:
    """Return what a unit has set for its office."""
    desk = await desk_of(unit.id, act.policy.duty)
    spans = [desk.hours.span(act.today, part) for part in (ShiftPart.AM, ShiftPart.PM)]
    return DirectoryOffice(
        unit.name, desk.address, desk.phone, [f"{begins:%H:%M}-{ends:%H:%M}" for begins, ends in spans]
    )


async def holding(act: Act, unit: Unit, asked: DirectoryQuestion) -> list[InPost]:
    """Return who holds the post that is asked about in a unit today, each once."""
    held = Post.held_on(act.today)
    posts = held.filter(unit_id=unit.id, role__in=list(asked.roles & PUBLIC), person__left_on=None)
    return list(
        dict.fromkeys(
            InPost(one.person.name, one.title)
            for one in await posts.select_related("person").order_by("id")
            if asked.title in one.title and asked.group in (None, villagers_group_in(one.title))
        )
    )
