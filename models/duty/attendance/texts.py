"""Being on duty in words: thanks first, nothing counted, never in a group."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from models.duty.attendance.rules import show_log
from models.duty.planner.shifts import Fairness, Why
from models.duty.roster.rules import Slot
from models.duty.roster.texts import slot_name
from models.machine.delivery.rules import Button
from models.values.periods import Month
from models.values.showing import show_date, show_day
from models.values.wording import whole

KIND_NAMES = {Fairness.WEEKDAY: "工作日", Fairness.WEEKEND: "周末", Fairness.HOLIDAY: "节假日"}


_ROUND = " \t\n，。！!,.~～"
# Bare words that somebody is there.
says_arrived = whole(
    "我?(?:已经?)?(?:(?:到|回?来)(?:了|岗了?|村委会了?|办公室了?)|在(?:村委会|办公室|村上|社区|岗)(?:了|的)?)",
    around=_ROUND,
)
# Who leads says of another that he is not at the desk: 唐敏今天没来值班.
says_absent = whole(
    r"(?P<who>[一-龥·]{2,5}?)(?:同志)?(?:今天|今早|上午|下午|现在|这会儿?|又|还|都)*没(?:有|得)?(?:来|到|在)(?:值班|坐班|上班|岗|当班)(?:今天)?",
    around=_ROUND,
)
_OUTSIDE = re.compile(
    "我?(?:现在|正)*在(.{0,12}(?:走访|调解|巡查|巡逻|入户|开会|办事|检查|慰问|处理.{0,6}|宣传.{0,6}))"
)
_GOING = re.compile(
    r"(?:我)?(?:等下|等会儿?|马上|现在|一会儿?)?(?:我)?(?:要|得)?(?:去|到)(?P<where>[^,，。]{2,14}?)一趟(?:[,，。].{0,10}回来?)?|"
    r"我?(?:下去?|去|到)(?P<there>[^,，。]{2,12}(?:走访|调解|巡查|巡逻|入户|检查|慰问)[^,，。了]{0,6})了[,，。](?:[上下]午)?不在(?:办公室|村委会|村上)"
)
TOO_LATE = "没事，忘了不用补。"
SIGNED_OUT = "辛苦了，慢走。有事要交代下一班，发“交接 …”。"
IN_PERSON = "谢谢记着。人家的难处和病情这里不留，这段没有记；请当面或打电话跟下一班说。"
HANDED_ON = "记下了，会随提醒带给下一班，辛苦了。"


def not_seen(name: str, today: date) -> str:
    """Return to whoever leads, who misses somebody at the desk, that nothing is held against him, and the ways out."""
    return (
        f"知道了。这里只记谁到岗，不记谁没来，先打个电话问一声{name}：在岗的发“电话确认在岗 {name}”；"
        f"要换人，发“改班 {show_date(today)}上午 姓名”，两边都会听到。"
    )


def says_back(text: str) -> bool:
    """Return whether those words say that he is back."""
    return text.strip(_ROUND).startswith(("回", "我回"))


def outside(text: str) -> str | None:
    """Return where somebody says he is just doing what, such as 三组走访 of 我在三组走访; None when he does not."""
    said = text.strip(_ROUND)
    found = _OUTSIDE.fullmatch(said) or _GOING.fullmatch(said)
    return next(filter(None, found.groups())) if found else None


def why(slot: Slot, reason: Why | None) -> str:
    """Return how somebody came by a shift: counts only, nobody else's name and nobody's leave."""
    shift = slot_name(slot)
    if slot.collective:
        return f"{show_day(slot.day)}集中办公，大家都在。"
    if reason is None or reason.kept:
        return f"{shift}是换班、顶班或书记调整定下的。不合适可以发“换班”。"
    lines = [
        f"{shift}这样排的：当时您的{KIND_NAMES[slot.counts_as]}班有 {reason.had} 个，全员最少的有 {reason.fewest} 个。"
    ]
    lines += [f"那天有 {reason.away} 位同志不在。"] if reason.away else []
    lines += ["实在错不开，和前后一班挨着了，辛苦。"] if reason.in_a_row else []
    return "".join([*lines, "不合适可以发“换班”。"])


def arrived(shift: str) -> str:
    return f"收到，辛苦了（{shift}）。到不到岗不作统计，忘了报也没关系。"


def away(shift: str) -> str:
    return f"记下了，外出办事也算在岗（{shift}），路上注意安全。"


def logged(day: date, counts: Mapping[str, int]) -> str:
    return f"记下了，{show_day(day)}坐班日志：{show_log(counts)}。再发一次就以新的为准。"


def log_of_month(month: Month, logs: Sequence[tuple[date, str, Mapping[str, int]]]) -> str:
    """Return a month's logs, day by day, with what they come to."""
    if not logs:
        return f"{month.name}还没有坐班日志。"
    sums: Counter[str] = Counter()
    for _, _, counts in logs:
        sums.update(counts)
    lines = [f"{show_date(day)} {name}：{show_log(counts)}" for day, name, counts in logs]
    return "\n".join([f"{month.name}坐班日志，一共{show_log(sums)}", *lines])


def desks(counts: Mapping[str, int]) -> str:
    """Return what the desks of an area logged in a month."""
    return f"坐班接待：{show_log(counts)}"


def evening(shifts: Sequence[str], handover: str | None) -> str:
    return _with_handover(f"您值班：{'；'.join(shifts)}。来不了请发“换班”或“请假”。", handover)


def week(shifts: Sequence[str], handover: str | None) -> str:
    """Return the shifts of a coming week to somebody whom it would be too much to tell every evening."""
    return _with_handover("\n".join(["下周您值的班：", *shifts, "来不了请发“换班”或“请假”；有变动我再说。"]), handover)


def soon(shift: str, handover: str | None) -> str:
    return _with_handover(f"一会儿轮到您值班：{shift}。辛苦了。", handover)


def _with_handover(text: str, handover: str | None) -> str:
    return f"{text}\n上一班交接：{handover}" if handover else text


def nudge(name: str, shift: str) -> str:
    return f"{name}同志，现在轮到您值班（{shift}），若已到岗请忽略。在外办事发“外出 …”，来不了跟书记说一声就好。"


def call_button(name: str) -> Button:
    """Return the button under the note to the secretary."""
    return Button("电话确认在岗", f"电话确认在岗 {name}")


def please_call(name: str, shift: str) -> str:
    return f"{shift}由{name}值，还没有到岗的消息，可能在忙。\n打个电话问一声，没事就回“电话确认在岗 {name}”。"


def confirmed(name: str, shift: str) -> str:
    return f"好的，{name}在岗（{shift}），电话已确认。"
