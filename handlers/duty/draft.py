"""排班: the secretary makes and sees the draft of a month, or sees what is published."""

from bot.blanks import COMING_MONTH
from bot.command import Command
from bot.request import Request
from models.days import Month
from models.delivery.rules import Message
from models.desk.actions import led_unit
from models.drafting import actions, texts
from models.duty.actions import roster_of
from models.people.rules import Role


async def run(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today).after
    unit_id, calendar = led_unit(request.asker), request.house.calendar
    known = calendar.knows(wanted.year)
    notes = [] if known else [texts.unknown_year([wanted.year])]
    standing = await roster_of(unit_id, wanted)
    if standing is not None and standing.published:
        return request.reply(texts.standing(standing, notes))
    await actions.draft(unit_id, wanted, request.cause, calendar, request.policy.duty)
    made = await roster_of(unit_id, wanted)
    assert made is not None
    return request.reply(texts.drafted(made, notes))


COMMAND = Command(
    name="draft",
    words=("排班",),
    run=run,
    help="排班 12月：排一个月的班看看",
    example="排班 12月",
    blanks=(COMING_MONTH,),
    needs=frozenset({Role.SECRETARY}),
    private=True,
    glued=True,
)
