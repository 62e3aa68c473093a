"""集中办公: the days of a month on which all work together, and what came of them."""

from bot.blanks import held_month
from bot.command import Blank, Command
from bot.request import Request
from models.collective import actions, texts
from models.days import Month
from models.delivery.rules import Message
from models.desk.actions import asked_unit
from models.people.rules import Role

KEEPERS = frozenset({Role.SECRETARY, Role.COMMITTEE, Role.VILLAGE_COMMITTEE, Role.CADRE})


async def run(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today)
    unit = await asked_unit(request.asker, None, request.group)
    days = await actions.held(unit.id, wanted.first, wanted.last)
    found = await actions.matters(unit.id, wanted.first, wanted.last)
    keeper = request.private and unit.id in request.asker.units_as(KEEPERS)
    shown = texts.detailed if keeper else texts.of_month
    return request.reply(shown(wanted, days, found, request.today))


COMMAND = Command(
    name="collective_days",
    words=("集中办公",),
    run=run,
    help="集中办公 12月：集中办公日和事项",
    example="集中办公 11月",
    blanks=(Blank("month", "月份", held_month, optional=True, rest=True),),
    glued=True,
)
