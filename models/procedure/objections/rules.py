"""An objection to anything: who answers it, who may appeal, who rules in the end; pure.

A topic keeps what is objected to in a table of its own, with `matter_id`, and does what follows from an answer.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from models.matters.steps.rules import Kind, MatterSaid, Step
from models.organisation.authority.deciders import Own, Part, Takers, above, part, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign

TEXT_MOST = 300


class Stage(StrEnum):
    """Stages of an objection; while it is open or appealed, what it is about waits."""

    OPEN = "open"
    ANSWERED = "answered"
    APPEALED = "appealed"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


UNSETTLED = frozenset({Stage.OPEN, Stage.APPEALED})
ABOVE = frozenset({Stage.APPEALED, Stage.DECIDED})
_OPEN, _ANSWERED, _APPEALED = frozenset({Stage.OPEN}), frozenset({Stage.ANSWERED}), frozenset({Stage.APPEALED})


class Objection(MatterSaid):
    """What is said in an objection: what for, what was answered and ruled, and whether all stayed as it was."""

    text: str
    kept: bool | None = None
    answer: str | None = None
    answer_by: int | None = None
    appeal: str | None = None
    appeal_by: int | None = None
    rule: str | None = None
    rule_by: int | None = None


# The owner is who raised it. Nobody answers or rules on what he raised himself or what is about him.
OBJECTION = Kind(
    code="objection",
    sign=Sign.OBJECTION,
    name="异议",
    states={
        Stage.OPEN: "正等支委会答复",
        Stage.ANSWERED: "已经答复",
        Stage.APPEALED: "已交上级裁定",
        Stage.DECIDED: "已由上级裁定，是最后的结果",
        Stage.WITHDRAWN: "提的人已经撤回",
    },
    steps=(
        Step("answer", _OPEN, Stage.ANSWERED, roles(Role.SECRETARY, Role.COMMITTEE), Own.NEVER, word="答复"),
        Step("appeal", _ANSWERED, Stage.APPEALED, part(Part.OWNER, Part.ABOUT), Own.ONLY),
        Step("rule", _APPEALED, Stage.DECIDED, part(Part.JOINED) | above(), Own.NEVER),
        Step("withdraw", _OPEN, Stage.WITHDRAWN, part(Part.OWNER), Own.ONLY, word="撤回"),
        # With the raising itself, where nobody of the committee may answer.
        Step("pass_up", _OPEN, Stage.APPEALED, part(Part.OWNER), Own.ONLY),
        # By the clock, when the days of the answer or the ruling are over: what nobody answers is no dead end.
        Step("overdue", UNSETTLED, Stage.APPEALED, Takers()),
    ),
    open=UNSETTLED,
    said=Objection,
)


@dataclass(frozen=True)
class DaysToAnswer:
    """In how many working days an objection is answered, which is also the time to appeal, and an appeal ruled on."""

    answer: int
    rule: int


NOTHING_RAISED = "您没有等答复的异议。"
NOBODY_TO_DECIDE = "现在还没有适合办这件事的同志。请发“投诉建议 …”说明，区里会安排人来办。"
# Who is meant is told as well by a post, by whose kin he is, by 她说的: one village has one of each.
SPEAKS_OF_WHO = re.compile(
    r"(?:代表|书记|主任|委员|[村组社队]长|干部|会计|文书|[他她]|邻居|对门|隔壁|[他她你您](?:家)?(?:的)?(?:老公|老婆|丈夫|妻子|爱人|男人|女人|婆婆|公公|儿子|女儿|媳妇|女婿|爸|妈|[哥姐弟妹嫂]+|亲戚|[舅姑姨叔婶]))"
    r"[^,，。]{0,3}(?:[说讲]|反映|提[的出了这]|告状?|举报|认为|觉得)"
)
TELLS_WHO = "理由会转给本人，里面不写是谁提的，{number} 先没办。去掉姓名、换个说法再发一次就行，例如：按记录核对过。"
