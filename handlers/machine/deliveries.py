"""What became of messages that went out, and what still waits for its hour: looked at, hurried, stopped."""

from collections.abc import Sequence
from datetime import datetime

from bot.clock import from_milliseconds, to_milliseconds
from bot.drawing.ledgers import Ledger
from bot.understanding.blanks import BROADCAST, rest
from bot.understanding.command import Blank, Command, when
from bot.understanding.numbered import Numbered
from bot.understanding.request import Request
from models.ledger.audit.rules import Kept
from models.machine.delivery import actions, texts, waiting
from models.machine.delivery.rules import Message, WaitingMessage
from models.machine.delivery.told import recent, sent_between, summary
from models.organisation.authority.actions import addresses_below
from models.organisation.people.actions import names_of
from models.organisation.people.rules import DISTRICT, OFFICES, Asker
from models.organisation.units.actions import groups
from models.values.listing import Row
from models.values.numbers import Sign, signed
from models.values.periods import Month


async def deliveries(request: Request, *, number: int | None) -> list[Message]:
    office = bool(request.asker.roles & OFFICES)
    area = await addresses_below(request.asker) if office else set()
    if number is None:
        lists = [await _of_his_own(request)]
        lists += [texts.broadcast_list(await recent(within=area))] if office else []
        return request.reply("\n".join(filter(None, lists)) or texts.NOTHING_WAITS)
    told = await summary(number, area)
    if told is None:
        return request.reply(texts.no_such_broadcast(number))
    names = await _group_names()
    troubles = [texts.trouble(one, names.get(one.destination, one.destination)) for one in told.troubled]
    last = from_milliseconds(told.last_sent) if told.last_sent else None
    shown = texts.one_broadcast(told, from_milliseconds(told.created), last, troubles, resends=area is None)
    return request.reply(shown)


async def _group_names() -> dict[str, str]:
    return {group.chatid: group.name for group in await groups(working=False)}


async def _waiting(request: Request) -> list[WaitingMessage]:
    return await waiting.waiting_of(request.asker.userid, to_milliseconds(request.now))


def _hurried(request: Request, found: list[WaitingMessage]) -> list[WaitingMessage]:
    night = request.policy.delivery.night.until(request.now) is not None
    return [one for one in found if one.may_be_hurried(night=night)]


async def _of_his_own(request: Request) -> str:
    """Return what waits because of what the asker has said: to whom it goes, when, and what he can do about it."""
    found = await _waiting(request)
    names = {**await _group_names(), **await names_of(one.destination for one in found)}
    lines = [
        texts.waits(names.get(one.destination, ""), from_milliseconds(one.due), request.today, one.stopped_by)
        for one in found
    ]
    stops = any(one.posted and not one.stopped_by for one in found)
    return texts.waiting_list(lines, hurries=bool(_hurried(request, found)), stops=stops)


DELIVERIES = Command(
    name="deliveries",
    words=("投递", "还没送的"),
    run=deliveries,
    help="投递：看等到早上才送的",
    example="投递",
    blanks=(BROADCAST,),
    private=True,
    glued=True,
    awaited=(when(texts.asks_unsent, OFFICES, number=None),),
)


async def hurry(request: Request) -> list[Message]:
    found = await _waiting(request)
    going = _hurried(request, found)
    await waiting.let_go(going, to_milliseconds(request.now), request.cause)
    return request.reply(texts.hurried(len(going), len(found) - len(going)))


HURRY = Command(
    name="hurry",
    words=("现在送", "现在就送", "现在发", "马上送"),
    run=hurry,
    help="现在送：休息天等着的现在送",
    example="现在送",
    private=True,
)


async def stop(request: Request) -> list[Message]:
    found = [one for one in await _waiting(request) if one.posted]
    stopped = [one for one in found if not one.stopped_by]
    await waiting.stop(stopped, to_milliseconds(request.now), request.cause)
    others = sorted({one.stopped_by for one in found if one.stopped_by})
    return request.reply(texts.stopped(len(stopped), others))


STOP = Command(
    name="stop",
    words=("收住", "先别发"),
    run=stop,
    help="收住：群里还没发的不发了",
    example="收住",
    private=True,
)


def _batch_or_notice(text: str, moment: datetime) -> str | None:
    """Return B045 or N012 as they are shown; bare digits are a batch."""
    sign, number = signed(text) or (None, 0)
    sign = sign or Sign.BROADCAST
    return sign.show(number) if number and sign in (Sign.BROADCAST, Sign.ANNOUNCEMENT) else None


async def urgent(request: Request, *, number: str, reason: str) -> list[Message]:
    found = await waiting.waiting_in(number, to_milliseconds(request.now))
    await waiting.let_go(found, to_milliseconds(request.now), request.cause, reason)
    return request.reply(texts.urgent(number, len(found)))


URGENT = Command(
    name="urgent",
    words=("应急",),
    run=urgent,
    help="应急 B045 原因：等着的马上发",
    example="应急 B045 暴雨红色预警",
    blanks=(Blank("number", "投递号或通知号", _batch_or_notice), rest("reason", "原因")),
    needs=DISTRICT,
    private=True,
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
    needs=DISTRICT,
    private=True,
)

COMMANDS = (
    DELIVERIES,
    HURRY,
    STOP,
    RESEND,
    URGENT,
)


async def _rows(request: Request, unit_id: int, month: Month) -> Sequence[Row]:
    since, until = map(to_milliseconds, month.moments(request.now.tzinfo))
    told = await sent_between(since, until, await addresses_below(request.asker))
    return texts.ledger_rows([(one, from_milliseconds(one.created)) for one in told])


LEDGERS = (Ledger(texts.LEDGER, OFFICES, texts.LEDGER_COLUMNS, _rows, also=("投递",)),)


async def _kept(asker: Asker, number: int) -> Kept | None:
    told = await summary(number, await addresses_below(asker)) if asker.roles & OFFICES else None
    return Kept("broadcast", told.title, "", readers=OFFICES) if told else None


NUMBERED = (Numbered(Sign.BROADCAST, {}, kept=_kept),)
