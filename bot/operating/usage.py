"""What can be typed after `python -m bot`: commands, their arguments, examples; all of it in Chinese."""

import argparse
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

USAGE = 2
LONGEST = 14
# What shtab calls FILE; to import it here would cost every command half a second.
FILES = {"bash": "_shtab_compgen_files", "zsh": "_files"}

# argparse's own complaints, and how they are told; what is not here is told without its words.
_COMPLAINTS = (
    (r"argument \S+: invalid choice: (?P<what>'.*?'|\".*?\") \(choose from (?P<of>.*)\)", "没有{what}，可以是 {of}"),
    (r"the following arguments are required: (?P<what>.*)", "还缺 {what}"),
    (r"unrecognized arguments: (?P<what>.*)", "多出了 {what}"),
    (r"argument (?P<of>\S+): expected one argument", "{of} 后面要写一个值"),
    (r"argument (?P<of>\S+): invalid .* value: (?P<what>.*)", "{of} 不能是 {what}"),
    (r"ambiguous option: (?P<what>\S+) .*", "{what} 可以是好几个，请写全"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        # argparse forgets that commands are indented, and gives the longest a line of its own.
        self._action_max_length = LONGEST

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Speaks Chinese: titles, help and complaints."""

    def __init__(self, prog: str, description: str = "", epilog: str = "", **_: object) -> None:
        """Prepare a command; `epilog` holds its examples."""
        super().__init__(prog, description=description, epilog=epilog, add_help=False, formatter_class=_Formatter)
        self._positionals.title, self._optionals.title = "要写的", "可以加的"
        self.add_argument("-h", "--help", action="help", help="看这一页")

    def error(self, message: str) -> NoReturn:
        """Say in one sentence what was not understood, and end with status 2."""
        found = ((re.fullmatch(pattern, message), told) for pattern, told in _COMPLAINTS)
        said = next((told.format(**match.groupdict()) for match, told in found if match), "")
        said = said.replace("COMMAND", "命令").replace("ACTION", "做什么").replace("'", "“", 1).replace("'", "”", 1)
        said = said.replace("', '", "、").replace("'", "")
        self.exit(USAGE, f"没看懂这条命令{f'：{said}' if said else ''}；运行 {self.prog} --help 看用法。\n")


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError
    return port


Commands = Callable[..., argparse.ArgumentParser]


def _file(command: argparse.ArgumentParser, name: str, about: str, **how: Any) -> None:
    """Add what names a file, which Tab completes."""
    asked = command.add_argument(name, metavar="文件", help=about, **how)
    asked.complete = FILES  # type: ignore[attr-defined]  # where shtab looks


def parser() -> Parser:
    """Return the parser of the whole command line."""
    whole = Parser(
        "python -m bot",
        "示范带管家",
        "每条命令后面加 --help 看用法和例子。结束时的状态：0 办成，1 没办成，2 写法或设置不对，130 按 Ctrl+C 停下了。",
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="命令", title="命令")

    def command(name: str, about: str, *examples: str) -> argparse.ArgumentParser:
        lines = [f"  python -m bot {name}{f' {example}' if example else ''}" for example in examples or ("",)]
        return commands.add_parser(name, help=about, description=about, epilog="\n".join(["例：", *lines]))

    _running(command)
    _language_and_jobs(command)
    _books(command)
    return whole


def _running(command: Commands) -> None:
    demo = command("demo", "示例区县、模拟企业微信和沙盒页面", "--port 9000", "--at 2026-11-22T09:00")
    demo.add_argument("--port", type=_port, default=8080, metavar="端口", help="页面端口，默认 8080")
    demo.add_argument("--database", default="sqlite://var/demo.db", metavar="地址", help="示例数据库，每次启动重建")
    demo.add_argument("--at", default=None, metavar="时刻", help="沙盒时钟从哪一刻开始，默认现在")
    serve = command("serve", "正式运行", "", "--role web")
    serve.add_argument(
        "--role", choices=("all", "web", "worker"), default="all", help="这个进程做什么：全部、只收、只办"
    )
    command("migrate", "把数据库升级到当前版本")
    command("upgrade", "换了新版程序后：先备份，在副本上试过，再升级数据库")
    doctor = command("doctor", "逐项检查设置、数据库、日历和网络", "", "--json")
    doctor.add_argument("--json", action="store_true", help="写成 JSON，给脚本用")
    command("init", "一步步填好 .env；停下来也不要紧，下次接着填")


def _language_and_jobs(command: Commands) -> None:
    command("read", "从标准输入逐行读话，输出意图", "< 话.jsonl")
    learn = command(
        "learn", "用 config/data 里的例句重新学：认话、看哪些话不能发到群里；打分，不比原来差才换上", "--quick"
    )
    learn.add_argument("--quick", action="store_true", help="不试“没学过的人说的话”，只要二十来秒")
    words = command("completion", "按 Tab 补全：输出给 bash 或 zsh 的脚本，连同短名 shifandai", "bash >> ~/.bashrc")
    words.add_argument("shell", choices=("bash", "zsh"), help="哪一种外壳")
    jobs = command("job", "定时任务", "list", "run 月度红榜 --due 2026-12-07T10:07")
    actions = jobs.add_subparsers(dest="action", required=True, metavar="做什么", title="做什么")
    listed = actions.add_parser("list", help="列出任务和下次时间")
    listed.add_argument("--json", action="store_true", help="写成 JSON，给脚本用")
    once = actions.add_parser("run", help="补跑一次")
    once.add_argument("name", metavar="任务", help="任务的名称，中文的或英文的都行")
    once.add_argument("--due", required=True, metavar="时刻", help="应跑的时刻，如 2026-12-07T10:07")


def _books(command: Commands) -> None:
    imports = command("import", "导入表格：名册、单位、群、示范带", "名册.xlsx --dry-run", "--form 空表.xlsx", "--undo")
    _file(imports, "file", ".xlsx、.xls 或 .csv；先给看，回“是”才写", nargs="?")
    imports.add_argument("--dry-run", action="store_true", help="只看会改什么，什么都不写")
    imports.add_argument("--yes", action="store_true", help="看过就写，不再问")
    _file(imports, "--form", "写一份空表：名册、单位、群、示范带，附怎么填")
    imports.add_argument("--undo", action="store_true", help="把命令行最近一次导入的人整批撤回")
    book = command("book", "装入手册、制度、清单的一版（格式同 config/data/sample/library）", "清单.toml 制度.toml")
    _file(book, "files", "一本一个 TOML 文件", nargs="+")
    export = command("export", "导出为 CSV", "activities > 活动.csv", "people > 人员.csv")
    export.add_argument("what", choices=("activities", "people", "audit"), help="导出什么：活动、人员、操作记录")
    backup = command("backup", "备份数据库", "", "/mnt/second/bot.db", "--nightly")
    backup.add_argument("--nightly", action="store_true", help="今夜还没有才备份，清掉过期的，每周试着恢复一次")
    _file(backup, "file", "默认 var/backups 下按时间命名", nargs="?")
    restore = command("restore", "从备份恢复，发件箱先暂停", "var/backups/20261207-031700.db")
    _file(restore, "file", "备份文件")
    sample = command("sample", "把示例区县装进配置的数据库", "", "--json")
    sample.add_argument("--json", action="store_true", help="输出人员和群的 JSON")
