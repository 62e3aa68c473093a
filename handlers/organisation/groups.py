"""Groups: bound where they are spoken in, given a robot's address in private, and how each is reached."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.texts import only_private
from bot.understanding.blanks import rest
from bot.understanding.command import Command, Taker, when
from bot.understanding.numbered import matters_of
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.machine.delivery.rules import Groups, Message, Purpose
from models.matters.pending.rules import Waits
from models.matters.steps.actions import Taken
from models.organisation.groups import actions, texts
from models.organisation.groups.rules import BINDING, NO_ADDRESS, NOT_IN_A_GROUP
from models.organisation.groups.words import about_groups, about_robots, asks_number, read_address, without_number
from models.organisation.people.rules import KEEPERS
from models.organisation.units.actions import unit_name
from models.values.refusal import Refusal


async def number(request: Request) -> list[Message]:
    return request.reply(texts.group_number(request.group))


GROUP_NUMBER = Command(
    name="group_number",
    words=("群号",),
    run=number,
    help="群号：在群里问它的编号",
    example="群号",
    needs=KEEPERS,
    awaited=(when(asks_number, KEEPERS),),
)


def _ask(word: str, *, changes: bool) -> Callable[..., Awaitable[list[Message]]]:
    async def run(request: Request, *, unit: str | None) -> list[Message]:
        if unit and about_robots(unit):
            return await robot(request, said=unit)
        if request.group is None:
            place = without_number(unit) or await unit_name(request.asker.unit_id or 0)
            raise Refusal(NOT_IN_A_GROUP, word=word, unit=place)
        return _told(request, await actions.ask(request.act, request.group, unit, changes=changes))

    return run


def _told(request: Request, bound: actions.Bound) -> list[Message]:
    if bound.number is None:
        entered = bound.entered
        said = texts.bound(bound.unit, entered.name, entered.robot, entered.replaced)
        return [*request.reply(said), *_lost(request, bound.unit, entered)]
    asked = texts.please_confirm(bound.number, bound.unit, request.asker.name)
    told = request.tell_others([one.userid for one in bound.told], asked, recipe=request.unless_moved(bound.number))
    return [*request.reply(texts.asked(bound.number, bound.unit)), *told]


def _lost(request: Request, unit: str, entered: actions.GroupEntered) -> list[Message]:
    return [request.tell(one.userid, texts.taken_over(entered.name, unit)) for one in entered.lost]


BIND = Command(
    name="bind_group",
    words=("绑定", "绑定群"),
    run=_ask("绑定", changes=False),
    help="绑定 莲花池村：在群里发，群就归它",
    example="绑定 莲花池村",
    blanks=(rest("unit", "村、社区或单位", optional=True),),
    needs=KEEPERS,
)
CHANGE = Command(
    name="change_group",
    words=("换群",),
    run=_ask("换群", changes=True),
    help="换群 莲花池村：在新群里发，换下旧群",
    example="换群 莲花池村",
    blanks=(rest("unit", "村、社区或单位", optional=True),),
    needs=KEEPERS,
)


async def robot(request: Request, *, said: str | None) -> list[Message]:
    if request.group:
        return request.reply(only_private(ROBOT.words[0]))
    found = read_address(said or "")
    if found is None:
        if "http" in (said or ""):
            raise Refusal(NO_ADDRESS)
        return request.reply(texts.HOW_TO_SPEAK)
    key, named = found
    group, replaced = await actions.enter_robot(request.act, key, named)
    trial = Message(texts.TRIAL, to=Groups(group.unit_id, group.chatid), purpose=Purpose.ANSWER)
    return [*request.reply(texts.robot_entered(group.name, group.robot, replaced)), trial]


async def _sent_alone(request: Request, said: object) -> dict[str, Any]:
    """Return an address, whole or not, that a keeper of groups sends without a word, or what he asks about it."""
    return {"said": request.text}


ROBOT = Command(
    name="group_robot",
    words=("群机器人",),
    run=robot,
    help="群机器人 地址：让我能往群里发",
    example="群机器人 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…",
    blanks=(rest("said", "整段地址", optional=True),),
    needs=KEEPERS,
    awaited=(Taker(about_robots, _sent_alone, KEEPERS),),
)


async def groups(request: Request, *, unit: str | None) -> list[Message]:
    return request.reply(texts.lines(*await actions.lines(request.act, unit)))


GROUPS = Command(
    name="groups",
    words=("群", "群情况"),
    run=groups,
    help="群：看每个群通不通，哪里不通",
    example="群",
    blanks=(rest("unit", "村、社区或单位", optional=True),),
    needs=KEEPERS,
    private=True,
    meant=about_groups,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    number, unit = taken.matter.id, await unit_name(taken.matter.unit_id)
    asked_by = await actions.asked_by(taken)
    others = [asked_by.userid] if asked_by else []
    if taken.step.name != "bind":
        text = texts.not_bound(number, unit, taken.step.name, taken.reason)
        return [*request.reply(text), *request.tell_others(others, text)]
    entered = await actions.bind(request.act, taken.matter)
    return [
        *request.reply(texts.confirmed(number, unit)),
        *request.tell_others(others, texts.bound_elsewhere(number, unit, entered.robot)),
        *_lost(request, unit, entered),
    ]


async def _mute(request: Request) -> Sequence[Waits]:
    return [Waits("", texts.mute(name)) for name in await actions.mute(request.act)]


COMMANDS = (GROUP_NUMBER, BIND, CHANGE, ROBOT, GROUPS)
NUMBERED = (matters_of(BINDING, _done, needs=KEEPERS),)
PENDING = (Source(GROUPS, _mute),)
