"""值守: a season of watch, two persons round the clock, for the asker's unit and all below it."""

from dataclasses import replace
from datetime import date

from bot.blanks import coming_days
from bot.command import Blank, Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.planning.rules import Season
from models.swaps import actions as swaps
from models.swaps.texts import void as void_text
from models.turns import actions, texts
from models.turns.actions import Ground


async def run(request: Request, *, days: tuple[date, date, str]) -> list[Message]:
    first, last, name = days
    ground = Ground(request.cause, request.house.calendar, request.policy.duty)
    change = actions.open_season(request.asker, Season(name, first, last), ground)
    done, void = await swaps.voided_by(change, request.cause)
    others = texts.to_others(done, texts.season_why(name, first, last), request.asker.userid)
    told = [replace(request.tell(userid, text), urgent=at_once) for userid, text, at_once in others]
    told += [request.tell(party.userid, void_text(one)) for one in void for party in (one.asker, one.other)]
    adjusted = texts.adjusted(done, request.asker.userid)
    return [*request.reply(texts.season_opened(name, first, last, adjusted)), *told]


COMMAND = Command(
    name="open_season",
    words=("值守",),
    run=run,
    help="值守 防汛 起止日期：双人值守",
    example="值守 防汛 12月1日到12月15日",
    blanks=(Blank("days", "名称 起止日期", coming_days, rest=True),),
    needs=frozenset({Role.SECRETARY, Role.TOWNSHIP, Role.DISTRICT}),
    private=True,
)
