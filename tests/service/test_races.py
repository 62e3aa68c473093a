"""Several at once: limits hold, nothing counts twice, nobody waits for ever."""

import asyncio
from functools import partial

import pytest

from bot.app import build_house
from bot.clock import MovableClock
from bot.demo import DemoPlace, demo_doors, demo_settings
from bot.receiving.conversation import Conversations
from bot.wecom.updates import Update
from config.database import transact
from models.ledger.audit.tables import AuditRow
from models.organisation.people.tables import Person
from models.service.activities import actions
from models.service.activities.claims import Change
from models.service.activities.rules import Status
from models.service.activities.tables import ActivityRecord
from models.service.verification.actions import send_back
from tests.fakes.books import (
    MEMBER,
    POLICY,
    SECRETARY,
    VERIFIER,
    act_of,
    approve,
    at_once,
    claim,
    list_batch,
    month_rows,
    open_books,
    pass_everything,
    recount,
    report,
    versions_of,
)
from tests.fakes.databases import ENGINES, NOON

# A race is run several times on PostgreSQL; SQLite lets one transaction in at a time.
ROUNDS = [("sqlite", 1), ("postgres", 1), ("postgres", 2), ("postgres", 3)]


async def _reports_of(userid: str) -> list[ActivityRecord]:
    person = await Person.get(userid=userid)
    return await ActivityRecord.filter(member_id=person.id, message_key__startswith="app:").order_by("id")


async def _correct(userid: str, number: int, minutes: int) -> None:
    async def work() -> None:
        await actions.correct(await act_of(userid), number, Change(minutes=minutes))

    await transact(work)


async def _give_back(userid: str, number: int) -> None:
    async def work() -> None:
        await send_back(await act_of(userid), number, "请补充")

    await transact(work)


async def _revoke(userid: str, number: int) -> None:
    async def work() -> None:
        await actions.revoke(await act_of(userid), number)

    await transact(work)


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_six_reports_of_eight_hours_at_once_fill_one_day(engine: str, round_: int) -> None:
    async with open_books(engine):
        ended = await at_once(*[partial(report, MEMBER, claim(480))] * 6)
        assert (len(ended.returned), len(ended.refused)) == (3, 3)
        assert all("怕是打错了" in sentence for sentence in ended.refused)
        assert [row.minutes for row in await _reports_of(MEMBER)] == [480] * 3


@pytest.mark.parametrize("engine", ENGINES)
async def test_reports_of_several_members_at_once_all_count(engine: str) -> None:
    people = [MEMBER, SECRETARY, VERIFIER, "heguangrong", "lizhiqiang", "wangxiulan2"]
    async with open_books(engine):
        ended = await at_once(*[partial(report, userid, claim(60 + n)) for n, userid in enumerate(people * 3)])
        assert len(ended.returned) == 18
        assert [len(await _reports_of(userid)) for userid in people] == [3] * 6


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_two_verifiers_passing_the_same_records_at_once_verify_each_once(engine: str, round_: int) -> None:
    members = [MEMBER, "heguangrong", "linxiaoyu"]
    async with open_books(engine):
        await pass_everything(SECRETARY, VERIFIER)
        numbers = {(await report(userid, claim(60 + n))).number for n, userid in enumerate(members * 3)}
        assert set(await list_batch(SECRETARY)) == set(await list_batch(VERIFIER)) == numbers
        ended = await at_once(partial(approve, SECRETARY), partial(approve, VERIFIER, (1,)))
        assert ended.refused == []
        confirmed = [number for some in ended.returned if isinstance(some, list) for number in some]
        assert sorted(confirmed) == sorted(numbers)
        for number in numbers:
            assert await AuditRow.filter(action="verify", subject="activity", subject_id=number).count() == 1
        assert await month_rows() == await recount()


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_two_verifiers_confirming_each_other_at_once_do_not_block(engine: str, round_: int) -> None:
    async with open_books(engine):
        mine, theirs = await report(SECRETARY, claim(60)), await report(VERIFIER, claim(60))
        assert theirs.number in await list_batch(SECRETARY)
        assert mine.number in await list_batch(VERIFIER)
        ended = await at_once(partial(approve, SECRETARY), partial(approve, VERIFIER))
        assert ended.refused == []
        for number in (mine.number, theirs.number):
            assert (await versions_of(number))[-1].status == Status.VERIFIED
        assert await month_rows() == await recount()


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_a_batch_is_passed_once_however_often_it_is_said_at_once(engine: str, round_: int) -> None:
    async with open_books(engine):
        number = (await report(MEMBER, claim(60))).number
        await list_batch(SECRETARY)
        ended = await at_once(*[partial(approve, SECRETARY)] * 4)
        assert len(ended.returned) == 1
        assert ended.refused == ["上一批已经办完了。发“待核实”看新的一批。"] * 3
        assert await AuditRow.filter(action="verify", subject_id=number).count() == 1


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_a_correction_racing_a_verification_is_never_verified_unseen(engine: str, round_: int) -> None:
    async with open_books(engine):
        number = (await report(MEMBER, claim(60))).number
        await list_batch(SECRETARY)
        ended = await at_once(partial(approve, SECRETARY), partial(_correct, MEMBER, number, 400))
        versions = await versions_of(number)
        states = [(row.minutes, Status(row.status)) for row in versions]
        corrected_first = [(60, Status.REPLACED), (400, Status.CLAIMED)]
        assert states == ([(60, Status.VERIFIED)] if ended.refused else corrected_first)
        assert await month_rows() == await recount()


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_a_record_ends_in_one_state_when_everybody_decides_at_once(engine: str, round_: int) -> None:
    async with open_books(engine):
        number = (await report(MEMBER, claim(60))).number
        for userid in (SECRETARY, VERIFIER):
            await list_batch(userid)
        await at_once(
            partial(approve, SECRETARY),
            partial(_give_back, VERIFIER, number),
            partial(_revoke, MEMBER, number),
            partial(_correct, MEMBER, number, 90),
            partial(approve, VERIFIER),
        )
        versions = await versions_of(number)
        assert [row.status for row in versions[:-1]] == [Status.REPLACED] * (len(versions) - 1)
        assert versions[-1].status != Status.REPLACED
        assert await month_rows() == await recount()


@pytest.mark.parametrize(("engine", "round_"), ROUNDS)
async def test_two_corrections_at_once_follow_one_another(engine: str, round_: int) -> None:
    async with open_books(engine):
        number = (await report(MEMBER, claim(60))).number
        ended = await at_once(partial(_correct, MEMBER, number, 90), partial(_correct, MEMBER, number, 120))
        versions = await versions_of(number)
        assert ended.refused == []
        assert [row.version for row in versions] == [1, 2, 3]
        assert {row.minutes for row in versions[1:]} == {90, 120}
        assert [row.status for row in versions] == [Status.REPLACED, Status.REPLACED, Status.CLAIMED]


@pytest.mark.parametrize("engine", ENGINES)
async def test_five_equal_deliveries_at_once_to_two_processes_make_one_record(engine: str) -> None:
    clock = MovableClock(NOON, frozen=True)
    settings = demo_settings(demo_doors(), "http://127.0.0.1:9", DemoPlace("sqlite://unused", 0, NOON))
    async with open_books(engine):
        workers = [Conversations(build_house(settings, POLICY), clock) for _ in range(2)]
        said = Update("app:77", "app", "text", MEMBER, None, "上报 三组 清理沟渠 2小时", int(NOON.timestamp()))
        replies = await asyncio.gather(*(workers[n % 2].answer(said) for n in range(5)))
        assert len({reply for reply in replies}) == 1
        assert [row.message_key for row in await _reports_of(MEMBER)] == ["app:77"]
