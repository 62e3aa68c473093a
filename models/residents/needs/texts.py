"""What residents and those who act for them read. In a group nothing of a matter is repeated."""

from collections.abc import Collection, Sequence
from datetime import date

from models.machine.delivery.rules import Button
from models.matters.steps.rules import Happened
from models.residents.needs.rules import NEED, Need, NeedState
from models.values.showing import show_date, show_until

IN_GROUP = "谢谢，记下了。编号和进展私下告诉您，群里不再提。"
WHAT_AND_WHERE = "您说，是什么事、在哪里？和“反映”两个字一起发，例如“反映 三组沟渠堵了”，就有人办、有回话。"
NONE_YET = "您还没有反映过事情。有事就说一声，例如“反映 三组沟渠堵了”。"
BETWEEN = "、"
OVER = (NeedState.CLOSED, NeedState.WITHDRAWN)


def shown(number: int) -> str:
    """Return a number as people see it."""
    return NEED.sign.show(number)


def added(one: Need) -> str:
    """Return to a writer that what he says more stands with what he has reported, and who reads it."""
    return f"补在 {shown(one.number)} 里了，也告诉{BETWEEN.join(one.doers)}了。"


def please_see(one: Need, text: str) -> str:
    """Return to whoever does it what the writer says more."""
    return f"{shown(one.number)} {one.title}：反映的人又说“{text}”。"


def to_be_handed(one: Need, name: str) -> str:
    """Return what would be given to somebody else to do."""
    return f"把 {shown(one.number)} {one.title} 转给{name}办。"


def to_be_done(service: str) -> str:
    """Return what would be taken up of a service that somebody wants done for him."""
    return f"请村里帮您办：{service}。"


def taken_up(one: Need, doer: str) -> str:
    """Return to the writer that it is on the books, who does it and until when."""
    return (
        f"谢谢，记下了（{shown(one.number)}）：{one.title}\n由{doer}办，{show_until(one.due)}给您回话；"
        f"到期没办好，自动报上一级。看进度发“我的反映”，不用办了发“撤回 {shown(one.number)}”。"
    )


def please_do(one: Need) -> str:
    """Return to whoever does it what it is and what he can do."""
    number, wants = shown(one.number), "要办" if one.is_case else "反映"
    return (
        f"{number} {one.writer}{wants}：{one.text}\n请您办，{show_until(one.due)}。先回一声发“答复 {number} …”，"
        f"办好发“办结 {number} 怎么办的”，该别人办发“转办 {number} 姓名”。里面的名字和难处不要转到群里。"
    )


def handed_on(one: Need, doer: str) -> str:
    """Return that somebody else does it now."""
    return f"好的，{shown(one.number)} 转给{doer}了，期限不变（{show_until(one.due)}），反映的人也会听到。"


def now_done_by(one: Need, doer: str) -> str:
    """Return to the writer who does it now."""
    return f"您反映的 {shown(one.number)} {one.title}，现在由{doer}办，{show_until(one.due)}给您回话。"


def left_to_you(one: Need) -> str:
    """Return to whoever does it from now on, because who had it has gone; a list of what was left says the same."""
    number = shown(one.number)
    return f"{number} 请您接着办，{show_until(one.due)}，原来办的同志不在岗了。看是什么事发“我的反映 {number}”。"


def stepped(one: Need, step: str) -> str:
    """Return to whoever took a step what became of it."""
    number = shown(one.number)
    return {
        "reply": f"好的，{number} 的话会带给反映的人。",
        "reply_late": f"好的，{number} 的话会带给反映的人。",
        "settle": f"辛苦了，{number} 会告诉反映的人，请他说一声满意不满意。",
        "satisfied": f"谢谢您，{number} 办结了，也会告诉办的同志。",
        "unsatisfied": f"知道了，{number} 接着办，{show_until(one.due)}再给您回话。",
        "withdraw": f"好的，{number} 撤回了，也会告诉办的同志。",
    }[step]


def for_writer(one: Need, by: str, step: str, words: str) -> str:
    """Return to the writer what somebody has said or done."""
    number = shown(one.number)
    if step == "settle":
        return (
            f"您反映的 {number} {one.title}，{by}办好了：{words}\n"
            f"办得行不行，发“满意 {number}”，或“不满意 {number} 哪里还没好”。"
        )
    return f"您反映的 {number} {one.title}，{by}回话：{words}"


def rating(one: Need) -> tuple[Button, ...]:
    """Return the button under the news that it is done."""
    return (Button("满意", f"满意 {shown(one.number)}"),)


def for_doer(one: Need, step: str, words: str) -> str:
    """Return to whoever had it in hand what its writer says of it."""
    number = shown(one.number)
    return {
        "satisfied": f"好消息：{number} {one.title}，反映的人说满意。谢谢您。",
        "unsatisfied": f"{number} {one.title}，反映的人说还没办好：{words}。请接着办，{show_until(one.due)}。",
        "withdraw": f"{number} {one.title}，反映的人撤回了，不用办了。",
    }[step]


def open_one(number: str, what: str, due: date | None) -> str:
    """Return one of them in that list."""
    return "，".join(filter(None, [f"{number} {what}", show_until(due)]))


def open_ones(lines: Sequence[str]) -> str:
    """Return what somebody may see to of what residents have reported."""
    return "\n".join(["还没办完的反映：", *lines]) if lines else "您这里没有还没办完的反映。"


def or_reported(lines: Sequence[str], text: str) -> str:
    """Return the same to who asks behind the word 反映, with what a yes would do."""
    return f"{open_ones(lines)}\n要是想请村里办，就把“{text}”记成一件反映。"


def late(one: Need, *, above: bool) -> str:
    """Return to whoever has it in hand that its day is over, and whether a level `above` knows from now on."""
    then = "已请上一级一起想办法" if above else f"反映的人在等，办不了也请回一声：“答复 {shown(one.number)} …”"
    return f"{shown(one.number)} {one.title}，到期还没有办结，{then}，新的期限是{show_until(one.due)}。"


def takes_longer(one: Need, *, above: bool) -> str:
    """Return to who reported it that it is late, and what happens now: who is `above`, or whom else he may ask."""
    late = f"您说的 {shown(one.number)} {one.title}，到期还没有办好，让您久等了"
    if above:
        return f"{late}：已请上一级帮着推，{show_until(one.due)}给您结果。"
    return f"{late}：上面能催的都在催了，什么时候办好我说不准。等不及就打 12345，那里有专人接。"


def please_press_on(one: Need, above: Collection[str], not_done: str = "") -> str:
    """Return to the level above, by the names of those there, what is late below it, or in whose words `not_done`."""
    number = shown(one.number)
    had = BETWEEN.join([name for name in one.doers if name not in above])
    ways = f"办好了发“办结 {number} 怎么办的”。"
    why = f"反映的人说还没办好（{not_done}）" if not_done else "到期还没有结果"
    return f"{number} {one.title}，{had}在办，{why}，请您帮着推一推，{show_until(one.due)}。{ways}"


def due_today(one: Need) -> str:
    """Return to whoever has it in hand that its day is there."""
    number = shown(one.number)
    return f"{number} {one.title}，今天到期。办好了发“办结 {number} 怎么办的”。"


def line(one: Need) -> str:
    """Return what stands beside its number in a list."""
    return f"{one.title}（{NEED.states[one.state]}）"


def listed(found: Sequence[tuple[int, str, str, date | None]]) -> str:
    """Return what somebody has reported: (number, title, state, until when) for each."""
    if not found:
        return NONE_YET
    lines = [
        f"{shown(number)} {title}：{NEED.states[state]}" + (f"，{show_until(due)}" if state not in OVER else "")
        for number, title, state, due in found
    ]
    return "\n".join(["您反映的事：", *lines, f"看一件的经过，发“我的反映 {shown(found[0][0])}”。"])


def details(one: Need) -> str:
    """Return every step of it."""
    head = f"{shown(one.number)} {one.title}：{NEED.states[one.state]}"
    if one.state in (NeedState.OPEN, NeedState.RAISED):
        head += f"，{BETWEEN.join(one.doers)}在办，{show_until(one.due)}"
    return "\n".join([head, *map(_step, one.happened)])


def _step(one: Happened) -> str:
    what = {
        "open": "反映",
        "word": "又说",
        "reply": "回话",
        "reply_late": "回话",
        "settle": "办好了",
        "satisfied": "满意",
        "unsatisfied": "还没办好",
        "withdraw": "撤回",
        "overdue": "到期没办好，报上一级",
        "close": "没有再说什么，办结",
        "handed_on": "换人办",
    }[one.step]
    return f"{show_date(one.on)} {one.by}{what}" + (f"：{one.words}" if one.words else "")
