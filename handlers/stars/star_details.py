"""为什么: a member sees line by line what his points come from."""

from typing import Any

from bot.command import Blank, Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message
from models.peers.rules import read_year, year_of
from models.people.rules import Role
from models.proposals import texts
from models.proposals.actions import own_dossiers


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "my_record" or reading.slots.get("metric") != "points":
        return None
    return {"year": year_of(reading.slots.get("period"))}


async def run(request: Request, *, year: int | None) -> list[Message]:
    found = await own_dossiers(request.asker, year, request.today, request.policy.stars)
    return request.reply(texts.details(found[0]))


COMMAND = Command(
    name="star_details",
    words=("为什么", "星级明细", "我的积分"),
    run=run,
    help="为什么：看参考分是怎么来的",
    example="为什么",
    blanks=(Blank("year", "年份", read_year, optional=True),),
    needs=frozenset({Role.MEMBER}),
    private=True,
    glued=True,
    free=_free,
)
