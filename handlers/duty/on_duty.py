"""今天谁值班: who is on duty on a day, for everybody, anywhere; also in words of one's own."""

from datetime import date, timedelta
from typing import Any

from bot.blanks import words
from bot.command import Blank, Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message
from models.desk.actions import asked_unit, desk_of, named
from models.duty import texts
from models.duty.actions import own_slots, slots_between
from models.duty.rules import Slot
from models.people.rules import Role

AHEAD = timedelta(days=31)


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "duty_query":
        return None
    days = [date.fromisoformat(reading.slots[name]) for name in ("date", "date_end") if reading.slots.get(name)]
    own = reading.slots.get("person") == "self"
    return {"unit": reading.slots.get("org"), "days": days, "own": own}


async def run(
    request: Request, *, unit: str | None, days: list[date] | None = None, own: bool = False
) -> list[Message]:
    if request.private and request.asker.person_id is not None and (own or _means_himself(request)):
        return request.reply(texts.own_days(await _coming(request, request.asker.person_id, days)))
    place = await asked_unit(request.asker, unit, request.group)
    if not days and (about := await named(place.id, request.text, request.today)):
        listed = [texts.days_of(name, await _coming(request, key, None)) for key, name in about.items()]
        return request.reply("\n".join(listed))
    asked = days or [request.today + timedelta(days=texts.is_tomorrow(request.text))]
    phone = (await desk_of(place.id, request.policy.duty)).phone
    found = await slots_between(place.id, asked[0], asked[-1])
    return request.reply(texts.on_days_asked(place.name, asked, found, phone))


def _means_himself(request: Request) -> bool:
    return bool(request.asker.units_as([Role.CADRE])) and texts.asks_own(request.text)


async def _coming(request: Request, person_id: int, days: list[date] | None) -> list[Slot]:
    first, last = (days[0], days[-1]) if days else (request.today, request.today + AHEAD)
    return await own_slots(person_id, first, last, request.now)


COMMAND = Command(
    name="on_duty",
    words=("今天谁值班", "谁值班", "今日值班", "明天谁值班", "明日值班"),
    run=run,
    help="今天谁值班：谁在岗、电话",
    example="今天谁值班",
    blanks=(Blank("unit", "村或社区", words, optional=True, rest=True),),
    free=_free,
)
