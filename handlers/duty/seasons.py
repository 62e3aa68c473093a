"""Seasons in which all take more turns."""

from datetime import date

from bot.understanding.blanks import coming_days, rest
from bot.understanding.command import Blank, Command
from bot.understanding.request import Request
from models.duty.planner.shifts import Season
from models.duty.seasons import actions, texts
from models.machine.delivery.rules import Message
from models.organisation.people.rules import Role
from models.organisation.units.actions import unit_name


async def open_season(request: Request, *, days: tuple[date, date, str]) -> list[Message]:
    first, last, name = days
    season = Season(name, first, last)
    if not request.confirmed:
        unit = await unit_name(await actions.to_open_season(request.act, season))
        return request.preview(texts.to_open(name, first, last, unit))
    done = await actions.open_season(request.act, season)
    said = texts.season_opened(name, first, last, texts.adjusted(done, request.asker.userid))
    why = texts.season_why(name, first, last)
    return [*request.reply(said), *texts.to_others(done, why, request.asker.userid)]


OPEN_SEASON = Command(
    name="open_season",
    words=("值守",),
    run=open_season,
    help="值守 防汛 起止日期：双人值守",
    example="值守 防汛 12月1日到12月15日",
    blanks=(Blank("days", "名称 起止日期", coming_days, rest=True),),
    needs=frozenset({Role.SECRETARY, Role.TOWNSHIP, Role.DISTRICT}),
    private=True,
)


async def close_season(request: Request, *, name: str) -> list[Message]:
    done = await actions.close_season(request.act, name)
    said = texts.season_closed(name, texts.adjusted(done, request.asker.userid))
    return [*request.reply(said), *texts.to_others(done, texts.season_over_why(name), request.asker.userid)]


CLOSE_SEASON = Command(
    name="close_season",
    words=("结束值守",),
    run=close_season,
    help="结束值守 防汛：恢复平常值班",
    example="结束值守 防汛",
    blanks=(rest("name", "名称"),),
    needs=frozenset({Role.SECRETARY, Role.TOWNSHIP, Role.DISTRICT}),
    private=True,
)

COMMANDS = (
    OPEN_SEASON,
    CLOSE_SEASON,
)
