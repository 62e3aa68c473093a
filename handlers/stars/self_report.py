"""自评: a member says how many stars and which theme stars he would give himself; only his committee learns it."""

import re
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
from models.stars.rules import SelfReport, report_until

OPENING = "自评"
EXEMPT = re.compile(r"免评|不参评|不评")


def _read(text: str, moment: datetime) -> Reading | None:
    return read_stars(Said.of(OPENING + text, moment))


def _free(reading: Reading) -> dict[str, Any] | None:
    mine = reading.intent == "star_report" and "exempt_reason" not in reading.slots
    return {"said": reading} if mine else None


async def run(request: Request, *, said: Reading | None) -> list[Message]:
    slots = said.slots if said else {}
    if said and said.on_behalf_of not in (None, request.asker.name):
        return request.reply(texts.for_oneself())
    if EXEMPT.search(request.text) and not slots.get("stars"):
        return request.reply(texts.how_to_be_left_out())
    month, themes = month_of(slots.get("period")), slots.get("themes") or []
    if "invalid_value" in slots or not (slots.get("stars") or themes):
        values = {"month": str(month) if month else None, "themes": themes, "reason": slots.get("reason")}
        return request.reply(texts.stars_asked(), Asks("stars", values))
    wanted = SelfReport(slots.get("stars"), tuple(themes), slots.get("reason"), month)
    kept = await self_report(request.asker, wanted, request.cause, request.policy.stars)
    if not request.private or kept.month is None:
        return request.reply(texts.recorded_briefly())
    until = report_until(kept.month, request.policy.stars)
    return request.reply(texts.recorded(kept, catalogue().themes, until))


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
