"""改班: the secretary gives one slot to somebody else; of a published one both learn it in private."""

from datetime import date
from typing import Any

from bot.blanks import turn
from bot.command import Blank, Command
from bot.language.duty_moves import read_move
from bot.request import Request
from models.delivery.rules import Message
from models.desk.actions import led_unit, named
from models.drafting import actions, texts
from models.people.actions import people_of
from models.people.rules import Role


async def _awaited(request: Request) -> dict[str, Any] | None:
    said = read_move(request.text)
    if said is None or Role.SECRETARY not in request.asker.roles:
        return None
    meant = list((await named(led_unit(request.asker), said[1], request.today)).values())
    found = turn(f"{said[0]} {meant[0]}", request.said_at) if len(meant) == 1 else None
    return {"turn": found} if found else None


async def run(request: Request, *, turn: tuple[date, str, list[str]]) -> list[Message]:
    day, part, names = turn
    done = await actions.move(request.asker, day, part, names, request.cause)
    answer = request.reply(texts.moved(done))
    told = {done.before.person_id: texts.you_are_free(done.after)} | {
        done.after.person_id: texts.you_are_on(done.after)
    }
    concerned = await people_of(key for key in told if key is not None and key != request.asker.person_id)
    if not done.published or done.before.person_id == done.after.person_id:
        return answer
    return [*answer, *[request.tell(person.userid, told[key]) for key, person in concerned.items()]]


COMMAND = Command(
    name="move",
    words=("改班",),
    run=run,
    help="改班 3日上午 姓名：换人值班",
    example="改班 12月3日上午 唐敏",
    blanks=(Blank("turn", "日期时段 姓名", turn, rest=True),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
    glued=True,
    awaited=_awaited,
)
