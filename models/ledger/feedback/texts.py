"""Complaints and suggestions in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from config.zone import SHANGHAI
from models.organisation.people.rules import ROLE_NAMES, Role
from models.values.numbers import Sign
from models.values.showing import show_date

if TYPE_CHECKING:
    from models.ledger.feedback.tables import Feedback

TITLE_MOST = 30
HOW = "想说什么，写在后面一起发，例如“投诉建议 提醒太多了”。"


def received(number: int) -> str:
    """Return the thanks and the number."""
    shown = Sign.FEEDBACK.show(number)
    return f"收到，谢谢（{shown}）。区里的同志会看，不知道是谁说的，群里也看不到；有了答复我告诉您。"


def forwarded(number: int, who: str, text: str) -> str:
    """Return what the district's officers read."""
    shown = Sign.FEEDBACK.show(number)
    return f"收到一条投诉建议 {shown}（{who}）：\n{text}\n回他发“答复 {shown} …”，不用回的发“办结 {shown}”。"


def answered(number: int, answer: str) -> str:
    """Return to whoever suggested it what became of it."""
    shown = Sign.FEEDBACK.show(number)
    if not answer:
        return f"您说的 {shown}，区里看过、办完了。谢谢您提出来。"
    return f"您说的 {shown}，区里答复：“{answer}”。谢谢您提出来；还有话说，再发“投诉建议 …”。"


def closed(number: int, *, heard: bool) -> str:
    """Return to the officer that it is closed; `heard` says that the writer is told."""
    return f"{Sign.FEEDBACK.show(number)} 办结了" + ("，写的人会私下听到。" if heard else "。")


def line(one: "Feedback") -> str:
    """Return a suggestion in a list."""
    day, unit = one.received_at.astimezone(SHANGHAI).date(), one.unit.name if one.unit else ROLE_NAMES[Role.RESIDENT]
    return f"{show_date(day)} {unit}：{one.text[:TITLE_MOST]}{'…' if len(one.text) > TITLE_MOST else ''}"


def to_answer(found: Sequence["Feedback"]) -> str:
    """Return to the officers what waits for an answer."""
    if not found:
        return "现在没有等答复的投诉建议。"
    listed = [f"{Sign.FEEDBACK.show(one.id)} {line(one)}" for one in found]
    how = f"发“答复 {Sign.FEEDBACK.show(found[0].id)} …”或“办结 {Sign.FEEDBACK.show(found[0].id)}”。"
    return "\n".join([f"等答复的投诉建议有 {len(found)} 条：", *listed, how])


def stands(one: "Feedback") -> tuple[str, str, str]:
    """Return the number of somebody's suggestion, what it is called and how far it is."""
    state = (f"已答复：“{one.answer}”" if one.answer else "已办结") if one.closed_at else "还在看"
    return Sign.FEEDBACK.show(one.id), f"投诉建议 {one.text[:TITLE_MOST]}", state


def own(found: Sequence["Feedback"]) -> str:
    """Return to somebody what he has suggested and how it stands."""
    states = [f"{number} {state}｜{line(one)}" for one in found for number, _, state in [stands(one)]]
    return "\n".join([*(["您提过的："] if found else []), *states, HOW])
