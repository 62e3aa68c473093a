"""What becomes of what a resident reports (反映) or wants done (办事); pure. Source: features F12 and F49."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.matters.steps.rules import Happened, Kind, MatterSaid, Step
from models.organisation.authority.deciders import Own, Part, Takers, part, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign
from models.values.refusal import Refusal

TITLE_MOST, TEXT_MOST = 60, 500
# Where nothing is left of what may be kept.
TOLD_IN_PERSON = "有件事要当面说"


class NeedState(StrEnum):
    """States of what a resident has reported."""

    OPEN = "open"
    RAISED = "raised"
    DONE = "done"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class NeedSaid(MatterSaid):
    """What is said of it: the resident's own words, and the thing on the service list that it is, if it is one."""

    text: str
    service: str | None = None


_OPEN, _RAISED, _DONE = (frozenset({one}) for one in (NeedState.OPEN, NeedState.RAISED, NeedState.DONE))
UNDER_WAY = _OPEN | _RAISED
# Whoever does it, each level that it has come to, and the village's secretary in any case; never the writer himself.
_DOERS = part(Part.OTHER) | roles(Role.SECRETARY)
NEED = Kind(
    code="need",
    sign=Sign.NEED,
    name="群众反映的事",
    states={
        NeedState.OPEN: "正在办",
        NeedState.RAISED: "上一级在催办",
        NeedState.DONE: "办好了，等本人说一声",
        NeedState.CLOSED: "已办结",
        NeedState.WITHDRAWN: "本人撤回了",
    },
    steps=(
        Step("reply", _OPEN, NeedState.OPEN, _DOERS, Own.NEVER, reason=True, word="答复"),
        Step("reply_late", _RAISED, NeedState.RAISED, _DOERS, Own.NEVER, reason=True, word="答复"),
        Step("settle", UNDER_WAY, NeedState.DONE, _DOERS, Own.NEVER, reason=True, word="办结"),
        Step("satisfied", _DONE, NeedState.CLOSED, part(Part.OWNER), word="满意"),
        Step("unsatisfied", _DONE, NeedState.RAISED, part(Part.OWNER), reason=True, word="不满意"),
        Step("withdraw", UNDER_WAY, NeedState.WITHDRAWN, part(Part.OWNER), Own.ONLY, word="撤回"),
        # By the clock: what is late goes one level up; what nobody says anything of is done.
        Step("overdue", UNDER_WAY, NeedState.RAISED, Takers()),
        Step("close", _DONE, NeedState.CLOSED, Takers()),
    ),
    open=UNDER_WAY | _DONE,
    said=NeedSaid,
)


@dataclass(frozen=True)
class Need:
    """What a resident has reported, as he and those who do it see it; `doers` have it in hand, the first first.

    `is_case` says that it is something of the service list.
    """

    number: int
    title: str
    text: str
    state: NeedState
    due: date | None
    writer: str
    doers: tuple[str, ...]
    happened: tuple[Happened, ...] = ()
    is_case: bool = False


REPORTED_ALREADY = "这件事已经在办了（{number}），不用再报。看进度发“我的反映 {number}”。"
NOBODY_THERE_YET = "村里现在没有能接这件事的同志在名册上，先没记。请发“投诉建议 …”，区里会安排人来办。"


class NotOnTheList(Refusal):
    """What is wanted stands on no service list."""

    text = "清单上没有这件事，先没开办。{near}要说一件事，发“反映 …”，有人来办。"
    near = "最近的：{titles}。"

    def __init__(self, titles: Sequence[str]) -> None:
        """Fill the sentence, with the nearest titles if there are any."""
        super().__init__(near=self.near.format(titles="；".join(titles)) if titles else "")


NO_SUCH_DOER = "村里没有叫“{name}”的在任同志，{number} 没有转。请把姓名写全再发一次。"


def first_to_do(tiers: Sequence[Collection[int]], busy: dict[int, int], never: Collection[int]) -> int | None:
    """Return who does it: of the first tier that has anybody but those who `never` do, who has the least in hand."""
    free = ([one for one in tier if one not in never] for tier in tiers)
    tier = next((found for found in free if found), [])
    return min(tier, key=lambda one: busy.get(one, 0), default=None)
