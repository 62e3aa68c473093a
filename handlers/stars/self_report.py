"""自评: a member says how many stars and which theme stars he would give himself; only his committee learns it."""

from datetime import datetime
from typing import Any

from bot.blanks import self_report_from
from bot.command import Blank, Command
from bot.language import Reading
from bot.language.star_talk import self_report_line
from bot.language.stars import read_stars
from bot.language.values import Message as Said
from bot.request import Request
from config.star_catalogue import catalogue
from models.delivery.rules import Asks, Message
from models.people.rules import Role
from models.stars import texts
from models.stars.actions import self_report
from models.themes.actions import check_class

OPENING = "自评"


def _read(text: str, moment: datetime) -> Reading | None:
    return read_stars(Said.of(OPENING + text, moment))


def _free(reading: Reading) -> dict[str, Any] | None:
    mine = reading.intent == "star_report" and "exempt" not in reading.slots
    return {"said": reading} if mine else None


async def run(request: Request, *, said: Reading | None) -> list[Message]:
    slots = said.slots if said else {}
    if slots.get("on_behalf_of", request.asker.name) != request.asker.name:
        return request.reply(texts.for_oneself())
    wanted = self_report_from(slots)
    if "exempt" in slots:
        return request.reply(texts.how_to_be_left_out())
    if "invalid_value" in slots or not (wanted.stars or wanted.themes):
        asks = Asks("stars", wanted.as_values) if request.private else None
        return request.reply(texts.stars_asked(private=request.private), asks)
    await check_class(request.asker, wanted.themes)
    kept = await self_report(request.asker, wanted, request.cause, request.policy.stars)
    return request.reply(texts.recorded(kept, catalogue().themes, request.policy.stars, private=request.private))


COMMAND = Command(
    name="self_report",
    words=("自评", "星级自评"),
    run=run,
    help="自评4星 理由：每月自愿，可改",
    example="自评4星 常去清沟渠",
    blanks=(Blank("said", "几星、理由", _read, optional=True, rest=True),),
    needs=frozenset({Role.MEMBER}),
    glued=True,
    free=_free,
    meant=self_report_line,
)
