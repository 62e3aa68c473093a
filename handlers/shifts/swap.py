"""换班: a cadre asks another to change duty; it counts when the other agrees."""

from typing import Any

from bot.blanks import SHIFTS, shifts_from
from bot.command import Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.swaps import actions, texts
from models.swaps.rules import Wanted


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "duty_swap" or reading.slots.get("response") or reading.slots.get("role"):
        return None
    return {"wanted": shifts_from(reading.slots)}


async def run(request: Request, *, wanted: list[Wanted]) -> list[Message]:
    if not wanted:
        return request.reply(texts.how_to_ask())
    told = await actions.ask(request.asker, request.text, wanted, request.cause, request.policy.duty)
    others = [request.tell(*note, *texts.buttons(told)) for note in texts.to_others(told, request.asker.userid)]
    return [*request.reply(texts.said_to_asker(told)), *others]


COMMAND = Command(
    name="swap",
    words=("换班",),
    run=run,
    help="换班 5月3日 姓名：和人换班",
    example="换班 12月3日 唐敏",
    blanks=(SHIFTS,),
    needs=frozenset({Role.CADRE}),
    glued=True,
    free=_free,
)
