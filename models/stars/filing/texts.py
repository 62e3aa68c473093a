"""Filing in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from models.stars.appraisal.texts import by_star
from models.stars.filing.rules import WaitingBranch
from models.values.periods import Period
from models.values.showing import show_day


def waiting(found: Sequence[WaitingBranch]) -> str:
    """Return what waits for a township, branch by branch."""
    if not found:
        return "没有等待备案的星级，辛苦了。"
    lines: list[str] = []
    for one in found:
        lines.append(f"【{one.unit}】{one.branch} {one.period.name}，{len(one.stars)} 名")
        lines += by_star(one.stars)
        if one.attendance:
            lines.append(f"评星会应到 {one.attendance[0]} 人、实到 {one.attendance[1]} 人")
        lines += [f"超出比例的说明：{one.quota_reason}"] if one.quota_reason else []
    unit = found[0].unit
    back = f"要退回：“退回备案 {unit} 原因”，只退一位：“退回备案 {unit} 姓名 原因”。"
    return "\n".join([*lines, f"同意就发“备案 {unit}”；{back}"])


def filed(unit: str, done: Mapping[Period, int]) -> str:
    """Return that a unit's stars are filed."""
    return f"{unit} {_numbers(done)}星级已备案，有效一年。要改得重新评。"


def _numbers(counts: Mapping[Period, int]) -> str:
    return "、".join(f"{period.name} {count} 名" for period, count in counts.items())


def sent_back(unit: str, counts: Mapping[Period, int]) -> str:
    """Return that a unit's stars went back."""
    return f"{unit} {_numbers(counts)}星级已退回，原因我私下跟书记说。"


def came_back(names: Sequence[str], reason: str) -> str:
    """Return what the secretary reads about stars that came back, of some by name or of all."""
    whose = f"本支部{'、'.join(names)}的星级备案"
    return f"上级退回了{whose}：{reason}。商量好后重新“提议”（不改的不用重发），再发“星级公示”。"


def came_back_about_you(period: Period, reason: str) -> str:
    """Return to a member that his star went back to his branch."""
    back = f"您{period.name}的星级，镇街请支部再议一议：“{reason}”。议好会重新公示，到时告诉您"
    return f"{back}；不清楚的找支部书记，或找镇街的同志。"


def in_list(one: WaitingBranch) -> str:
    """Return what one branch has sent, in the list of all that waits."""
    return f"{one.branch} {one.period.name} {len(one.stars)} 名星级等备案"


def filing_note(branches: int, oldest: date) -> str:
    """Return the note to a township that stars wait to be filed."""
    return f"有 {branches} 个支部的星级等待备案，最早的公示{show_day(oldest)}期满。有空时发“待备案”。"


THIS_YEAR_HERE = "只带过来往年的，今年的在这里评。"


def brought_star(thing: str) -> str:
    """Return a star from paper, kept as `2025 4`, for people."""
    year, stars = thing.split(" ")
    return f"{year}年{stars}星"
