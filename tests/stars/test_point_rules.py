"""Points: exact, line by line, capped side by side, brought to twelve months."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.policy import load_policy
from models.stars.points.rules import (
    Dimension,
    Entry,
    Evidence,
    FindingKind,
    Meeting,
    PointsLine,
    Sheet,
    exact,
    months_in,
    points,
)
from models.stars.points.texts import sheet as show_sheet
from models.stars.points.texts import show_points

POLICY = load_policy().stars.points
NOTHING = Evidence(12, "rural", {}, 0, {}, ())
A, B, C = Dimension.ORGANISATIONAL_LIFE, Dimension.DUTIES, Dimension.PLEDGES
D, E, BONUS = Dimension.SERVICE, Dimension.CONDUCT, Dimension.BONUS
A_WHOLE_YEAR = Evidence(
    months=12,
    member_class="rural",
    attended={
        Meeting.THEME_DAY: 12,
        Meeting.MEMBERS_MEETING: 4,
        Meeting.GROUP_MEETING: 3,
        Meeting.PARTY_CLASS: 4,
    },
    dues_months=12,
    minutes_by_month={month: 360 for month in range(1, 13)},
    entries=(
        Entry(FindingKind.PLEDGE_1, 100),
        Entry(FindingKind.PLEDGE_2, 100),
        Entry(FindingKind.DUTIES, 90),
        Entry(FindingKind.BONUS, 100),
    ),
)


def _sides(sheet: Sheet) -> Mapping[Dimension, Fraction]:
    return {side: sheet.of(side) for side in Dimension}


def _entries(*said: tuple[FindingKind, int]) -> Evidence:
    return replace(NOTHING, entries=[Entry(kind, tenths) for kind, tenths in said])


def test_a_full_year_comes_to_a_hundred_and_ten() -> None:
    assert _sides(points(A_WHOLE_YEAR, POLICY)) == {A: 25, B: 15, C: 20, D: 30, E: 10, BONUS: 10}
    assert points(A_WHOLE_YEAR, POLICY).total == 110


def test_somebody_of_whom_nothing_is_on_record_has_his_conduct() -> None:
    assert _sides(points(NOTHING, POLICY)) == {A: 0, B: 0, C: 0, D: 0, E: 10, BONUS: 0}


def test_somebody_who_was_not_in_the_branch_that_year_has_an_empty_sheet() -> None:
    assert points(replace(A_WHOLE_YEAR, months=0), POLICY) == Sheet(())


@pytest.mark.parametrize(
    ("changed", "side", "worth"),
    [
        ({"attended": {Meeting.THEME_DAY: 3}}, A, "3"),
        ({"attended": {Meeting.MEMBERS_MEETING: 3}}, A, "4.5"),
        ({"attended": {Meeting.GROUP_MEETING: 2}}, A, "2"),
        ({"attended": {Meeting.PARTY_CLASS: 2}}, A, "2"),
        ({"attended": {Meeting.THEME_DAY: 24, Meeting.MEMBERS_MEETING: 2}}, A, "25"),
        ({"attended": {Meeting.THEME_DAY: 3}, "months": 6}, A, "6"),
        ({"attended": {Meeting.THEME_DAY: 1}, "months": 7}, A, "12/7"),
        ({"attended": {}, "member_class": "mobile"}, A, "10"),
        ({"attended": {Meeting.THEME_DAY: 20}, "member_class": "mobile"}, A, "25"),
        ({"attended": {Meeting.THEME_DAY: 1}, "member_class": "mobile", "months": 6}, A, "12"),
        ({"attended": {Meeting.DUES: 9}}, A, "0"),
        ({"dues_months": 7}, B, "3.5"),
        ({"dues_months": 5, "months": 6}, B, "5"),
        ({"minutes_by_month": {3: 60}}, D, "0.5"),
        ({"minutes_by_month": {3: 61}}, D, "61/120"),
        ({"minutes_by_month": {3: 360}}, D, "3"),
        ({"minutes_by_month": {3: 361}}, D, "3"),
        ({"minutes_by_month": {3: 6000, 4: 60}}, D, "3.5"),
        ({"minutes_by_month": {7: 6000, 8: 60}, "months": 6}, D, "7"),
        ({"minutes_by_month": {month: 360 for month in range(1, 12)}}, D, "30"),
        ({"minutes_by_month": {month: 300 for month in range(1, 12)}}, D, "27.5"),
    ],
)
def test_what_accrues_by_the_month(changed: dict[str, object], side: Dimension, worth: str) -> None:
    assert points(replace(NOTHING, **changed), POLICY).of(side) == Fraction(worth)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entries", "months", "side", "worth"),
    [
        ([(FindingKind.PLEDGE_1, 80)], 12, C, "8"),
        ([(FindingKind.PLEDGE_1, 80), (FindingKind.PLEDGE_2, 75)], 12, C, "15.5"),
        ([(FindingKind.PLEDGE_1, 80), (FindingKind.PLEDGE_1, 60)], 12, C, "6"),
        ([(FindingKind.PLEDGE_2, 80)], 6, C, "16"),
        ([(FindingKind.PLEDGE_2, 80)], 3, C, "16"),
        ([(FindingKind.PLEDGE_1, 80), (FindingKind.PLEDGE_2, 60)], 7, C, "14"),
        ([(FindingKind.PLEDGE_1, 80), (FindingKind.PLEDGE_2, 60)], 6, C, "12"),
        ([(FindingKind.DUTIES, 30), (FindingKind.DUTIES, 25)], 12, B, "5.5"),
        ([(FindingKind.DUTIES, 30)], 6, B, "3"),
        ([(FindingKind.DUTIES, 90), (FindingKind.DUTIES, 90)], 12, B, "15"),
        ([(FindingKind.BONUS, 20), (FindingKind.BONUS, 40)], 12, BONUS, "6"),
        ([(FindingKind.BONUS, 20)], 6, BONUS, "2"),
        ([(FindingKind.BONUS, 60), (FindingKind.BONUS, 60)], 12, BONUS, "10"),
        ([(FindingKind.DEDUCTION, 20), (FindingKind.DEDUCTION, 5)], 12, E, "7.5"),
        ([(FindingKind.DEDUCTION, 20)], 6, E, "8"),
        ([(FindingKind.DEDUCTION, 100), (FindingKind.DEDUCTION, 20)], 12, E, "0"),
        ([(FindingKind.VETO, 0)], 12, E, "10"),
    ],
)
def test_what_is_entered(entries: list[tuple[FindingKind, int]], months: int, side: Dimension, worth: str) -> None:
    assert points(replace(_entries(*entries), months=months), POLICY).of(side) == Fraction(worth)


def test_proven_falsified_records_cancel_the_service_of_the_year_and_nothing_else() -> None:
    lines = points(
        replace(A_WHOLE_YEAR, entries=[*A_WHOLE_YEAR.entries, Entry(FindingKind.FALSIFIED, 0, "查无此事")]), POLICY
    )
    assert _sides(lines) == {A: 25, B: 15, C: 20, D: 0, E: 10, BONUS: 10}
    assert [line for line in lines.lines if line.dimension is D] == [
        PointsLine(D, FindingKind.FALSIFIED, 12 * 360, Fraction(), Fraction(30), "查无此事")
    ]


def test_every_line_says_what_counted_how_many_and_the_most_of_its_side() -> None:
    said = replace(
        NOTHING,
        member_class="mobile",
        attended={Meeting.THEME_DAY: 20, Meeting.MEMBERS_MEETING: 1},
        dues_months=2,
        minutes_by_month={1: 90},
        entries=[
            Entry(FindingKind.PLEDGE_2, 70),
            Entry(FindingKind.DEDUCTION, 60, "缺席"),
            Entry(FindingKind.DEDUCTION, 60, "迟到"),
        ],
    )
    assert [(one.name, one.count, one.points, one.most, one.reason) for one in points(said, POLICY).lines] == [
        ("mobile", 1, 10, 25, ""),
        ("theme_day", 20, 15, 25, ""),
        ("members_meeting", 1, 0, 25, ""),
        ("group_meeting", 0, 0, 25, ""),
        ("party_class", 0, 0, 25, ""),
        ("dues", 2, 1, 15, ""),
        ("pledge_1", 0, 0, 20, ""),
        ("pledge_2", 1, 7, 20, ""),
        ("service", 90, Fraction(3, 4), 30, ""),
        ("conduct", 1, 10, 10, ""),
        ("deduction", 1, -6, 10, "缺席"),
        ("deduction", 1, -4, 10, "迟到"),
    ]


_COUNTS = st.integers(0, 40)
_EVIDENCE = st.builds(
    Evidence,
    months=st.integers(1, 12),
    member_class=st.sampled_from(["rural", "mobile", None]),
    attended=st.dictionaries(st.sampled_from(list(Meeting)), _COUNTS),
    dues_months=st.integers(0, 12),
    minutes_by_month=st.dictionaries(st.integers(1, 12), st.integers(0, 3000)),
    entries=st.lists(st.builds(Entry, st.sampled_from(list(FindingKind)), st.integers(0, 100)), max_size=6),
)


@given(_EVIDENCE)
def test_no_side_leaves_its_bounds_and_the_lines_add_up(evidence: Evidence) -> None:
    sheet = points(evidence, POLICY)
    assert sum(line.points for line in sheet.lines) == sheet.total
    assert all(0 <= sheet.of(line.dimension) <= line.most for line in sheet.lines)
    assert 0 <= sheet.total <= 110


@given(_EVIDENCE, st.integers(1, 12), st.integers(0, 3000))
def test_more_service_never_takes_points_away(evidence: Evidence, month: int, minutes: int) -> None:
    more = {**evidence.minutes_by_month, month: evidence.minutes_by_month.get(month, 0) + minutes}
    assert points(replace(evidence, minutes_by_month=more), POLICY).total >= points(evidence, POLICY).total


@pytest.mark.parametrize(
    ("since", "months"),
    [
        ("2025-12-31", 12),
        ("2026-01-01", 12),
        ("2026-01-31", 12),
        ("2026-07-01", 6),
        ("2026-07-31", 6),
        ("2026-12-31", 1),
        ("2027-01-01", 0),
    ],
)
def test_the_months_in_a_branch_begin_with_the_one_in_which_he_came(since: str, months: int) -> None:
    assert months_in(2026, date.fromisoformat(since)) == months


def test_numbers_of_the_policy_are_taken_as_they_are_written() -> None:
    assert exact(0.1) == Fraction(1, 10)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("8", "8"), ("95.5", "95.5"), ("95.996", "95.99"), ("0", "0"), ("-2.5", "-2.5"), ("-0.001", "0"), ("100", "100")],
)
def test_points_are_never_shown_rounded_up(value: str, shown: str) -> None:
    assert show_points(Fraction(value)) == shown


def test_the_sheet_in_words() -> None:
    entries = [Entry(FindingKind.PLEDGE_1, 85), Entry(FindingKind.DEDUCTION, 20, "无故缺席")]
    said = replace(NOTHING, attended={Meeting.THEME_DAY: 3}, minutes_by_month={5: 150}, dues_months=2, entries=entries)
    assert show_sheet(points(said, POLICY)).splitlines() == [
        "组织生活 3/25：主题党日 3 次 3 分",
        "履行义务 1/15：按月交党费 2 个月 1 分",
        "承诺践诺 8.5/20：上半年 8.5 分",
        "联系服务群众 1.25/30：已核实 2.5 小时 1.25 分",
        "遵纪守法 8/10：满分起算 10 分；扣分 -2 分（无故缺席）",
        "合计 21.75 分。",
    ]
