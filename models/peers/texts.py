"""Hand counts, meetings and outcomes in words."""

from collections.abc import Sequence
from fractions import Fraction

from models.peers.rules import EXCELLENT_MAX_RATIO, OUTCOME_NAMES, Attendance, Counted, Judged, average


def show_average(counts: Sequence[int]) -> str:
    """Return the mean of a hand count to one digit, never rounded up."""
    whole, tenths = divmod(int(average(list(counts)) * 10), 10)
    return f"{whole}.{tenths}"


def counted(said: Counted, name: str, period: str) -> str:
    """Return what was kept of one hand count."""
    shown = " ".join(f"{grade}星{number}" for grade, number in enumerate(said.counts, 1) if number)
    return f"{name} {period}互评 {said.present} 人，{shown}，平均 {show_average(said.counts)}。"


def all_counted(lines: Sequence[str]) -> str:
    """Return what was kept of the hand counts of one message."""
    note = "只记数，不记谁打的；要改就再发一次。"
    return f"记下了：{lines[0]}{note}" if len(lines) == 1 else "\n".join(["记下了：", *lines, note])


def met(said: Attendance, period: str, members: int) -> str:
    """Return that a meeting is on record; more than the branch has members may be a slip of the finger."""
    text = f"记下了：{period}评星会应到 {said.expected} 人、实到 {said.present} 人，人数够了。"
    return text if said.expected <= members else f"{text}支部名册上是 {members} 位党员，数字不对就再发一次。"


def judged(said: Judged, year: int, excellent: int, members: int) -> str:
    """Return what was kept of the yearly review, and whether more are excellent than is usual."""
    text = f"记下了：{year}年民主评议 {'、'.join(said.names)} {OUTCOME_NAMES[said.outcome]}。"
    if Fraction(excellent, max(members, 1)) <= EXCELLENT_MAX_RATIO:
        return text
    return f"{text}\n优秀已有 {excellent} 名，正式党员 {members} 名，超过三分之一，请会议再斟酌。"
