"""Changing duty with somebody: what may become of a request, and who is meant; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.duty.roster.rules import Slot
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
STEPS: dict[SwapState, frozenset[SwapState]] = {
    SwapState.ASKED: frozenset(set(SwapState) - {SwapState.ASKED}),
    **{state: frozenset() for state in SwapState if state is not SwapState.ASKED},
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
class Deal:
    """What a request says: who asks whom, about which shift, for which in return."""

    kind: SwapKind
    asker_id: int
    other_id: int
    slot_id: int
    return_id: int | None

    @property
    def giver_id(self) -> int:
        """Return who gives `slot_id` away."""
        return self.other_id if self.kind is SwapKind.COVER else self.asker_id

    @property
    def taker_id(self) -> int:
        """Return who takes `slot_id`."""
        return self.asker_id if self.kind is SwapKind.COVER else self.other_id


@dataclass(frozen=True)
class Case:
    """A deal with its shifts as they stand."""

    deal: Deal
    slot: Slot
    back: Slot | None

    def fault(self, now: datetime) -> Fault | None:
        """Return why it cannot be carried out, or None."""
        return fault_of(self.deal, self.slot, self.back, now)


@dataclass(frozen=True)
class Party:
    """Somebody who is told: where, and what he is called."""

    userid: str
    name: str


@dataclass(frozen=True)
class Outcome:
    """A request and what became of it: who gives `shift` to whom, and `back` in return, as people read them.

    Nobody gives an empty shift; it is taken without asking, so that it has no number.
    """

    number: int
    state: SwapState
    asker: Party
    other: Party
    giver: Party | None
    taker: Party
    shift: str
    back: str | None
    secretaries: tuple[Party, ...] = ()
    fault: Fault | None = None


class NoPartner(Refusal):
    """No name of somebody in the pool was found in what was said."""

    text = "想和谁换？说姓名就行，值班人员有：{names}。还没有改动。"


class WhichPartner(Refusal):
    """The name fits several."""

    text = "有好几位：{names}。请说全名，还没有改动。"


class NotTheirDuty(Refusal):
    """The other has no shift then."""

    text = "{name}{day}没有可以换的班，没有改动。发“本周值班”看谁在哪天。"


class HasBegun(Refusal):
    """The shift is under way or over."""

    text = "{slot}已经开始，换不了了，没有改动。临时有事请直接给书记打电话。"


class TooFarApart(Refusal):
    """The two shifts lie too far apart."""

    text = "两个班相隔 {days} 天，最多隔 {most} 天，没有改动。换个近一点的日子试试。"


class AlreadyAsked(Refusal):
    """The same request waits."""

    text = "这件事已经问过{name}（{number}），还在等答复，没有重复问。要收回发“撤回换班”。"


class NoEmptyShift(Refusal):
    """Nobody is missing then."""

    text = "{day}没有空着的班，没有改动。想替谁顶，发“顶班 {short} 姓名”。"


class JustTaken(Refusal):
    """Somebody else was quicker."""

    text = "{shift}刚刚已经有人顶了，没有改动，谢谢您。"


class NothingOpen(Refusal):
    """No request that waits, or none of that number."""

    text = "没有找到还在等答复的换班{number}，没有改动。发“我的值班”看现在的班。"


class WhichSwap(Refusal):
    """Several wait; one has to be named."""

    text = "有 {count} 条换班：\n{lines}\n请带上编号再发，例如“{word} {example}”。"


class SwapDecided(Refusal):
    """The step is not allowed from the state the request is in."""

    text = "{number} 已经办过，现在是“{state}”，不能再改，没有改动。要换回去或另换，再发“换班 日期 姓名”和对方商量。"


def check_step(number: int, now: SwapState, then: SwapState) -> None:
    """Raise SwapDecided unless a request may go from one state to another."""
    if then not in STEPS[now]:
        raise SwapDecided(number=Sign.SWAP.show(number), state=STATE_NAMES[now])


def fault_of(deal: Deal, slot: Slot | None, back: Slot | None, now: datetime) -> Fault | None:
    """Return why a deal cannot be carried out any more, or None; a shift that is gone is None."""
    wanted = [(slot, deal.giver_id), *([(back, deal.taker_id)] if deal.return_id is not None else [])]
    standing = [held for held, holder in wanted if held is not None and held.person_id == holder]
    if len(standing) < len(wanted):
        return Fault.MOVED
    return Fault.BEGUN if min(held.starts for held in standing) <= now else None


def mirrors(one: Deal, other: Deal) -> bool:
    """Return whether two people have asked each other for the same thing."""
    if (one.asker_id, one.other_id) != (other.other_id, other.asker_id):
        return False
    if one.kind is SwapKind.SWAP:
        return other.kind is SwapKind.SWAP and (one.slot_id, one.return_id) == (other.return_id, other.slot_id)
    return other.kind not in (one.kind, SwapKind.SWAP) and one.slot_id == other.slot_id


def nearest_return(slot: Slot, theirs: Sequence[Slot], mine: Sequence[Slot], most_days: int) -> int | None:
    """Return the other's shift that fits best in return: of the same kind, nearest in time, free on both sides.

    Args:
        slot: the shift that is given away.
        theirs: the other's coming shifts.
        mine: the giver's own coming shifts.
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
        and not any(overlap(one, own) for own in mine if own.id != slot.id)
    ]
    best = min(fitting, key=lambda one: (abs(one.starts - slot.starts), one.starts, one.id), default=None)
    return best.id if best else None


def overlap(one: Slot, other: Slot) -> bool:
    """Return whether two shifts run at the same time."""
    return one.starts < other.ends and other.starts < one.ends
