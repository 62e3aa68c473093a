"""值班表: anybody gets a published roster again; in private with its picture and calendar file."""

from bot.blanks import COMING_MONTH
from bot.command import Command
from bot.request import Request
from handlers.duty.board import Board, enclosed, enclosures
from models.days import Month
from models.delivery.rules import Message
from models.desk.actions import OFFICES, asked_unit, desk_of
from models.drafting import texts
from models.duty.actions import roster_of
from models.duty.texts import which_village


async def run(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today)
    unit = await asked_unit(request.asker, None, request.group, request.text)
    if unit.kind in OFFICES:
        return request.reply(which_village())
    view = await roster_of(unit.id, wanted)
    if view is None or not view.published:
        return request.reply(texts.nothing_published(wanted))
    board = Board(view, unit.name, (await desk_of(unit.id, request.policy.duty)).phone)
    made = await enclosures(board, request.now) if request.private else []
    return [*request.reply(board.text), *enclosed(made, request.asker.userid, request.now)]


COMMAND = Command(
    name="table",
    words=("值班表",),
    run=run,
    help="值班表 12月：图片和日历文件",
    example="值班表 12月",
    blanks=(COMING_MONTH,),
    glued=True,
)
