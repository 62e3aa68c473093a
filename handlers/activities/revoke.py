"""撤销: a member takes back a record; a verified one only through its verifier."""

from typing import Any

from bot.blanks import RECORD_OR_OTHER, record_or_other
from bot.command import Command
from bot.language import Reading
from bot.request import Request
from config.catalogue import categories
from models.activities import actions, texts
from models.activities.rules import Status
from models.delivery.rules import Message
from models.people.actions import holders
from models.people.rules import VERIFIERS
from models.stars.texts import taken_back_otherwise


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "revoke" or reading.slots.get("replace") or reading.slots.get("target") == "match":
        return None
    return {"number": record_or_other(str(reading.slots.get("record_id") or reading.slots.get("about") or ""))}


async def run(request: Request, *, number: int | str | None) -> list[Message]:
    if isinstance(number, str):
        return request.reply(taken_back_otherwise(number, request.today, request.policy.stars))
    target = number if number is not None else await actions.last_own(request.asker)
    row = await actions.own(request.asker, target)
    if row.status == Status.VERIFIED:
        verifiers = await holders(VERIFIERS, request.today, row.unit_id)
        asked = [person for person in verifiers if person.id != request.asker.person_id]
        told = [request.tell(p.userid, texts.please_return(request.asker.name, target)) for p in asked]
        return [*request.reply(texts.revoke_asked(target)), *told]
    claim = await actions.revoke(request.asker, target, request.cause)
    if not request.private:
        return request.reply(texts.revoked_briefly(target))
    return request.reply(texts.revoked(target, claim, categories()))


COMMAND = Command(
    name="revoke",
    words=("撤销", "撤回"),
    run=run,
    help="撤销：收回刚报的一条",
    example="撤销 A0231",
    blanks=(RECORD_OR_OTHER,),
    glued=True,
    free=_free,
)
