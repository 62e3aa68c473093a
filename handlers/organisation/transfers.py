"""A member moves to another branch: sent, taken in or not."""

from bot.understanding import leaving
from bot.understanding.blanks import rest, words
from bot.understanding.command import Blank, Command, Taker
from bot.understanding.numbered import matters_of
from bot.understanding.request import Request
from models.machine.delivery.rules import Button, Message
from models.matters.steps.actions import Taken
from models.matters.steps.rules import AGREE, DISAGREE
from models.organisation.authority.deciders import Own, Part
from models.organisation.exits.actions import GONE_AWAY, gone
from models.organisation.people.rules import KEEPERS, SECRETARIES, Role
from models.organisation.transfers import actions, texts
from models.organisation.transfers.rules import ASK_YOUR_SECRETARY, OUTSIDE, TRANSFER, Moved
from models.organisation.transfers.words import transfer_line, wants_to_go
from models.values.refusal import Refusal


async def transfer_send(request: Request, *, name: str, place: str) -> list[Message]:
    member, target = await actions.to_send(request.act, name, place)
    if not request.confirmed:
        say = (
            texts.to_send_outside(member.name, target)
            if isinstance(target, str)
            else texts.to_send(member.name, target.name)
        )
        return request.preview(say)
    moved, heads = await actions.send(request.act, name, place)
    recipe = request.unless_moved(moved.number)
    please = texts.please_confirm(moved) if moved.is_outside else texts.please_take_in(moved)
    asked = [request.tell(one.userid, please, recipe=recipe) for one in heads]
    buttons = [Button(word, f"{word} {moved.shown}") for word in (AGREE, DISAGREE)]
    asked += request.tell_others([moved.userid], texts.you_are_asked(moved), *buttons, recipe=recipe)
    return [*request.reply(texts.sent(moved)), *asked]


async def _ask_secretary(request: Request, said: object) -> None:
    """Tell a member who wants to move who sees to it, and what he will be asked; a secretary has the command."""
    if Role.SECRETARY not in request.asker.roles:
        raise Refusal(ASK_YOUR_SECRETARY)


TRANSFER_SEND = Command(
    name="transfer_send",
    words=("转出",),
    run=transfer_send,
    help="转出 张三 莲花池村：区外写“区外 成都”",
    example="转出 张三 桂花湾村",
    blanks=(Blank("name", "姓名", words), rest("place", "去哪个村、社区或支部")),
    needs=SECRETARIES,
    private=True,
    meant=transfer_line,
    shows=True,
    awaited=(Taker(wants_to_go, _ask_secretary, frozenset({Role.MEMBER})),),
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    moved, asked_by = await actions.moved(taken.matter.id), taken.people[Part.OTHER][0].userid
    if taken.step.own is Own.ONLY:
        return await _member_said(request, taken, moved)
    if taken.step.name == "take_back":
        return await _called_off(request, moved)
    if taken.step.name == "decline":
        return [
            *request.reply(texts.declined(moved)),
            request.tell(asked_by, texts.came_back(moved)),
            request.tell(moved.userid, texts.not_taken_in(moved)),
        ]
    if moved.is_outside:
        return await _gone(request, taken, moved)
    ended = await actions.arrive(request.act, moved.number)
    follow = [await departure(request.act, taken.subject.id) for departure in request.house.departures]
    return [
        *request.reply(texts.taken_in(moved)),
        request.tell(moved.userid, texts.welcome(moved, ended)),
        request.tell(asked_by, texts.arrived(moved)),
        *(message for told in follow for message in told),
    ]


async def _gone(request: Request, taken: Taken, moved: Moved) -> list[Message]:
    """Take a member off the books whom others have taken in beyond the district."""
    await gone(request.act, taken.subject, GONE_AWAY)
    said = texts.has_gone(moved)
    told = request.tell(taken.people[Part.OTHER][0].userid, said)
    follow = await leaving.follows(request.house, request.act, taken.subject.id)
    return [*request.reply(said), request.tell(moved.userid, texts.farewell(moved)), told, *follow]


async def _called_off(request: Request, moved: Moved) -> list[Message]:
    heads = {one.userid for one in await actions.heads_of(request.act, moved.number)}
    said = texts.called_off(moved)
    return [*request.reply(said), *request.tell_others(sorted({moved.userid, *heads}), said)]


async def _member_said(request: Request, taken: Taken, moved: Moved) -> list[Message]:
    """Tell both branches what the member says of his transfer."""
    heads = {one.userid for one in await actions.heads_of(request.act, moved.number)}
    others = sorted({taken.people[Part.OTHER][0].userid, *heads})
    if taken.step.name == "consent":
        return [*request.reply(texts.agreed(moved)), *request.tell_others(others, texts.he_agrees(moved))]
    return [*request.reply(texts.stays(moved)), *request.tell_others(others, texts.he_stays(moved))]


async def transfer_accept(request: Request, *, name: str, said: str | None) -> list[Message]:
    return await _done(request, await actions.decide(request.act, name, AGREE, said or ""))


TRANSFER_ACCEPT = Command(
    name="transfer_accept",
    words=("接收",),
    run=transfer_accept,
    help="接收 张三：接转来的党员",
    example="接收 张三",
    blanks=(Blank("name", "姓名", words), rest("said", "他本人的话", optional=True)),
    needs=SECRETARIES,
    private=True,
)


async def transfer_decline(request: Request, *, name: str) -> list[Message]:
    return await _done(request, await actions.decide(request.act, name, DISAGREE))


TRANSFER_DECLINE = Command(
    name="transfer_decline",
    words=("不接收",),
    run=transfer_decline,
    help="不接收 张三：退回转来的党员",
    example="不接收 张三",
    blanks=(rest("name", "姓名"),),
    needs=SECRETARIES,
    private=True,
)

COMMANDS = (
    TRANSFER_SEND,
    TRANSFER_ACCEPT,
    TRANSFER_DECLINE,
)


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(await actions.moved(taken.matter.id))


# Where a branch has no secretary the office above decides for it.
NUMBERED = tuple(matters_of(kind, _done, _line, KEEPERS | {Role.MEMBER}) for kind in (TRANSFER, OUTSIDE))
