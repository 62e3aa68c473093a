"""Months and terms, people and roles, places, batches, histories: the small rules."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ledger.tracing.rules import channel, sees_details, sees_steps
from models.machine.schedule.rules import PAUSED, STALE, SUPERSEDED, why_skipped
from models.organisation.people.rules import (
    OFFICES,
    ROLE_NAMES,
    VERIFIERS,
    Asker,
    Held,
    NotAllowed,
    Role,
    check_allowed,
    masked,
)
from models.organisation.units.rules import KIND_NAMES, RANKED_KINDS, matching, ranking_kind
from models.service.activities.claims import Claim
from models.service.verification.rules import Item, check_positions, is_spot_check, label, listed
from models.values.days import in_force
from models.values.periods import Month
from models.values.refusal import Refusal

months = st.builds(Month, st.integers(1, 9998), st.integers(1, 12))


@given(months)
def test_a_month_is_read_as_it_is_written(month: Month) -> None:
    assert Month.parse(str(month)) == month
    assert Month.of(month.first) == Month.of(month.last) == month


@given(months)
def test_the_month_after_is_followed_from_the_month_before(month: Month) -> None:
    assert month.after.before == month
    assert month.last + timedelta(days=1) == month.after.first
    assert month < month.after


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-1", "26-10", "2026-10-01", "", "2026年10月", "x"])
def test_what_is_no_month_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="^" + text + "$"):
        Month.parse(text)


def test_earlier_months_go_back_over_the_new_year() -> None:
    assert [str(month) for month in Month(2026, 2).earlier(3)] == ["2026-01", "2025-12", "2025-11"]
    assert Month(2026, 2).earlier(0) == []
    assert (Month(2024, 2).last, Month(2026, 2).last) == (date(2024, 2, 29), date(2026, 2, 28))
    assert Month(2026, 11).name == "2026年11月"


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [(1, 9, 1, True), (1, 9, 9, True), (1, 9, 10, False), (2, 9, 1, False), (1, None, 28, True), (5, 5, 5, True)],
)
def test_a_term_holds_from_its_first_to_its_last_day(first: int, last: int | None, day: int, holds: bool) -> None:
    ends = date(2026, 11, last) if last else None
    assert in_force(date(2026, 11, first), ends, date(2026, 11, day)) is holds


def _asker(*roles: Role, unit: int = 1, branch: int | None = 10, standing: str = "full", person: int = 100) -> Asker:
    posts = frozenset(Held(role, unit) for role in roles)
    return Asker("x", "某人", person, unit, branch_id=branch, standing=standing, posts=posts)


@pytest.mark.parametrize(
    ("standing", "roles"),
    [
        ("full", {Role.RESIDENT, Role.MEMBER}),
        ("probationary", {Role.RESIDENT, Role.MEMBER}),
        ("none", {Role.RESIDENT}),
    ],
)
def test_everybody_is_a_resident_and_members_are_members(standing: str, roles: set[Role]) -> None:
    assert _asker(standing=standing).roles == roles
    assert _asker(Role.CADRE, standing=standing).roles == roles | {Role.CADRE}


@pytest.mark.parametrize("role", Role)
def test_a_command_is_for_the_roles_it_names(role: Role) -> None:
    check_allowed(_asker(role), frozenset({role}), "汇总")
    check_allowed(_asker(standing="none"), None, "帮助")
    if role is not Role.RESIDENT:
        with pytest.raises(NotAllowed, match=f"“汇总”是{ROLE_NAMES[role].replace('(', '.').replace(')', '.')}用的"):
            check_allowed(_asker(standing="none"), frozenset({role}), "汇总")


def test_a_post_counts_in_its_own_unit_only() -> None:
    asker = Asker("x", "某人", 1, 1, posts=frozenset({Held(Role.SECRETARY, 1), Held(Role.SUPERVISOR, 2)}))
    assert asker.units_as(VERIFIERS) == {1}
    assert asker.units_as({Role.SUPERVISOR}) == {2}
    assert asker.units_as(OFFICES) == frozenset()


@pytest.mark.parametrize(("name", "shown"), [("陈桂兰", "陈同志"), ("吉克·尔古", "吉同志"), ("", "同志")])
def test_a_masked_name_keeps_the_family_name(name: str, shown: str) -> None:
    assert masked(name) == shown


@pytest.mark.parametrize(
    ("kind", "ranked"),
    [("village", "village"), ("community", "community"), ("agency", "agency"), ("enterprise", "agency"),
     ("township", None), ("district", None), ("", None)],
)  # fmt: skip
def test_firms_are_ranked_with_agencies_and_offices_not_at_all(kind: str, ranked: str | None) -> None:
    assert ranking_kind(kind) == ranked
    assert set(RANKED_KINDS) < KIND_NAMES.keys()


@pytest.mark.parametrize(
    ("name", "found"),
    [("莲花池村", [1]), ("莲花", [1, 2]), ("池村", [1, 2]), ("小莲花池村", [2]), ("月亮", []), ("", [])],
)
def test_a_full_name_wins_over_names_that_hold_it(name: str, found: list[int]) -> None:
    assert matching(name, {1: "莲花池村", 2: "小莲花池村", 3: "桂花湾村"}) == found


@pytest.mark.parametrize(
    ("wanted", "size", "wrong"),
    [([], 0, None), ([1, 3], 3, None), ([0], 3, 0), ([4], 3, 4), ([2, 9], 3, 9), ([1], 0, 1)],
)
def test_positions_lie_in_the_batch(wanted: list[int], size: int, wrong: int | None) -> None:
    if wrong is None:
        check_positions(wanted, size)
        return
    with pytest.raises(Refusal, match=f"没有 {wrong} 号"):
        check_positions(wanted, size)


@pytest.mark.parametrize("every", [2, 5, 10, 20])
def test_about_one_in_so_many_is_checked_by_phone(every: int) -> None:
    chosen = [number for number in range(1, 20_001) if is_spot_check(number, every)]
    assert 0.9 < len(chosen) * every / 20_000 < 1.1
    assert chosen == [number for number in range(1, 20_001) if is_spot_check(number, every)]
    gaps = {later - earlier for earlier, later in pairwise(chosen)}
    assert len(gaps) > 1  # nobody can count along


@pytest.mark.parametrize(
    ("late", "flags", "spot_check", "marks"),
    [
        (False, (), False, ""),
        (True, (), False, "〔补报〕"),
        (False, ("单次超过 4 小时",), True, "〔单次超过 4 小时、抽查〕"),
        (True, ("与 A0007 相近",), True, "〔补报、与 A0007 相近、抽查〕"),
    ],
)
def test_marks_stand_behind_an_item(late: bool, flags: tuple[str, ...], spot_check: bool, marks: str) -> None:
    item = Item(3, 231, "陈桂兰", Claim(date(2026, 11, 22), "care", "送饭"), late, flags, spot_check)
    assert (label(item), listed(item)) == ("3. A0231", marks)


@pytest.mark.parametrize(
    ("asker", "details", "steps"),
    [
        (_asker(person=7, unit=5, branch=50), True, False),  # the member himself
        (_asker(), False, False),
        (_asker(Role.SECRETARY), True, False),
        (_asker(Role.VERIFIER), True, False),
        (_asker(Role.COMMITTEE), True, False),
        (_asker(Role.SECRETARY, branch=11), False, False),  # another branch of the same community
        (_asker(Role.COMMITTEE, branch=11), False, False),
        (_asker(Role.SUPERVISOR, branch=11), True, False),  # supervisors see the whole village
        (_asker(Role.SECRETARY, unit=2), False, False),
        (_asker(Role.SUPERVISOR, unit=2), False, False),
        (_asker(Role.VILLAGE_COMMITTEE), False, False),
        (_asker(Role.REPRESENTATIVE), False, False),
        (_asker(Role.CADRE), False, False),
        (_asker(Role.GROUP_LEADER), False, False),
        (_asker(Role.TOWNSHIP, unit=3, branch=None), False, True),
        (_asker(Role.TOWNSHIP, unit=4, branch=None), False, False),
        (_asker(Role.DISTRICT, unit=9, branch=None), False, True),
    ],
)
def test_who_may_trace_and_how_much(asker: Asker, details: bool, steps: bool) -> None:
    assert sees_details(asker, 7, 1, 10) is details
    assert sees_steps(asker, 1, 3) is steps


@pytest.mark.parametrize(
    ("key", "shown"),
    [("app:123", "应用私聊"), ("smartbot:x", "智能机器人"), ("sample", "系统"), (None, "系统"), ("", "系统")],
)
def test_a_key_tells_its_channel(key: str | None, shown: str) -> None:
    assert channel(key) == shown


DUE = datetime(2026, 12, 7, 2, tzinfo=UTC)
LATENESS = timedelta(hours=72)


@pytest.mark.parametrize(
    ("hours", "missed_later", "newest_only", "why"),
    [(0, 0, True, None), (72, 0, False, None), (72.01, 0, False, STALE), (1, 1, True, SUPERSEDED), (1, 1, False, None)],
)
def test_a_missed_moment_runs_late_or_says_why_not(
    hours: float, missed_later: int, newest_only: bool, why: str | None
) -> None:
    later = [DUE + timedelta(minutes=30)] * missed_later
    assert why_skipped(DUE, later, DUE + timedelta(hours=hours), LATENESS, newest_only=newest_only) == why
    assert why != PAUSED
