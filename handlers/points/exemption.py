"""免评: a member asks to be left out of this year's stars; why is for the secretary and himself only."""

from typing import Any

from bot.blanks import rest
from bot.command import Command
from bot.language import Reading
from bot.request import Request
from models.committees.actions import deciders
from models.delivery.rules import Asks, Message
from models.exemptions import actions, texts
from models.people.rules import Role


def _free(reading: Reading) -> dict[str, Any] | None:
    mine = reading.slots.get("exempt") and reading.on_behalf_of is None
    return {"reason": reading.slots.get("exempt_reason")} if mine else None


async def run(request: Request, *, reason: str | None) -> list[Message]:
    if reason is None:
        return (
            request.reply(texts.reason_asked(), Asks("exemption", {}))
            if request.private
            else request.reply(texts.ask_in_private())
        )
    wish = await actions.ask(request.asker, reason, request.cause)
    people, above = await deciders(request.asker, actions.SECRETARIES, request.today)
    please, asked = (texts.please_decide_above, texts.asked_above) if above else (texts.please_decide, texts.asked)
    told = [request.tell(one.userid, please(wish)) for one in people]
    if request.private:
        return [*request.reply(asked(wish.year)), *told]
    return [*request.reply(texts.asked_briefly()), request.tell(wish.userid, asked(wish.year)), *told]


COMMAND = Command(
    name="exemption",
    words=("免评", "申请免评"),
    run=run,
    help="免评 原因：申请今年不参评",
    example="免评 年纪大了走不动",
    blanks=(rest("reason", "原因", optional=True),),
    needs=frozenset({Role.MEMBER}),
    free=_free,
)
