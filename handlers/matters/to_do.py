"""待办: everything that waits for whoever asks, and how he does it; 催: those for whom he waits are asked once more."""

from datetime import datetime
from typing import Any

from bot.understanding.command import Blank, Command
from bot.understanding.pending import pending
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.pending import texts
from models.matters.pending.words import asks_what_waits
from models.matters.steps import texts as matters
from models.matters.steps.actions import Unanswered, ask_again, unanswered
from models.values.numbers import Sign, signed


async def to_do(request: Request) -> list[Message]:
    asked = [
        matters.unanswered(one.called, [who.name for who in one.asked], one.days, one.shown)
        for one in await _unanswered(request)
    ]
    return request.reply(texts.to_do(await pending(request), request.today, asked))


async def _unanswered(request: Request) -> list[Unanswered]:
    he = request.asker.person_id
    return await unanswered(request.act, request.house.kinds, he) if he is not None else []


async def _plainly(request: Request) -> dict[str, Any] | None:
    return {} if asks_what_waits(request.text) else None


TO_DO = Command(
    name="to_do",
    words=("待办", "我的待办", "等我办的", "待免评"),
    run=to_do,
    help="待办：看等您办的所有事",
    example="待办",
    private=True,
    awaited=_plainly,
)


async def hurry(request: Request, *, said: tuple[Sign, int] | None) -> list[Message]:
    if said is None:
        mine = await _unanswered(request)
        if len(mine) != 1:
            return request.reply(matters.which_again([one.shown for one in mine]))
        said = (mine[0].kind.sign, mine[0].number)
    kind = next((one for one in request.house.kinds if one.sign is said[0]), None)
    if kind is None:
        return request.reply(matters.not_for(said[0].show(said[1]), HURRY.words[0]))
    again = await ask_again(request.act, kind, said[1])
    if again is None:
        return request.reply(matters.ASKED_TODAY)
    back = next((step.word for step in kind.steps if step.name == "take_back"), "")
    reply = request.reply(matters.asked_again(again.called, [one.name for one in again.asked], again.shown, back))
    asks, recipe = (
        matters.please_answer(again.called, again.days, again.words, again.shown),
        request.unless_moved(said[1]),
    )
    return [*reply, *(request.tell(one.userid, asks, recipe=recipe) for one in again.asked)]


def _number(text: str, moment: datetime) -> tuple[Sign, int] | None:
    found = signed(text)
    return (found[0], found[1]) if found and found[0] else None


HURRY = Command(
    name="ask_again",
    words=("催", "催一下", "催办"),
    run=hurry,
    help="催 U001：请还没答复的再看看",
    example="催 U001",
    blanks=(Blank("said", "编号", _number, optional=True, rest=True),),
    private=True,
    glued=True,
)

COMMANDS = (TO_DO, HURRY)
