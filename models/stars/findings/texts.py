"""What is entered, in words; names are for the committee and, of vetoes, its township."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from models.procedure.objections.rules import OBJECTION, Stage
from models.stars.findings.rules import FINDINGS, Entered
from models.stars.points.rules import TENTHS, FindingKind
from models.stars.points.texts import KIND_NAMES, show_points
from models.values.numbers import Sign
from models.values.showing import show_day


def entered(entry: Entered) -> str:
    """Return what was kept about a member, for whoever entered it."""
    head = "谢谢，已换成新的" if entry.replaced else "谢谢，记下了"
    lines = [f"{head} {Sign.FINDING.show(entry.number)}：{_what(entry)}。"]
    if entry.kind in (FindingKind.DUTIES, FindingKind.BONUS, FindingKind.DEDUCTION) and entry.total > entry.tenths:
        lines.append(f"这一年{KIND_NAMES[entry.kind]}一共 {_points(entry.total)} 分。")
    if entry.kind is FindingKind.VETO:
        lines.append("上级确认了才算数。")
    return "\n".join([*lines, f"写错了？发“撤销录入 {Sign.FINDING.show(entry.number)}”。"])


def all_entered(entries: Sequence[Entered]) -> str:
    """Return what was kept about the members of one message."""
    return "\n".join(entered(entry) for entry in entries)


def to_enter(entries: Sequence[Entered]) -> str:
    """Return what would be kept, before the member hears of it."""
    return "\n".join(f"要记：{_what(one)}。记了就私下告诉{one.name}，可以提异议。" for one in entries)


def which_veto(kinds: Sequence[str]) -> str:
    """Return for what alone somebody gets no star this year; what happened stays between people."""
    listed = "\n".join(f"{place}. {name}" for place, name in enumerate(kinds, 1))
    return f"一票否决只有这几种，案情不用写，是哪一种？回序号：\n{listed}\n都不是就回“取消”，有情况找镇街当面说。"


NOT_ENTERED = "好，没有记，也没有告诉谁。"


def _points(tenths: int) -> str:
    return show_points(Fraction(tenths, TENTHS))


def _what(entry: Entered) -> str:
    amount = "" if entry.kind in FINDINGS else f" {_points(entry.tenths)} 分"
    parts = [f"{entry.name} {entry.year} 年{KIND_NAMES[entry.kind]}{amount}", entry.reason, entry.document]
    return "，".join(part for part in parts if part)


def please_confirm(entry: Entered) -> str:
    """Return what the township reads about a veto."""
    shown = Sign.FINDING.show(entry.number)
    return f"{entry.branch}报来一票否决 {shown}：{_what(entry)}。看过没错就发“否决确认 {shown}”。"


def until(day: date) -> str:
    """Return a last day."""
    return f"{show_day(day)}前"


def about_you(entry: Entered, until: str) -> str:
    """Return to the member what was entered about him, on which basis, whom to ask, and until when he may object."""
    shown = Sign.FINDING.show(entry.number)
    basis = "，".join(part for part in (entry.reason, entry.document) if part)
    if entry.kind is FindingKind.BONUS:
        return f"支部给您记了加分 {_points(entry.tenths)} 分（{shown}）：{basis}。辛苦了，谢谢您。"
    said = {
        FindingKind.VETO: f"支部提出{entry.year}年您不评星（{shown}），依据：{basis}。上级确认才算数。",
        FindingKind.FALSIFIED: f"支部认为您{entry.year}年的服务记录有出入（{shown}）：{basis}。",
        FindingKind.DEDUCTION: f"支部记了一笔扣分 {_points(entry.tenths)} 分（{shown}）：{basis}。",
    }[entry.kind]
    ways = f"不清楚的，找支部书记当面问问；觉得不对，{until}发“异议 {shown} 您的理由”。"
    return f"有件关于您的事，先跟您说一声。{said}{ways}"


def confirmed_about_you(entry: Entered, until: str, objected: tuple[int, Stage] | None) -> str:
    """Return to the member that the office above has confirmed a veto; nobody is asked to object to it twice."""
    shown = Sign.FINDING.show(entry.number)
    ways = f"觉得不对，{until}发“异议 {shown} 您的理由”"
    if objected:
        ways = f"您的意见 {Sign.OBJECTION.show(objected[0])} {OBJECTION.states[objected[1]]}"
    return (
        f"上级确认了 {shown}，您{entry.year}年不评星，别的都不变，明年照常参加。想了解情况，找支部书记或镇街；{ways}。"
    )


def cancelled_about_you(entry: Entered) -> str:
    """Return to the member that an entry counts no longer."""
    return f"关于您的 {Sign.FINDING.show(entry.number)} {KIND_NAMES[entry.kind]}撤销了，不再计算。"


def named(entry: Entered) -> str:
    """Return an entry as an objection names it."""
    return f"{KIND_NAMES[entry.kind]} {Sign.FINDING.show(entry.number)}"


def line(entry: Entered) -> str:
    """Return a veto in a list, beside its number."""
    return f"{entry.branch} {_what(entry)}"


def confirmed(entry: Entered) -> str:
    """Return that a veto holds."""
    return f"{Sign.FINDING.show(entry.number)} 已确认，{entry.name} {entry.year} 年不评星。"


def cancelled(entry: Entered) -> str:
    """Return that an entry counts no longer."""
    return f"{Sign.FINDING.show(entry.number)} 已撤销：{_what(entry)}。账上留着这一笔，不再计算。"


def to_cancel(entries: Sequence[Entered]) -> str:
    """Return the newest entries with their numbers."""
    if not entries:
        return "没有可以撤销的录入。要撤销一次会议的登记，发“撤销录入 主题党日 11月20日”。"
    lines = [f"{Sign.FINDING.show(entry.number)} {_what(entry)}" for entry in entries]
    return "\n".join([*lines, f"要撤销哪一条，发“撤销录入 {Sign.FINDING.show(entries[0].number)}”。"])
