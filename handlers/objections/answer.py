"""答复: the committee answers an objection; both sides learn the answer in private, nobody learns who objected."""

from bot.blanks import rest
from bot.command import Blank, Command
from bot.request import Request
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.objections import actions, texts
from models.objections.rules import Act, Decision, Terms, Verdict, objection_number, read_verdict
from models.proposals.texts import quota_lines
from models.tallies.actions import over_quota


async def run(request: Request, *, number: int, verdict: Verdict, reason: str | None) -> list[Message]:
    terms = Terms(request.house.calendar, request.policy.stars)
    decision = Decision(number, verdict, reason)
    moved = await actions.decide(request.asker, Act.ANSWER, decision, request.cause, terms)
    until = texts.last_day(moved.due, known=request.house.calendar.knows(moved.due.year))
    told = texts.answered(number, verdict, reason, until)
    checks = await over_quota(request.asker, request.today, request.policy.stars) if verdict.stars else []
    done = texts.answer_done(number, verdict, running=moved.running)
    return [
        *request.reply("\n".join([done, *quota_lines(checks)])),
        *(request.tell(one.userid, told) for one in moved.parties),
    ]


COMMAND = Command(
    name="answer",
    words=("答复",),
    run=run,
    help="答复 Y0001 维持 理由：回异议",
    example="答复 Y0001 维持 按记录核对过",
    blanks=(
        Blank("number", "编号", objection_number),
        Blank("verdict", "维持、改为3星或不评", read_verdict),
        rest("reason", "理由", optional=True),
    ),
    needs=COMMITTEE,
    private=True,
    glued=True,
)
