"""When something is tried again, and what a message is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.machine.delivery.rules import (
    FATE_NAMES,
    OPEN,
    Fate,
    Groups,
    Message,
    wait_before_retry,
    wait_when_throttled,
)


@pytest.mark.parametrize(
    ("burned", "seconds"),
    [(1, 1), (2, 4), (3, 15), (4, 30), (5, 120), (6, 300), (7, 900), (8, 1800), (9, 3600), (10, 3600), (500, 3600)],
)
def test_waits_grow_to_an_hour(burned: int, seconds: float) -> None:
    assert wait_before_retry(burned, lambda longest: longest) == seconds


@pytest.mark.parametrize(
    ("strikes", "asked", "seconds"),
    [(1, None, 60), (2, None, 120), (6, None, 1920), (7, None, 3600), (40, None, 3600), (1, 90, 90), (1, 7200, 7200)],
)
def test_a_throttled_channel_rests_longer_each_time(strikes: int, asked: float | None, seconds: float) -> None:
    assert wait_when_throttled(strikes, asked) == seconds


@given(st.integers(1, 100))
def test_a_rest_is_never_shorter_than_the_one_before(strikes: int) -> None:
    assert wait_when_throttled(strikes, None) <= wait_when_throttled(strikes + 1, None) <= 3600


@pytest.mark.parametrize(
    ("message", "is_reply"),
    [(Message("好"), True), (Message("好", to="x"), False), (Message("好", to=Groups(1)), False)],
)
def test_a_message_to_nobody_in_particular_is_the_reply(message: Message, is_reply: bool) -> None:
    assert message.is_reply is is_reply


def test_every_fate_has_a_name_and_open_ones_are_unsettled() -> None:
    assert FATE_NAMES.keys() == set(Fate)
    assert {Fate.PENDING, Fate.SENDING, Fate.RETRY_AT} == OPEN
