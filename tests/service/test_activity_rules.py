"""What may be reported, changed and verified; how days and minutes are shown."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.spent import read_minutes
from bot.language.values import Message
from config.policy import load_policy
from models.service.activities.claims import (
    Change,
    Claim,
    DayIsFull,
    Known,
    Overlaps,
    check_claim,
    check_day,
    flags,
    month_flag,
    twin,
)
from models.service.activities.pieces import listed
from models.service.activities.rules import STEPS, Status, check_step, report_closes
from models.values.periods import Month
from models.values.refusal import Refusal
from models.values.showing import show_day, show_exactly, show_minutes

POLICY = load_policy().activity
LIMITS = POLICY.soft_limits
TODAY = date(2026, 11, 22)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def _claim(minutes: int | None = None, span: str = "", day: date = TODAY, category: str = "care") -> Claim:
    starts, ends = (time.fromisoformat(part) for part in span.split("-")) if span else (None, None)
    return Claim(day, category, "看望老人", minutes, starts, ends)


def _known(minutes: int | None = None, span: str = "", day: date = TODAY, number: int = 7) -> Known:
    starts, ends = span.split("-") if span else (None, None)
    return Known(number, day, "care", minutes, starts, ends)


@pytest.mark.parametrize(("age", "late"), [(0, False), (1, False), (7, False), (8, True), (29, True), (30, True)])
def test_a_week_is_free_and_a_month_is_marked(age: int, late: bool) -> None:
    assert check_day(TODAY - timedelta(days=age), TODAY, POLICY) is late


@pytest.mark.parametrize("age", [31, 32, 400])
def test_further_back_only_a_secretary_reports_and_is_marked(age: int) -> None:
    with pytest.raises(Refusal, match=f"隔了 {age} 天"):
        check_day(TODAY - timedelta(days=age), TODAY, POLICY)
    assert check_day(TODAY - timedelta(days=age), TODAY, POLICY, any_age=True)


@pytest.mark.parametrize("ahead", [1, 2, 365])
@pytest.mark.parametrize("any_age", [False, True])
def test_nobody_reports_what_has_not_happened(ahead: int, any_age: bool) -> None:
    with pytest.raises(Refusal, match="还没到，先不记"):
        check_day(TODAY + timedelta(days=ahead), TODAY, POLICY, any_age=any_age)


@pytest.mark.parametrize(
    ("before", "minutes", "full"),
    [([], 1440, False), ([], 1441, True), ([720, 600], 120, False), ([720, 600], 121, True), ([1440], None, False)],
)
def test_a_day_has_exactly_twenty_four_hours(before: list[int], minutes: int | None, full: bool) -> None:
    known = [_known(spent) for spent in before]
    if not full:
        check_claim(_claim(minutes), known, POLICY)
        return
    with pytest.raises(DayIsFull, match="怕是打错了"):
        check_claim(_claim(minutes), known, POLICY)


def test_another_days_minutes_do_not_fill_this_day() -> None:
    check_claim(_claim(1440), [_known(1440, day=TODAY - timedelta(days=1))], POLICY)


@pytest.mark.parametrize("refusal", [DayIsFull, Overlaps])
def test_a_refusal_tells_a_group_nothing_of_other_records(refusal: type[DayIsFull]) -> None:
    assert "{before}" not in refusal.text
    assert "{other}" not in refusal.text


@pytest.mark.parametrize(
    ("mine", "theirs", "days_before", "overlaps"),
    [
        ("09:00-11:00", "10:00-12:00", 0, True),
        ("09:00-11:00", "09:00-11:00", 0, True),
        ("09:00-12:00", "10:00-11:00", 0, True),
        ("09:00-11:00", "11:00-12:00", 0, False),  # touching ends
        ("11:00-12:00", "09:00-11:00", 0, False),
        ("09:00-11:00", "09:00-11:00", 1, False),  # another day
        ("01:00-03:00", "22:00-02:00", 1, True),  # last night's watch went over midnight
        ("02:00-03:00", "22:00-02:00", 1, False),
        ("22:00-02:00", "01:00-03:00", -1, True),  # tonight's watch goes into tomorrow
        ("22:00-02:00", "23:30-00:30", 0, True),
        ("22:00-02:00", "00:30-01:00", 0, False),  # this morning, not tonight
        ("08:00-08:00", "12:00-13:00", 0, True),  # the whole day round
    ],
)
def test_hours_overlap_also_over_midnight(mine: str, theirs: str, days_before: int, overlaps: bool) -> None:
    known = [_known(None, theirs, TODAY - timedelta(days=days_before))]
    if not overlaps:
        check_claim(_claim(None, mine), known, POLICY)
        return
    with pytest.raises(Overlaps, match="您报过 A0007 了"):
        check_claim(_claim(None, mine), known, POLICY)


@pytest.mark.parametrize(("mine", "theirs"), [("", "09:00-11:00"), ("09:00-11:00", ""), ("", "")])
def test_unsaid_hours_overlap_with_nothing(mine: str, theirs: str) -> None:
    check_claim(_claim(60, mine), [_known(60, theirs)], POLICY)


moments = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(moments, moments, moments, moments, st.sampled_from([-1, 0, 1]))
def test_overlapping_is_mutual(a: time, b: time, c: time, d: time, apart: int) -> None:
    there = TODAY + timedelta(days=apart)

    def refused(claim: tuple[time, time, date], known: tuple[time, time, date]) -> bool:
        other = Known(7, known[2], "care", None, f"{known[0]:%H:%M}", f"{known[1]:%H:%M}")
        try:
            check_claim(Claim(claim[2], "care", "值守", None, claim[0], claim[1]), [other], POLICY)
        except Overlaps:
            return True
        return False

    assert refused((a, b, TODAY), (c, d, there)) == refused((c, d, there), (a, b, TODAY))


@pytest.mark.parametrize(
    ("minutes", "known", "same"),
    [
        (100, 100, True), (110, 100, True), (90, 100, True), (111, 100, False), (89, 100, False),
        (None, None, True), (None, 60, False), (60, None, False), (33, 30, True), (34, 30, False),
    ],
)  # fmt: skip
def test_a_twin_lies_within_a_tenth(minutes: int | None, known: int | None, same: bool) -> None:
    assert twin(_claim(minutes), [_known(known)], LIMITS) == (7 if same else None)


def test_another_day_or_category_is_no_twin() -> None:
    assert twin(_claim(60, category="safety"), [_known(60)], LIMITS) is None
    assert twin(_claim(60), [_known(60, day=TODAY - timedelta(days=1))], LIMITS) is None


@given(st.integers(1, 1440), st.integers(1, 99))
def test_the_edge_of_a_twin_is_exact_for_every_ratio(minutes: int, hundredths: int) -> None:
    limits = LIMITS.model_copy(update={"duplicate_ratio": hundredths / 100})
    edge = minutes * hundredths // 100
    assert twin(_claim(minutes + edge), [_known(minutes)], limits) == 7
    assert twin(_claim(minutes + edge + 1), [_known(minutes)], limits) is None


@pytest.mark.parametrize(
    ("minutes", "known", "flagged"),
    [
        (240, [], []),
        (241, [], ["单次超过 4 小时"]),
        (180, [300], []),
        (120, [180, 181], ["当天超过 8 小时"]),
        (10, [20, 30], []),
        (10, [20, 30, 50], ["当天超过 3 条"]),
        (60, [60], ["与 A0007 相近"]),
        (None, [None], ["与 A0007 相近"]),
        (600, [600], ["单次超过 4 小时", "当天超过 8 小时", "与 A0007 相近"]),
    ],
)
def test_the_verifier_is_told_what_to_look_at(minutes: int | None, known: list[int | None], flagged: list[str]) -> None:
    claim, records = _claim(minutes), [_known(spent) for spent in known]
    assert flags(claim, records, twin(claim, records, LIMITS), LIMITS) == flagged


@pytest.mark.parametrize(("minutes", "flagged"), [(3600, []), (3601, ["当月超过 60 小时"])])
def test_an_unusual_month_is_marked_when_the_verifier_looks(minutes: int, flagged: list[str]) -> None:
    assert month_flag(minutes, LIMITS) == flagged


ALLOWED = {
    (Status.CLAIMED, Status.VERIFIED), (Status.CLAIMED, Status.RETURNED), (Status.CLAIMED, Status.REVOKED),
    (Status.CLAIMED, Status.REPLACED), (Status.RETURNED, Status.VERIFIED), (Status.RETURNED, Status.REVOKED),
    (Status.RETURNED, Status.REPLACED), (Status.VERIFIED, Status.RETURNED), (Status.VERIFIED, Status.CLAIMED),
}  # fmt: skip


@pytest.mark.parametrize("now", Status)
@pytest.mark.parametrize("then", Status)
def test_every_step_is_allowed_or_refused_as_written(now: Status, then: Status) -> None:
    if (now, then) in ALLOWED:
        check_step(7, now, then)
        return
    with pytest.raises(Refusal, match="A0007 现在是"):
        check_step(7, now, then)


def test_the_table_of_steps_knows_every_state() -> None:
    assert STEPS.keys() == set(Status)


@pytest.mark.parametrize(
    ("month", "closes"),
    [
        (Month(2026, 10), datetime(2026, 11, 4, tzinfo=SHANGHAI)),
        (Month(2026, 12), datetime(2027, 1, 4, tzinfo=SHANGHAI)),
        (Month(2024, 2), datetime(2024, 3, 4, tzinfo=SHANGHAI)),
    ],
)
def test_a_month_closes_with_the_third_of_the_next(month: Month, closes: datetime) -> None:
    assert report_closes(month, 3) == closes


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "0 分钟"), (1, "1 分钟"), (59, "59 分钟"), (60, "1 小时"), (65, "1 小时"), (66, "1.1 小时"),
        (90, "1.5 小时"), (119, "1.9 小时"), (120, "2 小时"), (600, "10 小时"), (1439, "23.9 小时"),
        (1440, "24 小时"), (6000, "100 小时"),
    ],
)  # fmt: skip
def test_minutes_are_shown_short_and_never_rounded_up(minutes: int, shown: str) -> None:
    assert show_minutes(minutes) == shown


@given(st.integers(60, 10**6))
def test_shown_hours_are_never_more_than_were_served(minutes: int) -> None:
    hours = float(show_minutes(minutes).removesuffix(" 小时"))
    assert 0 <= minutes / 60 - hours < 0.1 + 1e-9


@given(st.integers(1, 24 * 60))
def test_the_minutes_of_one_deed_are_read_back_as_they_were_shown(minutes: int) -> None:
    assert read_minutes(show_exactly(minutes)) == minutes


def test_days_for_people() -> None:
    assert show_day(TODAY) == "11月22日（周日）"
    assert show_day(date(2026, 1, 5)) == "1月5日（周一）"


def test_new_minutes_drop_the_clock_times_and_a_new_day_keeps_them() -> None:
    claim = _claim(120, "09:00-11:00")
    assert Change(minutes=60).applied_to(claim) == _claim(60)
    assert Change(day=date(2026, 11, 1)).applied_to(claim) == _claim(120, "09:00-11:00", date(2026, 11, 1))
    assert Change().applied_to(claim) == claim


@pytest.mark.parametrize(
    ("said", "is_list"),
    [
        ("1. 打扫院坝，2. 清理水沟", True),
        ("1. 打扫院坝\n2、3组的沟也清了", True),
        # Of what stands on no line of its own a digit goes on: these are two groups.
        ("1. 打扫 2、3组的街道", False),
    ],
)
def test_a_number_that_goes_on_in_digits_counts_no_deed(said: str, is_list: bool) -> None:
    message = Message.of(said, datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI))
    assert (listed(message).text != message.text) is is_list
