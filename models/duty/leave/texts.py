"""Leave in words: the reason is only in what the approver and the person himself read."""

import re
from collections.abc import Iterator, Mapping, Sequence

from models.duty.leave.rules import STATE_NAMES, Approver, Asked, Ended, Gap, Leave, LeaveState, show_days
from models.machine.delivery.rules import Button
from models.values.numbers import Sign
from models.values.showing import HALF_NAMES, show_day

LEDGER = "请假台账"
LEDGER_COLUMNS = ("编号", "姓名", "从", "到", "上下午", "天数", "状态", "谁批的")
WHICH_DAY = "想请哪天的假？说“5月3日”“5月3日到5日”或“明天上午”这样就行。"
WHICH_HALF = "请的是上午还是下午？"
# Leave that is asked for half a day.
HALF_A_DAY = re.compile(r"请.{0,2}半天|半天(?:假|[\s，,。]|$)")
IN_ONE = "是哪几天没分清。连着的一段一段请就行，先说第一段。"
TITLE = "请假"
NOTHING_ASKED = "没有请假。"
# Where others read along there are no days and no reason.
ASKED_BRIEFLY = "收到，请假的事会告诉批假的人，结果私聊告诉您。原因不用在群里说。"
APPROVER_NAMES = {Approver.SECRETARY: "支部书记", Approver.LIAISON: "镇街联系领导"}


def days(leave: Leave) -> str:
    if leave.first == leave.last:
        return show_day(leave.first) + HALF_NAMES.get(leave.part or "", "")
    return f"{show_day(leave.first)}到{show_day(leave.last)}共 {show_days(leave.length)} 天"


def _year(told: Asked) -> str:
    return f"{told.year}年" if told.year else ""


def asked(told: Asked) -> str:
    """Return what the person himself reads in private."""
    names = "、".join(decider.name for decider in told.deciders)
    shifts = f"这几天有您的班：{'；'.join(told.shifts)}，批准后由书记安排人顶。" if told.shifts else ""
    return (
        f"收到，{told.name} {_year(told)}{days(told.leave)}，转给{_handed_to(told.approver, names)}。"
        f"{shifts}批了就告诉您；原因只有您和批假的人看得到。"
    )


def _handed_to(approver: Approver, names: str) -> str:
    """Return who got it; a post is said of nobody who may only pass it on to the one who decides."""
    if approver is Approver.PARTY_SECRETARY:
        return f"镇街（{names}），按规定由书记定"
    return f"{APPROVER_NAMES[approver]}（{names}）"


def title(name: str) -> str:
    """Return what a leave is called in a list of what waits."""
    return f"{name}请假"


def please_decide(told: Asked) -> str:
    """Return what an approver reads."""
    marks = [
        *(["当天临时请"] if told.same_day else []),
        *([f"正在{told.season}值守期，一般不请"] if told.season else []),
    ]
    lines = [
        f"{told.person.name}请假 {told.name}：{_year(told)}{days(told.leave)}"
        + (f"〔{'；'.join(marks)}〕" if marks else "")
    ]
    lines += [f"原因：{told.reason}"] if told.reason else []
    lines += [f"这几天的班：{'；'.join(told.shifts)}"] if told.shifts else []
    lines += ["按规定报党委（党工委）书记定。"] if told.approver is Approver.PARTY_SECRETARY else []
    return "\n".join([*lines, f"同意发“准假 {told.name}”，不同意发“不准假 {told.name} 原因”。"])


def button(told: Asked) -> Button:
    """Return the button under what an approver reads; a refusal needs a reason, and so has none."""
    word = f"准假 {told.name}"
    return Button(word, word)


def still_waits(number: int, name: str, leave: Leave) -> str:
    shown = Sign.LEAVE.show(number)
    return f"{name}请假 {shown}（{days(leave)}）还等您一句话：同意发“准假 {shown}”，不同意发“不准假 {shown} 原因”。"


def passed_up(number: int, name: str, leave: Leave) -> str:
    """Return what the level above reads the evening before a leave that nobody below has decided."""
    shown = Sign.LEAVE.show(number)
    return f"{name}请假 {shown}（{days(leave)}）还没批，明天就到了，请您看看：“准假 {shown}”或“不准假 {shown} 原因”。"


def not_yet(number: int, leave: Leave, names: Sequence[str]) -> str:
    """Return what somebody reads the evening before a leave of his that nobody has decided."""
    asked = f"，我已请{'、'.join(names)}看看" if names else ""
    return f"您请的假 {Sign.LEAVE.show(number)}（{days(leave)}）还没批{asked}。批之前班还是您的，急的话打个电话。"


def waiting_line(number: int, name: str, leave: Leave) -> str:
    return f"· {Sign.LEAVE.show(number)} {name} {days(leave)}"


def own(found: Sequence[tuple[int, Leave, LeaveState]], *, asked: bool) -> list[str]:
    """Return one's own leaves that are not over, with what became of each; that there is none where it is `asked`."""
    lines = [f"{Sign.LEAVE.show(number)} {days(leave)}：{STATE_NAMES[state]}" for number, leave, state in found]
    none = ["您现在没有在请的假。"] if asked else []
    return ["您请的假：", *lines, "不用请了发“销假”加编号。"] if lines else none


def away(found: Sequence[tuple[int, str, Leave, LeaveState]]) -> str:
    """Return who is away or has asked to be, from today on; never why."""
    lines = [f"{waiting_line(number, name, leave)}：{STATE_NAMES[state]}" for number, name, leave, state in found]
    return "\n".join(["今天起请假的：", *lines]) if lines else "今天起还没有人请假。"


def standing_line(number: int, leave: Leave) -> str:
    return f"· {Sign.LEAVE.show(number)} {days(leave)}"


def _gaps(gaps: Sequence[Gap]) -> Iterator[str]:
    for gap in gaps:
        who = f"，可以找：{'、'.join(gap.suggestions)}（班次少的在前）" if gap.suggestions else "，暂时没有合适的人选"
        yield f"· {gap.shift}{who}"


def gaps(told: Ended) -> str:
    """Return what a secretary reads about the shifts that a leave has emptied; never why."""
    head = f"{told.person.name}请假，空出 {len(told.gaps)} 个班："
    return "\n".join([head, *_gaps(told.gaps), "安排好发“改班 日期 姓名”，也可以让人发“顶班 日期”。"])


def decided(told: Ended, *, arranges: bool) -> str:
    """Return what the approver reads after his decision; `arranges` adds the empty shifts for a secretary."""
    said = "已准" if told.state is LeaveState.APPROVED else "没有批准"
    lines = [f"{told.name} {said}，会私下告诉{told.person.name}。"]
    return "\n".join([*lines, *([gaps(told)] if arranges and told.gaps else [])])


def approved(told: Ended, by: str = "", adds: str = "") -> str:
    """Return what who asked reads; `adds` is what whoever granted it said beside it."""
    shifts = f"这段的班已经空出来由书记安排：{'；'.join(gap.shift for gap in told.gaps)}。" if told.gaps else ""
    also = f"\n{by}还说：{adds}" if adds else ""
    return f"{told.name} 准了：{days(told.leave)}。{shifts}安心办事，提前回来发“销假”。{also}"


def declined(told: Ended, reason: str) -> str:
    return (
        f"{told.name} {days(told.leave)}这次没能准：{reason}。"
        "班次没有变。可以发“换班 日期 姓名”找人换，或跟书记当面商量。"
    )


def ended(told: Ended) -> str:
    """Return what the person reads who is back, or needs no leave any more."""
    if not told.gaps:
        return f"好的，{told.name} 已销假，辛苦了。"
    shifts = "；".join(gap.shift for gap in told.gaps)
    return f"好的，{told.name} 已销假。这段还空着的班：{shifts}，接回来发“顶班 日期”就行。"


def back_again(told: Ended) -> str:
    open_shifts = f"仍空着：{'；'.join(gap.shift for gap in told.gaps)}。" if told.gaps else ""
    return f"{told.person.name}已销假（{days(told.leave)}）。{open_shifts}"


def month_line(states: Mapping[str, int]) -> str:
    """Return how many leaves of each state touch a month."""
    return "请假：" + ("，".join(f"{STATE_NAMES[LeaveState(state)]} {n} 起" for state, n in states.items()) or "没有")
