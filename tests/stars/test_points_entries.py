"""What a committee may enter: amounts within their span, documents where they are needed, days that are open."""

from datetime import date
from fractions import Fraction

import pytest

from config.policy import load_policy
from models.procedure.party_life.rules import check_day
from models.stars.findings.rules import (
    DOCUMENT_MISSING,
    check_document,
    limits,
    tenths_of,
)
from models.stars.points.rules import FindingKind
from models.values.days import appraisal_year
from models.values.refusal import Refusal

POLICY = load_policy().stars.points
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [
        (FindingKind.PLEDGE_1, "0", "10"),
        (FindingKind.PLEDGE_2, "0", "10"),
        (FindingKind.DUTIES, "0.1", "15"),
        (FindingKind.DEDUCTION, "0.1", "10"),
        (FindingKind.BONUS, "0.1", "10"),
        (FindingKind.VETO, "0", "0"),
        (FindingKind.FALSIFIED, "0", "0"),
    ],
)
def test_an_entry_has_its_span(kind: FindingKind, low: str, high: str) -> None:
    assert limits(kind, POLICY) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(("said", "tenths"), [("0", 0), ("7.5", 75), ("10", 100), ("0.1", 1)])
def test_points_are_kept_in_tenths(said: str, tenths: int) -> None:
    assert tenths_of(Fraction(said), limits(FindingKind.PLEDGE_1, POLICY)) == tenths


@pytest.mark.parametrize("said", ["7.25", "10.1", "-1", "-0.1"])
def test_what_is_no_tenth_or_out_of_its_span_is_refused_with_the_span(said: str) -> None:
    with pytest.raises(Refusal, match="0 到 10 分"):
        tenths_of(Fraction(said), limits(FindingKind.PLEDGE_1, POLICY))


@pytest.mark.parametrize("kind", list(FindingKind))
@pytest.mark.parametrize("document", [None, "", "涪委〔2026〕12号"])
def test_a_bonus_and_a_veto_need_a_document(kind: FindingKind, document: str | None) -> None:
    if kind in (FindingKind.BONUS, FindingKind.VETO) and not document:
        with pytest.raises(Refusal, match=DOCUMENT_MISSING):
            check_document(kind, document)
    else:
        check_document(kind, document)


@pytest.mark.parametrize("day", ["2026-11-22", "2026-01-01", "2025-01-01"])
def test_a_sheet_may_be_of_this_year_or_the_last(day: str) -> None:
    check_day(date.fromisoformat(day), TODAY)


@pytest.mark.parametrize("day", ["2026-11-23", "2024-12-31", "2027-01-01"])
def test_a_sheet_of_another_time_is_refused(day: str) -> None:
    with pytest.raises(Refusal, match="不在可以登记的时间里"):
        check_day(date.fromisoformat(day), TODAY)


@pytest.mark.parametrize(("day", "year"), [("2026-11-22", 2026), ("2027-01-31", 2026), ("2027-02-01", 2027)])
def test_in_january_the_year_before_is_appraised(day: str, year: int) -> None:
    assert appraisal_year(date.fromisoformat(day)) == year
