"""评星办法: how stars are given, for everybody."""

from typing import Any

from bot.command import Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message
from models.stars import texts
from models.stars.actions import present_version


def _free(reading: Reading) -> dict[str, Any] | None:
    about_stars = reading.intent == "help" and reading.slots.get("topic") == "star_report"
    return {} if about_stars else None


async def run(request: Request) -> list[Message]:
    policy = request.policy.stars
    return request.reply(texts.method(policy, await present_version(policy)))


COMMAND = Command(
    name="star_method",
    words=("评星办法", "评星标准"),
    run=run,
    help="评星办法：分数线、比例、步骤",
    example="评星办法",
    free=_free,
)
