"""星级统计: the district and townships see filed stars in counts."""

from bot.command import Blank, Command
from bot.request import Request
from models.delivery.rules import Message
from models.peers.rules import read_year
from models.people.rules import OFFICES
from models.tallies import texts
from models.tallies.actions import statistics


async def run(request: Request, *, year: int | None) -> list[Message]:
    return request.reply(texts.statistics(*await statistics(request.asker, year, request.today)))


COMMAND = Command(
    name="star_statistics",
    words=("星级统计",),
    run=run,
    help="星级统计：已备案的，只有数",
    example="星级统计 2026年",
    blanks=(Blank("year", "年份", read_year, optional=True),),
    needs=OFFICES,
    private=True,
    glued=True,
)
