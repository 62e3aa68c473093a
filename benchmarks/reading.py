"""How long it takes to read one message, and to import the reader; run as `python -m benchmarks.reading`."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.understanding.reading import read

SENT_AT = datetime.fromisoformat("2026-07-15T18:00:00+08:00")
_TABLE = Path(__file__).resolve().parents[1] / "tests" / "language" / "data" / "said.tsv"
_BASELINE = re.compile(r"(?P<day>今天|昨天|前天)?(?P<what>.+?)(?P<number>\d+(?:\.\d+)?)(?:小时|h|分钟)")
_GOAL_READING_MS = 1.0
_GOAL_IMPORT_MS = 500.0
_FRESH_PROCESSES = 7


def main() -> None:
    """Print the medians beside their goals, and the ratio to a bare regular expression."""
    lines = _TABLE.read_text("utf-8").splitlines()
    texts = [line.split("\t")[0] for line in lines if line[:1] not in ("", "#")]
    for text in texts:
        read(text, SENT_AT)
    reading = _median_ms(texts, lambda text: read(text, SENT_AT))
    baseline = _median_ms(texts, _BASELINE.search)
    print(f"{len(texts)} messages")
    print(f"{'':28}{'median ms':>10}{'goal':>8}")
    print(f"{'read one message':28}{reading:10.3f}{_GOAL_READING_MS:8.1f}")
    print(f"{'one bare expression':28}{baseline:10.4f}{'':>8}   ratio {reading / baseline:.0f}")
    print(f"{'import bot.understanding.reading':28}{_import_ms():10.1f}{_GOAL_IMPORT_MS:8.1f}")


def _median_ms(texts: list[str], action: Callable[[str], object]) -> float:
    times = []
    for text in texts:
        begun = perf_counter()
        action(text)
        times.append(perf_counter() - begun)
    return median(times) * 1000


def _import_ms() -> float:
    """Return the median time that importing adds to starting a fresh process."""
    spent = [_process_ms("import bot.understanding.reading") - _process_ms("pass") for _ in range(_FRESH_PROCESSES)]
    return median(spent)


def _process_ms(code: str) -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
