"""撤回提议: the committee takes a proposal back before it is shown."""

from datetime import datetime

from bot.command import Blank, Command
from bot.request import Request
from models.committees.rules import COMMITTEE
from models.delivery.rules import Message
from models.peers.rules import read_period, split_names
from models.proposals import texts
from models.proposals.actions import withdraw
from models.stars.rules import Period


def _read(text: str, moment: datetime) -> tuple[Period | None, tuple[str, ...]] | None:
    period, names = read_period(text, moment.date())
    return (period, split_names(names)) if names else None


async def run(request: Request, *, about: tuple[Period | None, tuple[str, ...]]) -> list[Message]:
    period, names = about
    return request.reply(texts.withdrawn(*await withdraw(request.asker, names, period, request.cause)))


COMMAND = Command(
    name="withdraw_proposal",
    words=("撤回提议", "撤销提议", "取消提议"),
    run=run,
    help="撤回提议 张三：公示前可撤",
    example="撤回提议 陈桂兰",
    blanks=(Blank("about", "姓名", _read, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)
