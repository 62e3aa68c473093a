"""Several signs of presence at once about the same shift: the first one stands, and is noted once."""

from functools import partial

import pytest

from config.database import transact
from models.duty.attendance import actions
from models.duty.attendance.rules import Presence
from models.duty.roster.tables import DutySlot
from models.ledger.audit.tables import AuditRow
from tests.fakes.books import SECRETARY, VERIFIER, act_of, at_once, open_books
from tests.fakes.rosters import publish

ROUNDS = [("sqlite", 1), ("postgres", 1), ("postgres", 2), ("postgres", 3)]


async def _confirms(userid: str) -> tuple[str, str]:
    async def work() -> tuple[str, str]:
        return await actions.confirm(await act_of(userid), None)

    return await transact(work)


async def _arrives(userid: str) -> str:
    async def work() -> str:
        return await actions.give_sign(await act_of(userid), Presence.ARRIVED, None)

    return await transact(work)


async def _signs() -> list[str]:
    rows = await AuditRow.filter(subject="duty_slot", action="presence").order_by("id")
    return [row.after["presence"] for row in rows if row.after]


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_a_shift_is_confirmed_by_telephone_once(engine: str, round_: int) -> None:
    async with open_books(engine):
        await publish("11-22 phone 唐敏")
        ended = await at_once(*[partial(_confirms, SECRETARY)] * 3)
        assert ended.returned == [("唐敏", "11月22日（周日）电话值班")]
        assert {refusal[:11] for refusal in ended.refused} == {"现在没有要确认的值班。"}
        assert await _signs() == ["phone"]


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_whoever_arrives_while_he_is_called_has_arrived(engine: str, round_: int) -> None:
    async with open_books(engine):
        await publish("11-22 phone 唐敏")
        ended = await at_once(partial(_arrives, VERIFIER), partial(_confirms, SECRETARY))
        assert "11月22日（周日）电话值班" in ended.returned
        assert (await DutySlot.get(day="2026-11-22")).presence == "arrived"
        assert await _signs() == (["arrived"] if ended.refused else ["phone", "arrived"])
