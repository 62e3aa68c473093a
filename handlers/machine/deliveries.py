"""What became of messages that went out."""

from collections.abc import Sequence

from bot.clock import from_milliseconds, to_milliseconds
from bot.drawing.ledgers import Ledger
from bot.understanding.blanks import BROADCAST
from bot.understanding.command import Blank, Command
from bot.understanding.numbered import Numbered
from bot.understanding.request import Request
from models.ledger.audit.rules import Kept
from models.machine.delivery import actions, texts
from models.machine.delivery.rules import Message
from models.organisation.authority.actions import addresses_below
from models.organisation.people.rules import OFFICES, Asker, Role
from models.organisation.units.actions import groups
from models.values.listing import Row
from models.values.numbers import Sign
from models.values.periods import Month


async def deliveries(request: Request, *, number: int | None) -> list[Message]:
    area = await addresses_below(request.asker)
    if number is None:
        return request.reply(texts.broadcast_list(await actions.recent(within=area)))
    told = await actions.summary(number, area)
    if told is None:
        return request.reply(texts.no_such_broadcast(number))
    names = {group.chatid: group.name for group in await groups(working=False)}
    troubles = [texts.trouble(one, names.get(one.destination, one.destination)) for one in told.troubled]
    last = from_milliseconds(told.last_sent) if told.last_sent else None
    shown = texts.one_broadcast(told, from_milliseconds(told.created), last, troubles, resends=area is None)
    return request.reply(shown)


DELIVERIES = Command(
    name="deliveries",
    words=("投递",),
    run=deliveries,
    help="投递 B045：看一批消息送到没有",
    example="投递 B045",
    blanks=(BROADCAST,),
    needs=OFFICES,
    private=True,
    glued=True,
)


async def resend(request: Request, *, number: int) -> list[Message]:
    count = await actions.resend(number, to_milliseconds(request.now), request.cause)
    return request.reply(texts.resent(number, count))


RESEND = Command(
    name="resend",
    words=("重发",),
    run=resend,
    help="重发 B045：没送到的再发一次",
    example="重发 B045",
    blanks=(Blank("number", "投递号", Sign.BROADCAST.read),),
    needs=frozenset({Role.DISTRICT}),
    private=True,
)

COMMANDS = (
    DELIVERIES,
    RESEND,
)


async def _rows(request: Request, unit_id: int, month: Month) -> Sequence[Row]:
    since, until = map(to_milliseconds, month.moments(request.now.tzinfo))
    told = await actions.sent_between(since, until, await addresses_below(request.asker))
    return texts.ledger_rows([(one, from_milliseconds(one.created)) for one in told])


LEDGERS = (Ledger(texts.LEDGER, OFFICES, texts.LEDGER_COLUMNS, _rows),)


async def _kept(asker: Asker, number: int) -> Kept | None:
    told = await actions.summary(number, await addresses_below(asker)) if asker.roles & OFFICES else None
    return Kept("broadcast", told.title, "", readers=OFFICES) if told else None


NUMBERED = (Numbered(Sign.BROADCAST, {}, kept=_kept),)
