"""Whether a meeting counts and what it has decided, by the assembly's own numbers; pure. Source: domain rules, 5.2.

Totals only: who voted how is never asked and never kept, and no vote is held in a chat.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.voting import Assembly, Share, least
from models.values.refusal import Refusal, required


class Vote(StrEnum):
    """What came of a meeting."""

    NO_QUORUM = "no_quorum"
    LOST = "lost"
    PASSED = "passed"


@dataclass(frozen=True)
class Tally:
    """A meeting's roll and vote in totals: how many should have come and came, for, against, abstaining.

    They are people, or, counted by households, the expected and the present are households.
    """

    expected: int
    present: int
    ayes: int
    noes: int
    abstentions: int
    households: bool = False


@dataclass(frozen=True)
class MeetingSaid:
    """What is said of a meeting that was held: its figures, the words around them, who attended from above, minutes.

    `proxies` of those present were represented in writing; the `ballot` is how they voted; `merged` took two steps at
    once; the day is the one on which it is told, where none is said.
    """

    tally: Tally
    words: str
    day: date
    attendant: str = ""
    minutes: str = ""
    proxies: int = 0
    ballot: str = ""
    merged: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of a tally, and what it would have needed: so many present, by this share, and so many ayes."""

    vote: Vote
    quorum: Share
    present_least: int
    ayes_least: int


STRANGE_TALLY = "应到 {expected}、实到 {present}，赞成、反对、弃权合起来是 {cast}，对不上，先没记。数一数再发一次。"
NOT_BY_HOUSEHOLDS = "{name}按人算，不按户算。请按人数再发一次。"
NO_PROXIES = "{name}没有委托投票这一说（{basis}），人不到不能算实到。请去掉委托的，再发一次，先没记。"
EXPECTED_TOO_FEW = "{name}应到的，名册上至少有 {least} 位，应到 {expected} 少了。经批准不计的先在名册上改，再发一次。"


EXPECTED_TOO_MANY = (
    "{name}应到的，名册上最多 {most} 位，应到 {expected} 多了，先没记。数错了就改了再发；名册上缺人的，党员发“加人”，"
    "干部请镇街发“任职”，登上了再发一次。"
)


class NoticeTooShort(Refusal):
    """A meeting that was not called, or not early enough."""

    text = (
        "{name}要提前 {days} 天把方案发给大家（{basis}）。这会儿发，{told}送到，最早{earliest}开。"
        "例如：会议通知 {number} {earliest} 方案…"
    )


PASSED_NAMES = {True: "通过", False: "没有通过"}
KEPT_AS_LOST = (
    "{day}的{name}已经记过一次，没有通过，这次先没记。再开的会另有一天，要通知的先发“会议通知”；"
    "上次的数记错了，发“会议更正”加编号、数、原因，镇街看过就改。"
)
NOT_YET_HELD = "会定在{day}，还没到。开完再报数，改日子就再发一次“会议通知”。"


def decide(assembly: Assembly, tally: Tally) -> Outcome:
    """Return what a meeting has decided; raises STRANGE_TALLY or NOT_BY_HOUSEHOLDS.

    Everybody present is counted once: for, against, or abstaining, which is also whoever gave no vote.
    """
    cast = tally.ayes + tally.noes + tally.abstentions
    if not 0 < tally.present <= tally.expected or cast != tally.present:
        raise Refusal(STRANGE_TALLY, expected=tally.expected, present=tally.present, cast=cast)
    quorum = required(
        assembly.households if tally.households else assembly.quorum, NOT_BY_HOUSEHOLDS, name=assembly.name
    )
    present_least = least(quorum, tally.expected)
    ayes_least = least(assembly.majority, tally.expected if assembly.majority_of == "expected" else tally.present)
    voted = Vote.PASSED if tally.ayes >= ayes_least else Vote.LOST
    vote = voted if tally.present >= present_least else Vote.NO_QUORUM
    return Outcome(vote, quorum, present_least, ayes_least)


def check_expected(assembly: Assembly, expected: int, least: int, most: int) -> None:
    """Refuse with EXPECTED_TOO_FEW or EXPECTED_TOO_MANY what the books contradict; no `most` is 0."""
    if expected < least:
        raise Refusal(EXPECTED_TOO_FEW, name=assembly.name, least=least, expected=expected)
    if 0 < most < expected:
        raise Refusal(EXPECTED_TOO_MANY, name=assembly.name, most=most, expected=expected)


def check_proxies(assembly: Assembly, said: MeetingSaid) -> None:
    """Refuse with NO_PROXIES, or STRANGE_TALLY for more proxies than there are people present."""
    if said.proxies and not assembly.proxies:
        raise Refusal(NO_PROXIES, name=assembly.name, basis=assembly.basis)
    if said.proxies > said.tally.present:
        raise Refusal(STRANGE_TALLY, expected=said.tally.expected, present=said.tally.present, cast=said.proxies)


def in_time(assembly: Assembly, noticed_on: date, day: date) -> bool:
    """Return whether a notice on a day is early enough for a meeting on another."""
    return (day - noticed_on).days >= assembly.notice_days
