"""The command line: each command is one function; what only some need is imported late, so that --help is quick."""

import argparse
import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from bot.clock import Clock
from bot.operating.reasons import FAILED, explain
from bot.operating.usage import parser

DONE, INTERRUPTED = 0, 130
# What a person waits for, and what is shown on his terminal meanwhile.
WORKING = {
    "migrate": "升级数据库", "upgrade": "备份、试升级、升级", "doctor": "检查", "learn": "学", "job": "办任务",
    "import": "读资料", "book": "装入这一版", "export": "导出", "backup": "备份", "restore": "恢复", "sample": "装示例",
}  # fmt: skip
# What has not happened to whoever stops these; they write everything at once or not at all.
NOT_DONE = {
    "import": "，没有导入任何内容",
    "book": "，没有装入任何内容",
    "sample": "，没有装进任何内容",
    "upgrade": "；备份还在，可以再运行一次",
    "init": "；填对的都留着，再运行一次接着做",
}


def main(arguments: list[str], clock: Clock) -> int:
    """Run one command and return the exit status.

    0 done, 1 refused or failed, 2 wrong usage or configuration, 130 interrupted.
    """
    chosen = parser().parse_args(arguments, argparse.Namespace(clock=clock))
    _speak_utf8()
    try:
        with _showing(chosen.command):
            status = _run(chosen)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever read has gone; at exit the interpreter would complain about what is still unwritten.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        print(f"\n停下了，{chosen.command} 没有做完{NOT_DONE.get(chosen.command, '')}。", file=sys.stderr)
        return INTERRUPTED
    except Exception as wrong:
        told = explain(wrong)
        if told is None:
            raise
        print(told[1], file=sys.stderr)
        return told[0]


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the machine's language is set to; what cannot be read or shown becomes a mark."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # always a real stream


@contextlib.contextmanager
def _showing(command: str) -> Iterator[None]:
    """Show on a terminal what is being done and for how long by now; nothing of it stays or reaches a pipe."""
    if command not in WORKING or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("正在{task.description}"), TimeElapsedColumn()
    # What is printed goes above the line, where both are on the same terminal.
    together = sys.stdout.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=together) as progress:
        progress.add_task(WORKING[command], total=None)
        yield


def _run(chosen: argparse.Namespace) -> int:
    from bot.operating import commands

    # What reads from a person or a pipe works outside the loop, which would keep the interrupt key from it.
    alone: dict[str, Callable[[], int | None]] = {
        "read": commands.read,
        "learn": lambda: commands.learn(strangers=not chosen.quick),
        "init": lambda: commands.init(chosen.clock),
        "completion": lambda: commands.completion(chosen.shell),
    }
    if chosen.command in alone:
        return alone[chosen.command]() or DONE
    works: dict[str, Callable[[argparse.Namespace], Coroutine[Any, Any, int | None]]] = {
        "demo": commands.demo,
        "serve": commands.serve,
        "migrate": commands.migrate,
        "upgrade": commands.upgrade,
        "doctor": commands.doctor,
        "job": commands.job,
        "import": commands.import_,
        "book": commands.book,
        "export": commands.export,
        "backup": commands.backup,
        "restore": commands.restore,
        "sample": commands.sample,
    }
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(works[chosen.command](chosen)) or DONE


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return uvloop's maker of loops where it is installed: a fifth less processor time for each message."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
