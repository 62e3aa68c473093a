"""排班: the secretary sees the roster of a month, drafted if there is none; 重排 drafts it anew."""

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
    if standing is None or texts.asks_anew(request.text):
        await actions.draft(unit_id, wanted, request.cause, calendar, request.policy.duty)
        standing = await roster_of(unit_id, wanted)
    assert standing is not None
    return request.reply(texts.drafted(standing, notes))


COMMAND = Command(
    name="draft",
    words=("排班", "重排", "重新排班"),
    run=run,
    help="排班 12月：排一个月的班看看",
    example="排班 12月",
    blanks=(COMING_MONTH,),
    needs=frozenset({Role.SECRETARY}),
    private=True,
    glued=True,
)
