"""星级名单: the branch's committee and the township see filed stars by name."""

from bot.command import Blank, Command
from bot.request import Request
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.peers.rules import read_year
from models.tallies import texts
from models.tallies.actions import filed_list


async def run(request: Request, *, year: int | None) -> list[Message]:
    return request.reply(texts.filed_list(*await filed_list(request.asker, year, request.today)))


COMMAND = Command(
    name="star_list",
    words=("星级名单",),
    run=run,
    help="星级名单：已备案的名单",
    example="星级名单 2026年",
    blanks=(Blank("year", "年份", read_year, optional=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
