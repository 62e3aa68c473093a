"""入党: whom somebody sees who wants to join the Party, and what the steps are."""

from bot.understanding.blanks import rest
from bot.understanding.command import Command, when
from bot.understanding.request import Request
from models.duty.settings.actions import desk_of
from models.machine.delivery.rules import Message
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from models.organisation.units.actions import unit_of
from models.residents.joining.texts import joining
from models.residents.joining.words import wants_to_join


async def join(request: Request, *, asked: str | None) -> list[Message]:
    unit_id = request.asker.unit_id
    unit = await unit_of(unit_id) if unit_id is not None else None
    if unit is None:
        return request.reply(joining("", [], ""))
    secretaries = [one.name for one in await holders([Role.SECRETARY], request.today, unit.id)]
    return request.reply(joining(unit.name, secretaries, (await desk_of(unit.id, request.policy.duty)).phone))


JOIN = Command(
    name="join_party",
    words=("入党", "我想入党", "申请入党"),
    run=join,
    help="入党：先找谁、有哪些步骤",
    example="入党",
    blanks=(rest("asked", "想问的", optional=True),),
    awaited=(when(wants_to_join, asked=None),),
)

COMMANDS = (JOIN,)
