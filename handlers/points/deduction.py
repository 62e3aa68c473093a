"""扣分: a committee enters a deduction; none is ever made by a program."""

from bot.command import Blank, Command
from bot.language.entering import EntrySaid, read_deduction
from bot.request import Request
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.entries import actions, texts
from models.entries.rules import NewEntry
from models.points.rules import Kind


async def run(request: Request, *, said: EntrySaid) -> list[Message]:
    entry = NewEntry(Kind.DEDUCTION, said.name, said.points, said.reason, said.document, said.year)
    kept = await actions.enter(request.asker, entry, request.cause, request.policy.stars.points)
    return request.reply(texts.entered(kept))


COMMAND = Command(
    name="deduction",
    words=("扣分",),
    run=run,
    help="扣分 张三 2 缺席：记扣分",
    example="扣分 陈桂兰 2 无故缺席",
    blanks=(Blank("said", "姓名 分数 事由", read_deduction, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
