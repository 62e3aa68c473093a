"""What a kind of matter is, and which of its steps may be taken; pure. How to add one: docs/matters.md."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from models.organisation.authority.deciders import UNASKED, Own, Part, Takers, part
from models.values.numbers import Sign
from models.values.refusal import Refusal

REASON_MOST = 200
AGREE, DISAGREE, TAKE_BACK = "同意", "不同意", "撤回"


class MatterSaid(BaseModel):
    """What a matter says beside its title: nothing where its topic keeps everything in a table of its own."""

    model_config = ConfigDict(extra="forbid")


class Wording(MatterSaid):
    """What a matter says that is one text in somebody's words, such as a notice or a question."""

    text: str


@dataclass(frozen=True)
class Step:
    """One way from some states to another, who takes it, and the word that takes it for any number of the kind.

    `own` says whether those to whom the matter belongs may; one that is ONLY or FREE waits for nobody. `reason` needs
    words; `needs` names what has to be said, before or with it.
    """

    name: str
    sources: frozenset[str]
    target: str
    takers: Takers
    own: Own = Own.EITHER
    reason: bool = False
    needs: tuple[str, ...] = ()
    word: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of matter: its code and the sign of its numbers, its name, its states with theirs, its steps.

    The first state is the one in which it is opened. It waits while it is in one of `open`; `said` checks what is said.
    A `lasting` one stays when those to whom it belongs have gone: it was asked for by a post, or must be answered. In
    the states in `asks` it waits for an answer without a day of its own: whoever was asked is reminded of it, and
    whoever opened it sees for whom it waits.
    """

    code: str
    sign: Sign
    name: str
    states: Mapping[str, str]
    steps: tuple[Step, ...]
    open: frozenset[str]
    said: type[MatterSaid] = MatterSaid
    labels: Mapping[str, str] = field(default_factory=dict)
    lasting: bool = False
    asks: frozenset[str] = frozenset()

    @property
    def first(self) -> str:
        """Return the state in which a matter is opened."""
        return next(iter(self.states))

    @property
    def owner_s_to_do(self) -> bool:
        """Return whether its owner has to bring it to its end himself, as a promise."""
        return any(step.needs and Part.OWNER in step.takers.parts for step in self.steps)

    def step(self, name: str) -> Step:
        """Return the step of a name; a wrong one is a fault of the program."""
        return next(step for step in self.steps if step.name == name)

    def step_for(self, word: str, state: str, *, own: bool = False) -> Step | None:
        """Return the step that a word takes: the one from this state, else any; None when no step has that word.

        Where a word is one step for those to whom the matter belongs and another for the others, `own` says whose.
        """
        found = [step for step in self.steps if step.word == word]
        found.sort(key=lambda step: (state not in step.sources, (step.own is Own.ONLY) is not own))
        return found[0] if found else None

    def in_hand(self, state: str) -> bool:
        """Return whether in a state somebody is to take a step."""
        return state in self.open and bool(self.waiting(state))

    def waiting(self, state: str, word: str | None = None) -> list[Step]:
        """Return the steps for which a matter waits in a state; with a word those that it takes, asked for or not."""
        here = [step for step in self.steps if state in step.sources]
        return [step for step in here if (step.own not in UNASKED if word is None else step.word == word)]


class SecondState(StrEnum):
    """States of what one officer asks for and a second agrees to."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


def of_two(takers: Takers, states: Iterable[str] = SecondState) -> tuple[Step, ...]:
    """Return the steps of what one officer asks for (its owner) and a second agrees to, given its four states."""
    asked, agreed, declined, taken_back = states
    here = frozenset({asked})
    return (
        Step("agree", here, agreed, takers, Own.NEVER, word=AGREE),
        Step("decline", here, declined, takers, Own.NEVER, reason=True, word=DISAGREE),
        Step("take_back", here, taken_back, part(Part.OWNER), Own.ONLY, word=TAKE_BACK),
    )


@dataclass(frozen=True)
class Opening:
    """A matter that is opened: where, what it is called, whose it is, what is said and until when."""

    unit_id: int
    title: str
    people: Mapping[Part, Collection[int]]
    branch_id: int | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    due_on: date | None = None


@dataclass(frozen=True)
class Words:
    """What is said with a step: why, and what it adds to what the matter says."""

    reason: str = ""
    adds: Mapping[str, Any] = field(default_factory=dict)


NO_WORDS = Words()


@dataclass(frozen=True)
class Happened:
    """One step of a matter as people read it: what, on which day, by whom, in which words.

    What is said by a body is said by the office `above` while nobody sits in it.
    """

    step: str
    on: date
    by: str = ""
    words: str = ""
    above: bool = False


@dataclass(frozen=True)
class Standing:
    """How a matter stands for one who wants to take a step of it.

    Its state; whether he may, and whether it is his own; what has been said.
    """

    state: str
    may: bool
    own: bool
    said: Mapping[str, Any]


class NoSuchMatter(Refusal):
    """There is no such matter, or it is none of the asker's business."""

    text = "没有找到 {number}，或者不归您办。看看编号写对没有。"


class OwnMatter(Refusal):
    """A step that nobody takes in his own matter."""

    text = "这是您自己的事，要请另一位同志来办。"


class WrongState(Refusal):
    """The matter is not where the step begins."""

    text = "{number} {state}，这一步不用办了。"


OPEN_ALREADY = "这件事您已经说过了（{number}），正在办，没有另开一件。看办到哪步，发“我的事”。"
NO_SUCH_STEP = "{number} 是{kind}，不能用“{word}”。可以用：{words}。"


class ReasonNeeded(Refusal):
    """A step without the words that it needs."""

    text = "还差一句原因，好让对方明白，请在后面补上再发一次。"


class PartMissing(Refusal):
    """A step without something that has to be said first."""

    text = "{number} 还差{missing}。请补上再发一次。"


def check_step(kind: Kind, number: int, step: Step, standing: Standing, reason: str = "") -> None:
    """Raise the Refusal that says why a step is not taken, in the order in which a person would ask."""
    shown = kind.sign.show(number)
    if standing.own and step.own is Own.NEVER:
        raise OwnMatter
    if not standing.may:
        raise NoSuchMatter(number=shown)
    if standing.state not in step.sources:
        raise WrongState(number=shown, state=kind.states[standing.state])
    _check_said(kind, shown, step, standing, reason)


def _check_said(kind: Kind, shown: str, step: Step, standing: Standing, reason: str) -> None:
    if step.reason and not reason.strip():
        raise ReasonNeeded(number=shown)
    missing = [kind.labels.get(name, name) for name in step.needs if not standing.said.get(name)]
    if missing:
        raise PartMissing(number=shown, missing="、".join(missing))
