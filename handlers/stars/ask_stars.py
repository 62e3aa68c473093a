"""How many stars: asked once when somebody gave himself none of the five grades; nothing is rounded."""

import re
from datetime import datetime
from typing import Any

from bot.dialog import Question, Values
from bot.language.numbers import to_whole
from bot.request import Request
from config.star_catalogue import catalogue
from models.days import Month
from models.delivery.rules import Message
from models.dialogs.rules import bare
from models.stars import texts
from models.stars.actions import self_report
from models.stars.rules import SelfReport

ANSWER = re.compile(r"(?:自评|报|改成|就)?([1-5一二两三四五]|[⭐★🌟]{1,5})\s*颗?星?级?(?:吧|嘛|了)?")


def _read(text: str, moment: datetime, values: Values) -> int | None:
    found = ANSWER.fullmatch(bare(text))
    return (to_whole(found[1]) or len(found[1])) if found else None


async def _run(request: Request, values: Values, stars: int) -> list[Message]:
    month = Month.parse(values["month"]) if values.get("month") else None
    wanted = SelfReport(stars, tuple(values["themes"]), values.get("reason"), month)
    kept = await self_report(request.asker, wanted, request.cause, request.policy.stars)
    shown = texts.recorded(kept, catalogue().themes, request.policy.stars, private=request.private)
    return request.reply(shown)


def _ask(values: Any) -> str:
    return texts.stars_asked()


def _left(values: Any) -> str:
    return texts.nothing_reported()


QUESTION = Question(name="stars", ask=_ask, read=_read, run=_run, left=_left)
