"""Binding a group to a unit, which the office above confirms; hearing and speaking are two ways of their own; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.matters.steps.rules import Kind, Step
from models.organisation.authority.deciders import Part, above, part
from models.values.numbers import Sign

NAME_MOST = 64


class BindingState(StrEnum):
    """States of a binding."""

    ASKED = "asked"
    BOUND = "bound"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


_ASKED = frozenset({BindingState.ASKED})
BINDING = Kind(
    code="binding",
    sign=Sign.GROUP_BINDING,
    name="群绑定",
    states={
        BindingState.ASKED: "等上级确认",
        BindingState.BOUND: "已经绑定",
        BindingState.DECLINED: "没有绑定",
        BindingState.TAKEN_BACK: "已经撤回",
    },
    steps=(
        Step("bind", _ASKED, BindingState.BOUND, above(), word="同意"),
        Step("decline", _ASKED, BindingState.DECLINED, above(), reason=True, word="不同意"),
        Step("take_back", _ASKED, BindingState.TAKEN_BACK, part(Part.OTHER), word="撤回"),
    ),
    open=_ASKED,
    asks=_ASKED,
)


@dataclass(frozen=True)
class GroupReach:
    """How a group is reached: which, when it was heard in last, its robot's last four signs, what became of postings.

    `robot` is empty where there is none; `sent` is the day of the last posting, `failed` why the newest one did not go.
    The robot `is_back` where the address that was given last could not be reached.
    """

    name: str
    unit: str
    heard: date | None
    robot: str
    sent: date | None
    failed: str
    is_back: bool = False

    @property
    def speaks(self) -> bool:
        """Return whether anything can be posted."""
        return bool(self.robot) and not self.failed


NOT_IN_A_GROUP = "请到要绑定的那个群里发：@我 {word} {unit}。我在哪个群里听到，就绑定哪个群，群号不用写。"
BOUND_ALREADY = "这个群已经是{unit}的群，不用再绑。看它通不通，私聊我发“群”。"
BOUND_ELSEWHERE = "这个群已经绑定给{unit}。要改，请两边共同的上级（镇街或区里）的同志来这个群里发。"
BINDING_UNDER_WAY = "这个群的绑定已经报上去了（{number}），等上级确认，没有重复报。"
NOTHING_TO_REPLACE = "{unit}还没有群，用不着换。第一个群发“绑定 {unit}”就行。"
WHICH_TO_REPLACE = "{unit}有好几个群：{groups}。换哪个就写上序号或群名，例如：换群 {unit} 1"
NO_ADDRESS = (
    "这不像群机器人的地址，没有存。在群里添加“群机器人”，复制它的 Webhook 地址（https://…key=…），整段私下发给我就行。"
)
NO_GROUP_TO_SPEAK_IN = "您负责的范围里还没有群。先到群里 @我 发“绑定 …”，绑好了再把地址发给我。"
WHICH_GROUP = "是哪个群的？{groups}。前面写上序号或群名再发一次，例如“群机器人 1 https://…”。地址没有存。"
ROBOT_TAKEN = "这个地址已经是“{group}”的群机器人，没有存。每个群的地址不一样，请到要用的那个群里复制。"

# Nobody types what marks an invented place.
_EXAMPLE = "（示例）"


def _counted(number: int, names: Sequence[str]) -> int | None:
    return number - 1 if 0 < number <= len(names) else None


def one_meant(words: str, names: Sequence[str]) -> int | None:
    """Return which of several groups words name, or count from one; None when they name none or more than one."""
    if (last := words.rpartition(" ")[2]).isdecimal():
        return _counted(int(last), names)
    plain = [name.replace(_EXAMPLE, "") for name in names]
    said = [position for position, name in enumerate(plain) if name and name in words.replace(_EXAMPLE, "")]
    longest = max((len(names[one]) for one in said), default=0)
    found = [one for one in said if len(names[one]) == longest]
    return found[0] if len(found) == 1 else None
