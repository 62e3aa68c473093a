"""销假: somebody is back, or needs his leave no more."""

from datetime import date
from typing import Any

from bot.blanks import LEAVE, leave_from
from bot.command import Command
from bot.language import Reading
from bot.request import Request
from models.absences import actions, texts
from models.absences.rules import Leave
from models.delivery.rules import Message
from models.people.rules import Role


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "duty_leave" or reading.slots.get("action") != "cancel":
        return None
    return {"said": leave_from(reading.slots)}


async def run(request: Request, *, said: tuple[Leave, str | None] | None) -> list[Message]:
    day: date | None = said[0].first if said else None
    ended = await actions.end(request.asker, day, request.cause, request.house.calendar, request.policy.duty)
    told = [request.tell(party.userid, texts.back_again(ended)) for party in ended.secretaries]
    return [*request.reply(texts.ended(ended)), *told]


COMMAND = Command(
    name="end_leave",
    words=("销假",),
    run=run,
    help="销假：回来了，或不用请了",
    example="销假 12月3日",
    blanks=(LEAVE,),
    needs=frozenset({Role.CADRE}),
    glued=True,
    free=_free,
)
