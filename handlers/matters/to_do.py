"""待办: everything that waits for whoever asks, and how he does it; 催: those for whom he waits are asked once more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command, Taker, when
from bot.understanding.pending import pending
from bot.understanding.request import Request
from models.ledger.feedback import actions as feedback
from models.ledger.feedback import texts as feedback_texts
from models.machine.delivery.rules import Message
from models.matters.pending import texts
from models.matters.pending.words import asks_after_own, asks_what_waits
from models.matters.steps import texts as matters
from models.matters.steps.actions import BroughtForward, StillAsked, ask_again, brought, unanswered
from models.procedure.objections.rules import OBJECTION
from models.values.numbers import Sign, signed
from models.values.wording import near


async def to_do(request: Request) -> list[Message]:
    his = await pending(request)
    asked = [
        matters.unanswered(one.called, [who.name for who in one.asked], one.days, one.shown)
        for one in await _unanswered(request, young=False)
        if one.shown not in {each.said for each in his}
    ]
    return request.reply(texts.to_do(his, request.today, asked))


async def _unanswered(request: Request, *, young: bool) -> list[StillAsked]:
    he = request.asker.person_id
    found = await unanswered(request.act, request.house.kinds, he, young=young) if he is not None else []
    return [one for one in found if one.asked]


TO_DO = Command(
    name="to_do",
    words=("待办", "我的待办", "等我办的", "待免评"),
    run=to_do,
    help="待办：看等您办的所有事",
    example="待办",
    private=True,
    awaited=(when(asks_what_waits),),
)


async def hurry(request: Request, *, said: tuple[Sign, int] | None) -> list[Message]:
    mine = [(one.kind.sign, one.number) for one in await _unanswered(request, young=True)]
    if said is None and len(mine) != 1:
        return request.reply(matters.which_again([sign.show(number) for sign, number in mine]))
    return await _hurried(request, *(said or mine[0]))


async def _hurried(request: Request, sign: Sign, number: int) -> list[Message]:
    kinds = {kind.sign: kind for kind in request.house.kinds}
    if sign not in kinds:
        own = [matters.stands(_stands(one)) for one in await _brought(request) if one.number == sign.show(number)]
        return request.reply(f"{own[0]}。" if own else matters.not_for(sign.show(number), HURRY.words[0]))
    again = await ask_again(request.act, kinds[sign], number)
    return _asked_again(request, again) if again else request.reply(matters.ASKED_TODAY)


def _asked_again(request: Request, again: StillAsked) -> list[Message]:
    back = next((step.word for step in again.kind.steps if step.name == "take_back"), "")
    reply = matters.asked_again(again.called, [one.name for one in again.asked], again.shown, back)
    asks = matters.please_answer(again.called, again.days, again.words, again.shown)
    recipe = request.unless_moved(again.number)
    return [*request.reply(reply), *(request.tell(one.userid, asks, recipe=recipe) for one in again.asked)]


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


async def own_matters(request: Request, *, about_what: str | None) -> list[Message]:
    found = await _brought(request)
    meant = [found[at] for at in _near(about_what or "", found)]
    own, about = ([_stands(one) for one in meant or found if one.about_him is kind] for kind in (False, True))
    return request.reply(matters.brought(own, about, others=bool(about_what) and not meant))


def _stands(one: BroughtForward) -> matters.Stands:
    return one.number, one.called, one.state, one.due


async def _brought(request: Request) -> list[BroughtForward]:
    said = [BroughtForward(*kept) for kept in map(feedback_texts.stands, reversed(await feedback.of(request.asker)))]
    return [*await brought(request.act, [*request.house.kinds, OBJECTION]), *said]


def _near(text: str, found: Sequence[BroughtForward]) -> list[int]:
    return near(text, {at: one.called for at, one in enumerate(found)})


async def _asks_after(request: Request, asked: tuple[str, bool]) -> dict[str, Any] | None:
    about_what, is_own = asked
    named = is_own or _near(about_what, await _brought(request))
    return {"about_what": about_what} if named else None


OWN_MATTERS = Command(
    name="own_matters",
    words=("我的事", "我提的", "我的申请", "我的异议", "我的建议", "我提的建议", "我的提议"),
    run=own_matters,
    help="我的事：看自己提的办到哪一步",
    example="我的事",
    blanks=(rest("about_what", "哪一件", optional=True),),
    private=True,
    awaited=(Taker(asks_after_own, _asks_after),),
)

COMMANDS = (TO_DO, HURRY, OWN_MATTERS)
