"""Which assembly holds the deliberation for which a decision waits; pure. Source: domain rules 5.2."""

from collections.abc import Collection, Sequence

from config.voting import Assembly, voting
from models.democracy.decisions.rules import (
    DECISION,
    DELIBERATIONS,
    DecisionState,
    VillageDecision,
    assemblies_for,
)
from models.organisation.people.rules import Role
from models.procedure.meetings.rules import MeetingSaid
from models.values.refusal import Refusal

_OR, _AND = "或", "、"


FIRST_SAY = "{number} 还差{missing}，说全了再开会。发“进度 {number}”接着补。"
NOT_THE_ASSEMBLY = "{number} 这一步要开的是{names}，不是{said}。先没记。{way}"
# Which assembly decides in the end hangs on the kind that was chosen.
OTHER_KIND = "最后由哪个会定，看是哪类事；类选错了，先发“退回 {number} 类选错了”，再发“提议 {number} 公益建设”这样改。"
NOTHING_TO_DELIBERATE = "{number} {state}，现在不用开会。发“进度 {number}”看到哪一步。"


class WhichDecision(Refusal):
    """A meeting with its votes, told without a number, where nothing or more than one thing waits for a meeting."""

    text = (
        "这个会先没记：{waiting}。要议一件事，先发“提议 修三组路灯”；只是登记开过会，发“党员大会 11月20日 全到”这样。"
    )
    nothing, several = "没有等着开会的事项", "等着开会的有{codes}，带上编号再说一次"

    def __init__(self, codes: Sequence[str]) -> None:
        """Fill the sentence with the numbers of what waits."""
        super().__init__(waiting=self.several.format(codes=_AND.join(codes)) if codes else self.nothing)


NOT_ONE_PERSON = "书记和主任是同一人（一肩挑）的，提议和商议才可以合并开。请先开支部会，再开两委会。"
NONE_CALLED = "{number} 没有通知过还没开的这个会，不用取消。"
OUTCOME_CHANGES = (
    "按这些数，{name}算{passed}，和当时记的不一样，没有更正。还没公示的，要回去重议就发“退回”加编号、原因；"
    "已经公示的，请镇街来定。"
)
NO_SUCH_MEETING = "{number} 还没有记过这样的会，没有更正。发“进度 {number}”看开过哪些会。"


def able(decision: VillageDecision) -> list[Assembly]:
    """Return the assemblies that may hold the deliberation for which a decision waits, the usual one first.

    Refuses with NOTHING_TO_DELIBERATE or FIRST_SAY.
    """
    if decision.state not in DELIBERATIONS:
        raise Refusal(NOTHING_TO_DELIBERATE, number=decision.code, state=decision.standing)
    if decision.missing:
        raise Refusal(FIRST_SAY, number=decision.code, missing=DECISION.labels[decision.missing[0]])
    return assemblies_for(decision, decision.state)


def assemblies_meant(
    decision: VillageDecision, words: str, called: Collection[str] = (), *, strictly: bool = True
) -> list[Assembly]:
    """Return the assembly of a deliberation: the one that is named, else was `called`, else the usual one.

    Of several where a charter says which of them decides. A draft may speak of other assemblies: not `strictly`, only
    one that is able counts as named. Raises as `able` does, and NOT_THE_ASSEMBLY.
    """
    may, named = able(decision), named_assembly(words)
    meant = [one for one in may if (named in one.names if named else one.code in called)]
    if named and strictly and not meant:
        raise _not_the_one(decision, may, named)
    return meant or (may if _by_charter(decision) else may[:1])


def _not_the_one(decision: VillageDecision, may: Sequence[Assembly], named: str) -> Refusal:
    way = OTHER_KIND.format(number=decision.code) if decision.state is DecisionState.RESOLVING else ""
    names = _OR.join(one.name for one in may)
    return Refusal(NOT_THE_ASSEMBLY, number=decision.code, names=names, said=named, way=way)


def _by_charter(decision: VillageDecision) -> bool:
    kind = voting().matters.get(decision.said.kind)
    return kind is not None and kind.by_charter


def are_known(decision: VillageDecision, assembly: Assembly, said: MeetingSaid) -> bool:
    """Return whether the books know all who sit in an assembly: of the representatives they may know a few only.

    Of two meetings at once the second has more seats.
    """
    first_of_two = said.merged and decision.state is DecisionState.PROPOSING
    return Role.REPRESENTATIVE not in assembly.seats and not first_of_two


def may_be_called(decision: VillageDecision, name: str) -> bool:
    """Return whether an assembly of that name may hold the deliberation for which a decision waits."""
    return any(name in one.names for one in assemblies_for(decision, decision.state))


def comes_later(decision: VillageDecision, said: MeetingSaid) -> tuple[DecisionState, Assembly] | None:
    """Return (when it can be kept, the assembly) of a meeting that is told before its turn; None for none such."""
    named = named_assembly(said.words)
    if decision.state not in DELIBERATIONS or said.merged or named is None or may_be_called(decision, named):
        return None
    later = DELIBERATIONS[DELIBERATIONS.index(decision.state) + 1 :]
    able = ((state, one) for state in later for one in assemblies_for(decision, state) if named in one.names)
    return next(able, None)


def split_assembly(words: str) -> tuple[str, str]:
    """Return (the assembly that a draft opens with, what follows it); no assembly where it opens with none."""
    name, _, rest = words.partition(" ")
    return (name, rest.strip()) if named_assembly(name) == name else ("", words)


def named_assembly(words: str) -> str | None:
    """Return the longest name of an assembly in some words; 代表大会 is no 大会 of all."""
    names = {name for one in voting().assembly for name in one.names}
    return max((name for name in names if name in words), key=lambda one: (len(one), -words.index(one)), default=None)
