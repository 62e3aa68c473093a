"""Where a member was when a day had ended."""

from datetime import date

import pytest

from models.organisation.transfers.rules import Stay, stay_on

JOINED = date(2020, 7, 1)
YEAR_END = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("now", "moves", "found"),
    [
        (Stay(1, JOINED), [], Stay(1, JOINED)),
        (Stay(1, YEAR_END), [(YEAR_END, 2)], Stay(1, YEAR_END)),
        (Stay(1, date(2027, 1, 1)), [(date(2027, 1, 1), 2)], Stay(2, JOINED)),
        (Stay(1, date(2027, 1, 9)), [(date(2026, 3, 1), 3), (date(2027, 1, 9), 2)], Stay(2, date(2026, 3, 1))),
        (Stay(1, date(2027, 2, 1)), [(date(2027, 1, 9), 2), (date(2027, 2, 1), 3)], Stay(2, JOINED)),
        (Stay(1, date(2027, 1, 1)), [], None),
        (None, [], None),
        (None, [(date(2027, 1, 9), 2)], Stay(2, JOINED)),
    ],
)
def test_a_day_belongs_to_the_branch_in_which_it_ended(
    now: Stay | None, moves: list[tuple[date, int]], found: Stay | None
) -> None:
    assert stay_on(YEAR_END, now, JOINED, moves) == found


def test_who_joined_later_was_nowhere() -> None:
    assert stay_on(YEAR_END, Stay(1, date(2027, 2, 1)), date(2027, 1, 2), [(date(2027, 2, 1), 2)]) is None
