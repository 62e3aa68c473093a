"""投递: what became of the messages that the bot sent of its own accord."""

from bot.blanks import BROADCAST
from bot.clock import from_milliseconds
from bot.command import Command
from bot.request import Request
from models.delivery import actions, texts
from models.delivery.rules import Message
from models.people.rules import OFFICES
from models.places.actions import groups


async def run(request: Request, *, number: int | None) -> list[Message]:
    if number is None:
        return request.reply(texts.broadcast_list(await actions.recent()))
    told = await actions.summary(number)
    if told is None:
        return request.reply(texts.no_such_broadcast(number))
    names = {group.webhook_key: group.name for group in await groups(working=False)}
    troubles = [texts.trouble(names.get(one.destination, one.destination), one.fate, one.note) for one in told.troubled]
    last = from_milliseconds(told.last_sent) if told.last_sent else None
    return request.reply(texts.one_broadcast(told, from_milliseconds(told.created), last, troubles))


COMMAND = Command(
    name="deliveries",
    words=("投递",),
    run=run,
    help="投递 B045：看一批消息送到没有",
    example="投递 B045",
    blanks=(BROADCAST,),
    needs=OFFICES,
    private=True,
    glued=True,
)
