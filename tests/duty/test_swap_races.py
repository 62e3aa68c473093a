"""Several at once about the same shifts: each change happens once, nobody waits for ever."""

from functools import partial

import pytest

from config.database import transact
from models.duty.roster.actions import vacate
from models.duty.roster.rules import Slot
from models.duty.swaps import actions
from models.duty.swaps.rules import Swap, SwapState, Wanted
from models.duty.swaps.tables import DutySwap
from models.ledger.audit.tables import AuditRow
from models.organisation.people.tables import Person
from tests.fakes.books import SECRETARY, VERIFIER, act_of, at_once, cause_of, open_books
from tests.fakes.databases import NOON
from tests.fakes.rosters import board, publish

XIAOCHUAN, CHUNYAN = "zhou-xiaochuan", "ouyangchunyan"
ROUNDS = [("sqlite", 1), ("postgres", 1), ("postgres", 2), ("postgres", 3)]
ONE, TWO = Wanted(NOON.date().replace(month=12, day=3)), Wanted(NOON.date().replace(month=12, day=8))
NAMES = {VERIFIER: "唐敏", XIAOCHUAN: "周小川", CHUNYAN: "欧阳春燕", SECRETARY: "罗正富"}


async def _ask(userid: str, other: str, *wanted: Wanted) -> Swap:
    async def work() -> Swap:
        return await actions.ask(await act_of(userid), f"换班 {NAMES[other]}", wanted)

    return await transact(work)


async def _answer(userid: str, number: int | None = None, *, agrees: bool = True) -> Swap:
    async def work() -> Swap:
        return await actions.answer(await act_of(userid), number, agrees=agrees)

    return await transact(work)


async def _withdraw(userid: str) -> Swap:
    async def work() -> Swap:
        return await actions.withdraw(await act_of(userid), None)

    return await transact(work)


async def _take(userid: str, wanted: Wanted) -> Swap:
    async def work() -> Swap:
        return await actions.stand_in(await act_of(userid), "顶班", wanted)

    return await transact(work)


async def _goes_on_leave(userid: str) -> list[Slot]:
    async def work() -> list[Slot]:
        person = await Person.get(userid=userid)
        return await vacate(person.id, NOON, None, cause_of(userid))

    return await transact(work)


async def _changes() -> int:
    return await AuditRow.filter(subject="duty_slot", action__startswith="swap_").count()


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_two_who_ask_each_other_at_the_same_moment_swap_once(engine: str, round_: int) -> None:
    async with open_books(engine):
        await publish("12-03 am 唐敏", "12-08 am 周小川")
        ended = await at_once(
            partial(_ask, VERIFIER, XIAOCHUAN, ONE, TWO), partial(_ask, XIAOCHUAN, VERIFIER, TWO, ONE)
        )
        assert ended.refused == []
        states = sorted(outcome.state for outcome in ended.returned if isinstance(outcome, Swap))
        assert states == [SwapState.ACCEPTED, SwapState.ASKED]
        assert await board() == ["12-03 am 周小川", "12-08 am 唐敏"]
        assert await _changes() == 2
        assert await DutySwap.all().count() == 1


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_an_answer_that_is_said_several_times_at_once_counts_once(engine: str, round_: int) -> None:
    async with open_books(engine):
        await publish("12-03 am 唐敏", "12-08 am 周小川")
        await _ask(VERIFIER, XIAOCHUAN, ONE)
        ended = await at_once(*[partial(_answer, XIAOCHUAN)] * 4)
        assert len(ended.returned) == 1
        assert await board() == ["12-03 am 周小川", "12-08 am 唐敏"]
        assert await _changes() == 2


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_agreeing_and_withdrawing_at_once_end_in_one_of_them(engine: str, round_: int) -> None:
    async with open_books(engine):
        await publish("12-03 am 唐敏", "12-08 am 周小川")
        await _ask(VERIFIER, XIAOCHUAN, ONE)
        ended = await at_once(partial(_answer, XIAOCHUAN), partial(_withdraw, VERIFIER))
        assert (len(ended.returned), len(ended.refused)) == (1, 1)
        swapped = (await DutySwap.get(id=1)).state == SwapState.ACCEPTED
        both = ["12-03 am 周小川", "12-08 am 唐敏"] if swapped else ["12-03 am 唐敏", "12-08 am 周小川"]
        assert await board() == both


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_two_who_were_asked_for_the_same_shift_agree_at_once_and_one_gets_it(engine: str, round_: int) -> None:
    async with open_books(engine):
        await publish("12-03 am 唐敏")
        for other in (XIAOCHUAN, CHUNYAN):
            await _ask(VERIFIER, other, ONE)
        ended = await at_once(partial(_answer, XIAOCHUAN), partial(_answer, CHUNYAN))
        assert ended.refused == []
        states = sorted(outcome.state for outcome in ended.returned if isinstance(outcome, Swap))
        assert states == [SwapState.ACCEPTED, SwapState.VOID]
        assert await _changes() == 1


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_an_empty_shift_is_taken_by_one(engine: str, round_: int) -> None:
    async with open_books(engine):
        await publish("12-03 am 空")
        ended = await at_once(*(partial(_take, userid, ONE) for userid in (VERIFIER, XIAOCHUAN, CHUNYAN)))
        assert len(ended.returned) == 1
        assert len(ended.refused) == 2
        assert await AuditRow.filter(subject="duty_slot", action="stand_in").count() == 1


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_agreeing_while_the_shift_is_emptied_leaves_no_shift_with_two_or_lost(engine: str, round_: int) -> None:
    async with open_books(engine):
        await publish("12-03 am 唐敏", "12-08 am 周小川")
        await _ask(VERIFIER, XIAOCHUAN, ONE)
        ended = await at_once(partial(_answer, XIAOCHUAN), partial(_goes_on_leave, VERIFIER))
        assert ended.refused == []
        assert await board() in (["12-03 am 空", "12-08 am 周小川"], ["12-03 am 周小川", "12-08 am 空"])
