"""结束值守: a season of watch is over; from tomorrow the ordinary days hold."""

from dataclasses import replace

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.swaps import actions as swaps
from models.swaps.texts import void as void_text
from models.turns import actions, texts
from models.turns.actions import Ground


async def run(request: Request, *, name: str) -> list[Message]:
    ground = Ground(request.cause, request.house.calendar, request.policy.duty)
    done, void = await swaps.voided_by(actions.close_season(request.asker, name, ground), request.cause)
    others = texts.to_others(done, texts.season_over_why(name), request.asker.userid)
    told = [replace(request.tell(userid, text), urgent=at_once) for userid, text, at_once in others]
    told += [request.tell(party.userid, void_text(one)) for one in void for party in (one.asker, one.other)]
    return [*request.reply(texts.season_closed(name, texts.adjusted(done, request.asker.userid))), *told]


COMMAND = Command(
    name="close_season",
    words=("结束值守",),
    run=run,
    help="结束值守 防汛：恢复平常值班",
    example="结束值守 防汛",
    blanks=(rest("name", "名称"),),
    needs=frozenset({Role.SECRETARY, Role.TOWNSHIP, Role.DISTRICT}),
    private=True,
)
