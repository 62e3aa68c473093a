"""互评: the hand count of a meeting about one member; who gave which mark is never asked."""

from bot.command import Blank, Command
from bot.request import Request
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.peers import texts
from models.peers.actions import count_peers
from models.peers.rules import Counted, read_counts


async def run(request: Request, *, said: Counted) -> list[Message]:
    member, period = await count_peers(request.asker, said, request.cause)
    return request.reply(texts.counted(said, member.name, period.name))


COMMAND = Command(
    name="peer_count",
    words=("互评",),
    run=run,
    help="互评 陈桂兰 5星3 4星9：记票数",
    example="互评 陈桂兰 5星3 4星10 3星1",
    blanks=(Blank("said", "姓名、各星票数", read_counts, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)
