"""Stars as arithmetic: lines that are not rounded, quotas with floors, clocks that stand for one person."""

from datetime import date, datetime
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.clock import SHANGHAI
from config.holidays import WorkCalendar, load_calendar
from config.policy import Policy
from models.organisation.authority.deciders import Own
from models.organisation.people.rules import Asker, Held, Role
from models.procedure.notices.rules import notice_end, stops_of, working_day_after
from models.stars.appraisal.rules import (
    BEFORE_PROPOSAL,
    NOT_YOUR_STEP,
    STATE_NAMES,
    STEPS,
    OwnStar,
    StarState,
    check_taker,
    cycle_month,
    next_state,
    shown_state,
    working_period,
)
from models.stars.filing.rules import a_year_from
from models.stars.notice.rules import unknown_years
from models.stars.proposed.rules import (
    NOT_A_STAR,
    Candidate,
    Unqualified,
    Vetoed,
    check_proposals,
    needs_reason,
    quota,
    quota_checks,
    read_proposal,
    reference_star,
)
from models.stars.review.rules import (
    Attendance,
    NotGraded,
    YearlyOutcome,
    average,
    check_attendance,
    read_counts,
    read_judged,
)
from models.stars.review.texts import show_average
from models.values.periods import Month, Year
from models.values.refusal import Refusal

NOON = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
THRESHOLDS = (60.0, 70.0, 80.0, 90.0, 96.0)
CALENDAR = load_calendar()


@pytest.mark.parametrize(
    ("points", "star"),
    [("59.99", 0), ("60", 1), ("69.999", 1), ("70", 2), ("79.9", 2), ("80", 3), ("90", 4), ("95.5", 4), ("95.9999", 4),
     ("96", 5), ("110", 5), ("0", 0)],
)  # fmt: skip
def test_a_line_is_reached_or_not(points: str, star: int) -> None:
    assert reference_star(Fraction(points), THRESHOLDS) == star


@given(some.fractions(0, 110))
def test_the_star_rises_with_the_points(points: Fraction) -> None:
    star = reference_star(points, THRESHOLDS)
    lines = [Fraction(0), *map(Fraction, map(str, THRESHOLDS)), Fraction(1000)]
    assert lines[star] <= points < lines[star + 1]


@pytest.mark.parametrize(
    ("graded", "most"), [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (6, 1), (7, 2), (10, 3), (34, 10)]
)
def test_thirty_per_cent_are_rounded_down_but_three_may_have_one(graded: int, most: int) -> None:
    assert quota(graded, 0.3, at_least=1) == most


def test_a_quota_without_a_least_is_only_rounded_down() -> None:
    assert [quota(graded, 0.6) for graded in (1, 2, 5, 9)] == [0, 1, 3, 5]


def test_ties_at_the_line_are_named_and_nobody_is_lowered(policy: Policy) -> None:
    stars = {1: 5, 2: 5, 3: 5, 4: 5, 5: 4, 6: None}
    points = {one: Fraction(value) for one, value in {1: 99, 2: 97, 3: 97, 4: 96, 5: 97, 6: 50}.items()}
    [check] = quota_checks(stars, 7, points, policy.stars)
    assert (check.grade, check.most, check.given, check.is_over, check.tied) == (5, 2, 4, True, (2, 3))
    [untied] = quota_checks(stars, 7, points | {3: Fraction(96)}, policy.stars)
    assert (untied.is_over, untied.tied) == (True, ())
    [within] = quota_checks({1: 5, 2: 5}, 7, points, policy.stars)
    assert (within.is_over, within.tied) == (False, ())


def test_four_and_five_stars_are_checked_together_when_policy_wants_it(policy: Policy) -> None:
    both = policy.stars.model_copy(update={"four_star_max_ratio": 0.6})
    points = {one: Fraction(100 - one) for one in range(1, 6)}
    five, four = quota_checks({1: 5, 2: 4, 3: 4, 4: 4, 5: 3}, 5, points, both)
    assert (five.is_over, four.grade, four.most, four.given, four.is_over) == (False, 4, 3, 4, True)


@pytest.mark.parametrize(
    ("proposed", "said", "needed"),
    [(4, 4, False), (4, 3, False), (3, 5, True), (5, 3, True), (None, 1, False), (None, 2, True), (1, None, False)],
)
def test_two_stars_of_difference_need_a_reason(
    policy: Policy, proposed: int | None, said: int | None, needed: bool
) -> None:
    assert needs_reason(proposed, said, policy.stars) is needed


@pytest.mark.parametrize(
    ("candidate", "stars", "reason", "refused", "said"),
    [
        (Candidate("甲", 2026, False), 3, None, NotGraded, None),
        (Candidate("甲", 2026, True, vetoed=True), 1, None, Vetoed, None),
        (Candidate("甲", 2026, True, outcome=YearlyOutcome.UNQUALIFIED), 1, None, Unqualified, None),
        (Candidate("甲", 2026, True, self_reported=5), 3, None, Refusal, "和本人自评差 2 星"),
    ],
)
def test_what_stands_against_a_proposal(
    policy: Policy, candidate: Candidate, stars: int, reason: str | None, refused: type[Refusal], said: str | None
) -> None:
    with pytest.raises(refused, match=said):
        check_proposals([candidate], stars, reason, policy.stars)


@pytest.mark.parametrize(
    ("candidate", "stars", "reason"),
    [
        (Candidate("甲", 2026, True, vetoed=True), None, None),
        (Candidate("甲", 2026, True, outcome=YearlyOutcome.UNQUALIFIED), None, None),
        (Candidate("甲", 2026, True, outcome=YearlyOutcome.BASICALLY), 5, None),
        (Candidate("甲", 2026, True, self_reported=5), 3, "外出多"),
        (Candidate("甲", 2026, True, self_reported=4), 5, None),
    ],
)
def test_what_stands_against_nothing(
    policy: Policy, candidate: Candidate, stars: int | None, reason: str | None
) -> None:
    check_proposals([candidate], stars, reason, policy.stars)


@pytest.mark.parametrize(
    ("start", "stops", "last"),
    [
        (date(2026, 12, 10), [], date(2026, 12, 17)),
        (date(2026, 9, 28), [], date(2026, 10, 10)),  # the National Day holiday; the 10th is worked
        (date(2026, 12, 10), [["2026-12-11", "2026-12-11"]], date(2026, 12, 18)),
        (date(2026, 12, 10), [["2026-12-12", "2026-12-13"]], date(2026, 12, 17)),
        (date(2026, 12, 10), [["2026-12-11", "2026-12-15"], ["2026-12-18", "2026-12-18"]], date(2026, 12, 23)),
        (date(2026, 12, 10), [["2026-12-11", None]], None),
    ],
)
def test_publicity_runs_for_five_working_days_and_stands_while_an_objection_is_open(
    start: date, stops: list[list[str | None]], last: date | None
) -> None:
    assert notice_end(start, stops_of(stops), CALENDAR, 5) == last


@given(some.dates(date(2024, 1, 1), date(2026, 10, 1)), some.integers(5, 7))
def test_exactly_so_many_working_days_lie_in_a_publicity(start: date, days: int) -> None:
    last = notice_end(start, (), CALENDAR, days)
    assert last is not None and CALENDAR.is_working_day(last)
    span = [date.fromordinal(number) for number in range(start.toordinal() + 1, last.toordinal() + 1)]
    assert sum(map(CALENDAR.is_working_day, span)) == days
    assert working_day_after(start, days, CALENDAR) == last


def test_years_without_a_table_are_told() -> None:
    assert unknown_years(date(2026, 12, 30), date(2027, 1, 6), CALENDAR) == [2027]
    assert unknown_years(date(2026, 12, 1), date(2026, 12, 8), CALENDAR) == []
    assert unknown_years(date(2030, 1, 1), date(2030, 2, 1), WorkCalendar(off=frozenset({date(2030, 1, 1)}))) == []


@pytest.mark.parametrize(
    ("today", "named", "month"),
    [
        (date(2026, 11, 22), None, Month(2026, 11)),
        (date(2026, 12, 3), None, Month(2026, 11)),
        (date(2026, 12, 3), Month(2026, 12), Month(2026, 12)),
        (date(2026, 12, 4), None, Month(2026, 12)),
        (date(2027, 1, 1), None, Month(2026, 12)),
    ],
)
def test_early_in_a_month_the_month_before_is_reported_for(
    policy: Policy, today: date, named: Month | None, month: Month
) -> None:
    assert cycle_month(today, named, policy.stars) == month


@pytest.mark.parametrize("named", [Month(2026, 10), Month(2026, 12), Month(2025, 11)])
def test_closed_and_coming_months_are_refused(policy: Policy, named: Month) -> None:
    with pytest.raises(Refusal, match="2026年11月"):
        cycle_month(date(2026, 11, 22), named, policy.stars)


@pytest.mark.parametrize(
    ("today", "period"),
    [("2026-12-01", "2026"), ("2027-01-31", "2026"), ("2026-02-01", "2026-Q1"), ("2026-03-31", "2026-Q1"),
     ("2026-04-30", "2026-Q1"), ("2026-05-01", "2026-Q2"), ("2026-10-02", "2026-Q3"), ("2026-11-22", "2026-Q4")],
)  # fmt: skip
def test_a_committee_works_on_one_period_at_a_time(today: str, period: str) -> None:
    assert str(working_period(date.fromisoformat(today))) == period


@pytest.mark.parametrize(
    ("said", "names", "stars", "reason"),
    [
        ("张三、李四 4星 常到田间", ("张三", "李四"), Fraction(4), "常到田间"),
        ("张三五星", ("张三",), Fraction(5), None),
        ("吉克·尔古 ⭐⭐⭐", ("吉克·尔古",), Fraction(3), None),
        ("张三,张三 不评，理由：外出", ("张三",), None, "外出"),
        ("张三 4.5星", ("张三",), Fraction(9, 2), None),
        ("张三 四星半", ("张三",), Fraction(9, 2), None),
    ],
)
def test_a_proposal_is_read(said: str, names: tuple[str, ...], stars: Fraction | None, reason: str | None) -> None:
    found = read_proposal(said, NOON)
    assert found is not None
    assert (found.names, found.said, found.reason) == (names, stars, reason)


@pytest.mark.parametrize("said", ["张三 6星", "张三 0星", "张三 4.5星", "张三 -1星", "张三 十星"])
def test_only_five_grades_are_proposed(said: str) -> None:
    found = read_proposal(said, NOON)
    assert found is not None
    with pytest.raises(Refusal, match=NOT_A_STAR):
        _ = found.stars


def test_a_hand_count_is_kept_as_numbers() -> None:
    found = read_counts("张三 5星3 4星10 3星1", NOON)
    assert found is not None
    assert (found.name, found.counts, found.present) == ("张三", (0, 0, 1, 10, 3), 14)
    assert average(found.counts) == Fraction(58, 14)
    assert [show_average(counts) for counts in ([0, 0, 8, 12, 0], [0, 0, 1, 2, 0], [0, 0, 0, 0, 1])] == [
        "3.6",
        "3.6",
        "5.0",
    ]
    assert [read_counts(said, NOON) for said in ("张三", "5星3", "张三 5星0", "张三 6星3", "张三 5星3 好")] == [
        None
    ] * 5


def test_an_outcome_is_read_to_its_full_name() -> None:
    found = read_judged("张三、李四 基本合格", NOON)
    assert found is not None
    assert found.outcomes == {"张三": YearlyOutcome.BASICALLY, "李四": YearlyOutcome.BASICALLY}
    assert read_judged("张三", NOON) is None


@given(some.integers(1, 200), some.integers(0, 250))
def test_a_quorum_is_two_thirds_exactly(expected: int, present: int) -> None:
    attendance, enough = Attendance(expected, present), Fraction(present, expected) >= Fraction(2, 3)
    if 0 < present <= expected and enough:
        check_attendance(attendance, (2, 3))
    else:
        with pytest.raises(Refusal, match=r"评星会要补开|数一数"):
            check_attendance(attendance, (2, 3))


@pytest.mark.parametrize(("name", "state"), list(product(STEPS, StarState)))
def test_a_step_is_taken_from_its_states_only(name: str, state: StarState) -> None:
    step = STEPS[name]
    if state in step.sources:
        assert next_state(name, state, "甲", Year(2026)) is step.target
    else:
        with pytest.raises(Refusal, match=f"现在是“{STATE_NAMES[state]}”"):
            next_state(name, state, "甲", Year(2026))


@pytest.mark.parametrize(("name", "role", "own"), list(product(STEPS, Role, (True, False))))
def test_a_step_is_taken_by_its_takers_only(name: str, role: Role, own: bool) -> None:
    step = STEPS[name]
    standing = "full" if role is Role.MEMBER else "none"
    asker = Asker("x", "x", person_id=1, standing=standing, posts=frozenset({Held(role, 1)}))
    if asker.roles.isdisjoint(step.takers.roles):
        with pytest.raises(Refusal, match=NOT_YOUR_STEP):
            check_taker(name, asker, 1 if own else 2)
    elif step.own is (Own.NEVER if own else Own.ONLY):
        with pytest.raises(OwnStar):
            check_taker(name, asker, 1 if own else 2)
    else:
        check_taker(name, asker, 1 if own else 2)


def test_every_state_is_reached_and_named() -> None:
    reached = (
        {StarState.OPEN}
        | {step.target for step in STEPS.values()}
        | {shown_state(state, NOON.date(), NOON.date()) for state in (StarState.FILED, StarState.ENDED)}
    )
    assert reached == set(StarState) == STATE_NAMES.keys()
    assert StarState.COMMITTEE_PROPOSED not in BEFORE_PROPOSAL


def test_a_filed_star_is_in_force_for_a_year() -> None:
    assert a_year_from(date(2027, 1, 20)) == date(2028, 1, 19)
    assert a_year_from(date(2028, 2, 29)) == date(2029, 2, 28)
    last = date(2028, 1, 19)
    assert shown_state(StarState.FILED, last, last) is StarState.EFFECTIVE
    assert shown_state(StarState.FILED, last, date(2028, 1, 20)) is StarState.ENDED
    assert shown_state(StarState.PUBLICITY, None, last) is StarState.PUBLICITY
