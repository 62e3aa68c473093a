"""The regular life of a branch in words; names are for its committee."""

from collections.abc import Collection, Sequence
from datetime import date

from models.procedure.party_life.rules import COUNTED, Meeting, Rhythm, Roll
from models.values.periods import Month, Period, Quarter
from models.values.showing import show_date, show_day

MEETING_NAMES = {
    Meeting.THEME_DAY: "主题党日",
    Meeting.MEMBERS_MEETING: "党员大会",
    Meeting.COMMITTEE_MEETING: "支委会",
    Meeting.GROUP_MEETING: "党小组会",
    Meeting.PARTY_CLASS: "党课",
    Meeting.LIFE_MEETING: "组织生活会",
    Meeting.MEMBERS_REVIEW: "民主评议会",
    Meeting.REPRESENTATIVES: "代表会议",
    Meeting.DUES: "党费",
}


def _when(meeting: Meeting, day: date) -> str:
    return f"{Month.of(day).name} " if meeting is Meeting.DUES else f"{day.year}年{show_day(day)}"


def kept(roll: Roll) -> str:
    """Return what was kept of a meeting, and how to put it right."""
    missing = "未交" if roll.meeting is Meeting.DUES else "缺席"
    absent = f"{missing} {len(roll.absent)} 人：{'、'.join(roll.absent)}" if roll.absent else f"没有{missing}的"
    there = "" if roll.absent is None else f"，共 {roll.expected} 人，{absent}"
    head = "谢谢，已换成新的" if roll.replaced else "谢谢，记下了"
    shown = f"{_when(roll.meeting, roll.day)}{MEETING_NAMES[roll.meeting]}{there}"
    return f"{head}：{shown}。\n写错了就重发一次，以最后一次为准。"


def taken_back(meeting: Meeting, day: date, *, found: bool) -> str:
    """Return that a meeting is off the books, or that there was none."""
    shown = f"{_when(meeting, day)}{MEETING_NAMES[meeting]}"
    return f"{shown}的登记已撤销。" if found else f"没有找到{shown}的登记。"


def month_line(found: Sequence[tuple[Meeting, date]]) -> str:
    """Return what a branch has on record of a month: (meeting, day)."""
    held = [f"{show_date(day)}{MEETING_NAMES[meeting]}" for meeting, day in found if meeting is not Meeting.DUES]
    dues = ["党费已登记"] if any(meeting is Meeting.DUES for meeting, _ in found) else []
    return "组织生活：" + ("、".join([*held, *dues]) or "还没有登记")


_PERIODS: dict[type[Period], str] = {Month: "本月", Quarter: "本季度"}


def prompt(missing: Collection[Rhythm], today: date) -> str:
    """Return to a secretary what is not on record yet; whoever has held none has nothing to do."""
    periods = dict.fromkeys(_PERIODS.get(one.period, one.period.of(today).name) for one in missing)
    names = "、".join(dict.fromkeys(MEETING_NAMES[one.meeting] for one in missing))
    first = next(iter(missing)).meeting
    example = f"{MEETING_NAMES[first]} {show_date(today)}" + (" 全到" if first in COUNTED else "")
    return f"{'、'.join(periods)}还没登记{names}。开过就补一句，例如“{example}”，没开就忽略。"
