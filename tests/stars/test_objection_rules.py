"""Objections: what may follow on what, in which days, who is of the place, and how a verdict is written."""

from contextlib import nullcontext
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from config.holidays import load_calendar
from config.policy import load_policy
from models.organisation.authority.act import Act
from models.organisation.authority.rules import in_committee
from models.organisation.people.rules import Asker, Held, Role
from models.procedure.notices.rules import working_day_after
from models.stars.objections import texts
from models.stars.objections.rules import (
    ANSWER_REASON_NEEDED,
    NothingSaid,
    Verdict,
    check_change,
    check_verdict,
    is_neighbour,
    is_shown,
    named_first,
    read_verdict,
    words_after,
)
from models.values.periods import Year
from models.values.refusal import Refusal
from tests.fakes.databases import NOON

POLICY, CALENDAR = load_policy(), load_calendar()
KEPT, THREE, NONE = Verdict(kept=True), Verdict(kept=False, stars=3), Verdict(kept=False)
# A day from which every working day and holiday of two months is at hand.
DAYS = st.dates(date(2026, 1, 5), date(2026, 10, 1))


def acted_on(day: date) -> Act:
    return Act(Asker("someone", "某某"), datetime.combine(day, time(12), SHANGHAI), None, POLICY, CALENDAR)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *((word, KEPT) for word in ("维持", "维持不变", "维持原星级", "维持原来的结果", "维持原")),
        *((word, THREE) for word in ("改为3星", "改成3星", "改3星", "3星", "改为三星", "调整为三星", "改为3颗星")),
        *((word, NONE) for word in ("不评", "改为不评", "未评星", "不评星")),
        ("改为1星", Verdict(kept=False, stars=1)),
        ("5星级", Verdict(kept=False, stars=5)),
        ("两星", Verdict(kept=False, stars=2)),
    ],
)
def test_a_verdict_is_read(said: str, meant: Verdict) -> None:
    assert read_verdict(said, NOON) == meant


@pytest.mark.parametrize(
    "said",
    ["", "0星", "6星", "4.5星", "-3星", "三星半", "33星", "改为", "改为星", "3", "同意", "不改", "维持3星", "不维持"],
)
def test_anything_else_is_no_verdict(said: str) -> None:
    assert read_verdict(said, NOON) is None


@pytest.mark.parametrize(
    ("verdict", "present", "reason", "refused"),
    [
        (KEPT, 4, "核过", None),
        (KEPT, None, "核过", None),
        (KEPT, 4, None, ANSWER_REASON_NEEDED),
        (KEPT, None, "", ANSWER_REASON_NEEDED),
        (THREE, 4, "少算了", None),
        (THREE, None, "少算了", None),
        (NONE, 4, "材料不实", None),
        (THREE, 3, "少算了", "公示的本来就是这个结果"),
        (NONE, None, "少算了", "公示的本来就是这个结果"),
        (THREE, 4, None, ANSWER_REASON_NEEDED),
        (NONE, 4, "", ANSWER_REASON_NEEDED),
    ],
)
def test_a_verdict_needs_a_reason_and_a_change_has_to_change_something(
    verdict: Verdict, present: int | None, reason: str | None, refused: str | None
) -> None:
    with nullcontext() if refused is None else pytest.raises(Refusal, match=refused):
        check_verdict(1, verdict, reason, finding=False)
        check_change(1, verdict, present)


@pytest.mark.parametrize(
    ("said", "name", "words"),
    [
        ("陈桂兰 这次评高了", "陈桂兰", "这次评高了"),
        ("陈桂兰的星评高了", "陈桂兰", "星评高了"),
        ("陈桂兰：不是这样的", "陈桂兰", "不是这样的"),
        ("陈桂兰芳 评高了", "陈桂兰芳", "评高了"),
        ("我少算了两次", None, "我少算了两次"),
    ],
)
def test_the_longest_name_opens_the_text(said: str, name: str | None, words: str) -> None:
    found = named_first(said, frozenset({"陈桂", "陈桂兰", "陈桂兰芳", "王秀兰"}))
    assert (found, words_after(said, found)) == (name, words)


@pytest.mark.parametrize("said", ["陈桂兰", "陈桂兰 。", "陈桂兰的"])
def test_a_name_alone_says_nothing(said: str) -> None:
    with pytest.raises(NothingSaid, match="异议 陈桂兰"):
        words_after(said, "陈桂兰")


@pytest.mark.parametrize(
    ("unit", "branch", "near"),
    [(1, 11, True), (1, None, True), (1, 12, False), (2, 11, False), (2, None, False), (None, None, False)],
)
def test_a_notice_is_put_up_for_the_branch_and_for_those_of_the_unit_without_one(
    unit: int | None, branch: int | None, near: bool
) -> None:
    assert is_neighbour(Asker("x", "x", 5, unit, branch), 1, 11) is near


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("unit", "branch"), [(1, 11), (1, 12), (1, None), (2, 11)])
def test_the_committee_is_its_secretary_and_its_members_in_their_own_branch(
    role: Role, unit: int, branch: int | None
) -> None:
    asker = Asker("x", "x", 5, unit, branch, posts=frozenset({Held(role, unit)}))
    sits = role in (Role.SECRETARY, Role.COMMITTEE) and unit == 1 and branch != 12
    assert in_committee(asker, 1, 11) is sits


@pytest.mark.parametrize(
    ("raised", "answered_until", "ruled_until"),
    [
        (date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 7)),
        (date(2026, 9, 24), date(2026, 10, 9), date(2026, 10, 15)),
        (date(2026, 2, 12), date(2026, 2, 26), date(2026, 3, 4)),
    ],
)
def test_days_are_working_days_of_the_official_calendar(raised: date, answered_until: date, ruled_until: date) -> None:
    policy = POLICY.stars
    assert working_day_after(raised, policy.objection_working_days, CALENDAR) == answered_until
    assert working_day_after(raised, policy.appeal_working_days, CALENDAR) == ruled_until


@given(DAYS, st.integers(0, 40))
def test_a_notice_is_up_for_exactly_its_working_days(since: date, later: int) -> None:
    day = since + timedelta(days=later)
    passed = [since + timedelta(days=n) for n in range(1, later)]
    worked = sum(CALENDAR.is_working_day(one) for one in passed)
    assert is_shown(acted_on(day), since, [], 5) is (worked < 5 or later == 0)


@given(DAYS, st.integers(0, 60))
def test_while_the_clock_stands_a_notice_is_up(since: date, later: int) -> None:
    day = since + timedelta(days=later)
    assert is_shown(acted_on(day), since, [[since.isoformat(), None]], 5)
    assert not is_shown(acted_on(day), None, [], 5)


def test_no_text_to_the_member_says_who_objected_or_what_was_said() -> None:
    case = texts.ObjectionCase(
        1, "陈桂兰", "莲花池村党支部", texts.shown_star(Year(2026), 4), "马小军", "这次评高了", NOON.date()
    )
    to_the_member = (
        texts.about_you(1, NOON.date()),
        texts.answered(1, KEPT, None, "11月22日前"),
        texts.ruled(1, THREE, "复核过", ""),
        texts.appeal_about_you(1, NOON.date()),
        texts.please_answer(1, NOON.date()),
        texts.please_rule(1, NOON.date()),
        texts.due_soon(1, NOON.date(), appeal=False),
    )
    for said in to_the_member:
        assert case.raised_by not in said
        assert case.text not in said
        assert case.subject not in said
    assert all(word in texts.waiting_for_answer([case]) for word in (case.raised_by, case.text, case.subject, "4 星"))


def test_a_year_whose_days_off_are_not_known_is_said_aloud() -> None:
    assert texts.last_day(date(2026, 11, 27), known=True) == "11月27日（周五）前"
    assert "2028年放假安排还没有装进来" in texts.last_day(date(2028, 1, 5), known=False)
