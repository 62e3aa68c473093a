"""Who is of a branch's committee, who acts in its place, and what is said when nobody is found; pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.organisation.people.rules import OFFICES, Asker, Role
from models.values.refusal import Refusal

COMMITTEE = frozenset({Role.SECRETARY, Role.COMMITTEE})
# A committee, and the office above for whom nobody of his own committee could.
JUDGES = COMMITTEE | OFFICES
NAMES_BETWEEN = "、"


NO_BRANCH = "名册上您还没有负责哪个支部，请上级看看您的岗位登记得对不对。"


class UnknownMember(Refusal):
    """Nobody of that name is a member of the branch."""

    text = "{branch}的名册里没有“{name}”这位党员。{near}请把姓名写全再发一次。"
    near = "是不是{names}？"

    def __init__(self, name: str, branch: str, others: Sequence[str]) -> None:
        """Fill the sentence, with the names out of `others` that may have been meant."""
        names = NAMES_BETWEEN.join(near_names(name, others))
        super().__init__(name=name, branch=branch, near=self.near.format(names=names) if names else "")


NOT_IN_BRANCH = "名册上还没有您的支部，跟书记说一声就好。"
HEAD_ALONE = "支部里能办这件事的只有您一位，关于您本人的由上级（{above}）来办。请把这句话转给上级，由他们来发。"
NOT_THE_HEAD = "上级只替独自一人的书记办，这几位不全是：{names}。其余的由各支部来办。"


@dataclass(frozen=True)
class OwnArea:
    """Whose books somebody keeps: everybody of the units of his offices, and a secretary's own unit.

    Of a unit with several branches a secretary keeps his own members only; `branch_id` is his.
    """

    offices: frozenset[int] = frozenset()
    led: frozenset[int] = frozenset()
    branch_id: int | None = None

    @property
    def units(self) -> frozenset[int]:
        """Return every unit of the area."""
        return self.offices | self.led

    def holds(self, unit_id: int, branch_id: int | None) -> bool:
        """Return whether somebody of a unit and a branch (None: a resident, or of an office) is in the area."""
        same_branch = None in (branch_id, self.branch_id) or branch_id == self.branch_id
        return unit_id in self.offices or (unit_id in self.led and same_branch)


class Sight(StrEnum):
    """How much of a star matter somebody sees: all of it, his own without others' names, or what was sent up."""

    WHOLE = "whole"
    OWN = "own"
    SENT_UP = "sent_up"


def sight_of(
    asker: Asker, concerned: Collection[int], branch: tuple[int, int, int | None], *, sent: bool
) -> Sight | None:
    """Return what the asker sees of a matter of `concerned` people, None for nothing.

    `branch` is the branch's number with its unit's and the office's above; `sent` says that the office has it.
    """
    branch_id, unit_id, above_id = branch
    if asker.person_id in concerned:
        return Sight.OWN
    if in_committee(asker, unit_id, branch_id):
        return Sight.WHOLE
    return Sight.SENT_UP if sent and above_id in asker.units_as(OFFICES) else None


def near_names(name: str, names: Sequence[str]) -> list[str]:
    """Return the names that may have been meant: those with one sign otherwise, or that end with what was said."""
    return [
        one
        for one in names
        if (len(name) >= 2 and one.endswith(name))
        or (len(one) == len(name) >= 3 and sum(a != b for a, b in zip(one, name, strict=True)) == 1)
    ]


def in_committee(asker: Asker, unit_id: int, branch_id: int) -> bool:
    """Return whether somebody is of the committee of a branch of a unit."""
    return unit_id in asker.units_as(COMMITTEE) and asker.branch_id in (None, branch_id)
