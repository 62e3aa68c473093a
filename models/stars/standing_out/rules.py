"""Who may be left out of a year's star appraisal, and by whom; pure. Source: domain rules, section 1.6."""

from enum import StrEnum

from models.matters.steps.rules import Kind, Step
from models.organisation.authority.deciders import Own, Part, Takers, part, roles
from models.organisation.people.rules import MOBILE_CLASS, Role
from models.values.numbers import Sign


class Absence(StrEnum):
    """Why somebody is in no denominator."""

    EXEMPT = "exempt"
    MOBILE = "mobile"
    DEFERRED = "deferred"


class StandingOutState(StrEnum):
    """States of an exemption; only an agreed one counts."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    ENDED = "ended"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"


EXEMPTION = Kind(
    code="exemption",
    sign=Sign.EXEMPTION,
    name="免评申请",
    states={
        StandingOutState.ASKED: "在等书记办",
        StandingOutState.AGREED: "已经同意",
        StandingOutState.DECLINED: "没有同意",
        StandingOutState.ENDED: "已经恢复参评",
        StandingOutState.TAKEN_BACK: "已经撤回",
        StandingOutState.LAPSED: "那一年过了，没有商量，不办了",
    },
    steps=(
        Step(
            "agree",
            frozenset({StandingOutState.ASKED}),
            StandingOutState.AGREED,
            roles(Role.SECRETARY),
            Own.NEVER,
            word="同意",
        ),
        Step(
            "decline",
            frozenset({StandingOutState.ASKED}),
            StandingOutState.DECLINED,
            roles(Role.SECRETARY),
            Own.NEVER,
            word="不同意",
        ),
        Step(
            "take_back",
            frozenset({StandingOutState.ASKED}),
            StandingOutState.TAKEN_BACK,
            # Whoever has asked in a member's name may think better of it as well.
            part(Part.ABOUT, Part.JOINED),
            Own.FREE,
            word="撤回",
        ),
        # By the clock: what nobody has decided while its year was appraised leaves nobody out, and no reason behind.
        Step("lapse", frozenset({StandingOutState.ASKED}), StandingOutState.LAPSED, Takers()),
        Step("end", frozenset({StandingOutState.AGREED}), StandingOutState.ENDED, roles(Role.SECRETARY), Own.NEVER),
    ),
    open=frozenset({StandingOutState.ASKED}),
    asks=frozenset({StandingOutState.ASKED}),
)


NOT_YOURS_TO_ASK = "{name}同志的免评由本人说，或由他支部的书记替他申请，没有登记。"
NO_SUCH_WISH = "{name}同志 {year} 年没有待办的免评申请。发“同意免评”看有哪些。"
ALREADY_OUT = "您 {year} 年本来就不参评，不用再办。"
LEFT_OUT_ANYWAY = "{name}同志 {year} 年本来就不参评，不用再办。"
NOT_OUT = "{name}同志 {year} 年没有暂缓，也没有同意过免评。名册上的免评要在名册里改。"


def asked_kind(member_class: str | None) -> Absence:
    """Return what a member asks to be: one who is away is left out as mobile."""
    return Absence.MOBILE if member_class == MOBILE_CLASS else Absence.EXEMPT


def counts(kind: Absence, begun: int, year: int) -> bool:
    """Return whether what was decided for the year `begun` holds in another: deferral until it is ended."""
    return begun <= year if kind is Absence.DEFERRED else begun == year
