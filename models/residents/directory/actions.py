"""Finding who holds a post and what a unit has set for its office; runs in the caller's transaction."""

from models.duty.planner.shifts import ShiftPart
from models.duty.settings.actions import desk_of
from models.organisation.authority.act import Act
from models.organisation.people.tables import Post
from models.organisation.posts.words import villagers_group_in
from models.organisation.units.actions import with_above
from models.organisation.units.tables import Unit
from models.residents.directory.rules import PUBLIC, DirectoryOffice, DirectoryQuestion, InPost


async def office(act: Act, unit: Unit) -> DirectoryOffice:
    """Return what a unit has set for its office."""
    desk = await desk_of(unit.id, act.policy.duty)
    spans = [desk.hours.span(act.today, part) for part in (ShiftPart.AM, ShiftPart.PM)]
    return DirectoryOffice(
        unit.name, desk.address, desk.phone, [f"{begins:%H:%M}-{ends:%H:%M}" for begins, ends in spans]
    )


async def offices_up(act: Act, unit_id: int) -> list[DirectoryOffice]:
    """Return what a unit and the one above it have set for their offices."""
    return [await office(act, await Unit.get(id=one)) for one in (await with_above(unit_id))[:2]]


async def holding(act: Act, unit: Unit, asked: DirectoryQuestion) -> list[InPost]:
    """Return who holds the post that is asked about in a unit today, each once."""
    held = Post.held_on(act.today)
    posts = held.filter(unit_id=unit.id, role__in=list(asked.roles & PUBLIC), person__left_on=None)
    return list(
        dict.fromkeys(
            InPost(one.person.name, one.title)
            for one in await posts.select_related("person").order_by("id")
            if asked.person in ("", one.person.name)
            and asked.title in one.title
            and asked.group in (None, villagers_group_in(one.title))
        )
    )
