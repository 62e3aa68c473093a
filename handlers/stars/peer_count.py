"""互评: the hand count of a meeting about one member; who gave which mark is never asked."""

from bot.command import Blank, Command
from bot.request import Request
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.peers import texts
from models.peers.actions import count_peers
from models.peers.rules import Counted, read_many_counts


async def run(request: Request, *, said: tuple[Counted, ...]) -> list[Message]:
    lines = []
    for one in said:
        member, period = await count_peers(request.asker, one, request.cause)
        lines.append(texts.counted(one, member.name, period.name))
    return request.reply(texts.all_counted(lines))


COMMAND = Command(
    name="peer_count",
    words=("互评",),
    run=run,
    help="互评 陈桂兰 5星3 4星9：可多人",
    example="互评 陈桂兰 5星3 4星10 3星1",
    blanks=(Blank("said", "姓名、各星票数", read_many_counts, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)
