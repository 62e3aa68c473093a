"""提议: the committee proposes stars for some members; nobody proposes for himself."""

from bot.command import Blank, Command
from bot.language.star_talk import propose_line
from bot.request import Request
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.proposals import texts
from models.proposals.actions import propose
from models.proposals.rules import Proposal, read_proposals


async def run(request: Request, *, said: tuple[Proposal, ...]) -> list[Message]:
    done = await propose(request.asker, said, request.cause, request.policy.stars)
    return request.reply(texts.proposed(done))


COMMAND = Command(
    name="propose_star",
    words=("提议",),
    run=run,
    help="提议 张三 4星，其余 3星：提议",
    example="提议 陈桂兰 4星，何光荣、唐敏 3星",
    blanks=(Blank("said", "姓名、几星、理由", read_proposals, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
    meant=propose_line,
)
