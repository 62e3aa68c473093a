"""What people ask of a village's books, as the examples name it, and the model that was learned for it; pure.

The examples are config/data/asking/examples, one hand in each file: a question, what it asks, and of a
service or a rule which.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from bot.language.model import Model, groups, read_models, sized_groups
from bot.language.text import clean, fold
from models.values.wording import asks as asks_something

FOLDER = Path(__file__).resolve().parents[3] / "config" / "data" / "asking"
WEIGHTS = FOLDER / "asking.model"


class AskedOf(StrEnum):
    """What is asked of a village; the values are how the examples name it."""

    DECISIONS = "有哪些决定"
    PROGRESS = "决定进展"
    VOTES = "决定票数"
    COST = "决定花费"
    ORIGIN = "决定由来"
    DAY = "决定日子"
    OPINION = "决定意见"
    MEETING = "会议"
    SERVICE = "办事"
    SERVICES = "办事有哪些"
    CASE = "我的办件"
    POST = "岗位是谁"
    PERSON = "某人是谁"
    TERM = "任期换届"
    BODIES = "班子名单"
    OFFICE = "联系地方"
    DUTY = "今天谁值班"
    ACCOUNTS = "账目"
    NEED = "我反映的"
    WRONG = "要人管"
    OTHERS = "别人的事"
    RULE = "规矩"
    NOTICE = "通知"
    HERE = "这里能问啥"
    ELSEWHERE = "不相干"


OF_DECISIONS = (AskedOf.PROGRESS, AskedOf.VOTES, AskedOf.COST, AskedOf.ORIGIN, AskedOf.DAY)
"""What may be asked of one decision, beside how one says against it."""
_OF_THINGS = (AskedOf.SERVICE, AskedOf.RULE)
# Who asks nothing tells of these: 代表会改到27号.
OF_WHAT_IS_TOLD = frozenset(
    {
        *OF_DECISIONS,
        AskedOf.DECISIONS,
        AskedOf.MEETING,
        AskedOf.NEED,
        AskedOf.NOTICE,
        AskedOf.OTHERS,
        AskedOf.PERSON,
        AskedOf.TERM,
        AskedOf.ELSEWHERE,
    }
)
NOT_LISTED = "别的"
"""What most villages' lists and rules do not hold, as the examples name it."""

# Of questions by hands that were not learned, 93 % of those that are as likely as this are answered by what they ask.
LIKELY = 0.3
# Nearly all of those; and of what it is that may be told of something else as well.
SURELY, BEYOND_DOUBT = 0.6, 0.88
# A service or a rule that is as likely is what is asked, where a text as a whole is like nothing, or tells of a wrong.
PLAINLY = 0.8


@cache
def _models() -> Mapping[str, Model]:
    return read_models(WEIGHTS)[0]


@lru_cache(maxsize=64)
def chances(text: str) -> Mapping[AskedOf, float]:
    """Return how likely (0 to 1) a text asks each of the kinds, the likeliest first; they add up to one."""
    found = _models()["kinds"].chances(sized_groups(fold(clean(text))))
    return {AskedOf(kind): chance for kind, chance in found.items()}


_CLAUSE = re.compile(r"[，,。；;！!？?\s]+")
_SHORTEST = 4


@lru_cache(maxsize=64)
def kind_asked(text: str) -> tuple[AskedOf, float]:
    """Return what a text asks of a village most likely, and how likely (0 to 1).

    Of a long story that as a whole is like nothing it is the service or the rule that it plainly speaks of, or what
    the likest of its clauses asks.
    """
    whole = _likest(text)
    if whole[1] < (BEYOND_DOUBT if whole[0] is AskedOf.WRONG else LIKELY) and (plainly := _plainly(text)):
        return plainly
    if whole[1] >= LIKELY:
        return whole
    asked = [_likest(one) for one in _CLAUSE.split(text) if len(one) >= _SHORTEST and asks_something(one)]
    return max((one for one in asked if one[1] >= LIKELY), key=lambda one: one[1], default=whole)


def _plainly(text: str) -> tuple[AskedOf, float] | None:
    """Return the kind of the service or the rule of which a question plainly speaks, and how likely."""
    if not asks_something(text):
        return None
    kind, (thing, chance) = max(((one, thing_asked(one, text)) for one in _OF_THINGS), key=lambda one: one[1][1])
    return (kind, chance) if chance >= PLAINLY and thing != NOT_LISTED else None


def _likest(text: str) -> tuple[AskedOf, float]:
    return next(iter(chances(text).items()))


def asking(*kinds: AskedOf) -> Callable[[str], bool]:
    """Return what tells whether a text likely asks one of some kinds, as far as was learned."""

    def asks(text: str) -> bool:
        kind, chance = kind_asked(text)
        return kind in kinds and chance >= LIKELY

    return asks


def thing_asked(kind: AskedOf, text: str) -> tuple[str, float]:
    """Return which service or which rule a text of that kind asks after, as books call it, and how likely (0 to 1)."""
    return next(iter(_models()[kind].chances(groups(fold(clean(text)))).items()))
