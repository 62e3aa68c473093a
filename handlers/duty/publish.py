"""确认排班: the secretary makes a draft the roster; his group gets it as a text, a picture and a calendar file."""

from bot.blanks import COMING_MONTH
from bot.command import Command
from bot.request import Request
from handlers.duty.board import Board, enclosed, enclosures, to_groups
from models.days import Month
from models.delivery.rules import Message
from models.desk.actions import desk_of, led_unit
from models.drafting import actions, texts
from models.people.rules import Role
from models.places.actions import unit_of


async def run(request: Request, *, month: Month | None) -> list[Message]:
    view = await actions.publish(request.asker, month or Month.of(request.today).after, request.cause)
    unit_id = led_unit(request.asker)
    unit, desk = await unit_of(unit_id), await desk_of(unit_id, request.policy.duty)
    known = request.house.calendar.knows(view.month.year)
    notes = () if known else (texts.unknown_year([view.month.year]),)
    board = Board(view, unit.name if unit else "", desk.phone, notes)
    made = await enclosures(board, request.now)
    posted = await to_groups(board, made, request.now)
    answer = request.reply(texts.published(view.month, bool(posted)))
    return [*answer, *(posted or enclosed(made, request.asker.userid, request.now))]


COMMAND = Command(
    name="publish",
    words=("确认排班", "公布值班表"),
    run=run,
    help="确认排班 12月：公布值班表",
    example="确认排班 12月",
    blanks=(COMING_MONTH,),
    needs=frozenset({Role.SECRETARY}),
    private=True,
    glued=True,
)
