"""The command line: each command is one function; what only some need is imported late, so that --help is quick."""

import argparse
import asyncio
import errno
import os
import sys
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

from bot.clock import Clock

USAGE, FAILED, DONE = 2, 1, 0
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


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one sentence that the command line was not understood, and end with status 2."""
        self.exit(USAGE, f"没看懂这条命令（{message}）；运行 {self.prog} --help 看用法。\n")


def main(arguments: list[str], clock: Clock) -> int:
    """Run one command and return the exit status: 0 done, 1 refused or failed, 2 wrong usage or configuration."""
    chosen = _parser().parse_args(arguments, argparse.Namespace(clock=clock))
    _speak_utf8()
    try:
        status = _run(chosen)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever read has gone; at exit the interpreter would complain about what is still unwritten.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return DONE
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
    # The kind only: a driver's text may hold the address with its password.
    known = copies(backups_of(load_settings().database_url))
    newest = f"可用 python -m bot restore {known[0].file} 恢复最近的备份" if known else ""
    way = newest or "请先运行 python -m bot doctor 看原因"
    return f"没能完成：数据库用不了（{type(wrong).__name__}），没有做任何改动；{way}。"


def _run(chosen: argparse.Namespace) -> int:
    from bot.operating import commands

    if chosen.command in ("read", "learn"):
        return commands.read() if chosen.command == "read" else commands.learn(strangers=not chosen.quick)
    works: dict[str, Callable[[argparse.Namespace], Coroutine[Any, Any, int]]] = {
        "demo": commands.demo,
        "serve": commands.serve,
        "migrate": commands.migrate,
        "upgrade": commands.upgrade,
        "doctor": commands.doctor,
        "init": commands.init,
        "job": commands.job,
        "import": commands.import_,
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


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError
    return port


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m bot", description="示范带管家")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="示例区县、模拟企业微信和沙盒页面")
    demo.add_argument("--port", type=_port, default=8080, help="页面端口，默认 8080")
    demo.add_argument("--database", default="sqlite://var/demo.db", help="示例数据库，每次启动重建")
    demo.add_argument("--at", default=None, help="沙盒时钟从哪一刻开始（ISO 时间），默认现在")
    serve = commands.add_parser("serve", help="正式运行")
    serve.add_argument("--role", choices=("all", "web", "worker"), default="all", help="这个进程做什么")
    commands.add_parser("migrate", help="把数据库升级到当前版本")
    commands.add_parser("upgrade", help="换了新版程序后：先备份，在副本上试过，再升级数据库")
    commands.add_parser("doctor", help="逐项检查设置、数据库、日历和网络")
    commands.add_parser("init", help="一步步填好 .env")
    commands.add_parser("read", help="从标准输入逐行读话，输出意图")
    learn = commands.add_parser("learn", help="用 config/data/language/examples 里的例句重新学，打分，不比原来差才换上")
    learn.add_argument("--quick", action="store_true", help="不试“没学过的人说的话”，只要十几秒")
    jobs = commands.add_parser("job", help="定时任务")
    actions = jobs.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="列出任务和下次时间")
    once = actions.add_parser("run", help="补跑一次")
    once.add_argument("name", help="任务名")
    once.add_argument("--due", required=True, help="应跑的时刻（ISO 时间）")
    imports = commands.add_parser("import", help="导入组织资料（目录，格式同 config/data/sample）")
    imports.add_argument("file", help="目录")
    export = commands.add_parser("export", help="导出为 CSV")
    export.add_argument("what", choices=("activities", "people", "audit"), help="导出什么")
    backup = commands.add_parser("backup", help="备份数据库")
    backup.add_argument("--nightly", action="store_true", help="今夜还没有才备份，清掉过期的，每周试着恢复一次")
    backup.add_argument("file", nargs="?", default=None, help="备份文件，默认 var/backups 下按时间命名")
    restore = commands.add_parser("restore", help="从备份恢复，发件箱先暂停")
    restore.add_argument("file", help="备份文件")
    sample = commands.add_parser("sample", help="把示例区县装进配置的数据库")
    sample.add_argument("--json", action="store_true", help="输出人员和群的 JSON")
    return parser
