"""不同意: who was asked to change duty would rather not; nothing moves."""

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
    answers = reading.intent == "duty_swap" and reading.slots.get("response") == "decline"
    return {"number": None} if answers else None


async def _awaited(request: Request) -> dict[str, Any] | None:
    if texts.answer_in(request.text) is not False or len(await actions.waiting(request.asker, request.cause)) != 1:
        return None
    asked = await open_dialog(request.conversation, request.now, PRIVATE_SPAN)
    return {"number": None} if asked is None else None


async def run(request: Request, *, number: int | None) -> list[Message]:
    told = await actions.answer(request.asker, number, request.cause, agrees=False)
    others = [request.tell(*note) for note in texts.to_others(told, request.asker.userid)]
    return [*request.reply(texts.answered(told)), *others]


COMMAND = Command(
    name="disagree",
    words=("不同意", "不同意换班", "不换班"),
    run=run,
    help="不同意 H012：这次不换班",
    example="不同意 H012",
    blanks=(SWAP_NUMBER,),
    needs=frozenset({Role.CADRE}),
    glued=True,
    free=_free,
    awaited=_awaited,
)
