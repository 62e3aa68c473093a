"""Signs of presence: nothing counted, reminders in time or not at all, a log without names."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from config.policy import load_policy
from models.duty.attendance.rules import (
    Note,
    Watched,
    check_log,
    is_now,
    moment_in,
    note_due,
    read_log,
    show_log,
)
from models.duty.planner.shifts import ShiftPart
from models.values.refusal import Refusal

POLICY = load_policy().duty
EIGHT = datetime(2026, 12, 3, 8, 30, tzinfo=SHANGHAI)


def _shift(part: ShiftPart = ShiftPart.AM, hours: float = 3.5, **more: bool) -> Watched:
    """Return a shift from half past eight, by default told of shortly before and with presence waited for."""
    return Watched(EIGHT, EIGHT + timedelta(hours=hours), part, **({"soon": True, "chased": True} | more))


@pytest.mark.parametrize(
    ("minutes", "shift", "note"),
    [
        (-31, _shift(), None),
        (-30, _shift(), Note.REMIND),
        (-28, _shift(), Note.REMIND),
        (-28, _shift(reminded=True), None),
        (-28, _shift(soon=False), None),
        (-28, _shift(ShiftPart.PHONE), Note.REMIND),
        (-1, _shift(), Note.REMIND),
        (0, _shift(), None),
        (29, _shift(), None),
        (30, _shift(), Note.NUDGE),
        (59, _shift(), Note.NUDGE),
        (30, _shift(nudged=True), None),
        (30, _shift(sign=True), None),
        (30, _shift(chased=False), None),
        (30, _shift(ShiftPart.PHONE), None),
        (30, _shift(collective=True), None),
        (30, _shift(hours=0.5), None),
        (60, _shift(nudged=True), Note.ESCALATE),
        (60, _shift(), None),
        (60, _shift(nudged=True, chased=False), None),
        (60, _shift(nudged=True, sign=True), None),
        (60, _shift(nudged=True, escalated=True), None),
        (119, _shift(nudged=True), Note.ESCALATE),
        (120, _shift(nudged=True), None),
        (600, _shift(ShiftPart.GUARD, hours=24, nudged=True), None),
    ],
)
def test_what_is_said_when(minutes: int, shift: Watched, note: Note | None) -> None:
    assert note_due(shift, EIGHT + timedelta(minutes=minutes), POLICY) is note


@given(
    st.sampled_from(ShiftPart),
    st.integers(-3000, 3000),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_nobody_is_spoken_of_before_he_was_asked_and_never_with_a_sign(
    part: ShiftPart, minutes: int, reminded: bool, nudged: bool, escalated: bool, sign: bool
) -> None:
    shift = _shift(part, reminded=reminded, nudged=nudged, escalated=escalated, sign=sign)
    note = note_due(shift, EIGHT + timedelta(minutes=minutes), POLICY)
    assert note is not Note.ESCALATE or (nudged and not escalated and not sign and part is not ShiftPart.PHONE)
    assert note is not Note.NUDGE or not (nudged or sign)
    assert note is not Note.REMIND or (minutes < 0 and not reminded)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("来访2 代办1", {"visit": 2, "agency": 1}),
        ("来访2、代办1，调解3。", {"visit": 2, "agency": 1, "mediation": 3}),
        ("来访两人次 电话12个", {"visit": 2, "phone": 12}),
        ("来访：3人", {"visit": 3}),
        ("咨询 5 和 上门 1户 其他 0", {"inquiry": 5, "home_visit": 1, "other": 0}),
        ("来访1 来访2", {"visit": 3}),
    ],
)
def test_the_log_reads_kinds_and_numbers(text: str, counts: dict[str, int]) -> None:
    assert read_log(text) == counts


@pytest.mark.parametrize(
    "text",
    ["来访", "2", "张三来访2", "来访2 张三", "调解王婆婆家1", "来访2（低保）", "来访 十五", "来访2 13912345678", ""],
)
def test_the_log_takes_no_names_and_no_stories(text: str) -> None:
    with pytest.raises(Refusal, match="只记类别和数字"):
        check_log(text)


def test_a_log_that_can_be_read_is_kept_as_read() -> None:
    assert check_log("来访2") == {"visit": 2}


def test_the_log_is_shown_in_the_order_of_the_kinds_without_zeros() -> None:
    assert show_log({"phone": 2, "visit": 1, "other": 0}) == "来访 1、电话 2"


@pytest.mark.parametrize(
    ("minutes", "kept"), [(-61, False), (-60, True), (0, True), (210, True), (390, True), (391, False)]
)
def test_a_sign_belongs_to_the_shift_around_it(minutes: int, kept: bool) -> None:
    shift = _shift()
    assert is_now(shift.starts, shift.ends, EIGHT + timedelta(minutes=minutes)) is kept


@pytest.mark.parametrize(
    ("after", "until", "moment"),
    [
        (-60, -29, None),
        (-60, -28, -28),
        (-60, -20, -23),
        (-60, 600, -28),
        (-60, 0, -28),
        (-60, -1, -3),
        (-28, -24, None),
        (-28, -23, -23),
        (-10, 600, -5),
        (-10, -6, None),
        (-5, 600, None),
        (0, 600, None),
    ],
)
def test_a_note_falls_due_when_its_window_opens_and_every_few_minutes_after(
    after: int, until: int, moment: int | None
) -> None:
    opens, at = EIGHT - timedelta(minutes=30), lambda minutes: EIGHT + timedelta(minutes=minutes)
    assert moment_in(opens, EIGHT, at(after), at(until)) == (None if moment is None else at(moment))


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [("08:28", "09:00", "08:31"), ("08:58", "09:30", "09:01"), ("08:29", "08:32", "08:31"), ("08:29", "08:31", None)],
)
def test_a_note_comes_two_minutes_after_its_window_opens_but_not_on_the_hour_or_the_half(
    opens: str, closes: str, said: str | None
) -> None:
    first, last, moment = (
        clock and datetime.combine(EIGHT, time.fromisoformat(clock), SHANGHAI) for clock in (opens, closes, said)
    )
    assert first and last
    assert moment_in(first, last, first - timedelta(minutes=30), first + timedelta(minutes=4)) == moment


@given(st.integers(0, 60), st.integers(1, 400), st.integers(-400, 400))
def test_a_note_is_never_due_on_the_hour_or_the_half(minute: int, length: int, after: int) -> None:
    opens = EIGHT + timedelta(minutes=minute)
    begin = opens + timedelta(minutes=after)
    for until in (begin + timedelta(minutes=7), begin + timedelta(days=40)):
        found = moment_in(opens, opens + timedelta(minutes=length), begin, until)
        assert found is None or (found.minute % 30 and begin < found <= until and opens <= found)
