"""Changing duty with somebody: what may become of a request, and who is meant; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.duty.planner.shifts import Away, overlap
from models.duty.roster.rules import Party, Slot
from models.values.numbers import Sign
from models.values.refusal import Refusal


class SwapKind(StrEnum):
    """What is asked: to exchange two shifts, to be relieved of one's own, or to take the other's."""

    SWAP = "swap"
    SUBSTITUTE = "substitute"
    COVER = "cover"


class SwapState(StrEnum):
    """States of a request."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    VOID = "void"


STATE_NAMES = {
    SwapState.ASKED: "等对方答复",
    SwapState.ACCEPTED: "已换好",
    SwapState.DECLINED: "没有同意",
    SwapState.CANCELLED: "已撤回",
    SwapState.VOID: "已作废",
}

# How a request is answered or taken back, for naming the word with a number.
WORDS = {True: "同意", False: "不同意"}
WITHDRAW = "撤回换班"
# Words after which nothing is wanted in return.
ONE_WAY = re.compile("替|顶|代|帮")


class Fault(StrEnum):
    """Why a request can no longer be carried out."""

    MOVED = "moved"
    BEGUN = "begun"


@dataclass(frozen=True)
class Wanted:
    """A shift as somebody names it: its day, and, when he says so, which half of it."""

    day: date
    half: str | None = None


@dataclass(frozen=True)
class Swap:
    """A request and what became of it: who asks whom, about which shift, for which in return; shifts as they stand.

    Nobody gives an empty shift; it is taken without asking, so that it has no number and nobody else in it. The
    secretaries are named once it is settled, for then they have to know.
    """

    number: int
    kind: SwapKind
    state: SwapState
    asker: Party
    other: Party
    slot: Slot
    back: Slot | None = None
    fault: Fault | None = None
    secretaries: tuple[Party, ...] = ()

    @property
    def name(self) -> str:
        """Return its number as people see it."""
        return Sign.SWAP.show(self.number)

    @property
    def giver(self) -> Party:
        """Return who gives `slot` away."""
        return self.other if self.kind is SwapKind.COVER else self.asker

    @property
    def taker(self) -> Party:
        """Return who takes `slot`."""
        return self.asker if self.kind is SwapKind.COVER else self.other

    @property
    def was_empty(self) -> bool:
        """Return whether it is an empty shift that was taken."""
        return self.asker == self.other

    @property
    def starts(self) -> datetime:
        """Return when the first of its shifts begins."""
        return min(slot.starts for slot in (self.slot, self.back) if slot)

    def check_waits(self) -> None:
        """Raise SWAP_DECIDED unless it still waits for an answer."""
        if self.state is not SwapState.ASKED:
            raise Refusal(SWAP_DECIDED, number=self.name, state=STATE_NAMES[self.state])

    def fault_at(self, now: datetime) -> Fault | None:
        """Return why it cannot be carried out at a moment, or None."""
        wanted = [(self.slot, self.giver), *([(self.back, self.taker)] if self.back else [])]
        if any(slot.person_id != holder.id for slot, holder in wanted):
            return Fault.MOVED
        return Fault.BEGUN if self.starts <= now else None

    def mirrors(self, other: "Swap") -> bool:
        """Return whether two people have asked each other for the same thing."""
        if (self.asker.id, self.other.id) != (other.other.id, other.asker.id):
            return False
        if SwapKind.SWAP not in (self.kind, other.kind):
            return self.kind is not other.kind and self.slot.id == other.slot.id
        mine, theirs = ((one.slot.id, one.back.id if one.back else None) for one in (self, other))
        return mine == theirs[::-1]


class NoPartner(Refusal):
    """No name of somebody in the pool was found in what was said."""

    text = "想和谁换？说姓名就行，值班人员有：{names}。"


class WhichPartner(Refusal):
    """The name fits several."""

    text = "有好几位：{names}。请说全名。"


NOT_THEIR_DUTY = "{name}{day}没有可以换的班。发“本周值班”看谁在哪天。"
HAS_BEGUN = "{slot}已经开始，换不了了。临时有事请直接给书记打电话。"
TOO_FAR_APART = "两个班相隔 {days} 天，最多隔 {most} 天。换个近一点的日子试试。"
ALREADY_ASKED = "这件事已经问过{name}（{number}），还在等答复，不用再问。要收回发“撤回换班”。"
NO_EMPTY_SHIFT = "{day}没有空着的班。想替谁顶，发“顶班 {short} 姓名”。"
JUST_TAKEN = "{shift}刚刚已经有人顶了，谢谢您。"
NOTHING_OPEN = "没有找到还在等答复的换班{number}。发“我的值班”看现在的班。"
WHICH_SWAP = "有 {count} 条换班：\n{lines}\n请带上编号再发，例如“{word} {example}”。"


SWAP_DECIDED = "{number} 已经办过，现在是“{state}”，不能再改。要换回去或另换，再发“换班 日期 姓名”和对方商量。"


def nearest_return(slot: Slot, theirs: Sequence[Slot], mine: Sequence[Slot | Away], most_days: int) -> Slot | None:
    """Return the other's shift that fits best in return: of the same kind, nearest in time, free on both sides.

    Args:
        slot: the shift that is given away.
        theirs: the other's coming shifts.
        mine: what keeps the giver from taking one: his other shifts, and his leave.
        most_days: how many days the two may lie apart.
    """
    if any(overlap(slot, one) for one in theirs):
        return None
    fitting = [
        one
        for one in theirs
        if one.counts_as == slot.counts_as
        and not one.collective
        and abs((one.starts.date() - slot.starts.date()).days) <= most_days
        and not any(overlap(one, own) for own in mine)
    ]
    return min(fitting, key=lambda one: (abs(one.starts - slot.starts), one.starts, one.id), default=None)
