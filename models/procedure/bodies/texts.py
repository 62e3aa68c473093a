"""The three bodies in words."""

from collections.abc import Iterable, Sequence
from datetime import date

from config.voting import least
from models.procedure.bodies.rules import (
    REPRESENTATIVES,
    SUPERVISORS_LEAST,
    SUPERVISORS_MOST,
    Bodies,
    Body,
    BodySeat,
    Misfit,
)
from models.values.showing import show_long_day

_NAMES = {
    "village": {
        Body.BRANCH_COMMITTEE: "支部委员会",
        Body.VILLAGE_COMMITTEE: "村民委员会",
        Body.SUPERVISION_COMMITTEE: "村务监督委员会",
    },
    "community": {
        Body.BRANCH_COMMITTEE: "支部委员会",
        Body.VILLAGE_COMMITTEE: "居民委员会",
        Body.SUPERVISION_COMMITTEE: "居务监督委员会",
    },
}


def name_of(kind: str, body: Body) -> str:
    """Return what a body is called in a village or a community."""
    return _NAMES[kind][body]


def listed(bodies: Bodies) -> str:
    """Return who sits where, elected when, until when."""
    parts = [
        "\n".join([f"{name_of(bodies.kind, body)}（{len(seats)} 人）", *map(_line, seats)])
        for body, seats in bodies.seats.items()
    ]
    return "\n\n".join([f"{bodies.unit}的三委", *parts])


def _line(seat: BodySeat) -> str:
    until = f"到{show_long_day(seat.until)}" if seat.until else "没有登记任期"
    return f"{seat.title} {seat.name}，{show_long_day(seat.since)}当选，{until}"


def noticed(bodies: Bodies, found: Sequence[tuple[Misfit, Body, str]]) -> str:
    """Return, to those entitled, what does not fit together; empty when all does."""
    lines = [_misfit(bodies, *one) for one in found]
    return "\n".join(["只有您这里看得到，请核对：", *lines]) if lines else ""


def _misfit(bodies: Bodies, misfit: Misfit, body: Body, name: str) -> str:
    called, size = name_of(bodies.kind, body), f"{SUPERVISORS_LEAST} 到 {SUPERVISORS_MOST} 人"
    return {
        Misfit.EMPTY: f"{called}还没有登记成员。",
        Misfit.SIZE: f"{called}登记了 {len(bodies.seats[body])} 人，应有 {size}。",
        Misfit.REPRESENTATIVES: (
            f"村民代表会议登记了 {bodies.meeting} 人，其中村民代表 {bodies.representatives} 人，"
            f"不到五分之四（{least(REPRESENTATIVES, bodies.meeting)} 人）。妇女代表要占三分之一以上，请一起核对。"
        ),
        Misfit.BOTH: f"{name}同志同时在{name_of(bodies.kind, Body.VILLAGE_COMMITTEE)}，不能在{called}。",
        Misfit.TWO_LEAD: f"并村后有两位书记：{name}，谁负责由镇街定（发“空缺”看怎么办）。",
        Misfit.SECRETARY_SUPERVISES: f"{name}同志是书记，原则上不在{called}任职。",
    }[misfit]


def term_ends(bodies: Bodies, until: date, ending: Iterable[Body], today: date) -> str:
    """Return to the secretary and the office above that terms come to their end."""
    names = "、".join(name_of(bodies.kind, body) for body in ending)
    left = (until - today).days
    return f"{bodies.unit}{names}的任期到{show_long_day(until)}，还有 {left} 天。换届怎么安排，可以先想起来。"


def please_review(kind: str, year: int) -> str:
    """Return to a supervision committee that the yearly review of the village's committee is its to chair."""
    called = name_of(kind, Body.VILLAGE_COMMITTEE)
    return (
        f"{year}年的{called}成员民主评议，一年至少一次，由监督委员会主持。评过了就不用管，还没评的可以跟书记定个日子。"
    )
