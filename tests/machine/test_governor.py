"""Quiet hours: nothing in them, the first moment after them, midnight or not."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from bot.sending.governor import MANNERS, may_go_at, merged, worth_until
from config.holidays import load_calendar
from config.rest import Rest
from handlers import REMINDERS
from models.machine.delivery.rules import Groups, Message, Purpose

DAY = datetime(2026, 11, 22, tzinfo=SHANGHAI)
MINUTES = st.integers(0, 1439)
QUIET = settings(max_examples=300, deadline=None, derandomize=True, database=None)
NIGHT = (time(20, 30), time(8, 0))
NOON_REST = (time(12, 0), time(14, 0))
NEVER = (time(8, 0), time(8, 0))


def at(minute: int) -> time:
    return time(minute // 60, minute % 60)


@QUIET
@given(MINUTES, MINUTES, st.integers(0, 2879))
def test_a_message_goes_at_the_first_minute_that_is_not_quiet(begins: int, ends: int, now: int) -> None:
    rest, moment = Rest((at(begins), at(ends))), DAY + timedelta(minutes=now)
    walk = (moment + timedelta(minutes=step) for step in range(1441))
    assert may_go_at(moment, rest, Purpose.DECISION) == next(m for m in walk if rest.until(m) is None)
    assert may_go_at(moment, rest, Purpose.ANSWER) == moment


@settings(QUIET, max_examples=40)
@given(MINUTES, MINUTES)
def test_a_day_is_quiet_for_as_long_as_was_said(begins: int, ends: int) -> None:
    rest = Rest((at(begins), at(ends)))
    quiet = sum(rest.until(DAY + timedelta(minutes=m)) is not None for m in range(1440))
    assert quiet == (ends - begins) % 1440


EDGES = [
    (NIGHT, "20:29:59", "20:29:59"),
    (NIGHT, "20:30:00", "08:00:00+1"),
    (NIGHT, "23:59:59", "08:00:00+1"),
    (NIGHT, "00:00:00", "08:00:00"),
    (NIGHT, "07:59:59", "08:00:00"),
    (NIGHT, "08:00:00", "08:00:00"),
    (NOON_REST, "12:00:00", "14:00:00"),
    (NOON_REST, "14:00:00", "14:00:00"),
    (NEVER, "08:00:00", "08:00:00"),
]


@pytest.mark.parametrize(("quiet", "said", "goes"), EDGES)
def test_the_edges_of_quiet_hours(quiet: tuple[time, time], said: str, goes: str) -> None:
    clock, _, days = goes.partition("+")
    moment = datetime.combine(DAY.date(), time.fromisoformat(said), SHANGHAI)
    expected = datetime.combine(DAY.date() + timedelta(days=int(days or 0)), time.fromisoformat(clock), SHANGHAI)
    assert may_go_at(moment, Rest(quiet), Purpose.DECISION) == expected


DAYS_OFF = [
    ("2026-10-04T09:07", "2026-10-08T08:00"),  # National Day lasts to the 7th
    ("2026-09-30T22:00", "2026-10-08T08:00"),
    ("2026-11-22T09:00", "2026-11-23T08:00"),  # a Sunday
    ("2026-11-20T21:00", "2026-11-23T08:00"),
    ("2026-09-20T09:00", "2026-09-20T09:00"),  # a Sunday that is worked
    ("2026-11-23T09:00", "2026-11-23T09:00"),
]


@pytest.mark.parametrize(("said", "goes"), DAYS_OFF)
def test_what_can_wait_waits_for_a_working_day(said: str, goes: str) -> None:
    moment, expected = (datetime.fromisoformat(text).replace(tzinfo=SHANGHAI) for text in (said, goes))
    rest = Rest(NIGHT, load_calendar())
    assert may_go_at(moment, rest, Purpose.DECISION) == expected
    assert may_go_at(moment, rest, Purpose.ANSWER) == moment


NEAR = [
    ("2026-11-21T10:00", "2026-11-22T09:00", "2026-11-21T10:00"),  # said on a Saturday, of the Sunday
    ("2026-11-21T10:00", "2026-11-23T08:30", "2026-11-21T10:00"),  # of the Monday: in its morning it could be too late
    ("2026-11-21T10:00", "2026-11-24T08:30", "2026-11-23T08:00"),
    ("2026-11-20T22:00", "2026-11-23T08:30", "2026-11-21T08:00"),  # the night is left in peace all the same
]


@pytest.mark.parametrize(("said", "starts", "goes"), NEAR)
def test_what_concerns_a_duty_that_is_near_does_not_wait_over_days_off(said: str, starts: str, goes: str) -> None:
    moment, begins, expected = (datetime.fromisoformat(text).replace(tzinfo=SHANGHAI) for text in (said, starts, goes))
    assert may_go_at(moment, Rest(NIGHT, load_calendar()), Purpose.DECISION, begins) == expected


def test_what_is_broken_is_said_on_a_day_off_as_well() -> None:
    sunday = datetime(2026, 11, 22, 9, tzinfo=SHANGHAI)
    assert may_go_at(sunday, Rest(NIGHT, load_calendar()), Purpose.ALARM) == sunday


LATE = [
    (Purpose.ANSWER, "2026-11-23T11:00"),
    (Purpose.DUTY, "2026-11-25T09:00"),
    (Purpose.DECISION, "2026-11-25T09:00"),
    (Purpose.REMINDER, "2026-11-24T09:00"),
    (Purpose.PRESENCE, "2026-11-25T09:00"),
    (Purpose.LIST, "2026-11-25T09:00"),
    (Purpose.NOTICE, "2026-11-25T09:00"),
    (Purpose.ALARM, None),
    (Purpose.DANGER, "2026-11-24T09:00"),
]


@pytest.mark.parametrize(("purpose", "stale"), LATE)
def test_how_long_a_message_is_worth_sending_follows_from_its_purpose(purpose: Purpose, stale: str | None) -> None:
    goes, ends = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI), datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)
    expected = datetime.fromisoformat(stale).replace(tzinfo=SHANGHAI) if stale else None
    assert worth_until(goes, purpose, None) == expected
    assert worth_until(goes, purpose, ends) == ends  # a matter that ends ends for every purpose
    assert {purpose for purpose, _ in LATE} == set(Purpose)


# Whoever asks need not be told why he is answered; what is broken is said until it is mended.
NOT_OF_ITSELF = {Purpose.ANSWER, Purpose.ALARM, Purpose.DANGER}


@pytest.mark.parametrize("purpose", sorted(set(Purpose) - NOT_OF_ITSELF))
@pytest.mark.parametrize("to", ["chenguilan", Groups(1)], ids=["person", "group"])
def test_what_comes_of_itself_says_whence_and_how_to_have_less_of_it(to: str | Groups, purpose: Purpose) -> None:
    (said,) = merged([Message("说一声。", to=to, purpose=purpose)], "每日提醒")
    assert said.text == f"说一声。\n——每日提醒，{MANNERS[purpose].less}。"
    assert MANNERS[purpose].less


@pytest.mark.parametrize(
    ("ends", "until"), [((10, None), None), ((None, 10), None), ((10, 11), 11), ((11, 10), 11), ((None, None), None)]
)
def test_what_is_joined_is_worth_sending_as_long_as_any_of_it_is(
    ends: tuple[int | None, ...], until: int | None
) -> None:
    hours = {None: None, 10: DAY.replace(hour=10), 11: DAY.replace(hour=11)}
    several = [Message("说一声。", to="chenguilan", purpose=Purpose.REMINDER, until=hours[end]) for end in ends]
    (said,) = merged(several, "每日提醒")
    assert said.until == hours[until]


def test_every_job_and_every_reminder_is_of_such_a_purpose() -> None:
    assert not {one.purpose for one in REMINDERS} & NOT_OF_ITSELF
    assert Message("说一声。", to="chenguilan").purpose not in NOT_OF_ITSELF
    written = [path.read_text(encoding="utf-8") for path in sorted(Path("schedules").glob("*.py"))]
    assert not [one for one in NOT_OF_ITSELF for text in written if f"Purpose.{one.name}" in text]
