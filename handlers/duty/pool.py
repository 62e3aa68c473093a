"""Who takes turns: joining and leaving."""

from bot.understanding.blanks import rest
from bot.understanding.command import Command, line_in
from bot.understanding.request import Request
from models.duty.pool import actions, texts
from models.duty.pool.words import LEAVES, in_line, out_line
from models.machine.delivery.rules import Message
from models.organisation.authority.act import Act
from models.organisation.people.actions import holders, people_of
from models.organisation.people.rules import SECRETARIES, Role


async def join(request: Request, *, name: str) -> list[Message]:
    if not request.confirmed:
        return request.preview(texts.to_join(*await actions.to_join(request.act, name)))
    name, [fresh, *told] = await actions.join(request.act, name)
    others = [request.tell(one.userid, texts.your_next(one, texts.JOINED_WHY), concerns=one.starts) for one in told]
    welcome = request.tell(fresh.userid, texts.welcome(fresh), concerns=fresh.starts)
    return [*request.reply(texts.joined(name, len(others))), welcome, *others]


JOIN = Command(
    name="join",
    words=("加入值班",),
    run=join,
    help="加入值班 姓名：加进坐班名单",
    example="加入值班 张三",
    blanks=(rest("name", "姓名"),),
    needs=SECRETARIES,
    private=True,
    awaited=(line_in(in_line, SECRETARIES),),
)


async def leave_pool(request: Request, *, name: str) -> list[Message]:
    if not request.confirmed:
        return request.preview(texts.to_leave(*await actions.to_leave(request.act, name)))
    who, empty = await actions.leave_pool(request.act, name)
    answer = request.reply(texts.left_pool(who.name, empty))
    return answer if who.id == request.asker.person_id else [*answer, request.tell(who.userid, texts.OUT_OF_POOL)]


async def departed(act: Act, person_id: int) -> list[Message]:
    """Empty the slots of somebody who has left the enterprise or a unit; tell its secretaries."""
    empty = await actions.left(act, person_id)
    name = (await people_of([person_id]))[person_id].name
    messages = []
    for unit_id in sorted({slot.unit_id for slot in empty}):
        own = [slot for slot in empty if slot.unit_id == unit_id]
        text, starts = texts.gone(name, own), min(slot.starts for slot in own)
        for secretary in await holders([Role.SECRETARY], act.today, unit_id):
            messages.append(Message(text, to=secretary.userid, concerns=starts))
    return messages


LEAVE_POOL = Command(
    name="leave_pool",
    words=LEAVES,
    run=leave_pool,
    help="退出值班 姓名：不再排他的班",
    example="退出值班 张三",
    blanks=(rest("name", "姓名"),),
    needs=SECRETARIES,
    private=True,
    meant=out_line,
    shows=True,
)

DEPARTURES = (departed,)
COMMANDS = (
    JOIN,
    LEAVE_POOL,
)
MERGERS = (actions.close_office,)
