"""撤回换班: who asked to change duty takes it back while nobody has answered."""

from bot.blanks import SWAP_NUMBER
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.swaps import actions, texts


async def run(request: Request, *, number: int | None) -> list[Message]:
    told = await actions.withdraw(request.asker, number, request.cause)
    others = [request.tell(*note) for note in texts.to_others(told, request.asker.userid)]
    return [*request.reply(texts.withdrawn(told)), *others]


COMMAND = Command(
    name="withdraw_swap",
    words=("撤回换班", "取消换班"),
    run=run,
    help="撤回换班：收回还没答复的",
    example="撤回换班",
    blanks=(SWAP_NUMBER,),
    needs=frozenset({Role.CADRE}),
    glued=True,
)
