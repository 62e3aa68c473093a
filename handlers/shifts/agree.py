"""同意: who was asked to change duty agrees; both and the secretary are told."""

from typing import Any

from bot.blanks import SWAP_NUMBER
from bot.command import Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message
from models.dialogs.actions import open_dialog
from models.dialogs.rules import PRIVATE_SPAN
from models.people.rules import Role
from models.swaps import actions, texts


def _free(reading: Reading) -> dict[str, Any] | None:
    answers = reading.intent == "duty_swap" and reading.slots.get("response") == "accept"
    return {"number": None} if answers else None


async def _awaited(request: Request) -> dict[str, Any] | None:
    if texts.answer_in(request.text) is not True or len(await actions.waiting(request.asker, request.cause)) != 1:
        return None
    asked = await open_dialog(request.conversation, request.now, PRIVATE_SPAN)
    return {"number": None} if asked is None else None


async def run(request: Request, *, number: int | None) -> list[Message]:
    told = await actions.answer(request.asker, number, request.cause, agrees=True)
    others = [request.tell(*note) for note in texts.to_others(told, request.asker.userid)]
    return [*request.reply(texts.answered(told)), *others]


COMMAND = Command(
    name="agree",
    words=("同意", "同意换班"),
    run=run,
    help="同意 H012：答应换班",
    example="同意 H012",
    blanks=(SWAP_NUMBER,),
    needs=frozenset({Role.CADRE}),
    glued=True,
    free=_free,
    awaited=_awaited,
)
