"""Seasons in which all take more turns."""

from datetime import date

from bot.understanding.blanks import coming_days, rest
from bot.understanding.command import Blank, Command
from bot.understanding.request import Request
from models.duty.planner.shifts import Season
from models.duty.pool import actions, texts
from models.duty.swaps import actions as swaps
from models.duty.swaps.texts import void as void_text
from models.machine.delivery.rules import Message, Purpose
from models.organisation.people.rules import Role


def soon(at_once: bool) -> Purpose:
    """Return what a changed shift is told as: one that begins soon must be known in the night as well."""
    return Purpose.DUTY if at_once else Purpose.DECISION


async def open_season(request: Request, *, days: tuple[date, date, str]) -> list[Message]:
    first, last, name = days
    done = await actions.open_season(request.act, Season(name, first, last))
    void = await swaps.void_superseded(request.cause)
    others = texts.to_others(done, texts.season_why(name, first, last), request.asker.userid)
    told = [Message(text, to=userid, purpose=soon(at_once)) for userid, text, at_once in others]
    told += [request.tell(party.userid, void_text(one)) for one in void for party in (one.asker, one.other)]
    adjusted = texts.adjusted(done, request.asker.userid)
    return [*request.reply(texts.season_opened(name, first, last, adjusted)), *told]


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
    void = await swaps.void_superseded(request.cause)
    others = texts.to_others(done, texts.season_over_why(name), request.asker.userid)
    told = [Message(text, to=userid, purpose=soon(at_once)) for userid, text, at_once in others]
    told += [request.tell(party.userid, void_text(one)) for one in void for party in (one.asker, one.other)]
    return [*request.reply(texts.season_closed(name, texts.adjusted(done, request.asker.userid))), *told]


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
