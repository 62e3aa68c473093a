"""自评: a member says how many stars and which theme stars he would give himself; only his committee learns it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.blanks import month_of
from bot.command import Blank, Command
from bot.language import Reading
from bot.language.stars import read_stars
from bot.language.values import Message as Said
from bot.request import Request
from config.star_catalogue import catalogue
from models.delivery.rules import Asks, Message
from models.people.rules import Role
from models.stars import texts
from models.stars.actions import self_report
from models.stars.rules import SelfReport

OPENING = "自评"


def _read(text: str, moment: datetime) -> Reading | None:
    return read_stars(Said.of(OPENING + text, moment))


def _free(reading: Reading) -> dict[str, Any] | None:
    mine = reading.intent == "star_report" and "exempt_reason" not in reading.slots
    return {"said": reading} if mine else None


async def run(request: Request, *, said: Reading | None) -> list[Message]:
    slots = said.slots if said else {}
    if slots.get("on_behalf_of", request.asker.name) != request.asker.name:
        return request.reply(texts.for_oneself())
    wanted = _wanted(slots)
    if not wanted.stars and texts.wants_out(request.text):
        return request.reply(texts.how_to_be_left_out())
    if not (wanted.stars or wanted.themes) or "invalid_value" in slots:
        return request.reply(texts.stars_asked(), Asks("stars", wanted.as_values))
    kept = await self_report(request.asker, wanted, request.cause, request.policy.stars)
    return request.reply(texts.recorded(kept, catalogue().themes, request.policy.stars, private=request.private))


def _wanted(slots: Mapping[str, Any]) -> SelfReport:
    themes = tuple(slots.get("themes", ()))
    return SelfReport(slots.get("stars"), themes, slots.get("reason"), month_of(slots.get("period")))


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
)
