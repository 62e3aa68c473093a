"""Every due moment has exactly one run, whatever stops, starts, races, fails or turns the clock."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import build_house
from bot.clock import SHANGHAI, MovableClock
from bot.clockwork.job import Job, JobRequest, moments, next_moment
from bot.clockwork.scheduler import Scheduler
from bot.demo import DemoPlace, demo_doors, demo_settings
from bot.understanding.request import House
from config.database import Database
from config.policy import WEEKDAYS, Due, load_policy
from models.machine.delivery.rules import Message
from models.machine.delivery.tables import OutboxRow
from models.machine.schedule.tables import JobRun
from tests.fakes.databases import ENGINES, NOON, empty_url

DUE = datetime(2026, 11, 23, 9, 7, tzinfo=SHANGHAI)
DAY = timedelta(days=1)
YEAR = datetime(2027, 1, 1, tzinfo=SHANGHAI)
QUICK = settings(max_examples=25, deadline=None, derandomize=True, database=None)
Run = Callable[[JobRequest], Awaitable[list[Message]]]


async def tells(request: JobRequest) -> list[Message]:
    return [Message(f"{request.due:%m-%d}" + ("（补发）" if request.late else ""), to="key")]


async def breaks(request: JobRequest) -> list[Message]:
    raise RuntimeError("the job is broken")


@cache
def whole_house() -> House:
    """Return the house as it is shipped."""
    place = DemoPlace("sqlite://nowhere.db", 0, NOON)
    return build_house(demo_settings(demo_doors(), "http://127.0.0.1", place), load_policy())


def house_of(*jobs: tuple[str, Run], when: str = "09:07", newest_only: bool = False, hours: float = 72) -> House:
    """Return the house with these daily jobs only."""
    policy = load_policy()
    due = Due(at=when, late_hours=hours)
    policy = policy.model_copy(update={"schedule": {name: due for name, _ in jobs}})
    made = [Job(name, name, run, newest_only=newest_only) for name, run in jobs]
    return replace(whole_house(), policy=policy, jobs=tuple(made))


class Days:
    """A clock that a test turns, and schedulers that look at it: each `looks` is a process of its own."""

    def __init__(self, house: House) -> None:
        self.clock = MovableClock(DUE - timedelta(minutes=5), frozen=True)
        self.house = house

    async def looks(self, moment: datetime, processes: int = 1) -> None:
        """Let new processes look at the schedule at a moment."""
        self.clock.set(moment)
        await asyncio.gather(*(Scheduler(self.house, self.clock).tick() for _ in range(processes)))


async def said() -> list[str]:
    """Return what the jobs have said, without where it comes from."""
    return [row.payload.partition("\n——")[0] for row in await OutboxRow.all().order_by("id")]


async def runs(job: str = "daily") -> list[tuple[str, str]]:
    """Return (day, state) of every run."""
    found = await JobRun.filter(job=job).order_by("due")
    return [(f"{run.due.astimezone(SHANGHAI):%m-%d}", run.state) for run in found]


@pytest.fixture(params=ENGINES)
async def opened(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    async with Database(await empty_url(request.param)).opened():
        yield request.param


async def test_a_stop_and_a_start_at_any_second_around_the_moment_make_one_run(opened: str) -> None:
    days, offsets = Days(house_of(("daily", tells))), range(-100, 101, 1 if opened == "sqlite" else 25)
    await days.looks(DUE - timedelta(seconds=150))
    for number, offset in enumerate(offsets):
        due = DUE + number * DAY
        await days.looks(due + timedelta(seconds=offset))  # the last look before the stop
        await days.looks(due + timedelta(seconds=max(offset, 0) + 7))
        await days.looks(due + timedelta(seconds=200))
    found = await JobRun.filter(job="daily").order_by("due")
    assert [run.due.astimezone(SHANGHAI) for run in found] == [DUE + n * DAY for n in range(len(offsets))]
    assert {run.state for run in found} == {"done"}
    assert len(await said()) == len(set(await said())) == len(offsets)
    late = [bool(run.note) for run in found]
    assert late == [offset > 60 for offset in offsets]


async def test_processes_that_race_make_one_run(opened: str) -> None:
    days = Days(house_of(("daily", tells), ("other", tells)))
    for number in range(-1, 8):
        await days.looks(DUE + number * DAY, processes=4)
    assert len(await said()) == 2 * 8
    assert {state for _, state in [*await runs(), *await runs("other")]} == {"done"}
    assert (len(await runs()), len(await runs("other"))) == (8, 8)


async def test_a_broken_job_is_tried_at_five_looks_and_holds_up_nobody(opened: str) -> None:
    days = Days(house_of(("daily", breaks), ("other", tells)))
    await days.looks(DUE - DAY / 2)
    for look in range(9):
        await days.looks(DUE + timedelta(seconds=15 * look))
    assert await runs() == [("11-23", "failed")]
    assert (await JobRun.get(job="daily")).tries == 5
    assert str((await JobRun.get(job="daily")).note).startswith("F1123-")
    assert (await runs("other"), await said()) == ([("11-23", "done")], ["11-23"])
    await days.looks(DUE + DAY)
    assert [state for _, state in await runs()] == ["failed", "failed"]


async def test_a_job_that_recovers_runs_once(opened: str) -> None:
    tried: list[datetime] = []

    async def moody(request: JobRequest) -> list[Message]:
        tried.append(request.due)
        if len(tried) < 3:
            raise RuntimeError("not yet")
        return await tells(request)

    days = Days(house_of(("daily", moody)))
    await days.looks(DUE - DAY / 2)
    for look in range(6):
        await days.looks(DUE + timedelta(seconds=15 * look))
    assert (tried, await said(), await runs()) == ([DUE] * 3, ["11-23"], [("11-23", "done")])


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), DAY, 3 * DAY])
async def test_a_clock_that_steps_back_runs_nothing_twice(opened: str, back: timedelta) -> None:
    days = Days(house_of(("daily", tells)))
    for moment in (
        DUE - DAY / 2,
        DUE,
        DUE + DAY,
        DUE + DAY - back,
        DUE,
        DUE + DAY,
        DUE + 2 * DAY,
        DUE + 2 * DAY - back,
    ):
        await days.looks(moment)
    assert await said() == ["11-23", "11-24", "11-25"]


@pytest.mark.parametrize("ahead", [timedelta(hours=1), DAY, 4 * DAY, 400 * DAY])
async def test_a_clock_that_was_ahead_for_a_while_costs_no_day(opened: str, ahead: timedelta) -> None:
    days = Days(house_of(("daily", tells)))
    await days.looks(DUE - DAY / 2)
    await days.looks(DUE - DAY / 2 + ahead)
    ahead_said = {text[:5] for text in await said()}
    await days.looks(DUE - DAY / 2 + timedelta(minutes=1))
    for number in range(4):
        await days.looks(DUE + number * DAY)
    told = [text[:5] for text in await said()]
    assert (set(told), len(told)) == ({*ahead_said, "11-23", "11-24", "11-25", "11-26"}, len(set(told)))


@pytest.mark.parametrize(
    ("newest_only", "hours", "heard"),
    [
        (False, 1000, ["11-23（补发）", "11-24（补发）", "11-25（补发）", "11-26（补发）"]),
        (True, 1000, ["11-26（补发）"]),
        (False, 30, ["11-25（补发）", "11-26（补发）"]),
        (True, 2, []),
    ],
)
async def test_after_days_of_silence_each_job_catches_up_as_it_should(
    opened: str, newest_only: bool, hours: float, heard: list[str]
) -> None:
    days = Days(house_of(("daily", tells), newest_only=newest_only, hours=hours))
    await days.looks(DUE - DAY / 2)
    await days.looks(DUE + 3 * DAY + timedelta(hours=5))
    assert await said() == heard
    states = [state for _, state in await runs()]
    assert states == ["skipped"] * (4 - len(heard)) + ["done"] * len(heard)


@cache
def every_minute() -> list[datetime]:
    """Return every minute of 2027."""
    return [YEAR + timedelta(minutes=minute) for minute in range(365 * 1440)]


@QUICK
@given(st.sampled_from(["", *(f"{day} " for day in WEEKDAYS)]), st.integers(0, 1439), st.integers(1, 31), st.booleans())
def test_due_moments_equal_a_walk_over_every_minute(weekday: str, minute: int, least: int, working: bool) -> None:
    clock = f"{minute // 60:02}:{minute % 60:02}"
    house = house_of(("daily", tells), when=weekday + clock)

    def on_day(day: date, house: House) -> bool:
        return day.day >= least and (not working or house.calendar.is_working_day(day))

    job = replace(house.jobs[0], on_day=on_day)
    wanted = WEEKDAYS if not weekday else [weekday.strip()]
    walked = [m for m in every_minute()[minute::1440] if WEEKDAYS[m.weekday()] in wanted and on_day(m.date(), house)]
    before = YEAR - timedelta(minutes=1)
    assert list(moments(job, house, before, YEAR + timedelta(minutes=365 * 1440 - 1))) == walked
    assert next_moment(job, house, before) == (walked[0] if walked else None)
    for due in walked[:3]:
        assert list(moments(job, house, due, due)) == []
        assert list(moments(job, house, due - timedelta(seconds=1), due)) == [due]


async def test_every_job_of_the_house_catches_up_in_one_look(opened: str) -> None:
    assert opened in ENGINES
    days = Days(whole_house())
    for moment in (NOON, NOON + 40 * DAY, NOON + 40 * DAY):
        await days.looks(moment)
    assert {run.state for run in await JobRun.all()} <= {"done", "skipped"}


async def test_moments_that_the_books_tell_run_once_each_and_stale_ones_never(opened: str) -> None:
    async def hourly(house: House, after: datetime, until: datetime) -> list[datetime]:
        return [DUE + hours * timedelta(hours=1) for hours in range(6)]

    house = house_of(("watch", tells), when="asked", hours=2)
    days = Days(replace(house, jobs=(replace(house.jobs[0], asks=hourly),)))
    for moment in (DUE - DAY, DUE, DUE + timedelta(hours=4), DUE + timedelta(hours=4), DUE + timedelta(hours=3)):
        await days.looks(moment, processes=3 if opened == "postgres" else 1)
    found = await JobRun.filter(job="watch").order_by("due")
    assert [run.state for run in found] == ["done", "skipped", "done", "done", "done"]
    assert len(await said()) == 4
