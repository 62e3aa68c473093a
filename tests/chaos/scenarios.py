"""The misfortunes of a day, one value each; all of them end before the same checker."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.chaos.decision import decided
from tests.chaos.deeds import at_each_operation_of_deeds
from tests.chaos.operations import at_each_operation
from tests.chaos.processes import (
    afflicted,
    at_each_moment,
    clock_steps,
    kept_socket,
    killed_under_load,
    one_of_three_sleeps,
    restart_loops,
    restored,
)
from tests.chaos.scene import Results
from tests.chaos.wire import answers_lost, away_for_an_hour


@dataclass(frozen=True)
class Scenario:
    """One kind of misfortune: how many of it in a slice, in a tenth, in full; it yields its cases."""

    name: str
    slice: int
    tenth: int
    full: int
    run: Callable[[int, random.Random], Results]


SCENARIOS = (
    Scenario("moments", 4, 42, 168, at_each_moment),
    Scenario("operations", 2, 8, 1000, at_each_operation),
    Scenario("operations of deeds", 0, 4, 1000, at_each_operation_of_deeds),
    Scenario("kills on SQLite", 3, 20, 200, partial(killed_under_load, engine="sqlite")),
    Scenario("kills on PostgreSQL", 0, 5, 50, partial(killed_under_load, engine="postgres")),
    Scenario("a decision on SQLite", 2, 7, 20, partial(decided, engine="sqlite")),
    Scenario("a decision on PostgreSQL", 0, 5, 20, partial(decided, engine="postgres")),
    Scenario(
        "disk full", 0, 2, 5, partial(afflicted, engine="sqlite", name="disk full", affliction="full", seconds=(2, 5))
    ),
    Scenario(
        "foreign lock",
        0,
        3,
        5,
        partial(afflicted, engine="sqlite", name="write lock", affliction="locked", seconds=(3, 12, 30)),
    ),
    Scenario(
        "frozen database",
        0,
        2,
        3,
        partial(afflicted, engine="postgres", name="frozen", affliction="frozen", seconds=(5, 15, 29)),
    ),
    Scenario("clock steps", 0, 5, 5, clock_steps),
    Scenario("an hour away, SQLite", 20, 200, 2000, partial(away_for_an_hour, engine="sqlite")),
    Scenario("an hour away, PostgreSQL", 0, 200, 2000, partial(away_for_an_hour, engine="postgres")),
    Scenario("answers lost, SQLite", 20, 200, 2000, partial(answers_lost, engine="sqlite")),
    Scenario("answers lost, PostgreSQL", 0, 200, 2000, partial(answers_lost, engine="postgres")),
    Scenario("a replica sleeps", 0, 1, 10, one_of_three_sleeps),
    Scenario("restart loops on SQLite", 30, 200, 200, partial(restart_loops, engine="sqlite")),
    Scenario("restart loops on PostgreSQL", 0, 200, 200, partial(restart_loops, engine="postgres")),
    Scenario("kept socket", 0, 12, 12, kept_socket),
    Scenario("restore on SQLite", 0, 1, 5, partial(restored, engine="sqlite")),
    Scenario("restore on PostgreSQL", 0, 1, 5, partial(restored, engine="postgres")),
)
