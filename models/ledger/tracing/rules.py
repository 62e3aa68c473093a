"""Who may trace a record, and how much of it he sees; pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.ledger.audit.rules import Kept
from models.organisation.people.rules import OFFICES, VERIFIERS, Asker, Role
from models.values.numbers import Sign, signed
from models.values.periods import Period, read_period

OWN = frozenset({"", "我", "我的", "自己", "本人"})
CHANNELS = {"app": "应用私聊", "smartbot": "智能机器人"}


@dataclass(frozen=True)
class TracedStep:
    """One change: when, what, by whom (None: not for this asker), through which channel, why, and the grade then."""

    at: datetime
    action: str
    actor: str | None
    channel: str
    reason: str | None
    stars: int | None = None


@dataclass(frozen=True)
class Trace:
    """The history of something, as its asker may read it: what it is and how it stands now, and every step."""

    head: str
    steps: Sequence[TracedStep]


def sees_details(asker: Asker, member_id: int, unit_id: int, branch_id: int | None) -> bool:
    """Return whether the asker may see what a record says: its member, the branch's committee, the supervisors."""
    if asker.person_id == member_id or unit_id in asker.units_as({Role.SUPERVISOR}):
        return True
    same_branch = asker.branch_id is None or asker.branch_id == branch_id
    return same_branch and unit_id in asker.units_as(VERIFIERS | {Role.COMMITTEE})


def sees_steps(asker: Asker, unit_id: int, above_id: int | None) -> bool:
    """Return whether an office may see that and when a record changed: the own area, without its figures."""
    if Role.DISTRICT in asker.roles:
        return True
    return bool({unit_id, above_id} & asker.units_as(OFFICES))


def sees_names(asker: Asker, kept: Kept) -> bool:
    """Return whether the asker may see who took the steps of a row."""
    held = {post.role for post in asker.posts if kept.unit_id in (None, post.unit_id)}
    return not kept.nameless and bool(held & set(kept.readers))


def reads(asker: Asker, kept: Kept) -> bool:
    """Return whether a row's steps are the asker's business."""
    own = asker.person_id is not None and asker.person_id in kept.concerned
    return own or sees_names(asker, replace(kept, nameless=False))


def channel(message_key: str | None) -> str:
    """Return the channel in a message's key."""
    return CHANNELS.get((message_key or "").split(":")[0], "系统")


@dataclass(frozen=True)
class Subject:
    """What somebody wants to trace: a number with its sign, or a member's star by name (his own without one)."""

    is_star: bool = False
    number: int = 0
    name: str = ""
    period: Period | None = None
    sign: Sign | None = None


# What is changed about a person on the books, and nothing of what he wants or has said himself.
ROLL_ACTIONS = frozenset(
    {
        "change_person",
        "delegate",
        "died",
        "end_post",
        "enter_person",
        "give_post",
        "gone_away",
        "leave",
        "membership_ended",
        "not_died",
        "transfer",
        "undo_import",
    }
)


@dataclass(frozen=True)
class RollChange:
    """One change on the books about people: when, by whom, about whom, what, with the values as they are kept.

    It is the same about so many people as `several` says, one of whom is named.
    """

    at: datetime
    actor: str
    person: str
    action: str
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]
    several: int = 1


NO_TRACE = "没有找到 {number}，或者不是您能看的。看看编号写对没有。"
NO_STAR_TO_TRACE = "没有找到可以查的星级，或者不是您能看的。"


_STAR = re.compile(r"(?P<name>[A-Za-z0-9_.@-]{1,64}|.{0,12}?)\s*(?:同志)?\s*的?\s*(?:星级?|评星)")


def read_subject(text: str, moment: datetime) -> Subject | None:
    """Return what is meant by A0231, Y0001, M0001, 陈桂兰 星级 or 我的星级, which may open or end with a period."""
    numbered = signed(text)
    if numbered:
        return Subject(number=numbered[1], sign=numbered[0])
    period, said = read_period(text, moment.date())
    star = _STAR.fullmatch(said)
    if not star:
        return None
    return Subject(is_star=True, name="" if star["name"] in OWN else star["name"], period=period)
