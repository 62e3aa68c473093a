"""A unit's own hours, collective day and phone."""

from bot.understanding.blanks import rest
from bot.understanding.command import Command, Taker, line_in
from bot.understanding.request import Request
from models.duty.settings import actions, texts
from models.duty.settings.rules import (
    SO_MANY_A_SHIFT,
    collective_line,
    read_setting,
    sets_people,
    setting_line,
    short_seasons,
)
from models.machine.delivery.rules import Message
from models.organisation.people.rules import KEEPERS
from models.organisation.units.actions import unit_of
from models.organisation.units.rules import KIND_NAMES
from models.values.refusal import Refusal


async def desk(request: Request, *, setting: str | None) -> list[Message]:
    unit_id = request.asker.unit_as(KEEPERS)
    change = read_setting(setting) if setting else None
    if change is not None:
        await actions.change_setting(request.act, unit_id, change)
    desk = await actions.desk_of(unit_id, request.policy.duty)
    unit = await unit_of(unit_id)
    kind = unit.kind if unit else "village"
    least = desk.policy.least_hours_community if kind == "community" else desk.policy.least_hours
    short = texts.fewer_hours(short_seasons(desk.hours.spans, least), KIND_NAMES[kind], least)
    weekday = desk.policy.collective_weekday
    shown = texts.settings(desk.hours.spans, weekday, desk.phone, desk.address, short, chase=desk.chase)
    return request.reply(texts.changed(change.key, shown) if change else shown)


async def _people_set(request: Request, said: object) -> None:
    raise Refusal(SO_MANY_A_SHIFT, least=request.policy.duty.min_per_slot)


DESK = Command(
    name="desk",
    words=("值班设置",),
    run=desk,
    help="值班设置：时段、集中办公日、电话、地址",
    example="值班设置 电话 0816-2212345",
    blanks=(rest("setting", "时段、集中办公或电话", optional=True),),
    needs=KEEPERS,
    private=True,
    meant=setting_line,
    awaited=(line_in(collective_line, KEEPERS), Taker(sets_people, _people_set, KEEPERS)),
    shown_first=True,
)

COMMANDS = (DESK,)
