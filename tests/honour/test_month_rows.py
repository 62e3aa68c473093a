"""Month rows always say what a recount from the records says, whatever was done in whatever order."""

import random
from datetime import datetime, timedelta

import pytest

from config.database import transact
from models.honour.month_figures.actions import all_standings, figures
from models.organisation.people.actions import leave
from models.organisation.people.tables import Person
from models.service.activities import actions
from models.service.activities.claims import Change
from models.service.activities.rules import Status
from models.service.activities.tables import ActivityRecord
from models.service.verification.actions import send_back
from models.values.periods import Month
from models.values.refusal import Refusal
from tests.fakes.books import (
    MEMBER,
    POLICY,
    SECRETARY,
    VERIFIER,
    act_of,
    approve,
    cause_of,
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

REPORTERS = (MEMBER, SECRETARY, VERIFIER, "heguangrong", "linxiaoyu", "lizhiqiang", "gouyonghong")
DECIDERS = (SECRETARY, VERIFIER, "lizhiqiang", "wangxiulan2")
KINDS = ("care", "sanitation", "party_life", "facility")
STEPS = 60


class Walk:
    """People doing random things to one another's records; the seed is in the test's name."""

    def __init__(self, seed: int) -> None:
        """Begin at NOON."""
        self.random = random.Random(seed)
        self.now = NOON
        self.done: dict[str, int] = {}

    async def step(self) -> None:
        """Do one random thing; a refusal is an answer too."""
        acts = (self.report, self.report, self.correct, self.revoke, self.pass_batch, self.give_back, self.wait)
        act = self.random.choice(acts)
        try:
            await act()
            self.done[act.__name__] = self.done.get(act.__name__, 0) + 1
        except Refusal:
            self.done["refused"] = self.done.get("refused", 0) + 1

    async def report(self) -> None:
        minutes = self.random.choice([None, 15, 60, 200, 400])
        ago = (self.now - NOON).days
        said = claim(minutes, days_ago=self.random.randrange(30) - ago, category=self.random.choice(KINDS))
        await report(self.random.choice(REPORTERS), said, self.now)

    async def _any_record(self) -> ActivityRecord:
        return self.random.choice(await ActivityRecord.exclude(status=Status.REPLACED).order_by("-id").limit(25))

    async def _owner_of(self, row: ActivityRecord) -> str:
        return (await Person.get(id=row.member_id)).userid

    async def correct(self) -> None:
        row = await self._any_record()
        owner = await self._owner_of(row)
        change = self.random.choice(
            [
                Change(minutes=self.random.randrange(1, 500)),
                Change(day=(self.now - timedelta(days=self.random.randrange(30))).date()),
                Change(category=self.random.choice(KINDS)),
            ]
        )

        async def work() -> None:
            await actions.correct(await act_of(owner, self.now), actions.number_of(row), change)

        await transact(work)

    async def revoke(self) -> None:
        row = await self._any_record()
        owner = await self._owner_of(row)

        async def work() -> None:
            await actions.revoke(await act_of(owner, self.now), actions.number_of(row))

        await transact(work)

    async def pass_batch(self) -> None:
        verifier = self.random.choice(DECIDERS)
        shown = await list_batch(verifier, self.now)
        without = tuple(n for n in range(1, len(shown) + 1) if self.random.random() < 0.3)
        await approve(verifier, without, self.now)

    async def give_back(self) -> None:
        row, verifier = await self._any_record(), self.random.choice(DECIDERS)

        async def work() -> None:
            await send_back(await act_of(verifier, self.now), actions.number_of(row), "请补充")

        await transact(work)

    async def wait(self) -> None:
        self.now += timedelta(hours=self.random.choice([1, 30, 72]))


@pytest.mark.parametrize(("engine", "seed"), [("sqlite", 1), ("sqlite", 2), ("postgres", 3), ("postgres", 4)])
async def test_month_rows_equal_a_recount_after_every_step_of_a_random_walk(engine: str, seed: int) -> None:
    walk = Walk(seed)
    async with open_books(engine):
        assert await month_rows() == await recount()
        for _ in range(STEPS):
            await walk.step()
            assert await month_rows() == await recount()
    assert {"report", "correct", "revoke", "pass_batch", "give_back", "refused"} <= walk.done.keys()


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_record_moved_to_another_month_counts_there_only(engine: str) -> None:
    async with open_books(engine):
        number = (await report(MEMBER, claim(90))).number
        await pass_everything(SECRETARY, VERIFIER)
        assert await _minutes(number, "2026-11") == 90
        await _correct_after_return(number, Change(day=(NOON - timedelta(days=25)).date()))
        await pass_everything(SECRETARY, VERIFIER)
        assert await _minutes(number, "2026-11") is None
        row = (await versions_of(number))[-1]
        assert (row.month, row.timely, row.status) == ("2026-10", False, Status.VERIFIED)
        assert await month_rows() == await recount()


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_record_moved_to_a_category_that_is_no_service_counts_no_more(engine: str) -> None:
    async with open_books(engine):
        number = (await report(MEMBER, claim(90))).number
        await pass_everything(SECRETARY, VERIFIER)
        await _correct_after_return(number, Change(category="party_life"))
        await pass_everything(SECRETARY, VERIFIER)
        assert await _minutes(number, "2026-11") is None
        assert await month_rows() == await recount()


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_correction_keeps_whether_the_report_was_in_time(engine: str) -> None:
    async with open_books(engine):
        number = (await report(MEMBER, claim(90, days_ago=3))).number
        await _correct(number, Change(minutes=60), NOON + timedelta(days=12))
        row = (await versions_of(number))[-1]
        assert (row.version, row.late_report, row.timely) == (2, False, True)


@pytest.mark.parametrize("engine", ENGINES)
async def test_the_same_month_of_another_year_is_another_month(engine: str) -> None:
    """Only a secretary may go so far back; corrected to this year, his record counts for this year's list."""
    async with open_books(engine):
        number = (await report(SECRETARY, claim(90, days_ago=365))).number
        assert not (await versions_of(number))[0].timely
        await _correct(number, Change(day=NOON.date()), NOON, SECRETARY)
        row = (await versions_of(number))[-1]
        assert (row.month, row.timely) == ("2026-11", True)


@pytest.mark.parametrize("engine", ENGINES)
async def test_somebody_who_has_left_counts_neither_as_active_nor_as_participant(engine: str) -> None:
    async with open_books(engine):
        await report(MEMBER, claim(90))
        await pass_everything(SECRETARY, VERIFIER)
        unit_id = (await Person.get(userid=MEMBER)).unit_id
        before = next(one for one in await figures(Month(2026, 11), POLICY.ranking) if one.unit_id == unit_id)
        assert await transact(lambda: leave(MEMBER, cause_of("contacts")))
        after = next(one for one in await figures(Month(2026, 11), POLICY.ranking) if one.unit_id == unit_id)
        assert (after.active, after.participants) == (before.active - 1, before.participants - 1)
        assert await month_rows() == await recount()
        assert not await transact(lambda: leave(MEMBER, cause_of("contacts")))


@pytest.mark.parametrize("engine", ENGINES)
async def test_the_posts_of_somebody_who_leaves_end_with_the_day(engine: str) -> None:
    async with open_books(engine):
        await transact(lambda: leave(SECRETARY, cause_of("contacts")))
        person = await Person.get(userid=SECRETARY).prefetch_related("posts")
        assert {post.valid_to for post in person.posts} == {NOON.date()}


@pytest.mark.parametrize("engine", ENGINES)
async def test_exempt_mobile_and_probationary_members_are_not_in_the_denominator(engine: str) -> None:
    """Of the village's ten members one is on probation, one works elsewhere, one is exempt."""
    async with open_books(engine):
        for userid in ("linxiaoyu", "jike.ergu", "pudeming"):
            await report(userid, claim(60))
        await pass_everything(SECRETARY, VERIFIER)
        unit_id = (await Person.get(userid=MEMBER)).unit_id
        village = next(one for one in await figures(Month(2026, 11), POLICY.ranking) if one.unit_id == unit_id)
        assert village.active == 7
        places = [one for one in await all_standings(Month(2026, 11), POLICY.ranking) if one.kind == "village"]
        assert places[0].place_of(unit_id) is not None
        assert await month_rows() == await recount()


async def _correct(number: int, change: Change, at: datetime, userid: str = MEMBER) -> None:
    async def work() -> None:
        await actions.correct(await act_of(userid, at), number, change)

    await transact(work)


async def _correct_after_return(number: int, change: Change) -> None:
    async def work() -> None:
        await send_back(await act_of(SECRETARY), number, "改一下")

    await transact(work)
    await _correct(number, change, NOON)


async def _minutes(number: int, month: str) -> int | None:
    row = (await versions_of(number))[0]
    found = {(m, member): minutes for m, _unit, member, _records, minutes in await month_rows()}
    return found.get((month, row.member_id))
