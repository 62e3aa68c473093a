"""Who is left out of the appraisal, or whose appraisal waits."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.language import Reading
from bot.understanding.blanks import rest
from bot.understanding.command import Command
from bot.understanding.dialog import Question, Values
from bot.understanding.numbered import matters_of, waits_of
from bot.understanding.reading import read
from bot.understanding.request import Request
from models.machine.delivery.rules import Asks, Message
from models.machine.dialogs.rules import bare
from models.matters.pending.texts import to_do
from models.matters.steps.actions import Taken
from models.organisation.people.rules import Role
from models.stars.review.words import exemption_line
from models.stars.standing_out import actions, texts
from models.stars.standing_out.rules import EXEMPTION as KIND


def _free(reading: Reading) -> dict[str, Any] | None:
    mine = reading.slots.get("exempt") and reading.on_behalf_of is None
    return {"reason": reading.slots.get("exempt_reason")} if mine else None


async def exemption(request: Request, *, reason: str | None) -> list[Message]:
    if reason is None:
        return (
            request.reply(texts.REASON_ASKED, Asks("exemption", {}))
            if request.private
            else request.reply(texts.ASK_IN_PRIVATE)
        )
    whose, why = await actions.for_whom(request.act, reason)
    if whose is not None:
        return await _for_another(request, whose, why)
    wish, people, above = await actions.ask(request.act, reason)
    please, asked = (texts.please_decide_above, texts.asked_above) if above else (texts.please_decide, texts.asked)
    told = [request.tell(one.userid, please(wish), recipe=request.unless_moved(wish.matter_id)) for one in people]
    if request.private:
        return [*request.reply(asked(wish.year)), *told]
    return [*request.reply(texts.ASKED_BRIEFLY), request.tell(wish.member.userid, asked(wish.year)), *told]


async def _for_another(request: Request, whose: Any, why: str) -> list[Message]:
    """Ask in a member's name; the secretary, who is told that it waits, and the member himself hear it."""
    if not request.private:
        return request.reply(texts.ASK_IN_PRIVATE)
    wish, people, _ = await actions.ask(request.act, why, whose)
    others = [one for one in people if one.id != request.asker.person_id]
    told = [request.tell(one.userid, texts.please_decide(wish)) for one in others]
    his = request.tell(wish.member.userid, texts.asked_for_you(wish, request.asker.name))
    return [*request.reply(texts.asked_for(wish)), his, *told]


EXEMPTION = Command(
    name="exemption",
    words=("免评", "申请免评"),
    run=exemption,
    help="免评 姓名 原因：申请今年不参评",
    example="免评 年纪大了走不动",
    blanks=(rest("reason", "原因", optional=True),),
    needs=frozenset({Role.MEMBER}),
    free=_free,
    meant=exemption_line,
)


ANSWERS = frozenset({"none", "clarify", "activity", "duty_leave"})
FEWEST_SIGNS = 2


def _read(text: str, moment: datetime, values: Values) -> dict[str, Any] | None:
    """Return the reason; what asks for something else is none, and what sounds like a deed may be one."""
    is_reason = len(bare(text)) >= FEWEST_SIGNS and read(text, moment).intent in ANSWERS
    return {"reason": bare(text)} if is_reason else None


ASK_EXEMPTION = Question(
    name="exemption",
    of="exemption",
    ask=lambda values: texts.REASON_ASKED,
    read=_read,
    left=lambda values: texts.NOTHING_ASKED,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    wish = await actions.wish_of(request.asker, taken)
    await actions.forget_reasons()
    if taken.step.name == "take_back":
        his = wish.member.userid == request.asker.userid
        told = [one.userid for one in await actions.who_decides(request.act, wish.matter_id)]
        heard = {one: texts.taken_back_by_him(wish) for one in told if one != request.asker.userid and his}
        heard |= {} if his else {wish.member.userid: texts.taken_back_for_you(request.asker.name, wish)}
        return [
            *request.reply(texts.taken_back(wish.member.name, wish.year)),
            *(request.tell(one, text) for one, text in heard.items()),
        ]
    for_decider, for_member = texts.DECIDED[taken.step.name]
    return [
        *request.reply(for_decider(wish.member.name, wish.year)),
        request.tell(wish.member.userid, for_member(wish.year)),
    ]


def _decide(step: str) -> Callable[..., Awaitable[list[Message]]]:
    async def run(request: Request, *, name: str | None) -> list[Message]:
        if name is None:
            return request.reply(to_do([waits for _, waits in await waits_of(request, NUMBERED)], request.today))
        return await _done(request, await actions.decide(request.act, name, step))

    return run


AGREE_EXEMPTION = Command(
    name="agree_exemption",
    words=("同意免评",),
    run=_decide("agree"),
    help="同意免评 姓名：党员大会已同意",
    example="同意免评 张三",
    blanks=(rest("name", "姓名", optional=True),),
    needs=actions.DECIDERS,
    private=True,
    glued=True,
)


DECLINE_EXEMPTION = Command(
    name="decline_exemption",
    words=("不同意免评",),
    run=_decide("decline"),
    help="不同意免评 姓名：照常参评",
    example="不同意免评 张三",
    blanks=(rest("name", "姓名", optional=True),),
    needs=actions.DECIDERS,
    private=True,
    glued=True,
)


async def defer(request: Request, *, name: str) -> list[Message]:
    member = await actions.defer(request.act, name)
    return [*request.reply(texts.deferred(member.name)), request.tell(member.userid, texts.DEFERRED_ABOUT_YOU)]


DEFER = Command(
    name="defer",
    words=("暂缓评星",),
    run=defer,
    help="暂缓评星 姓名：先不评",
    example="暂缓评星 张三",
    blanks=(rest("name", "姓名"),),
    needs=actions.DECIDERS,
    private=True,
    glued=True,
)


async def resume_appraisal(request: Request, *, name: str) -> list[Message]:
    member, year = await actions.resume(request.act, name)
    told = request.tell(member.userid, texts.resumed_about_you(year))
    return [*request.reply(texts.resumed(member.name, year)), told]


RESUME_APPRAISAL = Command(
    name="resume_appraisal",
    words=("恢复评星",),
    run=resume_appraisal,
    help="恢复评星 姓名：恢复参评",
    example="恢复评星 张三",
    blanks=(rest("name", "姓名"),),
    needs=actions.DECIDERS,
    private=True,
    glued=True,
)

COMMANDS = (
    EXEMPTION,
    AGREE_EXEMPTION,
    DECLINE_EXEMPTION,
    DEFER,
    RESUME_APPRAISAL,
)

QUESTIONS = (ASK_EXEMPTION,)


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(await actions.wish_of(request.asker, taken))


_MATTERS = matters_of(KIND, _done, _line, actions.DECIDERS)
# To take one's own back needs no office.
_TAKE_BACK = {"撤回": replace(_MATTERS.words["撤回"], needs=None)}
NUMBERED = (replace(_MATTERS, words={**_MATTERS.words, **_TAKE_BACK}),)
