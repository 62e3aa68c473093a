"""Finding people and recording that they leave; runs in the caller's transaction."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from config.database import on_postgres, rows
from models.ledger.audit.actions import Cause, record
from models.organisation.people.namesakes import Traits, WhichOne, apart
from models.organisation.people.rules import (
    COMRADE,
    FOREMOST,
    STANDING_NAMES,
    Asker,
    HasLeft,
    Held,
    Role,
    foremost,
    named_in,
)
from models.organisation.people.tables import Person, Post
from models.organisation.people.texts import in_group
from models.organisation.units.tables import Unit
from models.values.grouping import grouped


async def asker(userid: str, day: date) -> Asker:
    """Return who is speaking, with the posts in force on a local day; raises HasLeft for somebody who has left."""
    return asker_of(userid, day, await rows(*speaker(userid, day)))


def speaker(userid: str, day: date) -> tuple[str, list[object]]:
    """Return the statement, and its values, that finds somebody with the posts in force on a local day."""
    return _SPEAKER, [day, day, userid.casefold()]


def asker_of(userid: str, day: date, found: Sequence[Mapping[str, Any]]) -> Asker:
    """Return who is speaking by the rows of that statement.

    Somebody unknown is a resident under his userid; raises HasLeft for somebody who has left.
    """
    if not found or found[0]["id"] is None:
        return Asker(userid=userid, name=userid)
    person = found[0]
    left = person["left_on"]
    if left is not None and (left if isinstance(left, date) else date.fromisoformat(left)) <= day:
        raise HasLeft
    return Asker(
        userid=person["userid"],
        name=person["name"],
        person_id=person["id"],
        unit_id=person["unit_id"],
        branch_id=person["branch_id"],
        standing=person["standing"],
        exempt=bool(person["exempt"]),
        noticed=person["noticed_at"] is not None,
        declines_records=bool(person["declines_records"]),
        posts=frozenset([Held(Role(p["role"]), p["post_unit"], p["title"]) for p in found if p["role"]]),
    )


# Asked for every message, so in one statement: the person by his key, with the posts in force that day.
_SPEAKER = (
    "SELECT persons.*, posts.role, posts.unit_id AS post_unit, posts.title FROM persons LEFT JOIN posts "
    "ON posts.person_id = persons.id AND posts.valid_from <= ? AND (posts.valid_to IS NULL OR posts.valid_to >= ?) "
    "WHERE persons.userid_key = ?"
)


async def holders(roles: Iterable[Role], day: date, unit_id: int | None = None) -> list[Person]:
    """Return the people who hold one of the roles (in a unit, or anywhere) on a local day, by userid."""
    wanted = Q(role__in=[role.value for role in roles]) & Q(person__left_on=None)
    if unit_id is not None:
        wanted &= Q(unit_id=unit_id)
    posts = await Post.held_on(day).filter(wanted).select_related("person").order_by("person__userid_key")
    return list({post.person_id: post.person for post in posts}.values())


async def holders_by_unit(roles: Collection[Role], day: date, units: Collection[int]) -> dict[int, list[Person]]:
    """Return {unit: the people who hold one of the roles in it, by userid} on a local day, for some units."""
    posts = Post.held_on(day).filter(role__in=list(roles), unit_id__in=list(units), person__left_on=None)
    found = await posts.prefetch_related("person").order_by("person__userid_key")
    return grouped(dict.fromkeys((post.unit_id, post.person) for post in found))


async def foremost_roles(day: date) -> dict[str, Role]:
    """Return {userid: the first of FOREMOST that he holds on a day, else member or resident} of everybody here."""
    held: dict[int, set[Role]] = {}
    for post in await Post.held_on(day).filter(role__in=list(FOREMOST)):
        held.setdefault(post.person_id, set()).add(Role(post.role))
    return {
        person.userid: foremost(held.get(person.id, ()), person.standing)
        for person in await Person.filter(left_on=None).order_by("userid_key")
    }


async def people_of(ids: Iterable[int]) -> dict[int, Person]:
    """Return {id: person} for ids."""
    return {person.id: person for person in await Person.filter(id__in=list(ids))}


async def told_apart(people: Collection[Person]) -> dict[int, str]:
    """Return {id: name} of some people, with the villagers' group of whoever has a namesake in his unit."""
    units, names = {one.unit_id for one in people}, {one.name for one in people}
    others = await Person.filter(unit_id__in=list(units), name__in=list(names), left_on=None)
    same = Counter((one.unit_id, one.name) for one in {*others, *people})
    return {
        one.id: in_group(one.name, one.villagers_group) if same[one.unit_id, one.name] > 1 else one.name
        for one in people
    }


async def names_of(userids: Iterable[str]) -> dict[str, str]:
    """Return {userid: name} of those of some accounts that are on the books."""
    wanted = {userid.casefold() for userid in userids}
    return dict(await Person.filter(userid_key__in=list(wanted)).values_list("userid", "name"))


async def present(ids: Iterable[int | None]) -> tuple[Person, ...]:
    """Return those of some people who have not left, by id."""
    return tuple(await Person.filter(id__in=[one for one in ids if one], left_on=None).order_by("id"))


async def people_named(name: str, unit_id: int | None) -> list[Person]:
    """Return the people of exactly that name: those of a unit, or, when it has none, those of the whole district."""
    found = await Person.filter(name=name, left_on=None).select_related("unit").order_by("userid_key")
    near = [person for person in found if person.unit_id == unit_id]
    return near or found


async def people_called(said: str, unit_id: int | None) -> list[Person]:
    """Return the same, or where nobody has the name those of a unit who are called so, such as 老蒲."""
    if found := await people_named(said, unit_id):
        return found
    near = await Person.filter(unit_id=unit_id, left_on=None).select_related("unit").order_by("userid_key")
    meant = named_in(said, {one.id: one.name for one in near})
    return [one for one in near if one.id in meant]


async def names_somebody(text: str) -> bool:
    """Return whether a text holds the full name of anybody who is on the books, or was."""
    names = await Person.all().values_list("name", flat=True)
    return any(len(str(name)) > 1 and str(name) in text for name in names)


async def called(name: str, people: Iterable[Person], day: date) -> Person | None:
    """Return who of some people is meant by a full name or an account, None for nobody; raises WhichOne."""
    said = name.removesuffix(COMRADE)
    found = [one for one in people if said == one.name or said.casefold() == one.userid_key]
    if len(found) > 1:
        raise await which_one(said, found, day)
    return found[0] if found else None


async def which_one(name: str, people: Sequence[Person], day: date) -> WhichOne:
    """Return the question which of several people of one name is meant, told apart as they are on a local day."""
    units = dict(await Unit.filter(id__in=[one.unit_id for one in people]).values_list("id", "name"))
    posts = await Post.held_on(day).filter(person_id__in=[one.id for one in people]).order_by("id")
    titles = {post.person_id: post.title for post in posts}
    shown = [
        Traits(
            one.userid,
            one.villagers_group or "",
            str(units[one.unit_id]),
            titles.get(one.id, ""),
            STANDING_NAMES.get(one.standing, ""),
        )
        for one in sorted(people, key=lambda one: one.id)
    ]
    return WhichOne(name, apart(shown))


async def notice_given(person_id: int, at: datetime) -> None:
    """Record that somebody has been told what is kept about him."""
    await Person.filter(id=person_id).update(noticed_at=at)


async def leave(userid: str, cause: Cause) -> int | None:
    """Record that somebody has left the enterprise; his posts end. Return his number, None for a stranger."""
    person = await Person.get_or_none(userid_key=userid.casefold(), left_on=None)
    if person is None:
        return None
    day = cause.at.date()
    await Person.filter(id=person.id).update(left_on=day)
    await Post.filter(Q(valid_to=None) | Q(valid_to__gt=day), person_id=person.id).update(valid_to=day)
    await record(cause, "leave", ("person", person.id), after={"left_on": day.isoformat()})
    return person.id


async def end_posts(posts: QuerySet[Post], today: date) -> None:
    """End those of some posts that are not over: yesterday was their last day."""
    open_ended = posts.filter(Q(valid_to=None) | Q(valid_to__gte=today))
    await open_ended.update(valid_to=today - timedelta(days=1))


async def lock(people: Iterable[int]) -> None:
    """Let one transaction at a time work on some people's books: their rows in one order.

    SQLite needs no lock, for its transactions begin with the only write lock there is.
    """
    if on_postgres():
        await Person.filter(id__in=list(people)).order_by("id").select_for_update(no_key=True).only("id")
