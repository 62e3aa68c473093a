"""The n-th operation of the database fails while several people do something together; in this process.

What a talk, a meeting, a group, a merger and a question need is said by one after the other, each delivery repeated as
WeCom does. In the end the books have as many rows of every kind, and all were told the same, as when nothing fails.
"""

import random
import re
from collections.abc import Sequence
from typing import Any

from tortoise import Tortoise

from bot.wecom.updates import Update
from tests.chaos.operations import Nth, day_of_office, house_at, sent, struck_at
from tests.chaos.scene import MORNING, Result, Results
from tests.chaos.strikes import striking
from tests.fakes.chat import 丙, 乙, 戊, 镇干部
from tests.machine.post_office import open_post_office

第二位, 新群 = "cheng.li", "wrNEW00001"
# Who says what, and in which group; {} is the number that an answer named first.
DEEDS: dict[str, Sequence[tuple[str, str, str]]] = {
    "a talk": [
        (丙, "可讲 讲创业", ""),
        (丙, "可讲时间 12月8日上午", ""),
        (乙, "预约党课 12月8日上午 讲创业", ""),
        (丙, "同意 {}", ""),
    ],
    "a meeting": [(乙, "支委会 11月23日", "")],
    "a group": [(镇干部, "换群 莲花池村", 新群)],
    "a merger": [(丙, "并村 莲花池村 并入 桂花湾村", ""), (丙, "是", ""), (第二位, "同意 {}", "")],
    "a question": [(戊, "质询 三组的沟修了没有", ""), (乙, "答复 {} 上周修好了", "")],
}
_NUMBER = re.compile(r"[A-Z]+\d{3,}")
End = tuple[Result, list[str], dict[str, int]]


async def at_each_operation_of_deeds(number: int, chance: random.Random) -> Results:
    """Every n-th operation of each deed fails once; of many n, so many, evenly spread."""
    for engine in ("sqlite", "postgres"):
        for name, said in DEEDS.items():
            counted = Nth()
            with striking(counted, "exception"):
                _, answers, kept = await _done(engine, said, counted)
            for n in counted.spread(number):
                for way in ("exception", "cancellation"):
                    nth = Nth(n)
                    with striking(nth, way):
                        result, told, books = await _done(engine, said, nth)
                    differs = [
                        f"told {one!r} for {other!r}" for one, other in zip(told, answers, strict=True) if one != other
                    ]
                    differs += [f"{kind}: {books[kind]} for {kept[kind]}" for kind in kept if books[kind] != kept[kind]]
                    result["as when nothing fails"] = len(told) + len(kept), differs
                    yield f"{way} at operation {n} of {counted.passed} of {name}, {engine}", result


async def _done(engine: str, said: Sequence[tuple[str, str, str]], nth: Nth) -> End:
    """Let it be said while the database strikes; return what the checker finds, the answers and each table's rows."""
    async with open_post_office(engine, start=MORNING) as office:
        conversations, _, _ = house_at(MORNING)
        answers, number = list[str](), ""
        nth.begins()
        for position, (who, text, group) in enumerate(said):
            door = "smartbot" if group else "app"
            key = f"{door}:{position}:{who}"
            update = Update(key, door, "text", who, group or None, text.format(number), int(MORNING.timestamp()))
            spoken = ""
            for _ in range(4):  # one delivery and three repeats
                done = await struck_at(conversations.answer(update))
                spoken = done.spoken if done else spoken
            found = _NUMBER.search(spoken)
            number = number or (found[0] if found else "")
            answers.append(_NUMBER.sub("…", spoken))
        nth.ends()
        await conversations.sweep()
        return await sent(office, day_of_office(office)), answers, await _rows()


async def _rows() -> dict[str, int]:
    """Return how many rows each table has."""
    tables: dict[str, Any] = Tortoise.apps["models"]
    return {name: await table.all().count() for name, table in tables.items()}
