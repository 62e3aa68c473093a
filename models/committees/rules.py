"""Who is of a branch's committee, who acts in its place, and what is said when nobody is found; pure."""

from models.people.rules import OFFICES, Asker, Role
from models.refusal import Refusal

COMMITTEE = frozenset({Role.SECRETARY, Role.COMMITTEE})
# A committee, and the office above for whom nobody of his own committee could.
JUDGES = COMMITTEE | OFFICES


class NoBranch(Refusal):
    """The asker holds no such post in a branch, or in several of which none is his own."""

    text = "没有找到由您负责的支部，没有改动。请联系上级党组织核对您的岗位。"


class UnknownMember(Refusal):
    """Nobody of that name is a member of the branch."""

    text = "{branch}的名册里没有“{name}”这位党员，没有改动。请把姓名写全再发一次。"


class AmbiguousMember(Refusal):
    """Two members of a branch have one name."""

    text = "支部里有不止一位{name}，没有改动。请把姓名换成账号再发一次：{found}。"


class NotInBranch(Refusal):
    """The asker is a member of no branch on these books."""

    text = "这套名册里没有您所在的支部，没有登记。请联系支部书记核对。"


class HeadAlone(Refusal):
    """Nobody else of his branch could do it for its secretary, so the office above does."""

    text = "支部里能办这件事的只有您一位，关于您本人的由上级（{above}）来办，没有改动。请把这句话转给上级，由他们来发。"


class NotTheHead(Refusal):
    """An office acts for those secretaries only for whom nobody of their own branch could."""

    text = "上级只替独自一人的书记办，这几位不全是，没有改动：{names}。其余的由各支部来办。"


def in_committee(asker: Asker, unit_id: int, branch_id: int) -> bool:
    """Return whether somebody is of the committee of a branch of a unit."""
    return unit_id in asker.units_as(COMMITTEE) and asker.branch_id in (None, branch_id)
