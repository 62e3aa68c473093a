"""A minute of `make chaos`: each kind that needs little time, with few of it, before the same checker."""

import random

import pytest

from tests.chaos.processes import struck
from tests.chaos.scenarios import SCENARIOS, Scenario
from tests.chaos.strikes import MOMENTS
from tests.whole.street import SEED


@pytest.mark.parametrize("scenario", [one for one in SCENARIOS if one.slice], ids=lambda one: one.name)
async def test_an_unlucky_minute_costs_nothing(scenario: Scenario) -> None:
    print(f"seed {SEED}")
    cases = 0
    async for case, result in scenario.run(scenario.slice, random.Random(SEED)):
        assert {name: wrong for name, (_, wrong) in result.items() if wrong} == {}, case
        cases += 1
    assert cases


@pytest.mark.parametrize("name", ["before a broadcast is written", "before messages are taken in hand"])
async def test_a_round_whose_work_was_cancelled_is_followed_by_the_next(name: str) -> None:
    moment = next(one for one in MOMENTS if one.name == name)
    result = await struck("sqlite", moment, "cancellation")
    assert {name: wrong for name, (_, wrong) in result.items() if wrong} == {}
