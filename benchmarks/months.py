"""A December and a January of a whole district, everybody acting and nobody: what the bot says of itself, and is it so.

`make months` plays four lives (the 20 units of the sample, and 183 with nine times its people) and prints a table for
each role and month; status 1 when a budget of the domain rules is not kept, a duty was missed, something was said
twice or a sentence differed from the books at the moment at which it was said. About an hour; UNITS=20 is a sixth.
"""

import asyncio
import os
import sys
import time

from tests.whole.months import MONTHS, Deeds, Heard, LivingTown, everybody, live, living, nobody
from tests.whole.months_judged import missed_duties, of_month, said_twice
from tests.whole.truth import false_in

# Groups, of villages, communities, and one of the offices and firms.
SAMPLE = 20
SIZES = [int(units) for units in os.environ.get("UNITS", "20 183").split()]


async def _life(units: int, deeds: Deeds) -> int:
    """Play one life, print what came of it and return how much of it is wrong."""
    false: list[str] = []

    async def looks(town: LivingTown, heard: list[Heard]) -> None:
        false.extend(await false_in(heard))

    began = time.monotonic()
    async with living(None if units == SAMPLE else units, looks) as town:
        await live(town, deeds, MONTHS[-1].after.first)
        found = {"不属实": false, "没说到的班": await missed_duties(town.heard), "重复": said_twice(town.heard)}
        found["说了办不成"] = [f"{who} {said}: {answer}" for who, said, answer in town.tried if "这次没办" in answer]
        print(f"\n{units} 个单位 {deeds.__name__}：听到 {len(town.heard)} 条，{time.monotonic() - began:.0f} 秒")
        for month in MONTHS:
            judged = await of_month(month)
            print(month.name, *judged.table, sep="\n  ")
            found[f"{month.name}超过的"] = [f"{who} {n}" for who, n in judged.over]
    for name, lines in found.items():
        print(f"{name} {len(lines)}", *lines[:20], sep="\n  ", flush=True)
    return sum(map(len, found.values()))


async def main() -> int:
    """Play every life; return 1 when anything is wrong."""
    wrong = [await _life(units, deeds) for units in SIZES for deeds in (nobody, everybody)]
    return int(any(wrong))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
