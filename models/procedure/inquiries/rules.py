"""A question of the supervision committee: answered by the village in its days, else gone one level up; pure.

Source: 村民委员会组织法, article 37, and rules 5.5: the committee reads everything of its village and edits nothing.
"""

from enum import StrEnum

from models.matters.steps.rules import Kind, Step, Wording
from models.organisation.authority.deciders import Own, Takers, above, roles
from models.organisation.people.rules import Role
from models.values.numbers import Sign

TITLE_MOST, TEXT_MOST, SHOWN_MOST = 60, 300, 6


class QuestionState(StrEnum):
    """States of a question."""

    OPEN = "open"
    RAISED = "raised"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


_OPEN, _RAISED = frozenset({QuestionState.OPEN}), frozenset({QuestionState.RAISED})
_VILLAGE = roles(Role.SECRETARY, Role.VILLAGE_COMMITTEE)
QUESTION = Kind(
    code="question",
    sign=Sign.QUESTION,
    name="监督委员会质询",
    states={
        QuestionState.OPEN: "等答复",
        QuestionState.RAISED: "到期没答复，上级在催",
        QuestionState.ANSWERED: "已经答复",
        QuestionState.WITHDRAWN: "已经撤回",
    },
    steps=(
        Step("answer", _OPEN, QuestionState.ANSWERED, _VILLAGE, Own.NEVER, reason=True, word="答复"),
        Step("answer_late", _RAISED, QuestionState.ANSWERED, _VILLAGE | above(), Own.NEVER, reason=True, word="答复"),
        Step("withdraw", _OPEN | _RAISED, QuestionState.WITHDRAWN, roles(Role.SUPERVISOR), Own.FREE, word="撤回"),
        # By the clock, when its days are over.
        Step("overdue", _OPEN, QuestionState.RAISED, Takers()),
    ),
    open=_OPEN | _RAISED,
    said=Wording,
    lasting=True,
)
