"""公平: how many slots of each kind everybody has; for those who take turns and their secretary."""

from bot.blanks import duty_period
from bot.command import Blank, Command
from bot.request import Request
from models.delivery.rules import Message
from models.desk.actions import duty_unit
from models.drafting import texts
from models.duty.actions import counts, pool_of
from models.duty.rules import Period
from models.people.actions import people_of
from models.people.rules import Role


async def run(request: Request, *, period: Period | None) -> list[Message]:
    unit_id = duty_unit(request.asker)
    wanted = period or Period.quarter(request.today)
    found = await counts(unit_id, wanted.first, wanted.last)
    pool = {person.id for person in await pool_of(unit_id, request.today)}
    people = await people_of(pool | found.keys())
    return request.reply(texts.fairness(wanted, {people[key].name: found.get(key, {}) for key in sorted(people)}))


COMMAND = Command(
    name="fairness",
    words=("公平",),
    run=run,
    help="公平 本季：每人值了几次班",
    example="公平 本季",
    blanks=(Blank("period", "本月或本季或今年", duty_period, optional=True, rest=True),),
    needs=frozenset({Role.SECRETARY, Role.CADRE}),
    private=True,
    glued=True,
)
