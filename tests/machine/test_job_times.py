"""When jobs fall due: at the times that policy names, or at the moments that the books tell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.clock import SHANGHAI
from bot.clockwork.job import due_moments, moments, next_moment, upcoming
from bot.understanding.request import House
from config.policy import ASKED, Times
from tests.machine.test_scheduler import house_of, tells

MIDNIGHT = datetime(2026, 11, 23, tzinfo=SHANGHAI)
DAY = timedelta(days=1)
TOLD = [MIDNIGHT + hours * timedelta(hours=1) for hours in (14, 8, 8, 0, 30)]


async def told(house: House, after: datetime, until: datetime) -> Sequence[datetime]:
    """Tell some moments out of order, one of them twice."""
    return TOLD


@pytest.mark.parametrize("written", ["09:07", "mon 09:07", "23:59", ASKED])
def test_times_that_are_accepted(written: str) -> None:
    assert TypeAdapter(Times).validate_python(written) == written


@pytest.mark.parametrize("written", ["every 5", "mon asked", "24:00", "9:07", ""])
def test_times_that_are_refused_with_a_sentence(written: str) -> None:
    with pytest.raises(ValidationError, match="时刻要写成"):
        TypeAdapter(Times).validate_python(written)


async def test_the_moments_that_the_books_tell_come_once_and_in_order() -> None:
    house = house_of(("watch", tells), when=ASKED)
    job = replace(house.jobs[0], asks=told)
    assert list(moments(job, house, MIDNIGHT - DAY, MIDNIGHT + 9 * DAY)) == []
    assert next_moment(job, house, MIDNIGHT) is None
    assert await due_moments(job, house, MIDNIGHT, MIDNIGHT + DAY) == [TOLD[1], TOLD[0]]
    assert await upcoming(job, house, TOLD[1]) == TOLD[0]
    assert await upcoming(job, house, TOLD[4]) is None


async def test_a_written_time_comes_next_whatever_the_books_say() -> None:
    house = house_of(("watch", tells), when="09:07")
    due = MIDNIGHT + timedelta(hours=9, minutes=7)
    assert await due_moments(house.jobs[0], house, MIDNIGHT, MIDNIGHT + DAY) == [due]
    assert await upcoming(house.jobs[0], house, due) == due + DAY
