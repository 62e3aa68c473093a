"""The schedule in words."""

from collections.abc import Sequence
from datetime import datetime

from models.machine.schedule.rules import RUN_NAMES, RunState


def run_line(
    title: str, upcoming: datetime | None, paused: bool, last: tuple[datetime, RunState, str | None] | None
) -> str:
    """Return how one job stands; `last` is (due, state, note) of its newest run, in local time."""
    when = "已暂停" if paused else (f"下次 {upcoming:%m-%d %H:%M}" if upcoming else "近期没有")
    if last is None:
        return f"{title}：{when}，还没跑过"
    due, state, note = last
    return f"{title}：{when}，上次 {due:%m-%d %H:%M} {RUN_NAMES[state]}" + (f"（{note}）" if note else "")


def schedule(lines: Sequence[str]) -> str:
    """Return how every job stands."""
    return "\n".join(["定时任务", *lines, "暂停或恢复：发“暂停 月度红榜”“恢复 月度红榜”；先看内容：发“试发”。"])


def paused(title: str) -> str:
    """Return that a job is paused."""
    return f"“{title}”已暂停，到点不会发；恢复发“恢复 {title}”。"


def resumed(title: str, upcoming: datetime | None) -> str:
    """Return that a job runs again, and when next."""
    return f"“{title}”已恢复" + (f"，下次 {upcoming:%m-%d %H:%M}。" if upcoming else "。")


def trial(title: str, upcoming: datetime | None, drafts: Sequence[str]) -> str:
    """Return what the next run would send, to the one who asked only."""
    when = f"{upcoming:%m-%d %H:%M}" if upcoming else "下次"
    return "\n\n".join([f"试发“{title}”，只发给您：{when} 会发出下面的内容。", *drafts])
