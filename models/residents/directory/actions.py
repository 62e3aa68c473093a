"""Finding who holds a post and what a unit has set for its office; runs in the caller's transaction."""

from collections.abc import Collection, Sequence

from models.duty.planner.shifts import ShiftPart
from models.duty.settings.actions import desk_of
from models.organisation.authority.act import Act
from models.organisation.people.rules import OFFICES, Role
from models.organisation.people.tables import Post
from models.organisation.posts.words import villagers_group_in
from models.organisation.units.actions import with_above
from models.organisation.units.tables import Unit
from models.residents.directory.rules import PUBLIC, CalledPost, DirectoryOffice, InPost, PostAsked
from models.residents.directory.words import called


async def office(act: Act, unit: Unit) -> DirectoryOffice:
    """Return what a unit has set for its office."""
    desk = await desk_of(unit.id, act.policy.duty)
    spans = [desk.hours.span(act.today, part) for part in (ShiftPart.AM, ShiftPart.PM)]
    opens = act.calendar.first_working_day(act.today)
    hours = [f"{begins:%H:%M}-{ends:%H:%M}" for begins, ends in spans]
    return DirectoryOffice(unit.name, desk.address, desk.phone, hours, opens if opens > act.today else None)


async def offices_up(act: Act, unit_id: int) -> list[DirectoryOffice]:
    """Return what a unit and the one above it have set for their offices."""
    return [await office(act, await Unit.get(id=one)) for one in (await with_above(unit_id))[:2]]


async def holding(act: Act, unit: Unit, asked: CalledPost) -> PostAsked:
    """Return who holds the post that is asked about in a unit today, each once; of an office, above it.

    What has nobody in a village is the village committee's.
    """
    units = (await with_above(unit.id))[1:] if asked.roles <= OFFICES else [unit.id]
    found = [
        one
        for one in await _in_office(act, units, asked.roles)
        if asked.title in one.title and asked.group in (None, villagers_group_in(one.title))
    ]
    instead = [] if found or asked.roles <= OFFICES else await _in_office(act, units, [Role.VILLAGE_COMMITTEE])
    return PostAsked(asked.called, found, instead)


async def posts_of(act: Act, unit: Unit, name: str) -> list[InPost]:
    """Return the public posts of somebody in a unit today."""
    return [one for one in await _in_office(act, [unit.id], PUBLIC) if one.name == name]


async def spoken_of(act: Act, unit: Unit, text: str) -> str | None:
    """Return the name of the first in a public post of a unit today whom a text names, by surname and post as well."""
    held = await _in_office(act, [unit.id], PUBLIC)
    return next((one.name for one in held if any(way in text for way in called(one))), None)


async def _in_office(act: Act, unit_ids: Sequence[int], roles: Collection[Role]) -> list[InPost]:
    held = Post.held_on(act.today).filter(unit_id__in=unit_ids, role__in=list(PUBLIC & frozenset(roles)))
    found = await held.filter(person__left_on=None).select_related("person").order_by("id")
    return list(dict.fromkeys(InPost(one.person.name, one.title) for one in found))
