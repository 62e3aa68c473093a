"""What a handover is; pure."""

from enum import StrEnum

from models.matters.steps.rules import Kind, MatterSaid, Step
from models.organisation.authority.deciders import above, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign


class HandoverState(StrEnum):
    """States of a handover."""

    OPEN = "open"
    DONE = "done"


class LeftToOthers(MatterSaid):
    """What is left, as those heard it who have to see to it, and which posts, as (unit, role), were left empty."""

    lines: list[str]
    posts: tuple[tuple[int, str], ...] = ()


_OPEN = frozenset({HandoverState.OPEN})
HANDOVER = Kind(
    code="handover",
    sign=Sign.HANDOVER,
    name="交接",
    states={HandoverState.OPEN: "还没有交接完", HandoverState.DONE: "交接完了"},
    steps=(Step("finish", _OPEN, HandoverState.DONE, roles(Role.SECRETARY) | above(), word="办结"),),
    open=_OPEN,
    said=LeftToOthers,
)
