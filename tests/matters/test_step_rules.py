"""When a step may be taken: state × step × who, and what every table of moves has to hold."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from models.matters.steps.rules import (
    Kind,
    NoSuchMatter,
    OwnMatter,
    PartMissing,
    ReasonNeeded,
    Standing,
    Step,
    WrongState,
    check_step,
)
from models.organisation.authority.deciders import Own, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign
from models.values.refusal import Refusal


class Promise(BaseModel):
    """What such a matter says."""

    text: str = ""
    result: str | None = None


OPEN, REPORTED = frozenset({"open"}), frozenset({"reported"})
KIND = Kind(
    code="trial",
    sign=Sign.BROADCAST,
    name="承诺",
    states={"open": "在办", "reported": "等核实", "kept": "已兑现", "gone": "已摘牌"},
    steps=(
        Step("report", OPEN, "reported", roles(Role.SECRETARY), needs=("result",), word="办结"),
        Step("confirm", REPORTED, "kept", roles(Role.SUPERVISOR), Own.NEVER, word="通过"),
        Step("reject", REPORTED, "open", roles(Role.SUPERVISOR), Own.NEVER, reason=True, word="退回"),
        Step("remove", OPEN, "gone", roles(Role.DISTRICT), reason=True),
    ),
    open=OPEN | REPORTED,
    said=Promise,
    labels={"result": "结果"},
)


def _stands(state: str, **more: Any) -> Standing:
    return Standing(**({"state": state, "may": True, "own": False, "said": {"result": "修好了"}} | more))


@pytest.mark.parametrize(
    ("step", "standing", "reason", "refused"),
    [
        ("report", _stands("open"), "", None),
        ("report", _stands("open", own=True), "", None),
        ("report", _stands("open", said={}), "", PartMissing),
        ("report", _stands("open", said={"result": ""}), "", PartMissing),
        ("report", _stands("open", may=False), "", NoSuchMatter),
        ("report", _stands("reported"), "", WrongState),
        ("report", _stands("kept"), "", WrongState),
        ("confirm", _stands("reported"), "", None),
        ("confirm", _stands("open"), "", WrongState),
        ("confirm", _stands("reported", own=True, may=False), "", OwnMatter),
        ("confirm", _stands("reported", own=True, may=True), "", OwnMatter),
        ("confirm", _stands("reported", may=False), "", NoSuchMatter),
        ("reject", _stands("reported"), "没有照片", None),
        ("reject", _stands("reported"), "", ReasonNeeded),
        ("reject", _stands("reported"), "  ", ReasonNeeded),
        ("remove", _stands("open"), "名不副实", None),
        ("remove", _stands("open"), "", ReasonNeeded),
        # Whoever may not is told nothing of how it stands.
        ("report", _stands("kept", may=False), "", NoSuchMatter),
    ],
)
def test_when_a_step_is_taken(step: str, standing: Standing, reason: str, refused: type[Refusal] | None) -> None:
    if refused is None:
        check_step(KIND, 7, KIND.step(step), standing, reason)
        return
    with pytest.raises(refused) as told:
        check_step(KIND, 7, KIND.step(step), standing, reason)
    assert told.value.sentence.endswith("。")


def test_what_is_missing_is_named() -> None:
    with pytest.raises(PartMissing, match="B007 还差结果"):
        check_step(KIND, 7, KIND.step("report"), _stands("open", said={}), "")


def test_a_word_means_the_step_from_the_present_state() -> None:
    again = Kind("k", Sign.SITE, "试", {"a": "甲", "b": "乙"}, (
        Step("first", frozenset("a"), "b", roles(Role.SECRETARY), word="通过"),
        Step("second", frozenset("b"), "a", roles(Role.SECRETARY), word="通过"),
    ), frozenset("ab"))  # fmt: skip
    assert [step.name for state in "ab" if (step := again.step_for("通过", state))] == ["first", "second"]
    assert again.step_for("同意", "a") is None


ROOT = Path(__file__).parents[2]


def _kinds() -> Iterator[Kind]:
    """Yield every kind that a topic's rules declare, and the one of these tests."""
    yield KIND
    seen: list[Kind] = []
    for path in sorted(ROOT.glob("models/*/*/rules.py")):
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        # A topic may name another's kind.
        seen += [one for one in vars(module).values() if isinstance(one, Kind) and one not in seen]
    yield from seen


KINDS = list(_kinds())


def test_codes_and_signs_of_kinds_are_told_apart() -> None:
    assert len({kind.code for kind in KINDS}) == len({kind.sign for kind in KINDS}) == len(KINDS) > 3


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_table_of_moves_holds_together(kind: Kind) -> None:
    named = set(kind.states)
    assert kind.open <= named
    # What waits for nobody, such as a notice, is closed from the beginning.
    assert kind.first in kind.open or not kind.open
    reached = {kind.first}
    for _ in kind.states:
        reached |= {step.target for step in kind.steps if step.sources & reached}
    assert reached == named, "every state is reached, and every step leads to a named one"
    assert all(step.sources <= named for step in kind.steps)
    assert all(any(state in step.sources for step in kind.steps) for state in kind.open), "what waits can go on"
    assert len({step.name for step in kind.steps}) == len(kind.steps)
    for word in {step.word for step in kind.steps if step.word}:
        steps = [step for step in kind.steps if step.word == word]
        sources = [(state, step.own is Own.ONLY) for step in steps for state in step.sources]
        assert len(sources) == len(set(sources)), (
            f"{word} means one step in each state, for those whose it is and for the others"
        )
    assert all(set(step.needs) <= set(kind.labels) & set(kind.said.model_fields) for step in kind.steps)
    assert len(kind.code) <= 16
    assert all(len(step.name) <= 16 and len(f"{kind.code}_{step.name}") <= 32 for step in kind.steps)


@given(
    kind=st.sampled_from(KINDS),
    data=st.data(),
    may=st.booleans(),
    own=st.booleans(),
    reason=st.sampled_from(["", "名不副实"]),
)
def test_no_step_is_taken_from_a_wrong_state_by_a_wrong_person_or_without_its_words(
    kind: Kind, data: st.DataObject, may: bool, own: bool, reason: str
) -> None:
    step, state = data.draw(st.sampled_from(kind.steps)), data.draw(st.sampled_from(list(kind.states)))
    said = data.draw(st.sampled_from([{}, dict.fromkeys(step.needs, "有")]))
    try:
        check_step(kind, 1, step, Standing(state, may, own, said), reason)
    except Refusal:
        return
    assert may
    assert state in step.sources
    assert not (own and step.own is Own.NEVER)
    assert reason or not step.reason
    assert all(said.get(name) for name in step.needs)
