"""评议进度: the committee sees how far its branch has come, in counts only."""

from datetime import datetime
from typing import Any

from bot.command import Blank, Command
from bot.language.star_talk import asks_for_progress
from bot.request import Request
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.peers.rules import read_period
from models.proposals import texts
from models.proposals.actions import progress
from models.stars.rules import Period


def _read(text: str, moment: datetime) -> Period | None:
    period, rest = read_period(text, moment.date())
    return None if rest else period


async def _awaited(request: Request) -> dict[str, Any] | None:
    return {"period": None} if asks_for_progress(request.text) and request.asker.roles & COMMITTEE else None


async def run(request: Request, *, period: Period | None) -> list[Message]:
    return request.reply(texts.progress(await progress(request.asker, period, request.today)))


COMMAND = Command(
    name="star_progress",
    words=("评议进度", "评星进度"),
    run=run,
    help="评议进度：只看人数，不点名",
    example="评议进度",
    blanks=(Blank("period", "季度或年度", _read, optional=True, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
    awaited=_awaited,
)
