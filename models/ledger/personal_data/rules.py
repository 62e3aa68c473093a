"""What somebody may ask of what is kept about himself, and what of it must stay; pure.

Source: domain rules, sections 9.1 (PIPL articles 44 to 48) and 9.3.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.matters.steps.rules import Kind, MatterSaid, Step
from models.organisation.authority.deciders import Own, Part, part, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign

ANSWER_WORKING_DAYS = 15


class DataWish(StrEnum):
    """What somebody wants of what is kept about himself."""

    CORRECT = "correct"
    ERASE = "erase"


class DataWanted(MatterSaid):
    """What is asked for, and what should be right, in his own words."""

    wish: DataWish
    words: str = ""


class DataRequestState(StrEnum):
    """States of a request."""

    ASKED = "asked"
    DONE = "done"
    TAKEN_BACK = "taken_back"


SETTLES = "办结"
_ASKED = frozenset({DataRequestState.ASKED})
# A correction is opened where he is, a deletion at the district: the nearest of those who keep the books there does it.
DATA_REQUEST = Kind(
    code="data_request",
    sign=Sign.DATA_REQUEST,
    name="个人资料申请",
    states={
        DataRequestState.ASKED: "在等答复",
        DataRequestState.DONE: "已经办好",
        DataRequestState.TAKEN_BACK: "已经撤回",
    },
    steps=(
        Step(
            "done",
            _ASKED,
            DataRequestState.DONE,
            roles(Role.SECRETARY, Role.TOWNSHIP, Role.DISTRICT),
            Own.NEVER,
            word=SETTLES,
        ),
        Step("take_back", _ASKED, DataRequestState.TAKEN_BACK, part(Part.OWNER), Own.ONLY, word="撤回"),
    ),
    open=_ASKED,
    said=DataWanted,
    lasting=True,
)


@dataclass(frozen=True)
class DataEntry:
    """One thing that is kept: in words, and of which day where it has one."""

    text: str
    day: date | None = None


NOT_CHANGED_YET = (
    "{number} 提了以后，名册上{name}同志的资料还没有改过，先没办结。"
    "要改的先发“改人 {name} …”；不用改的写上原因：“办结 {number} 原因”。"
)
NOTHING_KEPT = "名册上没有您，这里没有记着您的资料。说过的投诉建议发“投诉建议”看。"
DATA_REQUEST_WAITS = "您已经提过了（{number}），{due}前答复您，不用再发。不想了就发“撤回 {number}”。"
