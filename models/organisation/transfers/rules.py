"""Who may be sent from one branch to another; pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.matters.steps.rules import Kind, Step, Wording
from models.organisation.authority.deciders import Own, Part, above, part, roles
from models.organisation.people.rules import Role
from models.organisation.units.rules import matching
from models.values.numbers import Sign
from models.values.refusal import Refusal, required

NOBODY = "暂时没有"


class TransferState(StrEnum):
    """States of a transfer."""

    ASKED = "asked"
    AGREED = "agreed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


_ASKED, _AGREED = frozenset({TransferState.ASKED}), frozenset({TransferState.AGREED})
_OPEN = _ASKED | _AGREED
_OTHER_BRANCH = roles(Role.SECRETARY)
# It is opened at the branch that takes the member in, or does not.
TRANSFER = Kind(
    code="transfer",
    sign=Sign.TRANSFER,
    name="组织关系转接",
    states={
        TransferState.ASKED: "在等本人回话",
        TransferState.AGREED: "本人同意，在等接收",
        TransferState.ACCEPTED: "已经接收",
        TransferState.DECLINED: "没有接收",
        TransferState.REFUSED: "本人不愿意",
        TransferState.TAKEN_BACK: "不转了",
    },
    steps=(
        Step("consent", _ASKED, TransferState.AGREED, part(Part.ABOUT), Own.ONLY, word="同意"),
        Step("refuse", _OPEN, TransferState.REFUSED, part(Part.ABOUT), Own.ONLY, word="不同意"),
        Step("accept", _AGREED, TransferState.ACCEPTED, _OTHER_BRANCH, Own.NEVER, word="同意"),
        # Some have no telephone: who takes him in says what he said.
        Step("accept_for_him", _ASKED, TransferState.ACCEPTED, _OTHER_BRANCH, Own.NEVER, reason=True, word="同意"),
        Step("decline", _OPEN, TransferState.DECLINED, _OTHER_BRANCH, Own.NEVER, word="不同意"),
        Step("take_back", _OPEN, TransferState.TAKEN_BACK, part(Part.OTHER), Own.FREE, word="撤回"),
    ),
    open=_OPEN,
    asks=_OPEN,
)
# Beyond the district nobody takes him in here: the office above says when the others have, by their receipt.
OUTSIDE = replace(
    TRANSFER,
    code="moving_out",
    sign=Sign.MOVING_OUT,
    name="组织关系转出区外",
    steps=tuple(replace(step, takers=above()) if step.takers == _OTHER_BRANCH else step for step in TRANSFER.steps),
    said=Wording,
)
_FAR_AWAY = re.compile(r"外(?:省|市|县|区|地|国)|(?:区|市|县|省|境|国)外|.(?:省|市|县|州|自治区)|涪城区?以外")
_ONLY_THAT = re.compile(r"^(?:涪城)?(?:区|市|县|省)以?外\s*(?=\S)")


def outside(place: str) -> str | None:
    """Return where beyond the district a place is, 绵阳市游仙区 or 成都 of 区外 成都; None for one that may be here."""
    return _ONLY_THAT.sub("", place) if _FAR_AWAY.search(place) else None


@dataclass(frozen=True)
class Moved:
    """A transfer as people hear of it: the member, and the branches it leads from and to."""

    number: int
    userid: str
    name: str
    source: str
    target: str
    sign: Sign = Sign.TRANSFER

    @property
    def shown(self) -> str:
        """Return its number as people see it."""
        return self.sign.show(self.number)

    @property
    def is_outside(self) -> bool:
        """Return whether it leads out of the district."""
        return self.sign is Sign.MOVING_OUT


@dataclass(frozen=True)
class Stay:
    """In which branch somebody was, and from which day on."""

    branch_id: int
    since: date


NO_SUCH_MEMBER = "本支部没有找到叫“{name}”的党员，先没办。看看名字写对没有，或发“我是谁”看您所在的支部。"
UNKNOWN_BRANCH = (
    "没有找到“{name}”的支部，先没办。请写对方的村、社区、单位或支部全称；转到区外的写“转出 {member} 区外 成都”这样。"
)
AMBIGUOUS_BRANCH = "“{name}”有好几个支部：{found}。请写支部全称再发一次，先没办。"
ALREADY_THERE = "{name}同志已经在{branch}，不用再转。"
ON_THE_WAY = "{name}同志的组织关系已经在办{title}，等对方接收，不用再办。"
ASK_YOUR_SECRETARY = (
    "转组织关系由支部书记来办，跟书记说一声去哪里就行。办的时候我会问您本人愿不愿意；"
    "对方支部接收了才算转好，转到区外的还要等对方的回执。在那之前一切照旧，您的记录都在。"
)
NOT_HEARD_YET = (
    "{name}同志本人还没有回话，先没接。他回了我告诉您；您问过他、他愿意的，发“接收 {name} 本人愿意”这样就行。"
)
NOBODY_COMES = "没有等本支部接收的“{name}”。现在等接收的：{waiting}。"


def branch_meant(name: str, member: str, branches: Mapping[int, str], units: Mapping[int, str]) -> int:
    """Return the id of the branch that a name means, by its own name or by its unit's.

    Args:
        name: what was typed.
        member: who goes there.
        branches: {branch id: branch name}.
        units: {branch id: name of its unit}.

    Refuses with UNKNOWN_BRANCH or AMBIGUOUS_BRANCH.
    """
    found = required(
        matching(name, dict(branches)) or matching(name, dict(units)), UNKNOWN_BRANCH, name=name, member=member
    )
    if len(found) > 1:
        raise Refusal(AMBIGUOUS_BRANCH, name=name, found="、".join(sorted(branches[key] for key in found)[:5]))
    return found[0]


def stay_on(day: date, now: Stay | None, joined_on: date, moves: Sequence[tuple[date, int]]) -> Stay | None:
    """Return where a member was when a day had ended, None when he was in no branch by then.

    `now` is where he is, `moves` are the days on which he was taken in elsewhere, each with the branch he left by it,
    oldest first.
    """
    before, after = [moved for moved, _ in moves if moved <= day], [left for moved, left in moves if moved > day]
    found = Stay(after[0], before[-1] if before else joined_on) if after else now
    return found if found is not None and found.since <= day else None
