"""顶班: a cadre takes an empty shift at once, or offers to take somebody's."""

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
    if reading.intent != "duty_swap" or reading.slots.get("role") != "substitute":
        return None
    return {"wanted": shifts_from(reading.slots)}


async def run(request: Request, *, wanted: list[Wanted]) -> list[Message]:
    if not wanted:
        return request.reply(texts.how_to_stand_in())
    told = await actions.stand_in(request.asker, request.text, wanted[0], request.cause)
    others = [request.tell(*note, *texts.buttons(told)) for note in texts.to_others(told, request.asker.userid)]
    return [*request.reply(texts.said_to_asker(told)), *others]


COMMAND = Command(
    name="stand_in",
    words=("顶班", "替班"),
    run=run,
    help="顶班 5月3日：顶一个空班",
    example="顶班 12月3日上午",
    blanks=(SHIFTS,),
    needs=frozenset({Role.CADRE}),
    glued=True,
    free=_free,
)
