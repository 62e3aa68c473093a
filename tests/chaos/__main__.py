"""`python -m tests.chaos [--full] [--only NAME …] [--seed N] [--report FILE]`: unlucky days, and what they cost.

Each scenario prints its seed; a run with `--only NAME --seed N` plays it again. Exit status 1 when an invariant broke.
"""

import argparse
import asyncio
import logging
import random
import sys
import traceback
from collections import Counter
from pathlib import Path
from time import monotonic

from bot.clock import Clock
from tests.chaos.checker import INVARIANTS
from tests.chaos.scenarios import SCENARIOS, Scenario
from tests.whole.street import SEED

NOT_TRIED = (
    "real power loss (the log of PostgreSQL and SQLite's file are killed with their process, not with the machine)",
    "WeCom itself: the far end is the pretend one, and its limits are those of the platform's pages",
    "I18: there is no long connection yet; days of real time; networks that lose packets; SQLite on network disks",
)


class Tally:
    """What the scenarios cost: lines for people, and for each invariant how much was looked at and what was wrong."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lines: list[str] = []
        self.looked: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()

    async def plays(self, scenario: Scenario, number: int, seed: int) -> None:
        """Play a scenario and note every case; one that could not be played to its end is wrong as well."""
        began, cases, broken = monotonic(), 0, 0
        last = ""
        try:
            async for case, result in scenario.run(number, random.Random(seed)):
                cases, last = cases + 1, case
                for name, (looked, wrong) in result.items():
                    self.looked[name] += looked
                    self.wrong[name] += len(wrong)
                    broken += len(wrong)
                    for one in wrong[:5]:
                        print(f"  {case}: {name} {one}", flush=True)
        except Exception:
            broken += 1
            self.wrong["not played to its end"] += 1
            traceback.print_exc()
        line = f"| {scenario.name} | {cases} | {last} | {broken} | {monotonic() - began:.0f} s |"
        print(f"{line} (seed {seed})", flush=True)
        self.lines.append(line)

    def writes(self, chosen: argparse.Namespace) -> None:
        """Write the report of what was played so far."""
        Path(chosen.report).write_text(self.report(full=chosen.full, seed=chosen.seed), encoding="utf-8")

    def report(self, *, full: bool, seed: int) -> str:
        """Return the report as Markdown."""
        rows = [f"| {name} | {INVARIANTS[name][0]} | {self.looked[name]} | {self.wrong[name]} |" for name in INVARIANTS]
        others = [f"| | {name} | | {count} |" for name, count in self.wrong.items() if name not in INVARIANTS if count]
        return "\n".join(
            [
                "# An unlucky day",
                "",
                f"Written by `make chaos{' FULL=1' if full else ''}` on {Clock().now():%Y-%m-%d}, seed {seed}: real",
                "processes, both engines, a pretend WeCom. After every case one checker (`tests/chaos/checker.py`)",
                "reads what the clients saw, what the database says and what WeCom has got.",
                "",
                "| scenario | cases | the last one | broken | took |",
                "|-|-|-|-|-|",
                *self.lines,
                "",
                "| | invariant | looked at | broken |",
                "|-|-|-|-|",
                *rows,
                *others,
                "",
                "Not tried:",
                "",
                *(f"- {one}" for one in NOT_TRIED),
                "",
            ]
        )


async def run(chosen: argparse.Namespace) -> Tally:
    """Play what was chosen."""
    tally = Tally()
    for scenario in SCENARIOS:
        if not chosen.only or scenario.name in chosen.only:
            await tally.plays(scenario, scenario.full if chosen.full else scenario.tenth, chosen.seed)
            if chosen.report:
                tally.writes(chosen)
    return tally


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--full", action="store_true", help="all the numbers instead of a tenth")
    parser.add_argument("--only", nargs="*", choices=[one.name for one in SCENARIOS], help="these scenarios alone")
    parser.add_argument("--seed", type=int, default=SEED, help="what chance begins with")
    parser.add_argument("--report", default="", help="where the report goes")
    chosen = parser.parse_args()
    logging.disable()  # what goes wrong is meant to
    tally = asyncio.run(run(chosen))
    print(f"{tally.wrong.total()} broken", flush=True)
    return 1 if tally.wrong.total() else 0


if __name__ == "__main__":
    sys.exit(main())
