"""结束值守: a season of watch is over; from tomorrow the ordinary days hold."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.turns import actions, texts
from models.turns.actions import Ground


async def run(request: Request, *, name: str) -> list[Message]:
    ground = Ground(request.cause, request.house.calendar, request.policy.duty)
    done = await actions.close_season(request.asker, name, ground)
    told = [request.tell(one.userid, texts.your_next(one, texts.season_over_why(name))) for one in done.told]
    return [*request.reply(texts.season_closed(name, done.units, len(told))), *told]


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
