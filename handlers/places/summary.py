"""汇总: a township sees its own units, the district its townships; counts only."""

from bot.blanks import MONTH
from bot.command import Command
from bot.request import Request
from models.days import Month
from models.delivery.rules import Message
from models.people.rules import OFFICES, Role
from models.rankings import actions, texts


async def run(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today)
    units = None if Role.DISTRICT in request.asker.roles else request.asker.units_as({Role.TOWNSHIP})
    return request.reply(texts.summary(wanted, await actions.summary(wanted, units)))


COMMAND = Command(
    name="summary",
    words=("汇总",),
    run=run,
    help="汇总 10月：看所辖村社的参与",
    example="汇总 10月",
    blanks=(MONTH,),
    needs=OFFICES,
    private=True,
)
