"""How long a picture and a page take to draw, and what it costs the bot; run as `python -m benchmarks.poster`."""

import argparse
import asyncio
import json
import time
from statistics import median

import psutil

from bot.drawing.press import PRESS, TEMPLATES, Drawing, Form, drawn_by, to_be_drawn

ROUNDS = 15
GOAL_MS = {20: 40}
MEGABYTE = 1024 * 1024


def main() -> None:
    """Print medians and processor time beside the goal, the first drawing, the longest stall, and resident sizes."""
    quick = argparse.ArgumentParser()
    quick.add_argument("--quick", action="store_true")
    rounds = 3 if quick.parse_args().quick else ROUNDS
    own = psutil.Process()
    before = own.memory_info().rss
    first, _ = _once(_honour(20, 0), "phone")
    print(f"first drawing, with the start of the press: {first:.0f} ms")
    print("| what | rows | form | ms | processor ms | goal ms | kB |\n|-|-|-|-|-|-|-|")
    for name, make, sizes in (("honour list", _honour, (3, 20, 60)), ("roster", _roster, (31,))):
        for rows in sizes:
            for form in ("phone", "a3"):
                worked = _worked()
                found = [_once(make(rows, n), form) for n in range(rounds)]
                # A busy machine makes whoever draws wait, and disturbs less what the work itself takes.
                worked = (_worked() - worked) / rounds
                spent = median(ms for ms, _ in found)
                goal = GOAL_MS.get(rows, "") if form == "phone" else ""
                print(f"| {name} | {rows} | {form} | {spent:.0f} | {worked:.0f} | {goal} | {found[0][1] // 1024} |")
    print(f"longest stall of the loop while 60 rows are drawn: {asyncio.run(_stall()):.1f} ms")
    grown, press = own.memory_info().rss - before, psutil.Process(PRESS.process).memory_info().rss
    print(f"resident: the asker has grown by {grown // MEGABYTE} MB, the press takes {press // MEGABYTE} MB")


def _once(drawing: Drawing, form: Form) -> tuple[float, int]:
    begun = time.perf_counter()
    made = PRESS.draw(drawing, form)
    return (time.perf_counter() - begun) * 1000, len(made)


def _worked() -> float:
    """Return the milliseconds of processor that the press has taken."""
    spent = psutil.Process(PRESS.process).cpu_times()
    return (spent.user + spent.system) * 1000


def _example(template: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((TEMPLATES / f"{template}.json").read_text(encoding="utf-8"))
    return found


def _honour(rows: int, turn: int) -> Drawing:
    """Return another list each turn: what was drawn once may be remembered."""
    leading = [
        {"place": n + 1, "name": f"第{n}村（示例）", "rate": 100 - n - turn, "average": f"{2.9 + turn:.1f} 小时"}
        for n in range(rows)
    ]
    section = {"name": "村", "leading": leading, "part": [], "risen": []}
    return Drawing("honour", _example("honour") | {"sections": [section]}, "红榜")


def _roster(days: int, turn: int) -> Drawing:
    names = ["欧阳春燕", "罗正富", "唐敏", "周小川"]
    parts = [{"name": part, "who": [names[(turn + n) % 4]]} for n, part in enumerate(("上午", "下午"))]
    rows = [{"day": f"{n + 1}日", "week": "周四", "rest": False, "all": False, "parts": parts} for n in range(days)]
    return Drawing("roster", _example("roster") | {"days": rows}, "值班表")


async def _stall() -> float:
    """Return the longest time in milliseconds for which the loop did not turn while a picture was drawn."""
    drawing, longest, last = (
        asyncio.create_task(drawn_by(to_be_drawn(_honour(60, 0), "phone").drawing)),
        0.0,
        time.perf_counter(),
    )
    while not drawing.done():
        await asyncio.sleep(0)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest * 1000


if __name__ == "__main__":
    main()
