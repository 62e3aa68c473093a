"""互评: the hand count of a meeting about one member; who gave which mark is never asked."""

from datetime import datetime

from bot.command import Blank, Command
from bot.language.star_talk import with_digits
from bot.request import Request
from models.committees.rules import JUDGES
from models.delivery.rules import Message
from models.peers import texts
from models.peers.actions import count_all
from models.peers.rules import Counted, read_many_counts


def _read(text: str, moment: datetime) -> tuple[Counted, ...] | None:
    return read_many_counts(with_digits(text), moment)


async def run(request: Request, *, said: tuple[Counted, ...]) -> list[Message]:
    kept, members = await count_all(request.asker, said, request.cause)
    lines = [texts.counted(one, who.name, period.name) for one, (who, period) in zip(said, kept, strict=True)]
    return request.reply(texts.all_counted(lines, max(one.present for one in said), members))


COMMAND = Command(
    name="peer_count",
    words=("互评",),
    run=run,
    help="互评 张三 5星3 4星9：可多人",
    example="互评 陈桂兰 5星3 4星4 3星1",
    blanks=(Blank("said", "姓名、各星票数", _read, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)
