"""The command line: each command is one function; what only some need is imported late, so that --help is quick."""

import argparse
import asyncio
import contextlib
import errno
import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from bot.clock import Clock
from bot.operating.usage import parser

USAGE, FAILED, DONE, INTERRUPTED = 2, 1, 0, 130
REASONS = {
    errno.EADDRINUSE: "端口已被占用；请换一个端口，或先停掉占用它的程序",
    errno.EADDRNOTAVAIL: "这台机器没有 BOT_HOST 写的地址",
    errno.ENOSPC: "磁盘满了",
    errno.EACCES: "没有权限；请检查文件的所有者，或换一个 1024 以上的端口",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "没有这个文件或目录",
    errno.ENOTDIR: "上级不是目录",
    errno.EISDIR: "这是一个目录，不是文件",
    errno.ECONNREFUSED: "数据库没有应答；请看它是否在运行",
}
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
        told = _explain(wrong)
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


def _explain(wrong: Exception) -> tuple[int, str] | None:
    """Return exit status and sentence for what a person can put right; None for a fault of the program."""
    from bot.operating.commands import UsageError
    from config.policy import PolicyError
    from config.settings import SettingsError

    if isinstance(wrong, UsageError | SettingsError | PolicyError):
        return USAGE, str(wrong)
    if isinstance(wrong, UnicodeDecodeError):
        return USAGE, "有个文件不是 UTF-8 编码（.env、政策文件或导入的资料），请另存为 UTF-8 后再试。"
    if isinstance(wrong, OSError):
        return FAILED, _of_system(wrong)
    return _refused(wrong)


def _refused(wrong: Exception) -> tuple[int, str] | None:
    import sqlite3

    from tortoise.exceptions import BaseORMException

    from bot.operating.encryption import PassphraseError
    from bot.operating.safekeeping import KeepingError
    from config.database import DatabaseBusy
    from models.migrations import MigrationError
    from models.values.refusal import Refusal

    if isinstance(wrong, DatabaseBusy | MigrationError | Refusal | KeepingError | PassphraseError):
        return FAILED, str(wrong)
    if isinstance(wrong, sqlite3.Error | BaseORMException) or type(wrong).__module__.startswith("asyncpg"):
        return FAILED, _of_database(wrong)
    return None


def _of_system(wrong: OSError) -> str:
    where = f" {wrong.filename}" if wrong.filename else ""
    return f"没能完成{where}：{REASONS.get(wrong.errno or 0, '系统报告 ' + (wrong.strerror or type(wrong).__name__))}。"


def _of_database(wrong: Exception) -> str:
    from bot.copies import backups_of, copies
    from config.settings import load_settings

    if "locked" in str(wrong):
        return "没能完成：数据库正被别的程序占用，请稍后再试。"
    # A driver's text may hold the address with its password.
    known = copies(backups_of(load_settings().database_url))
    newest = f"可用 python -m bot restore {known[0].file} 恢复最近的备份" if known else ""
    way = newest or "请先运行 python -m bot doctor 看原因"
    return f"没能完成：数据库用不了（损坏、不是数据库，或没有应答），没有做任何改动；{way}。"


def _run(chosen: argparse.Namespace) -> int:
    from bot.operating import commands

    # What reads from a person or a pipe works outside the loop, which would keep the interrupt key from it.
    alone: dict[str, Callable[[], int]] = {
        "read": commands.read,
        "learn": lambda: commands.learn(strangers=not chosen.quick),
        "init": lambda: commands.init(chosen.clock),
        "completion": lambda: commands.completion(chosen.shell),
    }
    if chosen.command in alone:
        return alone[chosen.command]()
    works: dict[str, Callable[[argparse.Namespace], Coroutine[Any, Any, int]]] = {
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
        return runner.run(works[chosen.command](chosen))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return uvloop's maker of loops where it is installed: a fifth less processor time for each message."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
