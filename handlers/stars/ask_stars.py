"""How many stars: asked once when somebody gave himself none of the five grades; nothing is rounded."""

import re
from datetime import datetime
from typing import Any

from bot import language
from bot.blanks import self_report_from
from bot.dialog import Question, Values
from bot.language.numbers import to_whole
from bot.request import Request
from config.star_catalogue import catalogue
from models.days import Month
from models.delivery.rules import Asks, Message
from models.dialogs.rules import bare
from models.stars import texts
from models.stars.actions import self_report
from models.stars.rules import SelfReport
from models.themes.actions import check_class

NOT_ONES_OWN = frozenset({"on_behalf_of", "exempt"})
ANSWER = re.compile(r"(?:自评|报|改成|就)?([1-5一二两三四五]|[⭐★🌟]{1,5})\s*颗?星?级?(?:吧|嘛|了)?")


def _read(text: str, moment: datetime, values: Values) -> SelfReport | None:
    """Return the grade, or a whole self-report, which may once more name none; what else is said is no answer."""
    found = ANSWER.fullmatch(bare(text))
    if found:
        return SelfReport(to_whole(found[1]) or len(found[1]))
    reading = language.read(text, moment)
    stars, is_own = reading.slots.get("stars"), not NOT_ONES_OWN & reading.slots.keys()
    if reading.intent != "star_report" or not is_own or texts.wants_out(text) or not (stars or text.startswith("自评")):
        return None
    return self_report_from(reading.slots)


async def _run(request: Request, values: Values, said: SelfReport) -> list[Message]:
    asked = Month.parse(values["month"]) if values.get("month") else None
    themes, reason = said.themes or tuple(values["themes"]), said.reason or values.get("reason")
    wanted = SelfReport(said.stars, themes, reason, said.month or asked)
    if not wanted.stars:
        return request.reply(texts.stars_asked(), Asks("stars", wanted.as_values))
    await check_class(request.asker, wanted.themes)
    kept = await self_report(request.asker, wanted, request.cause, request.policy.stars)
    shown = texts.recorded(kept, catalogue().themes, request.policy.stars, private=request.private)
    return request.reply(shown)


def _ask(values: Any) -> str:
    return texts.stars_asked()


def _left(values: Any) -> str:
    return texts.nothing_reported()


QUESTION = Question(name="stars", ask=_ask, read=_read, run=_run, left=_left, of="self_report")
