"""重发: a person orders that what was not surely delivered is sent again."""

from bot.blanks import broadcast_number
from bot.clock import to_milliseconds
from bot.command import Blank, Command
from bot.request import Request
from models.delivery import actions, texts
from models.delivery.rules import Message
from models.people.rules import Role


async def run(request: Request, *, number: int) -> list[Message]:
    count = await actions.resend(number, to_milliseconds(request.now), request.cause)
    return request.reply(texts.resent(number, count))


COMMAND = Command(
    name="resend",
    words=("重发",),
    run=run,
    help="重发 B045：没送到的再发一次",
    example="重发 B045",
    blanks=(Blank("number", "投递号", broadcast_number),),
    needs=frozenset({Role.DISTRICT}),
    private=True,
)
