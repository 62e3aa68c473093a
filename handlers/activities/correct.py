"""更正: a member replaces what one of his records says."""

from typing import Any

from bot.blanks import CHANGE, OWN_RECORD, change_from
from bot.command import Command
from bot.language import Reading
from bot.request import Request
from config.catalogue import categories
from models.activities import actions, texts
from models.claims.rules import Change
from models.delivery.rules import Message


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "revoke" or not reading.slots.get("replace"):
        return None
    return {"number": None, "change": change_from(reading.slots["replace"])}


async def run(request: Request, *, number: int | None, change: Change) -> list[Message]:
    target = number if number is not None else await actions.last_own(request.asker)
    done = await actions.correct(request.asker, target, change, request.cause, request.policy)
    if done.before is None:
        raise AssertionError("a correction has a version before it")
    if not request.private:
        return request.reply(texts.corrected_briefly(done.number))
    return request.reply(texts.corrected(done.number, done.before, done.claim, categories()))


COMMAND = Command(
    name="correct",
    words=("更正", "改一下"),
    run=run,
    help="更正 A0231 1小时：改自己的记录",
    example="更正 A0231 1小时",
    blanks=(OWN_RECORD, CHANGE),
    glued=True,
    free=_free,
)
