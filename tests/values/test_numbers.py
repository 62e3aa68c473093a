"""Numbers with a letter: every kind has its own, and what is written is read again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.numbers import Sign, count, signed
from tests.architecture.sources import files, text

# The language reads on its own: it knows nothing of the organisation.
_BY_HAND = re.compile(r"[A-Z]\{[^{}]*:0?\d\}|\[[A-Z][a-z]\]\??0\*")


def test_no_two_kinds_claim_one_letter() -> None:
    assert len({sign.letter for sign in Sign}) == len(Sign)
    assert all(re.fullmatch("[A-Z]{1,2}", sign.letter) for sign in Sign)


def by_hand(path: str) -> bool:
    return _BY_HAND.search(text(path)) is not None


def test_a_number_is_written_and_read_in_one_place() -> None:
    assert [
        path for path in files("bot/understanding", "config", "handlers", "models", "schedules") if by_hand(path)
    ] == []


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        (Sign.RECORD, "A0231"),
        (Sign.BROADCAST, "B231"),
        (Sign.FEEDBACK, "F0231"),
        (Sign.SWAP, "H231"),
        (Sign.LEAVE, "J231"),
        (Sign.FINDING, "P0231"),
        (Sign.COLLECTIVE_MATTER, "S231"),
        (Sign.OBJECTION, "Y0231"),
    ],
)
def test_numbers_for_people(sign: Sign, shown: str) -> None:
    assert (sign.show(231), sign.show(12345)) == (shown, f"{shown[0]}12345")


@given(st.sampled_from(Sign), st.integers(0, 999_999_999))
def test_a_shown_number_is_read_again_and_by_its_own_kind_only(sign: Sign, number: int) -> None:
    assert [one for one in Sign if one.read(sign.show(number)) == number] == [sign]
    assert signed(sign.show(number)) == (sign, number)


@pytest.mark.parametrize("text", ["A0231", "a231", "231", "Ａ０２３１", "ａ231", "A 0231", " a231 ", "0231"])
def test_a_number_is_read_as_people_type_it(text: str) -> None:
    assert Sign.RECORD.read(text) == 231


@pytest.mark.parametrize("text", ["A", "A12x", "B12", "-1", "1234567890", "A1234567890", "", "AA1", "A一", "X1"])
def test_what_is_no_number_of_the_kind_is_not_read(text: str) -> None:
    assert Sign.RECORD.read(text) is None


@pytest.mark.parametrize(("words", "value"), [("12", 12), ("零", 0), ("三", 3), ("两", 2), ("十", 10)])
def test_a_count_is_digits_or_one_numeral(words: str, value: int) -> None:
    assert count(words) == value


@pytest.mark.parametrize("words", ["", "几", "1.5", "三两"])
def test_other_words_are_no_count(words: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        count(words)
