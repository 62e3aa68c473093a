"""What somebody may do is asked of the books at every message: a term that ends at midnight ends at midnight."""

from datetime import date, timedelta

import pytest

from models.organisation.people.tables import Person, Post
from tests.access.town import PEOPLE, open_town
from tests.fakes.databases import NOON

WORD = "待核实"


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True), (1, True), (None, True)])
async def test_a_post_is_in_force_to_its_last_day(days: int | None, may: bool) -> None:
    async with open_town() as town:
        last = None if days is None else NOON.date() + timedelta(days=days)
        person = await Person.get(userid=PEOPLE["核实人"])
        await Post.filter(person_id=person.id).update(valid_to=last)
        assert ("用的，这次没办" not in await town.says(person.userid, WORD)) is may


async def test_a_post_that_begins_tomorrow_is_not_in_force() -> None:
    async with open_town() as town:
        person = await Person.get(userid=PEOPLE["核实人"])
        await Post.filter(person_id=person.id).update(valid_from=NOON.date() + timedelta(days=1))
        assert "用的，这次没办" in await town.says(person.userid, WORD)


async def test_a_term_that_ends_at_midnight_ends_at_midnight() -> None:
    async with open_town() as town:
        person = await Person.get(userid=PEOPLE["核实人"])
        await Post.filter(person_id=person.id).update(valid_to=date(2026, 11, 22))
        town.turns_to(NOON.replace(hour=23, minute=59, second=58))
        assert "用的，这次没办" not in await town.says(person.userid, WORD)
        town.turns_to(NOON.replace(day=23, hour=0, minute=0, second=1))
        assert "用的，这次没办" in await town.says(person.userid, WORD)
