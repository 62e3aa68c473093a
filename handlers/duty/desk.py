"""值班设置: a secretary sets his unit's own hours, collective day and office phone, or sees what holds."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.desk import actions, texts
from models.desk.rules import read_setting
from models.people.rules import Role


async def run(request: Request, *, setting: str | None) -> list[Message]:
    unit_id = actions.led_unit(request.asker)
    change = read_setting(setting) if setting else None
    if change is not None:
        await actions.change_setting(unit_id, change, request.cause)
    desk = await actions.desk_of(unit_id, request.policy.duty)
    shown = texts.settings(desk.hours.spans, desk.policy.collective_weekday, desk.phone)
    return request.reply(texts.changed(change.key, shown) if change else shown)


COMMAND = Command(
    name="desk",
    words=("值班设置",),
    run=run,
    help="值班设置：时段、集中办公日、电话",
    example="值班设置 电话 0816-2212345",
    blanks=(rest("setting", "时段、集中办公或电话", optional=True),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)
