"""履责: a committee enters what a member has done of his duties."""

from bot.command import Blank, Command
from bot.language.entering import EntrySaid, read_amount
from bot.request import Request
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.entries import actions, texts
from models.entries.rules import NewEntry
from models.peers.rules import split_names
from models.points.rules import Kind


async def run(request: Request, *, said: EntrySaid) -> list[Message]:
    entry = NewEntry(Kind.DUTIES, said.name, said.points, said.reason, said.document, said.year)
    kept = await actions.enter_for(
        request.asker, split_names(said.name), entry, request.cause, request.policy.stars.points
    )
    return request.reply(texts.all_entered(kept))


COMMAND = Command(
    name="duties",
    words=("履责",),
    run=run,
    help="履责 张三 3：记履行义务",
    example="履责 陈桂兰 3 提了三条好意见",
    blanks=(Blank("said", "姓名 分数 [事由]", read_amount, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
