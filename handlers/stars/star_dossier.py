"""评星档案: what the committee may know of one of its members."""

from datetime import datetime

from bot.command import Blank, Command
from bot.request import Request
from config.star_catalogue import catalogue
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.peers.rules import read_period
from models.proposals import texts
from models.proposals.actions import dossier
from models.stars.rules import Period


def _read(text: str, moment: datetime) -> tuple[Period | None, str] | None:
    period, name = read_period(text, moment.date())
    return (period, name) if name else None


async def run(request: Request, *, about: tuple[Period | None, str]) -> list[Message]:
    period, name = about
    found = await dossier(request.asker, name, period, request.today, request.policy.stars)
    return request.reply(texts.dossier(found, catalogue().themes))


COMMAND = Command(
    name="star_dossier",
    words=("评星档案",),
    run=run,
    help="评星档案 陈桂兰：评议时参考",
    example="评星档案 陈桂兰",
    blanks=(Blank("about", "姓名", _read, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)
