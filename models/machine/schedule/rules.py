"""What becomes of a due moment; pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum


class RunState(StrEnum):
    """What became of a due moment."""

    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


RUN_NAMES = {RunState.DONE: "已完成", RunState.SKIPPED: "已跳过", RunState.FAILED: "没成功"}

PAUSED = "暂停中"
STALE = "已过期"
SUPERSEDED = "只办最近一次"
TRIES_MOST = 5
LATE_AFTER = timedelta(seconds=60)


UNKNOWN_JOB = "没有叫“{title}”的定时任务。现有：{known}。"
NOTHING_TO_TRY = "“{title}”没有可以试发的内容。"


def why_skipped(
    due: datetime, later: Sequence[datetime], now: datetime, lateness: timedelta, *, newest_only: bool
) -> str | None:
    """Return why a due moment is not run, or None when it is.

    Args:
        due: the moment.
        later: the job's due moments after it that have passed too.
        now: the present moment.
        lateness: how late the job may still run.
        newest_only: whether only the newest of several missed moments is worth running.
    """
    if now - due > lateness:
        return STALE
    return SUPERSEDED if newest_only and later else None
