"""承诺: a committee enters how it reviews a member's pledge of half a year."""

from bot.command import Blank, Command
from bot.language.entering import EntrySaid, read_review
from bot.request import Request
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.entries import actions, texts
from models.entries.rules import NewEntry
from models.peers.rules import split_names
from models.points.rules import PLEDGES


async def run(request: Request, *, said: EntrySaid) -> list[Message]:
    kind = PLEDGES[(said.half or 1) - 1]
    entry = NewEntry(kind, said.name, said.points, said.reason, said.document, said.year)
    kept = await actions.enter_for(
        request.asker, split_names(said.name), entry, request.cause, request.policy.stars.points
    )
    return request.reply(texts.all_entered(kept))


COMMAND = Command(
    name="pledge",
    words=("承诺", "承诺评议"),
    run=run,
    help="承诺 张三 8 上半年：记承诺评议",
    example="承诺 陈桂兰 8 上半年",
    blanks=(Blank("said", "姓名 分数 上半年或下半年", read_review, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
