"""Somebody leaves the enterprise: everybody who has to act is told, once, or nothing has happened at all."""

from dataclasses import replace

import pytest

from bot.understanding import dispatch
from bot.understanding.request import House
from bot.wecom.updates import Update
from config.database import Database, transact
from config.sample import load_district
from models.ledger.audit.actions import Cause
from models.machine.delivery.rules import Message
from models.machine.inbox.actions import Waiting
from models.organisation.authority.act import Act
from models.organisation.enrolment.actions import load
from models.organisation.people.tables import Person
from tests.fakes.databases import NOON
from tests.machine.post_office import 乙, 甲
from tests.machine.test_scheduler import whole_house

LEFT = Update("left:1", "app", "left", 甲, None, "", round(NOON.timestamp()))
ROW = Waiting(1, LEFT.key, "", asked=False)


async def tells(act: Act, person_id: int) -> list[Message]:
    return [Message(f"{person_id} {act.asker.userid} {act.key}", to=乙)]


async def breaks(act: Act, person_id: int) -> list[Message]:
    raise RuntimeError("the roster is broken")


async def leaves(house: House) -> list[str]:
    answered = await transact(lambda: dispatch.answer(LEFT, house, NOON, ROW))
    return [message.text for message in answered]


@pytest.fixture
async def person_id(database: Database) -> int:
    """Write the sample district and return the number of somebody in it."""
    await transact(lambda: load(load_district(), Cause("sample", NOON)))
    return (await Person.get(userid=甲)).id


async def test_every_departure_is_called_once(person_id: int) -> None:
    house = replace(whole_house(), departures=(tells, tells))
    assert await leaves(house) == [f"{person_id} contacts left:1"] * 2
    assert await leaves(house) == []
    assert (await Person.get(id=person_id)).left_on == NOON.date()


async def test_a_departure_that_fails_takes_the_leaving_back(person_id: int) -> None:
    house = replace(whole_house(), departures=(tells, breaks))
    with pytest.raises(RuntimeError, match="broken"):
        await leaves(house)
    assert (await Person.get(id=person_id)).left_on is None
    assert await leaves(replace(house, departures=(tells,))) == [f"{person_id} contacts left:1"]


async def test_a_stranger_who_leaves_moves_nobody(person_id: int) -> None:
    stranger = replace(LEFT, userid="nobody-we-know")
    answered = await transact(lambda: dispatch.answer(stranger, replace(whole_house(), departures=(tells,)), NOON, ROW))
    assert (answered, person_id > 0) == ([], True)
