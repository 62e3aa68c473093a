"""Which posts are in force on a day: what the database finds is what the rule says of each."""

from datetime import date, timedelta

import pytest

from config.database import Database
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person, Post
from models.values.days import in_force
from tests.fakes.databases import ENGINES, NOON, sample_url

DAY = timedelta(days=1)
ENDS: tuple[date | None, ...] = (None, NOON.date() - DAY, NOON.date(), NOON.date() + DAY)


@pytest.mark.parametrize("engine", ENGINES)
async def test_the_posts_of_a_day_are_those_whose_term_holds_on_it(engine: str) -> None:
    database = Database(await sample_url(engine))
    await database.open()
    try:
        person = await Person.get(userid="chenguilan")
        for until in ENDS:
            for since in (NOON.date() - DAY, NOON.date(), NOON.date() + DAY):
                said = {"role": Role.COMMITTEE, "unit_id": person.unit_id, "title": "支委"}
                await Post.create(person=person, valid_from=since, valid_to=until, **said)
        every = await Post.all()
        for day in (NOON.date() + number * DAY for number in range(-2, 3)):
            found = {post.id for post in await Post.held_on(day)}
            assert found == {post.id for post in every if in_force(post.valid_from, post.valid_to, day)}
    finally:
        await database.close()
