"""授予: a committee awards a theme star, or sees which applications wait."""

from datetime import datetime

from bot.command import Blank, Command
from bot.language.entering import StarSaid, read_award
from bot.request import Request
from config.star_catalogue import catalogue
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.themes import actions, texts
from models.themes.rules import Award, set_apart


def _read(text: str, moment: datetime) -> StarSaid | None:
    return read_award(set_apart(text, catalogue()), moment)


async def run(request: Request, *, said: StarSaid | None) -> list[Message]:
    if said is None:
        return request.reply(texts.waiting(await actions.applications(request.asker, request.today)))
    award = Award(said.name, said.star, said.score, said.words)
    done = await actions.award(request.asker, award, request.cause, request.policy.stars)
    return [*request.reply(texts.awarded(done)), request.tell(done.userid, texts.you_have(done))]


COMMAND = Command(
    name="award_theme",
    words=("授予",),
    run=run,
    help="授予 姓名 卫生星：支部定了再发",
    example="授予 何光荣 卫生星 85",
    blanks=(Blank("said", "姓名 哪颗星 [分数] [依据]", _read, optional=True, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
