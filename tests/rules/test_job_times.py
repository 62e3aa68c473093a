"""When frequent jobs fall due: all day long, never on the hour or half, and readable for people."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.clock import SHANGHAI
from bot.job import moments, next_moment
from config.policy import Times, load_policy, minutes_apart
from models.schedule.rules import RunState
from models.schedule.texts import run_line
from tests.machine.test_scheduler import house_of, tells

MIDNIGHT = datetime(2026, 11, 23, tzinfo=SHANGHAI)
DAY = timedelta(days=1)


@pytest.mark.parametrize("written", ["09:07", "mon 09:07", "23:59", "every 5", "every 10", "every 15", "every 20"])
def test_times_that_are_accepted(written: str) -> None:
    assert TypeAdapter(Times).validate_python(written) == written


@pytest.mark.parametrize(
    "written", ["every 1", "every 30", "every  5", "mon every 5", "every5", "every 05", "every", "24:00", "9:07", ""]
)
def test_times_that_are_refused_with_a_sentence(written: str) -> None:
    with pytest.raises(ValidationError, match="时刻要写成"):
        TypeAdapter(Times).validate_python(written)


@pytest.mark.parametrize(
    ("step", "first"),
    [(5, [2, 7, 12, 17, 22, 27, 32, 37, 42, 47, 52, 57]), (10, [2, 12, 22, 32, 42, 52]), (15, [2, 17, 32, 47])],
)
def test_a_frequent_job_is_due_at_the_same_minutes_of_every_hour(step: int, first: list[int]) -> None:
    house = house_of(("watch", tells), when=f"every {step}")
    due = list(moments(house.jobs[0], house, MIDNIGHT, MIDNIGHT + DAY))
    assert due == sorted({MIDNIGHT + timedelta(hours=hour, minutes=minute) for hour in range(24) for minute in first})
    assert not {moment.minute for moment in due} & {0, 30}


@pytest.mark.parametrize("step", [5, 10, 15, 20])
def test_the_next_moment_follows_at_once_and_never_repeats(step: int) -> None:
    house = house_of(("watch", tells), when=f"every {step}")
    moment, found = MIDNIGHT - timedelta(minutes=9), []
    while (following := next_moment(house.jobs[0], house, moment)) and following < MIDNIGHT + DAY:
        found.append(following)
        moment = following
    before = MIDNIGHT - timedelta(minutes=9)
    assert found == list(moments(house.jobs[0], house, before, MIDNIGHT + DAY - timedelta(minutes=1)))


def test_a_frequent_job_keeps_to_its_days() -> None:
    house = house_of(("watch", tells), when="every 20")
    job = replace(house.jobs[0], on_day=lambda day, house: day.day == 24)
    due = list(moments(job, house, MIDNIGHT, MIDNIGHT + 3 * DAY))
    assert (len(due), {moment.day for moment in due}) == (72, {24})


def test_a_shipped_time_is_either_on_a_day_once_or_every_few_minutes() -> None:
    schedule = load_policy().schedule
    assert minutes_apart(schedule["honour_list"]) is None
    assert all(minutes_apart(written) is None or written.startswith("every ") for written in schedule.values())


@pytest.mark.parametrize(
    ("upcoming", "paused", "shown"),
    [
        (5, False, "值班提醒：每 5 分钟，上次 11-23 00:00 已完成"),
        (5, True, "值班提醒：已暂停，上次 11-23 00:00 已完成"),
        (MIDNIGHT + DAY, False, "值班提醒：下次 11-24 00:00，上次 11-23 00:00 已完成"),
    ],
)
def test_how_a_job_stands_is_readable(upcoming: datetime | int, paused: bool, shown: str) -> None:
    assert run_line("值班提醒", upcoming, paused, (MIDNIGHT, RunState.DONE, None)) == shown
