"""Writes docs/commands.md from the list of commands: `python -m docs.manual`."""

from pathlib import Path

from bot.understanding.command import Command
from handlers import COMMANDS, TOPICS
from models.organisation.people.rules import ROLE_NAMES, Role

MANUAL = Path("docs/commands.md")

HEAD = """\
# 命令一览

这一页由 `make manual` 按 `handlers/` 里的命令表生成，不要手改。
〈〉里的必须写，[ ]里的可以不写。命令词后面空不空格都行的，注明“可连写”。
不用命令词、直接说话也能办的，注明“可直接说”。

| 命令 | 一句话 | 谁能用 | 在哪里用 |
|---|---|---|---|
"""


def _who(command: Command) -> str:
    if command.needs is None:
        return "所有人"
    return "、".join(ROLE_NAMES[role] for role in Role if role in command.needs)


def _where(command: Command) -> str:
    return "私聊" if command.private else "私聊、群"


# {name: where the command is listed}.
_LISTED = {one.name: topic.__name__ for topic in TOPICS for one in getattr(topic, "COMMANDS", ())}


def _row(command: Command) -> str:
    meaning = command.help.partition("：")[2]
    return f"| [{command.words[0]}](#{command.words[0]}) | {meaning} | {_who(command)} | {_where(command)} |\n"


def _section(command: Command) -> str:
    marks = [*(["可连写"] if command.glued else []), *(["可直接说"] if command.free else [])]
    lines = [
        f"## {command.words[0]}",
        "",
        f"{command.help}。",
        "",
        f"- 写法：`{command.usage}`" + (f"（{'，'.join(marks)}）" if marks else ""),
        f"- 例：`{command.example}`",
        *([f"- 也可以说：{'、'.join(command.words[1:])}"] if command.words[1:] else []),
        f"- 谁能用：{_who(command)}；在哪里：{_where(command)}",
        f"- 程序：`{_LISTED[command.name].replace('.', '/')}.py`",
    ]
    return "\n".join(lines) + "\n"


def manual() -> str:
    """Return the page, one section for each command in the order of the help."""
    rows = "".join(_row(command) for command in COMMANDS)
    return f"{HEAD}{rows}\n" + "\n".join(_section(command) for command in COMMANDS)


if __name__ == "__main__":
    MANUAL.write_text(manual(), encoding="utf-8")
