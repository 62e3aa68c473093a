"""我的值班: somebody sees his next shifts, and what he has asked for."""

from datetime import timedelta

from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.duty.actions import slots_of
from models.duty.texts import own_days
from models.people.rules import Role, UnknownPerson

AHEAD = timedelta(days=62)


async def run(request: Request) -> list[Message]:
    if request.asker.person_id is None:
        raise UnknownPerson
    slots = await slots_of(request.asker.person_id, request.today, request.today + AHEAD)
    return request.reply(own_days([slot for slot in slots if slot.ends > request.now]))


COMMAND = Command(
    name="my_shifts",
    words=("我的值班", "我的班"),
    run=run,
    help="我的值班：看自己接下来的班",
    example="我的值班",
    needs=frozenset({Role.CADRE}),
    private=True,
)
