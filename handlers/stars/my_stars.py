"""我的星级: a member sees his own stars, self-reports, theme stars and points."""

from typing import Any

from bot.command import Blank, Command
from bot.language import Reading
from bot.request import Request
from config.star_catalogue import catalogue
from models.delivery.rules import Message
from models.peers.rules import read_year, year_of
from models.people.rules import Role
from models.proposals import texts
from models.proposals.actions import own_stars
from models.themes.actions import held


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "my_record" or reading.slots.get("metric") != "stars":
        return None
    return {"year": year_of(reading.slots.get("period"))}


async def run(request: Request, *, year: int | None) -> list[Message]:
    found = await own_stars(request.asker, year, request.today, request.policy.stars)
    themes = await held(request.asker.person_id or 0)
    return request.reply(texts.own_stars(found, themes, catalogue().themes))


COMMAND = Command(
    name="my_stars",
    words=("我的星级", "我的星"),
    run=run,
    help="我的星级：看自己的星级和进度",
    example="我的星级",
    blanks=(Blank("year", "年份", read_year, optional=True),),
    needs=frozenset({Role.MEMBER}),
    private=True,
    glued=True,
    free=_free,
)
