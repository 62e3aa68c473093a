"""The regular life of a branch in words; names are for its committee."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from models.procedure.party_life.rules import (
    COUNTED,
    DUES_DAY,
    THEME_DAYS_BEFORE,
    LifeOfYear,
    Meeting,
    Rhythm,
    Roll,
)
from models.values.periods import HalfYear, Month, Period, Quarter
from models.values.showing import show_date, show_day

if TYPE_CHECKING:
    from models.procedure.party_life.tables import GroupPromptSetting

MEETING_NAMES = {
    Meeting.THEME_DAY: "主题党日",
    Meeting.MEMBERS_MEETING: "党员大会",
    Meeting.COMMITTEE_MEETING: "支委会",
    Meeting.GROUP_MEETING: "党小组会",
    Meeting.PARTY_CLASS: "党课",
    Meeting.LIFE_MEETING: "组织生活会",
    Meeting.MEMBERS_REVIEW: "民主评议会",
    Meeting.TALK: "谈心谈话",
    Meeting.REPRESENTATIVES: "代表会议",
    Meeting.DUES: "党费",
}


def _when(meeting: Meeting, day: date) -> str:
    return f"{Month.of(day).name} " if meeting is Meeting.DUES else f"{day.year}年{show_day(day)}"


def _about(topic: str) -> str:
    return f"（{topic}）" if topic else ""


def kept(roll: Roll) -> str:
    """Return what was kept of a meeting, and how to put it right."""
    missing = "未交" if roll.meeting is Meeting.DUES else "缺席"
    absent = f"{missing} {len(roll.absent)} 人：{'、'.join(roll.absent)}" if roll.absent else f"没有{missing}的"
    there = "" if roll.absent is None else f"，共 {roll.expected} 人，{absent}"
    head = "谢谢，已换成新的" if roll.replaced else "谢谢，记下了"
    shown = f"{_when(roll.meeting, roll.day)}{MEETING_NAMES[roll.meeting]}{_about(roll.topic)}{there}"
    count = f"{HalfYear.of(roll.day).name}记了 {roll.days} 天的，跟谁谈的不记。" if roll.meeting is Meeting.TALK else ""
    return f"{head}：{shown}。{count}\n写错了就重发一次，以最后一次为准。"


def kept_without_roll(roll: Roll, *, figures: bool) -> str:
    """Return that a meeting is kept, what is not kept of it, and the question who was absent."""
    numbers = "只有人数我记不了，要看是哪几位。" if figures else ""
    shown = f"{_when(roll.meeting, roll.day)}{MEETING_NAMES[roll.meeting]}{_about(roll.topic)}"
    return f"谢谢，记下了：{shown}。{numbers}\n{who_was_absent(roll.meeting, roll.day)}"


def who_was_absent(meeting: Meeting, day: date) -> str:
    """Return the question who was absent from a meeting."""
    return f"{show_date(day)}{MEETING_NAMES[meeting]}谁没来？回名字就行，例如“张三、李四”；全到就回“全到”。"


def which_day(meeting: Meeting) -> str:
    """Return the question on which day a meeting was held of which all else is told."""
    return f"好的，{MEETING_NAMES[meeting]}是哪天开的？回一个日子，例如“昨天”或“20号”。"


NOT_KEPT = "好的，先没记。想起是哪天了，再说一声。"


def sheet_line(meeting: Meeting, day: date, absent: Collection[str]) -> str:
    """Return the line by which the sheet of a meeting is entered."""
    return f"{MEETING_NAMES[meeting]} {day} " + (f"缺席 {'、'.join(absent)}" if absent else "全到")


def absent_later(meeting: Meeting, day: date) -> str:
    """Return what stands when nobody says who was absent."""
    return f"好的，日子记着。谁没来，以后补一句“{MEETING_NAMES[meeting]} {show_date(day)} 缺席 …”。"


def taken_back(meeting: Meeting, day: date, *, found: bool) -> str:
    """Return that a meeting is off the books, or that there was none."""
    shown = f"{_when(meeting, day)}{MEETING_NAMES[meeting]}"
    return f"{shown}的登记已撤销。" if found else f"没有找到{shown}的登记。"


def month_line(found: Mapping[tuple[Meeting, date], str]) -> str:
    """Return what a branch has on record of a month: {(meeting, day): what it was about}."""
    held = [
        f"{show_date(day)}{MEETING_NAMES[meeting]}{_about(topic)}"
        for (meeting, day), topic in found.items()
        if meeting is not Meeting.DUES
    ]
    dues = ["党费已登记"] if any(meeting is Meeting.DUES for meeting, _ in found) else []
    return "组织生活：" + ("、".join([*held, *dues]) or "还没有登记")


_PERIODS: dict[type[Period], str] = {Month: "本月", Quarter: "本季度"}


def prompt(missing: Collection[Rhythm], today: date) -> str:
    """Return to a secretary what is not on record yet; whoever has held none has nothing to do."""
    first = next(iter(missing)).meeting
    example = f"{MEETING_NAMES[first]} {show_date(today)}" + (" 全到" if first in COUNTED else "")
    return f"{waits(missing, today)}。开过就补一句，例如“{example}”，没开就忽略。"


def waits(missing: Collection[Rhythm], today: date) -> str:
    """Return what is not on record yet, in its periods."""
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for one in missing:
        named[_PERIODS.get(one.period, one.period.of(today).name)][MEETING_NAMES[one.meeting]] = None
    return "，".join(f"{period}还没登记{'、'.join(names)}" for period, names in named.items())


def of_year(one: LifeOfYear, only: Meeting | None, today: date) -> str:
    """Return what a branch has held in a year, of one kind or of all, what it has not, and what the asker was at."""
    kinds = [kind for kind in MEETING_NAMES if only in (None, kind)]
    days = {kind: [day for held, day in one.held if held is kind] for kind in kinds}
    lines = [f"{_times(kind, len(found))}，最近{_day(kind, found[-1])}" for kind, found in days.items() if found]
    nothing = f"还没有登记{MEETING_NAMES[only] if only else ''}"
    missing = waits([each for each in one.missing if each.meeting in kinds], today)
    found = filter(None, [*(lines or [nothing]), missing, _been(kinds, one.there)])
    return "\n".join([f"{one.branch}{one.year.name}的组织生活", *found])


def _been(kinds: Collection[Meeting], there: Mapping[Meeting, int]) -> str:
    own = "、".join(_times(kind, there[kind]) for kind in kinds if kind in there)
    return f"记了签到的，您到了：{own}。有出入跟支委说一声。" if own else ""


def _times(kind: Meeting, count: int) -> str:
    return f"{MEETING_NAMES[kind]} {count} {'个月' if kind is Meeting.DUES else '次'}"


def _day(kind: Meeting, day: date) -> str:
    return f"{day.month}月" if kind is Meeting.DUES else show_date(day)


def group_prompt(one: "GroupPromptSetting") -> str:
    """Return what the group of a branch reads of its regular life, and how that is set."""
    theme = f"每月{one.theme_day}号{_at(one)}，提前 {THEME_DAYS_BEFORE} 天在群里说一声" if one.theme_day else "没有设"
    dues = f"每月{DUES_DAY}号在群里提一句，不点名" if one.dues else "没有设"
    return (
        f"本支部的群里提醒：\n主题党日：{theme}。\n党费：{dues}。\n"
        "要改就发“群里提醒 主题党日 每月5号 上午9点 党群服务中心”，或“群里提醒 党费 开”；不要了发“群里提醒 党费 关”。"
    )


def _at(one: "GroupPromptSetting") -> str:
    return f" {one.theme_words}" if one.theme_words else ""


def theme_day(one: "GroupPromptSetting", day: date, branch: str) -> str:
    """Return what a group reads before a theme day: no roll is called."""
    return f"{show_day(day)}{branch}主题党日{_at(one)}。方便的同志来，来不了跟支部说一声就行。"


def dues(branch: str) -> str:
    """Return what a group reads of a month's dues, and never who has not paid."""
    return f"{branch}：本月党费请党员同志自行缴纳，交过的不用管。"
