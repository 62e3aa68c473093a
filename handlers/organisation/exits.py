"""Ends: somebody has died or lives elsewhere; a membership ends when the office above has confirmed it."""

from collections.abc import Awaitable, Callable

from bot.understanding import leaving
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command
from bot.understanding.dialog import Question
from bot.understanding.dispatch import obey_line
from bot.understanding.numbered import matters_of
from bot.understanding.request import Request
from models.machine.delivery.rules import Asks, Message
from models.matters.steps.actions import Taken
from models.organisation.authority.deciders import Part
from models.organisation.exits import actions, texts
from models.organisation.exits.rules import EXIT, ExitManner
from models.organisation.exits.words import (
    WENT,
    death_line,
    exit_line,
    gone_line,
    mistaken_line,
    read_how_gone,
    read_whom,
)
from models.organisation.people.actions import people_of
from models.organisation.people.rules import KEEPERS, SECRETARIES
from models.organisation.register.actions import whom
from models.organisation.units.actions import branch_name, unit_name


async def dead(request: Request, *, name: str) -> list[Message]:
    person = await whom(request.act, name.split())
    if not request.confirmed:
        return request.preview(texts.to_note_death(person.name))
    await actions.gone(request.act, person, actions.DIED)
    return [
        *request.reply(texts.death_noted(person.name)),
        *await leaving.follows(request.house, request.act, person.id),
    ]


DEAD = Command(
    name="died",
    words=("去世",),
    run=dead,
    help="去世 姓名：登记同志去世",
    example="去世 张三",
    blanks=(rest("name", "姓名"),),
    needs=KEEPERS,
    private=True,
    meant=death_line,
    shows=True,
)


async def take_off(request: Request, *, name: str) -> list[Message]:
    if name.endswith(WENT):
        whose = name.removesuffix(WENT).strip()
        return request.reply(texts.went_how(whose), Asks("went_how", {"name": whose}))
    person = await actions.to_take_off(request.act, name)
    unit = await unit_name(person.unit_id)
    if not request.confirmed:
        return request.preview(texts.to_take_off(person.name, unit))
    await actions.gone(request.act, person, actions.GONE_AWAY)
    return [
        *request.reply(texts.taken_off(person.name, unit)),
        request.tell(person.userid, texts.you_are_off(unit)),
        *await leaving.follows(request.house, request.act, person.id),
    ]


TAKE_OFF = Command(
    name="take_off_books",
    words=("减人",),
    run=take_off,
    help="减人 姓名：搬走了、登记错了",
    example="减人 张三",
    blanks=(Blank("name", "姓名", read_whom, rest=True),),
    needs=KEEPERS,
    private=True,
    meant=gone_line,
    shows=True,
)


ASK_WENT_HOW = Question(
    name="went_how",
    ask=lambda values: texts.went_how(values["name"]),
    read=lambda text, moment, values: read_how_gone(text),
    run=lambda request, values, word: obey_line(request, f"{word} {values['name']}", texts.NOT_NOTED),
    left=lambda values: texts.NOT_NOTED,
    fleeting=True,
)
QUESTIONS = (ASK_WENT_HOW,)


async def not_dead(request: Request, *, name: str) -> list[Message]:
    if not request.confirmed:
        return request.preview(texts.to_take_back((await actions.mistaken(request.act, name))[0].name))
    person, given = await actions.alive(request.act, name, request.house.kinds)
    others = await people_of([whose for _, whose in given])
    return [
        *request.reply(texts.taken_back(person.name, [called for called, _ in given])),
        *(
            request.tell(others[whose].userid, texts.his_again(person.name, called))
            for called, whose in given
            if whose != request.asker.person_id
        ),
    ]


NOT_DEAD = Command(
    name="not_died",
    words=("撤销去世", "撤回去世", "撤销减人"),
    run=not_dead,
    help="撤销去世 姓名：改回来；减人同样",
    example="撤销去世 张三",
    blanks=(rest("name", "姓名"),),
    needs=KEEPERS,
    private=True,
    meant=mistaken_line,
    shows=True,
)


def _end(manner: ExitManner) -> Callable[..., Awaitable[list[Message]]]:
    async def run(request: Request, *, name: str) -> list[Message]:
        if not request.confirmed:
            return request.preview(texts.to_ask((await actions.member(request.act, name)).name, manner))
        person, number, told = await actions.ask(request.act, name, manner)
        asked = texts.please_confirm(number, person.name, await branch_name(person.branch_id), manner)
        return [
            *request.reply(texts.asked(number, person.name)),
            request.tell(person.userid, texts.you_are_told(number, manner)),
            *(request.tell(one.userid, asked, recipe=request.unless_moved(number)) for one in told),
        ]

    return run


WITHDRAWS = Command(
    name="party_exit",
    words=("退党",),
    run=_end(ExitManner.WITHDRAWS),
    help="退党 姓名：报上级确认",
    example="退党 张三",
    blanks=(rest("name", "姓名"),),
    needs=SECRETARIES,
    private=True,
    meant=exit_line,
    shows=True,
)
REMOVED = Command(
    name="party_removal",
    words=("除名",),
    run=_end(ExitManner.REMOVED),
    help="除名 姓名：报上级确认",
    example="除名 张三",
    blanks=(rest("name", "姓名"),),
    needs=SECRETARIES,
    private=True,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    number, step, person = taken.matter.id, taken.step.name, taken.subject
    follows: list[Message] = []
    if step == "confirm":
        await actions.end_membership(request.act, person.id)
        follows = await leaving.follows(request.house, request.act, person.id)
    text = texts.decided(number, person.name, step, taken.reason)
    others = {one.userid for one in taken.people[Part.OTHER]} - {person.userid}
    return [
        *request.reply(text),
        *request.tell_others(sorted(others), text),
        request.tell(person.userid, texts.decided_about_you(number, step)),
        *follows,
    ]


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(taken.subject.name, await actions.manner_of(taken.matter.id))


COMMANDS = (
    DEAD,
    TAKE_OFF,
    NOT_DEAD,
    WITHDRAWS,
    REMOVED,
)
NUMBERED = (matters_of(EXIT, _done, _line, KEEPERS),)
