"""准假: who decides about a leave grants it; the shifts in it are empty at once."""

from bot.blanks import LEAVE_NUMBER
from bot.command import Command
from bot.request import Request
from models.absences import actions, texts
from models.delivery.rules import Message
from models.people.rules import OFFICES, Role


async def run(request: Request, *, number: int | None) -> list[Message]:
    done = await actions.grant(request.asker, number, request.cause, request.house.calendar, request.policy.duty)
    arranges = request.asker.userid in {party.userid for party in done.secretaries}
    others = [party for party in done.secretaries if party.userid != request.asker.userid and done.gaps]
    told = [
        request.tell(done.person.userid, texts.approved(done)),
        *(request.tell(party.userid, texts.gaps(done)) for party in others),
    ]
    return [*request.reply(texts.decided(done, arranges=arranges)), *told]


COMMAND = Command(
    name="grant_leave",
    words=("准假", "批假"),
    run=run,
    help="准假 J012：批准请假",
    example="准假 J012",
    blanks=(LEAVE_NUMBER,),
    needs=frozenset({Role.SECRETARY, *OFFICES}),
    private=True,
    glued=True,
)
