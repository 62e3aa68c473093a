"""The command line: each command is one function; what only some need is imported late, so that --help is quick."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

USAGE, FAILED, DONE = 2, 1, 0


def main(arguments: list[str]) -> int:
    """Run one command and return the exit status: 0 done, 1 refused or failed, 2 wrong usage or configuration."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    from config.database import DatabaseBusy
    from config.policy import PolicyError
    from config.settings import SettingsError
    from models.migrations import MigrationError
    from models.refusal import Refusal

    try:
        return _run(chosen)
    except (SettingsError, PolicyError) as wrong:
        print(wrong, file=sys.stderr)
        return USAGE
    except (DatabaseBusy, MigrationError, Refusal) as wrong:
        print(wrong, file=sys.stderr)
        return FAILED
    except OSError as wrong:
        print(f"没能完成：{wrong.strerror or wrong}。请检查文件、端口和数据库是否可用。", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return DONE


def _run(chosen: argparse.Namespace) -> int:
    from bot import commands

    if chosen.command == "read":
        return commands.read()
    works: dict[str, Callable[[argparse.Namespace], Coroutine[Any, Any, int]]] = {
        "demo": commands.demo,
        "serve": commands.serve,
        "migrate": commands.migrate,
        "doctor": commands.doctor,
        "init": commands.init,
        "job": commands.job,
        "import": commands.import_,
        "export": commands.export,
        "backup": commands.backup,
        "restore": commands.restore,
        "sample": commands.sample,
    }
    return asyncio.run(works[chosen.command](chosen))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="示范带管家")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="示例区县、模拟企业微信和沙盒页面")
    demo.add_argument("--port", type=int, default=8080, help="页面端口，默认 8080")
    demo.add_argument("--database", default="sqlite://var/demo.db", help="示例数据库，每次启动重建")
    demo.add_argument("--at", default=None, help="沙盒时钟从哪一刻开始（ISO 时间），默认现在")
    serve = commands.add_parser("serve", help="正式运行")
    serve.add_argument("--role", choices=("all", "web", "worker"), default="all", help="这个进程做什么")
    commands.add_parser("migrate", help="把数据库升级到当前版本")
    commands.add_parser("doctor", help="逐项检查设置、数据库、日历和网络")
    commands.add_parser("init", help="一步步填好 .env")
    commands.add_parser("read", help="从标准输入逐行读话，输出意图")
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
    backup.add_argument("file", nargs="?", default=None, help="备份文件，默认 var/backups 下按时间命名")
    restore = commands.add_parser("restore", help="从备份恢复，发件箱先暂停")
    restore.add_argument("file", help="备份文件")
    sample = commands.add_parser("sample", help="把示例区县装进配置的数据库")
    sample.add_argument("--json", action="store_true", help="输出人员和群的 JSON")
    return parser
