"""Questions of the supervision committee in words; who of it asks is said, for it asks in its office."""

from collections.abc import Sequence
from datetime import date

from models.procedure.inquiries.rules import QUESTION
from models.values.showing import show_date, show_until


def shown(number: int) -> str:
    """Return a number as people see it."""
    return QUESTION.sign.show(number)


def asked(number: int, due: date) -> str:
    """Return that a question is on its way."""
    return f"谢谢，质询记下了（{shown(number)}），{show_date(due)}前要答复您；到期没答复，自动报上一级。"


def please_answer(number: int, text: str, due: date) -> str:
    """Return to those who answer what is asked."""
    return f"{shown(number)} 监督委员会质询：“{text}”。{show_date(due)}前发“答复 {shown(number)} …”就行，照实说就好。"


def answered(number: int, text: str, by: str, answer: str) -> str:
    """Return the answer to the committee, whoever sits on it by now."""
    return f"监督委员会的质询 {shown(number)}（{text}），{by}答复：{answer}\n还有不清楚的，再发“质询 …”就行。"


def listed(found: Sequence[tuple[int, str, str, date | None]], *, asks: bool) -> str:
    """Return how the questions of a committee stand, (number, what, state, day), and how one is asked or answered."""
    lines = [
        "，".join(filter(None, [f"{shown(number)} {title}：{QUESTION.states[state]}", show_until(due)]))
        for number, title, state, due in found
    ]
    head = "监督委员会的质询：" if lines else "监督委员会还没有提过质询。"
    waits = next((number for number, _, _, due in found if due), None)
    answer = f"答复发“答复 {shown(waits)} …”，照实说就好。" if waits is not None else ""
    how = "要问什么，写在后面一起发，例如“质询 三组的沟修了没有”。" if asks else answer
    return "\n".join(filter(None, [head, *lines, how]))


def stepped(number: int, step: str) -> str:
    """Return to whoever took a step what became of it."""
    return (
        f"好的，{shown(number)} 撤回了。" if step == "withdraw" else f"谢谢，{shown(number)} 的答复会转给监督委员会。"
    )


def withdrawn(number: int) -> str:
    """Return to those who were to answer that they need not."""
    return f"{shown(number)} 监督委员会撤回了，不用答复了。"


def late(number: int, unit: str, text: str, due: date) -> str:
    """Return to the office above what was not answered below it in its days."""
    return (
        f"{shown(number)} {unit}监督委员会质询：“{text}”，到期没有答复。"
        f"麻烦您{show_date(due)}前帮着推一推，您也可以发“答复 {shown(number)} …”。"
    )


def due_soon(number: int, text: str, due: date) -> str:
    """Return that an answer is owed."""
    return f"监督委员会质询 {shown(number)}（{text}），{show_date(due)}前要答复。发“答复 {shown(number)} …”。"
