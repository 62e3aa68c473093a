"""退出值班: somebody takes no more turns, and what follows when somebody leaves the enterprise."""

from datetime import timedelta

from bot.blanks import rest
from bot.command import Command
from bot.request import House, Request
from models.audit.actions import Cause
from models.delivery.rules import Message
from models.people.actions import holders, people_of
from models.people.rules import Role
from models.turns import actions, texts
from models.turns.actions import Ground


async def run(request: Request, *, name: str) -> list[Message]:
    ground = Ground(request.cause, request.house.calendar, request.policy.duty)
    userid, empty = await actions.leave_pool(request.asker, name, ground)
    request.house.askers.forget()
    answer = request.reply(texts.left_pool(name, empty))
    return answer if userid == request.asker.userid else [*answer, request.tell(userid, texts.out_of_pool())]


async def departed(person_id: int, cause: Cause, house: House) -> list[Message]:
    """Empty the slots of somebody who has left the enterprise; tell the secretaries of the units concerned."""
    ground = Ground(cause, house.calendar, house.policy.duty)
    empty = await actions.left(person_id, ground)
    name = (await people_of([person_id]))[person_id].name
    messages = []
    for unit_id in sorted({slot.unit_id for slot in empty}):
        text = texts.gone(name, [slot for slot in empty if slot.unit_id == unit_id])
        for secretary in await holders([Role.SECRETARY], ground.today, unit_id):
            messages.append(Message(text, userid=secretary.userid, not_after=cause.at + timedelta(days=2)))
    return messages


COMMAND = Command(
    name="leave_pool",
    words=("退出值班",),
    run=run,
    help="退出值班 姓名：移出坐班名单",
    example="退出值班 周小川",
    blanks=(rest("name", "姓名"),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)
