"""评星档案: what the committee may know of one of its members, or all of them in a line each."""

from datetime import datetime
from typing import Any

from bot.command import Blank, Command
from bot.language.star_talk import member_asked_about
from bot.request import Request
from config.star_catalogue import catalogue
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.peers.rules import read_period
from models.proposals import texts
from models.proposals.actions import dossier, overview
from models.stars.rules import Period

EVERYBODY = ("", "全部", "所有人", "一览")


def _read(text: str, moment: datetime) -> tuple[Period | None, str]:
    return read_period(text, moment.date())


async def _awaited(request: Request) -> dict[str, Any] | None:
    name = member_asked_about(request.text) if request.asker.roles & COMMITTEE else None
    return {"about": (None, name)} if name else None


async def run(request: Request, *, about: tuple[Period | None, str] | None) -> list[Message]:
    period, name = about or (None, "")
    if name in EVERYBODY:
        return request.reply(texts.overview(await overview(request.asker, period, request.today, request.policy.stars)))
    found = await dossier(request.asker, name, period, request.today, request.policy.stars)
    return request.reply(texts.dossier(found, catalogue().themes))


COMMAND = Command(
    name="star_dossier",
    words=("评星档案", "评星一览"),
    run=run,
    help="评星档案 [姓名]：一览，或一位",
    example="评星档案 陈桂兰",
    blanks=(Blank("about", "姓名", _read, optional=True, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
    awaited=_awaited,
)
