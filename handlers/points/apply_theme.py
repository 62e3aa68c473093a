"""申请: a member applies for a theme star of his class and says what he has done for it."""

from bot.command import Blank, Command
from bot.language.entering import StarSaid, read_application
from bot.request import Request
from models.committees.actions import secretaries
from models.delivery.rules import Message
from models.people.rules import Role
from models.themes import actions, texts


async def run(request: Request, *, said: StarSaid) -> list[Message]:
    kept = await actions.apply(request.asker, said.star, said.words, request.cause)
    near = await secretaries([request.asker.branch_id or 0], request.today)
    told = [request.tell(one.userid, texts.please_decide(kept)) for one in near if one.userid != kept.userid]
    return [*request.reply(texts.applied(kept)), *told]


COMMAND = Command(
    name="apply_theme",
    words=("申请",),
    run=run,
    help="申请 卫生星 做了什么：申请主题星",
    example="申请 卫生星 天天扫院坝",
    blanks=(Blank("said", "哪颗星 做了什么", read_application, rest=True),),
    needs=frozenset({Role.MEMBER}),
    private=True,
)
