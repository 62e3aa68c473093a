"""Reading the bodies of villages from the posts that are held; runs in the caller's transaction."""

from collections.abc import Sequence
from datetime import date, timedelta

from tortoise.expressions import Q

from models.organisation.authority.act import Act
from models.organisation.people.rules import Role
from models.organisation.people.tables import Post
from models.organisation.units.actions import unit_named
from models.organisation.units.tables import Unit
from models.procedure.bodies.rules import NO_BODIES, SEATS, VILLAGES, Bodies, Body, BodySeat
from models.values.grouping import grouped
from models.values.refusal import Refusal

_ORDER = list(Role)
# What a morning off has left unsaid is said after it; no days off are longer.
_LEEWAY = timedelta(days=14)


async def bodies_named(act: Act, name: str | None) -> Bodies:
    """Return the bodies of a unit, by default the asker's; refuses with UNKNOWN_UNIT, UnknownPerson or NO_BODIES."""
    unit = await unit_named(name) if name else await Unit.get(id=act.asker.own_unit)
    if unit.kind not in VILLAGES:
        raise Refusal(NO_BODIES, unit=unit.name)
    return (await bodies_of([unit], act.today))[0]


async def bodies_of_all(day: date) -> list[Bodies]:
    """Return the bodies of every village and community on a day, by code."""
    return await bodies_of(await Unit.standing().filter(kind__in=list(VILLAGES)).order_by("code"), day)


async def bodies_ending(day: date, days: Sequence[int]) -> list[Bodies]:
    """Return the bodies of the villages in which some post ends so many `days` after a day, or had before days off."""
    near = [day + timedelta(days=ahead) for ahead in days]
    ends = Q(*(Q(valid_to__range=(one - _LEEWAY, one)) for one in near), join_type=Q.OR)
    found = await Post.filter(ends).values_list("unit_id", flat=True)
    units = Unit.standing().filter(kind__in=list(VILLAGES), id__in=set(found)).order_by("code")
    return await bodies_of(await units, day) if found else []


async def bodies_of(units: Sequence[Unit], day: date) -> list[Bodies]:
    """Return the bodies of some units on a day."""
    seated = [Role.REPRESENTATIVE, *(role for roles in SEATS.values() for role in roles)]
    rows = Post.held_on(day).filter(unit_id__in=[unit.id for unit in units], role__in=seated, person__left_on=None)
    held = grouped((post.unit_id, post) for post in await rows.select_related("person").order_by("id"))
    return [_bodies(unit, held[unit.id]) for unit in units]


def _bodies(unit: Unit, posts: Sequence[Post]) -> Bodies:
    chosen = {post.person_id for post in posts if post.role == Role.REPRESENTATIVE}
    committee = {post.person_id for post in posts if post.role == Role.VILLAGE_COMMITTEE}
    seats = {body: _seats(posts, body) for body in Body}
    return Bodies(unit.id, unit.name, unit.kind, seats, len(chosen), len(chosen | committee))


def _seats(posts: Sequence[Post], body: Body) -> list[BodySeat]:
    seats = [
        BodySeat(
            post.person.name,
            post.title,
            Role(post.role),
            post.valid_to,
            post.brought,
            person_id=post.person_id,
            since=post.valid_from,
        )
        for post in posts
        if post.role in SEATS[body]
    ]
    return sorted(seats, key=lambda seat: _ORDER.index(seat.role), reverse=body is Body.BRANCH_COMMITTEE)
