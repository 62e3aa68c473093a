"""值班表: a secretary or a cadre gets a published roster again, as text, picture and calendar file."""

from bot.blanks import COMING_MONTH
from bot.command import Command
from bot.request import Request
from handlers.duty.board import Board, enclosed, enclosures
from models.days import Month
from models.delivery.rules import Message
from models.desk.actions import desk_of, duty_unit
from models.drafting import texts
from models.duty.actions import roster_of
from models.people.rules import Role
from models.places.actions import unit_of


async def run(request: Request, *, month: Month | None) -> list[Message]:
    wanted, unit_id = month or Month.of(request.today), duty_unit(request.asker)
    view = await roster_of(unit_id, wanted)
    if view is None or not view.published:
        return request.reply(texts.nothing_published(wanted))
    unit, desk = await unit_of(unit_id), await desk_of(unit_id, request.policy.duty)
    board = Board(view, unit.name if unit else "", desk.phone)
    made = await enclosures(board, request.now)
    return [*request.reply(board.text), *enclosed(made, request.asker.userid, request.now)]


COMMAND = Command(
    name="table",
    words=("值班表",),
    run=run,
    help="值班表 12月：图片和日历文件",
    example="值班表 12月",
    blanks=(COMING_MONTH,),
    needs=frozenset({Role.SECRETARY, Role.CADRE}),
    private=True,
    glued=True,
)
