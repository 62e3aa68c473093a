"""Several hands on one roster at the same moment: one publication, one holder of a slot, nothing lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from config.database import connection, transact
from models.duty.drafts.actions import draft, publish
from models.duty.roster.actions import hand_over, roster_of, slots_between, vacate
from models.duty.roster.rules import JustChanged
from models.duty.roster.tables import DutyAbsence, DutyRoster, DutySlot
from models.ledger.audit.tables import AuditRow
from models.organisation.authority.act import Act
from models.organisation.people.tables import Person
from models.values.periods import Month
from models.values.refusal import Refusal
from tests.fakes.books import SECRETARY, act_of, open_books
from tests.fakes.databases import ENGINES, NOON

DECEMBER = Month(2026, 12)


Drafted = tuple[Act, int]


@pytest.fixture(params=ENGINES)
async def drafted(request: pytest.FixtureRequest) -> AsyncIterator[Drafted]:
    """Draft December, on each engine; give what the secretary does next, and his unit."""
    async with open_books(request.param):
        act = await act_of(SECRETARY)
        unit_id = act.asker.own_unit
        await transact(lambda: draft(act, unit_id, DECEMBER))
        yield act, unit_id


async def _attempt(work: Callable[[], Awaitable[Any]]) -> Any:
    try:
        return await transact(work)
    except Refusal as refused:
        return refused


async def test_two_publications_at_the_same_moment_are_one(drafted: Drafted) -> None:
    act, _ = drafted
    done = await asyncio.gather(*(_attempt(lambda: publish(act, DECEMBER)) for _ in range(3)))
    assert sum(isinstance(one, Refusal) and "已经公布" in str(one) for one in done) == 2
    assert await AuditRow.filter(action="publish", subject="duty_roster").count() == 1


async def test_two_drafts_at_the_same_moment_are_one_roster(drafted: Drafted) -> None:
    act, unit_id = drafted
    january = DECEMBER.after
    await asyncio.gather(*(_attempt(lambda: draft(act, unit_id, january)) for _ in range(3)))
    assert await DutyRoster.filter(unit_id=unit_id, month=str(january)).count() == 1
    drafted = await roster_of(unit_id, january)
    assert drafted is not None
    keys = [slot.key for slot in drafted.slots]
    assert len(keys) == len(set(keys))


async def test_a_slot_handed_to_two_people_at_once_ends_with_one(drafted: Drafted) -> None:
    act, unit_id = drafted
    await transact(lambda: publish(act, DECEMBER))
    slots = await slots_between(unit_id, DECEMBER.first, DECEMBER.first)
    others = [p for p in await Person.filter(userid__in=["ouyangchunyan", "zhou-xiaochuan"])]
    done = await asyncio.gather(*(_attempt(lambda p=p: hand_over(slots[0], p.id, act.cause, "move")) for p in others))
    standing = (await slots_between(unit_id, DECEMBER.first, DECEMBER.first))[0].person_id
    winners = [one.person_id for one in done if not isinstance(one, Refusal)]
    assert standing in winners
    assert all(isinstance(one, JustChanged) for one in done if isinstance(one, Refusal))


async def test_an_empty_slot_wanted_by_two_at_once_goes_to_one(drafted: Drafted) -> None:
    act, unit_id = drafted
    await transact(lambda: publish(act, DECEMBER))
    first = (await slots_between(unit_id, DECEMBER.first, DECEMBER.first))[0]
    empty = await transact(lambda: hand_over(first, None, act.cause, "move"))
    others = [p for p in await Person.filter(userid__in=["ouyangchunyan", "zhou-xiaochuan", "tang.min"])]
    done = await asyncio.gather(*(_attempt(lambda p=p: hand_over(empty, p.id, act.cause, "move")) for p in others))
    assert sum(isinstance(one, Refusal) for one in done) == len(others) - 1
    assert await AuditRow.filter(action="move", subject_id=empty.id).count() == 2


async def test_what_is_published_is_not_drafted_anew_at_the_same_moment(drafted: Drafted) -> None:
    act, unit_id = drafted
    await asyncio.gather(
        *(_attempt(lambda: draft(act, unit_id, DECEMBER)) for _ in range(3)),
        _attempt(lambda: publish(act, DECEMBER)),
        *(_attempt(lambda: draft(act, unit_id, DECEMBER)) for _ in range(3)),
    )
    assert list(await AuditRow.all().order_by("id").values_list("action", flat=True))[-1] == "publish"


async def test_leave_opens_drafts_and_published_slots_and_each_has_its_ledger_row(drafted: Drafted) -> None:
    act, _ = drafted
    await transact(lambda: publish(act, DECEMBER))
    person_id = act.asker.person_id
    assert person_id is not None
    emptied = await transact(lambda: vacate(person_id, NOON, None, act.cause))
    assert len(emptied) > 10
    assert all(slot.person_id is None for slot in emptied)
    assert await AuditRow.filter(action="vacate").count() == len(emptied)


async def test_slots_written_together_are_stored_as_one_by_one(drafted: Drafted) -> None:
    act, unit_id = drafted
    await DutyAbsence.create(
        person_id=act.asker.person_id,
        unit_id=unit_id,
        first_day=DECEMBER.first,
        last_day=DECEMBER.last,
        state="approved",
        asked_at=NOON,
        approver_role="liaison",
    )
    await transact(lambda: draft(act, unit_id, DECEMBER))
    written = await DutySlot.filter(unit_id=unit_id).order_by("id")
    assert {row.person_id is None for row in written} == {True, False}
    for row in written:
        again = row.clone(pk=None)
        again.seat += 100
        await again.save()
    stored = await connection().execute_query_dict("SELECT * FROM duty_slots ORDER BY id")
    first, second = stored[: len(written)], stored[len(written) :]
    assert [row | {"id": 0} for row in first] == [row | {"id": 0, "seat": row["seat"] - 100} for row in second]
