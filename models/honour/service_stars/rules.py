"""Who may be named as a service star; pure. Source: domain rules, section 4 (names of people)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.matters.steps.rules import Kind, Step
from models.organisation.authority.deciders import Own, Part, part
from models.service.examples.rules import Deeds
from models.values.numbers import Sign

# In a branch and month, those who are asked included.
MOST = 5


class ServiceStarState(StrEnum):
    """States of somebody's name on the list."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


_ASKED, _AGREED = frozenset({ServiceStarState.ASKED}), frozenset({ServiceStarState.AGREED})
_HIMSELF = part(Part.ABOUT)
SERVICE_STAR = Kind(
    code="service_star",
    sign=Sign.SERVICE_STAR,
    name="服务之星",
    states={
        ServiceStarState.ASKED: "等本人同意",
        ServiceStarState.AGREED: "本人同意上榜",
        ServiceStarState.DECLINED: "这次不上榜",
        ServiceStarState.WITHDRAWN: "本人收回了",
    },
    steps=(
        Step("agree", _ASKED, ServiceStarState.AGREED, _HIMSELF, word="同意"),
        Step("refuse", _ASKED, ServiceStarState.DECLINED, _HIMSELF, word="不同意"),
        Step("take_back", _AGREED, ServiceStarState.WITHDRAWN, _HIMSELF, Own.ONLY, word="撤回"),
    ),
    open=_ASKED,
)


@dataclass(frozen=True)
class ServiceStar:
    """Somebody who has agreed to be named, and what he did in the month; never hours."""

    name: str
    deeds: Deeds


def in_order(found: Sequence[ServiceStar]) -> list[ServiceStar]:
    """Return them in the order of the alphabet: nobody is first."""
    # 13 MiB, which those who never list a star need not carry.
    from pypinyin import lazy_pinyin

    return sorted(found, key=lambda one: (lazy_pinyin(one.name), one.name))


TOO_MANY = "一个支部一个月最多 {most} 位服务之星，{month}已经有 {there} 位（含在问的），没有再问。"
NOTHING_DONE = "{name}同志{month}还没有核实过的服务，没有去问。"
ASKED_BEFORE = "{name}同志{month}已经问过了（{state}），不再问。"
NOBODY_AGREED = "{month}还没有同意上榜的服务之星。支部发“服务之星 {number}月 姓名 姓名”去问，本人同意了才列。"
