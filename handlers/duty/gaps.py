"""缺班: the secretary sees the published slots that wait for somebody, with who could take them."""

from datetime import timedelta

from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.desk.actions import led_unit
from models.duty import texts
from models.duty.actions import slots_between, suggestions_for
from models.people.rules import Role

AHEAD, FAR = timedelta(days=14), timedelta(days=92)


async def run(request: Request) -> list[Message]:
    found = await slots_between(led_unit(request.asker), request.today, request.today + FAR)
    waiting = [slot for slot in found if slot.is_empty and slot.ends > request.now]
    empty = [slot for slot in waiting if slot.day <= request.today + AHEAD]
    able = [await suggestions_for(slot.id, request.policy.duty) for slot in empty]
    gaps = [(slot, [person.name for person in people]) for slot, people in zip(empty, able, strict=True)]
    return request.reply(texts.gaps(gaps, AHEAD.days, waiting[len(empty) :]))


COMMAND = Command(
    name="gaps",
    words=("缺班",),
    run=run,
    help="缺班：近两周还缺人的班",
    example="缺班",
    needs=frozenset({Role.SECRETARY}),
    private=True,
)
