"""不授予: a committee declines an application for a theme star."""

from bot.command import Blank, Command
from bot.language.entering import StarSaid, read_award
from bot.request import Request
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.themes import actions, texts


async def run(request: Request, *, said: StarSaid) -> list[Message]:
    done = await actions.decline(request.asker, said.name, said.star, request.cause)
    return [*request.reply(texts.declined(done)), request.tell(done.userid, texts.not_this_time(done))]


COMMAND = Command(
    name="decline_theme",
    words=("不授予",),
    run=run,
    help="不授予 姓名 卫生星：这次不授",
    example="不授予 何光荣 卫生星",
    blanks=(Blank("said", "姓名 哪颗星", read_award, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)
