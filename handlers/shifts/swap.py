"""换班: a cadre asks another to change duty; it counts when the other agrees."""

from datetime import datetime
from typing import Any

from bot.blanks import shifts, shifts_from
from bot.command import Blank, Command
from bot.language import Reading
from bot.language.people import is_name
from bot.request import Request
from models.delivery.rules import Asks, Message
from models.people.rules import Role
from models.swaps import actions, texts
from models.swaps.rules import NoPartner, Wanted, WhichPartner


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "duty_swap" or reading.slots.get("response") or reading.slots.get("role"):
        return None
    return {"wanted": shifts_from(reading.slots)}


def _wanted(text: str, moment: datetime) -> list[Wanted] | None:
    """Return the days, none when only a name is said."""
    return shifts(text, moment) or ([] if is_name(text) else None)


async def run(request: Request, *, wanted: list[Wanted] | None, before: str = "") -> list[Message]:
    said = f"{before} {request.text}"
    if not wanted:
        return _ask(request, texts.which_shift(), said, [])
    try:
        told = await actions.ask(request.asker, said, wanted, request.cause, request.policy.duty)
    except (NoPartner, WhichPartner) as missing:
        return _ask(request, missing.sentence, said, wanted)
    others = [request.tell(*note, *texts.buttons(told)) for note in texts.to_others(told, request.asker.userid)]
    return [*request.reply(texts.said_to_asker(told)), *others]


def _ask(request: Request, question: str, said: str, wanted: list[Wanted]) -> list[Message]:
    days = [(one.day.isoformat(), one.half) for one in wanted]
    return request.reply(question, Asks("swap", {"asks": question, "text": said, "days": days}))


COMMAND = Command(
    name="swap",
    words=("换班",),
    run=run,
    help="换班 5月3日 姓名：和人换班",
    example="换班 12月3日 唐敏",
    blanks=(Blank("wanted", "日期、姓名", _wanted, optional=True, rest=True),),
    needs=frozenset({Role.CADRE}),
    glued=True,
    free=_free,
)
