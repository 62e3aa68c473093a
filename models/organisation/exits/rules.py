"""How a membership ends; pure. The reasons stay in the Party's own files: no words about them are kept here."""

from enum import StrEnum

from models.matters.steps.rules import Kind, MatterSaid, Step
from models.organisation.authority.deciders import Own, Part, above, part
from models.values.numbers import Sign

# So long after it was noted that somebody is gone it is taken back; later he is entered anew.
UNDONE_WITHIN_DAYS = 30


class ExitManner(StrEnum):
    """How somebody ceases to be a member; the values are what people say."""

    WITHDRAWS = "退党"
    REMOVED = "除名"


class ExitState(StrEnum):
    """States of the end of a membership."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class MembershipEnd(MatterSaid):
    """What is said with it."""

    manner: ExitManner


_ASKED = frozenset({ExitState.ASKED})
EXIT = Kind(
    code="exit",
    sign=Sign.EXIT,
    name="党籍变动",
    states={
        ExitState.ASKED: "等上级确认",
        ExitState.CONFIRMED: "已经确认",
        ExitState.DECLINED: "没有确认",
        ExitState.TAKEN_BACK: "已经撤回",
    },
    steps=(
        Step("confirm", _ASKED, ExitState.CONFIRMED, above(), Own.NEVER, word="同意"),
        Step("decline", _ASKED, ExitState.DECLINED, above(), Own.NEVER, reason=True, word="不同意"),
        Step("take_back", _ASKED, ExitState.TAKEN_BACK, part(Part.OTHER), word="撤回"),
    ),
    open=_ASKED,
    asks=_ASKED,
    said=MembershipEnd,
)


NOBODY_DIED = "近 30 天没有登记过{name}去世或减人，没有动。不在名册上的，发“加人 {name} 账号 …”就回来了。"
OWN_ENTRY = "您自己的由别的书记或镇街来办，没有动。"
MEMBER_GOES = (
    "{name}同志是党员，搬走了发“转出 {name} 去哪里”，区外的写“转出 {name} 区外 成都”；退党、除名也有各自的办法。"
    "当初就登记错了的，请镇街发“减人 {name}”。没有动。"
)
NO_MEMBER = "{name}在名册上不是党员。"
END_UNDER_WAY = "{name}同志的这件事已经报上去了（{number}），等上级确认，不用再办。"
