"""加分: a committee enters a bonus that a document tells of."""

from bot.command import Blank, Command
from bot.language.entering import EntrySaid, read_grounded
from bot.request import Request
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.entries import actions, texts
from models.entries.rules import NewEntry
from models.points.rules import Kind


async def run(request: Request, *, said: EntrySaid) -> list[Message]:
    entry = NewEntry(Kind.BONUS, said.name, said.points, said.reason, said.document, said.year)
    kept = await actions.enter(request.asker, entry, request.cause, request.policy.stars.points)
    return request.reply(texts.entered(kept))


COMMAND = Command(
    name="bonus",
    words=("加分",),
    run=run,
    help="加分 姓名 2 事由 文号：记加分",
    example="加分 陈桂兰 2 抗洪抢险 涪委〔2026〕12号",
    blanks=(Blank("said", "姓名 分数 事由 文号", read_grounded, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
