"""本周值班: who is on duty on each day of a week, for everybody, anywhere."""

from datetime import timedelta

from bot.blanks import words
from bot.command import Blank, Command
from bot.request import Request
from models.delivery.rules import Message
from models.desk.actions import OFFICES, asked_unit, desk_of
from models.duty import texts
from models.duty.actions import slots_between


async def run(request: Request, *, unit: str | None) -> list[Message]:
    weeks = 1 if texts.is_next_week(request.text) else 0
    first = request.today + timedelta(days=7 * weeks - request.today.weekday())
    last = first + timedelta(days=6)
    place = await asked_unit(request.asker, unit, request.group, request.text)
    if place.kind in OFFICES:
        return request.reply(texts.which_village())
    phone = (await desk_of(place.id, request.policy.duty)).phone
    return request.reply(texts.on_days(place.name, first, last, await slots_between(place.id, first, last), phone))


COMMAND = Command(
    name="week",
    words=("本周值班", "这周值班", "下周值班"),
    run=run,
    help="本周值班：一周每天谁在岗",
    example="本周值班",
    blanks=(Blank("unit", "村或社区", words, optional=True, rest=True),),
)
