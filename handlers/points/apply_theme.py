"""申请: a member applies for a theme star of his class and says what he has done for it."""

from datetime import datetime

from bot.command import Blank, Command
from bot.language.entering import StarSaid, read_application
from bot.request import Request
from config.star_catalogue import catalogue
from models.committees.actions import deciders
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.people.rules import Role
from models.themes import actions, texts
from models.themes.rules import is_theme


def _read(text: str, moment: datetime) -> StarSaid | None:
    said = read_application(text, moment)
    return said if said and is_theme(said.star, catalogue()) else None


async def run(request: Request, *, said: StarSaid) -> list[Message]:
    kept = await actions.apply(request.asker, said.star, said.words, request.cause)
    # The rest of the committee decides on its secretary's.
    near = COMMITTEE if Role.SECRETARY in request.asker.roles else frozenset({Role.SECRETARY})
    people, _ = await deciders(request.asker, near, request.today)
    told = [request.tell(one.userid, texts.please_decide(kept)) for one in people]
    return [*request.reply(texts.applied(kept)), *told]


COMMAND = Command(
    name="apply_theme",
    words=("申请",),
    run=run,
    help="申请 卫生星 做了什么：申请主题星",
    example="申请 卫生星 天天扫院坝",
    blanks=(Blank("said", "哪颗星 做了什么", _read, rest=True),),
    needs=frozenset({Role.MEMBER}),
    private=True,
    glued=True,
)
