"""红榜: the list as it was published last, or of a month."""

from typing import Any

from bot.blanks import MONTH, month_of
from bot.command import Command
from bot.language import Reading
from bot.request import Request
from models.days import Month
from models.delivery.rules import Message
from models.places.actions import unit_of
from models.places.rules import ranking_kind
from models.rankings import actions, texts

LAST = ("last", "bottom", "asc")


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "ranking_query":
        return None
    last = reading.slots.get("order") in LAST
    return {"month": month_of(reading.slots.get("period")), "last": last}


async def run(request: Request, *, month: Month | None, last: bool = False) -> list[Message]:
    if last:
        return request.reply(texts.last_place_refused())
    issued = await actions.published(month)
    if issued is None:
        return request.reply(texts.nothing_published())
    unit = await unit_of(request.asker.unit_id)
    kind = (ranking_kind(unit.kind) if unit else None) or "all"
    return request.reply(issued.texts.get(kind, issued.texts["all"]))


COMMAND = Command(
    name="honour_list",
    words=("红榜", "月度红榜", "排行榜"),
    run=run,
    help="红榜：看公布过的红榜",
    example="红榜 10月",
    blanks=(MONTH,),
    free=_free,
)
