"""People whom the list of contacts names no more, when they were too many to be believed."""

from collections import Counter
from collections.abc import Sequence

from bot.understanding.blanks import rest
from bot.understanding.command import Command
from bot.understanding.leaving import leaves
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.pending.rules import Waits
from models.organisation.contacts import actions, texts
from models.organisation.contacts.rules import AT_ONCE_MOST, NOBODY_MISSING
from models.organisation.people.rules import DISTRICT
from models.values.refusal import required


async def confirm(request: Request, *, which: str | None) -> list[Message]:
    missing = required(await actions.missing_people(request.act, which), NOBODY_MISSING)
    if too_many := await _too_many(request, [one.unit.name for one in missing]):
        return request.reply(too_many)
    if not request.confirmed:
        return request.preview(texts.to_confirm([(one.name, one.unit.name) for one in missing]))
    told = list[Message]()
    for one in missing:
        told += await leaves(request.house, request.act, one.userid)
    return [*request.reply(texts.confirmed(len(missing))), *told]


async def _too_many(request: Request, units: Sequence[str]) -> str:
    """Return why one officer takes no so many for gone, at once or village by village; else empty."""
    if len(units) > AT_ONCE_MOST:
        return texts.too_many_at_once(Counter(units))
    done = await actions.gone_today(request.act)
    return texts.enough_today(done, AT_ONCE_MOST) if len(units) + done > AT_ONCE_MOST else ""


CONFIRM_GONE = Command(
    name="confirm_gone",
    words=("确认离开",),
    run=confirm,
    help="确认离开：通讯录里没了的人",
    example="确认离开 莲花池村",
    blanks=(rest("which", "哪个村或哪几位", optional=True),),
    needs=DISTRICT,
    private=True,
)


async def _missing(request: Request) -> Sequence[Waits]:
    missing = await actions.missing_people(request.act, None)
    return [Waits("", texts.waiting(len(missing)))] if missing else []


COMMANDS = (CONFIRM_GONE,)
PENDING = (Source(CONFIRM_GONE, _missing),)
