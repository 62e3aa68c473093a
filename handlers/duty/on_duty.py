"""今天谁值班: who is on duty on a day, for everybody, anywhere; also in words of one's own."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from bot.blanks import words
from bot.command import Blank, Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message
from models.desk.actions import OFFICES, asked_unit, desk_of, duty_on, named, villages_on
from models.duty import texts
from models.duty.actions import own_slots
from models.duty.rules import Slot
from models.people.rules import Role

DAY = timedelta(days=1)


def _free(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "duty_query":
        return None
    days = [date.fromisoformat(reading.slots[name]) for name in ("date", "date_end") if reading.slots.get(name)]
    own, unit = reading.slots.get("person") == "self", reading.slots.get("org")
    return {"unit": unit if unit != "self" else None, "days": days, "own": own}


async def run(request: Request, *, unit: str | None, days: Sequence[date] = (), own: bool = False) -> list[Message]:
    if (himself := _himself(request, own)) is not None:
        return request.reply(texts.own_days(await _coming(request, himself, days)))
    place = await asked_unit(request.asker, unit, request.group, request.text)
    if not days and (about := await named(place.id, request.text, request.today)):
        return request.reply("\n".join([texts.days_of(about[key], await _coming(request, key, ())) for key in about]))
    asked = days or [request.today + DAY * texts.is_tomorrow(request.text)]
    if place.kind in OFFICES:
        return request.reply(texts.of_villages(place.name, asked[0], await villages_on(place.id, asked)))
    phone, slots = (await desk_of(place.id, request.policy.duty)).phone, await duty_on(place.id, asked, request.now)
    return request.reply(texts.on_days_asked(place.name, asked, slots, phone))


def _himself(request: Request, own: bool) -> int | None:
    asks = own or (request.asker.units_as([Role.CADRE]) and texts.asks_own(request.text))
    return request.asker.person_id if request.private and asks else None


async def _coming(request: Request, person_id: int, days: Sequence[date]) -> list[Slot]:
    first, last = (days[0], days[-1]) if days else (request.today, request.today + 31 * DAY)
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
