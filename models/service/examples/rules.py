"""How somebody becomes an example that others are told of; pure. Source: feature F37; domain rules, section 9.1."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.matters.steps.rules import Kind, MatterSaid, Step
from models.organisation.authority.deciders import Own, Part, above, part, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign
from models.values.refusal import Refusal

STORY_MOST, STORY_LEAST = 200, 10
# Who served in this many of the last months is worth a thought; nobody is counted out by it.
STEADY_MONTHS, OF_MONTHS, CANDIDATES_MOST = 3, 6, 5
VISIT_MONTHS = 12


class ExampleState(StrEnum):
    """States of an example."""

    RECOMMENDED = "recommended"
    CHECKED = "checked"
    AGREED = "agreed"
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Story(MatterSaid):
    """What is told of somebody."""

    story: str


_RECOMMENDED, _CHECKED, _AGREED, _PUBLISHED = (
    frozenset({state})
    for state in (ExampleState.RECOMMENDED, ExampleState.CHECKED, ExampleState.AGREED, ExampleState.PUBLISHED)
)
_HIMSELF = part(Part.ABOUT)
EXAMPLE = Kind(
    code="example",
    sign=Sign.EXAMPLE,
    name="典型",
    states={
        ExampleState.RECOMMENDED: "等上级核事实",
        ExampleState.CHECKED: "等本人同意",
        ExampleState.AGREED: "本人同意了，还没公布",
        ExampleState.PUBLISHED: "已公布",
        ExampleState.DECLINED: "这次没有采用",
        ExampleState.WITHDRAWN: "本人收回了",
    },
    steps=(
        Step("check", _RECOMMENDED, ExampleState.CHECKED, above(), Own.NEVER, word="通过"),
        Step("decline", _RECOMMENDED, ExampleState.DECLINED, above(), Own.NEVER, reason=True, word="退回"),
        Step("agree", _CHECKED, ExampleState.AGREED, _HIMSELF, word="同意"),
        # Who hears of it before he is asked need not wait to be asked.
        Step("refuse", _RECOMMENDED | _CHECKED, ExampleState.DECLINED, _HIMSELF, Own.FREE, word="不同意"),
        Step("publish", _AGREED, ExampleState.PUBLISHED, roles(Role.TOWNSHIP, Role.DISTRICT), Own.NEVER),
        Step("visit", _PUBLISHED, ExampleState.PUBLISHED, roles(Role.SECRETARY, Role.TOWNSHIP, Role.DISTRICT)),
        Step("take_back", _AGREED | _PUBLISHED, ExampleState.WITHDRAWN, _HIMSELF, Own.ONLY, word="撤回"),
    ),
    open=_RECOMMENDED | _CHECKED,
    asks=_RECOMMENDED,
    said=Story,
)


@dataclass(frozen=True)
class Deeds:
    """What was confirmed of somebody in some months: how often, in how many of them, what; never hours."""

    records: int
    months: int
    kinds: Mapping[str, int]


@dataclass(frozen=True)
class Exemplar:
    """An example as people read it."""

    number: int
    name: str
    userid: str
    unit: str
    unit_id: int
    story: str
    state: ExampleState
    deeds: Deeds
    published_on: date | None = None
    visited_on: date | None = None

    @property
    def seen_on(self) -> date | None:
        """Return the day of the last visit, or of the publication before the first."""
        return self.visited_on or self.published_on

    def is_old(self, today: date) -> bool:
        """Return whether nobody has visited for twelve months."""
        last = self.seen_on
        months = (today.year - last.year) * 12 + today.month - last.month if last else 0
        return last is not None and (months, today.day) >= (VISIT_MONTHS, last.day)


def candidates(found: Mapping[str, Deeds]) -> list[tuple[str, Deeds]]:
    """Return who served steadily, in the order given; of too many those with most months, and still in that order."""
    steady = {name: deeds for name, deeds in found.items() if deeds.months >= STEADY_MONTHS}
    most = sorted(steady, key=lambda name: (-steady[name].months, -steady[name].records))[:CANDIDATES_MOST]
    return [(name, deeds) for name, deeds in steady.items() if name in most]


def check_story(story: str) -> None:
    """Refuse with STORY_LENGTH for what is too short to be told or too long to be read."""
    if not STORY_LEAST <= len(story) <= STORY_MOST:
        raise Refusal(STORY_LENGTH, least=STORY_LEAST, most=STORY_MOST)


STORY_LENGTH = "事迹写 {least} 到 {most} 个字，说做了什么、怎么做的，再发一次就行。"
OWN_EXAMPLE = "推荐自己，要请另一位同志来发。"
EXAMPLE_UNDER_WAY = "{name}同志已经在办（{number}，{state}），不用再报。"
