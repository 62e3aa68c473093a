"""今天谁值班: who is on duty on a day, for everybody, anywhere; also in words of one's own."""

from datetime import date, timedelta
from typing import Any

from bot.blanks import words
from bot.command import Blank, Command
from bot.language import Reading
from bot.request import Request
from models.delivery.rules import Message
from models.desk.actions import asked_unit, desk_of
from models.duty import texts
from models.duty.actions import own_slots, slots_between

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
    first = days[0] if days else request.today + timedelta(days=1 if texts.is_tomorrow(request.text) else 0)
    last = days[-1] if days else first
    if own and request.private and request.asker.person_id is not None:
        until = last if days else first + AHEAD
        return request.reply(texts.own_days(await own_slots(request.asker.person_id, first, until, request.now)))
    place = await asked_unit(request.asker, unit, request.group)
    phone = (await desk_of(place.id, request.policy.duty)).phone
    found = await slots_between(place.id, first, last)
    if last > first:
        return request.reply(texts.on_days(place.name, first, last, found, phone))
    return request.reply(texts.on_day(place.name, first, found, phone))


COMMAND = Command(
    name="on_duty",
    words=("今天谁值班", "谁值班", "今日值班", "明天谁值班", "明日值班"),
    run=run,
    help="今天谁值班：谁在岗、电话",
    example="今天谁值班",
    blanks=(Blank("unit", "村或社区", words, optional=True, rest=True),),
    free=_free,
)
