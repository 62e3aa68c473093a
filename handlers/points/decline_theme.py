"""不授予: a committee declines an application for a theme star."""

from datetime import datetime

from bot.command import Blank, Command
from bot.language.entering import StarSaid, read_award
from bot.request import Request
from config.star_catalogue import catalogue
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.themes import actions, texts
from models.themes.rules import set_apart


def _read(text: str, moment: datetime) -> StarSaid | None:
    return read_award(set_apart(text, catalogue()), moment)


async def run(request: Request, *, said: StarSaid) -> list[Message]:
    done = await actions.decline(request.asker, said.name, said.star, request.cause)
    return [*request.reply(texts.declined(done)), request.tell(done.userid, texts.not_this_time(done))]


COMMAND = Command(
    name="decline_theme",
    words=("不授予",),
    run=run,
    help="不授予 姓名 卫生星：这次不授",
    example="不授予 何光荣 卫生星",
    blanks=(Blank("said", "姓名 哪颗星", _read, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
