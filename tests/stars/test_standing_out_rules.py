"""Who is left out of a year."""

import pytest

from models.stars.standing_out.rules import Absence, asked_kind, counts


@pytest.mark.parametrize(
    ("member_class", "kind"), [("rural", Absence.EXEMPT), (None, Absence.EXEMPT), ("mobile", Absence.MOBILE)]
)
def test_one_who_is_away_is_left_out_as_mobile(member_class: str | None, kind: Absence) -> None:
    assert asked_kind(member_class) is kind


@pytest.mark.parametrize(
    ("kind", "begun", "year", "holds"),
    [
        (Absence.EXEMPT, 2026, 2026, True),
        (Absence.EXEMPT, 2026, 2027, False),
        (Absence.EXEMPT, 2026, 2025, False),
        (Absence.MOBILE, 2026, 2026, True),
        (Absence.MOBILE, 2026, 2027, False),
        (Absence.DEFERRED, 2026, 2026, True),
        (Absence.DEFERRED, 2026, 2027, True),
        (Absence.DEFERRED, 2026, 2025, False),
    ],
)
def test_an_exemption_is_for_a_year_and_a_deferral_until_it_ends(
    kind: Absence, begun: int, year: int, holds: bool
) -> None:
    assert counts(kind, begun, year) is holds
