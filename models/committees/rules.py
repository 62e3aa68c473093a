"""Who is of a branch's committee, and what is said when a branch or a member is not found; pure."""

from models.people.rules import Role
from models.refusal import Refusal

COMMITTEE = frozenset({Role.SECRETARY, Role.COMMITTEE})


class NoBranch(Refusal):
    """The asker holds no such post in a branch, or in several of which none is his own."""

    text = "没有找到由您负责的支部，没有改动。请联系镇街核对您的岗位。"


class UnknownMember(Refusal):
    """Nobody of that name is a member of the branch."""

    text = "{branch}的名册里没有“{name}”这位党员，没有改动。请把姓名写全再发一次。"


class AmbiguousMember(Refusal):
    """Two members of a branch have one name."""

    text = "支部里有不止一位{name}，没有改动。请把姓名换成账号再发一次：{found}。"


class NotInBranch(Refusal):
    """The asker is a member of no branch on these books."""

    text = "这套名册里没有您所在的支部，没有登记。请联系支部书记核对。"
