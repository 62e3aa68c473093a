"""裁定: the township decides an appeal, finally; both sides and the committee learn it in private."""

from bot.blanks import rest
from bot.command import Blank, Command
from bot.request import Request
from models.delivery.rules import Message
from models.objections import actions, texts
from models.objections.rules import Act, Decision, Terms, Verdict, objection_number, read_verdict
from models.people.rules import OFFICES


async def run(request: Request, *, number: int, verdict: Verdict, reason: str | None) -> list[Message]:
    terms = Terms(request.house.calendar, request.policy.stars)
    decision = Decision(number, verdict, reason)
    moved = await actions.decide(request.asker, Act.RULE, decision, request.cause, terms)
    return [
        *request.reply(texts.ruling_done(number, verdict)),
        *(request.tell(one.userid, texts.ruled(number, verdict, reason)) for one in moved.parties),
    ]


COMMAND = Command(
    name="rule",
    words=("裁定",),
    run=run,
    help="裁定 Y0001 维持 理由：定申诉",
    example="裁定 Y0001 维持 材料齐全",
    blanks=(
        Blank("number", "编号", objection_number),
        Blank("verdict", "维持、改为3星或不评", read_verdict),
        rest("reason", "理由", optional=True),
    ),
    needs=OFFICES,
    private=True,
    glued=True,
)
