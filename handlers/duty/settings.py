"""A unit's own hours, collective day and phone."""

from bot.understanding.blanks import rest
from bot.understanding.command import Command
from bot.understanding.request import Request
from models.duty.roster.actions import led_unit
from models.duty.settings import actions, texts
from models.duty.settings.rules import read_setting
from models.machine.delivery.rules import Message
from models.organisation.people.rules import Role


async def desk(request: Request, *, setting: str | None) -> list[Message]:
    unit_id = led_unit(request.asker)
    change = read_setting(setting) if setting else None
    if change is not None:
        await actions.change_setting(request.act, unit_id, change)
    desk = await actions.desk_of(unit_id, request.policy.duty)
    shown = texts.settings(desk.hours.spans, desk.policy.collective_weekday, desk.phone, desk.address, chase=desk.chase)
    return request.reply(texts.changed(change.key, shown) if change else shown)


DESK = Command(
    name="desk",
    words=("值班设置",),
    run=desk,
    help="值班设置：时段、集中办公日、电话",
    example="值班设置 电话 0816-2212345",
    blanks=(rest("setting", "时段、集中办公或电话", optional=True),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)

COMMANDS = (DESK,)
