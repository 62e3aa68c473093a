"""民主评议: an outcome of the yearly review of members."""

from bot.command import Blank, Command
from bot.request import Request
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.peers import texts
from models.peers.actions import judge
from models.peers.rules import Judged, read_judged


async def run(request: Request, *, said: Judged) -> list[Message]:
    review = await judge(request.asker, said, request.cause, request.policy.stars)
    return request.reply(texts.judged(said, review))


COMMAND = Command(
    name="star_outcome",
    words=("民主评议",),
    run=run,
    help="民主评议 张三 优秀：记结果",
    example="民主评议 陈桂兰 优秀",
    blanks=(Blank("said", "姓名、结果", read_judged, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
