"""通知 to the groups of one's place: seen before it goes, said once, taken down; a day without postings there.

What an office says to more than one place goes when a second officer has seen it.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.clock import from_milliseconds
from bot.language.days import CONTRADICTION, NO_SUCH_DAY
from bot.understanding.before import before
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command, Taker, line_in
from bot.understanding.dialog import Values, reading_first, yes_no
from bot.understanding.numbered import matters_of
from bot.understanding.reach import group_hears_at
from bot.understanding.reading import open_day
from bot.understanding.request import Request
from models.machine.delivery.rules import BY_MESSAGE, Asks, Groups, Message, Purpose, Recipe
from models.matters.steps.actions import Taken
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.gate.rules import PerhapsNotForEverybody
from models.organisation.gate.words import WARNING
from models.organisation.people.actions import holders
from models.organisation.people.rules import DISTRICT, SECRETARIES, Role
from models.procedure.announcements import actions, texts, words
from models.procedure.announcements.rules import ANNOUNCEMENT, DAY_OVER, SPEAKERS, Audience
from models.values.refusal import Refusal
from models.values.showing import show_date
from models.values.wording import about


async def announce(request: Request, *, text: str) -> list[Message]:
    if wrong := open_day(text, request.now, ahead=True, of=(CONTRADICTION, NO_SUCH_DAY)):
        return request.reply(texts.at_odds(wrong[0]))
    try:
        readers = await actions.ready(request.act, text)
    except PerhapsNotForEverybody as held:
        said = words.dated(text, request.now)
        return request.reply(texts.or_somebody_looks(held.sentence), Asks("second_look", {"text": said}))
    goes = await _goes(request, readers.units[0], text)
    if readers.needs_a_second or (goes and goes.date() > request.today):
        text = words.dated(text, request.now)
    shown, over = texts.posted(text, readers.unit), words.over_by(goes, text, request.now)
    told = texts.preview(shown, readers.groups, goes, request.today, second=readers.needs_a_second, over=over)
    return request.reply(told, Asks("announce", {"text": text}))


async def _goes(request: Request, unit_id: int, text: str) -> datetime | None:
    return await group_hears_at(request, unit_id, words.concerned(text, request.now))


async def _sooner(request: Request, number: int, text: str, goes: datetime | None) -> str:
    """Return how what waits can go sooner: by day by its writer, at night by the district."""
    night = request.house.rest.until(request.now, request.now)
    if night is None:
        return texts.HURRY if goes else ""
    if WARNING.search(text) or words.over_by(goes, text, request.now):
        officers = await holders([Role.DISTRICT], request.today)
        return texts.at_once(number, [] if request.may(DISTRICT) else [one.name for one in officers])
    return texts.hurry_from(night, request.today) if goes != night else ""


ANNOUNCE = Command(
    name="announce",
    words=("通知", "发通知", "群通知", "发个通知", "发条通知"),
    run=announce,
    help="通知 …：发到自己管的群，先给您看",
    example="通知 明天上午停水，记得接水",
    blanks=(rest("text", "要告诉大家的话"),),
    needs=SPEAKERS,
    private=True,
    awaited=(line_in(words.to_the_group, SPEAKERS),),
    meant=words.announce_line,
)


async def _go(request: Request, values: Values) -> list[Message]:
    readers = await actions.ready(request.act, values["text"])
    if readers.needs_a_second:
        return await _ask_somebody(request, readers, values["text"])
    number = await actions.announce(request.act, readers.unit_id, values["text"])
    goes = await _goes(request, readers.units[0], values["text"])
    sooner = await _sooner(request, number, values["text"], goes)
    answer = request.reply(texts.sent(number, readers.groups, goes, request.today, sooner))
    return [*answer, *_postings(request, number, readers, values["text"])]


def _postings(request: Request, number: int, readers: Audience, text: str) -> list[Message]:
    concerns = words.concerned(text, request.now)
    recipe = Recipe("announcement", {"number": number, "stopped_by": texts.taken_down_by(number)})
    said = texts.posted(text, readers.unit)
    return [
        Message(said, to=Groups(one), purpose=Purpose.NOTICE, recipe=recipe, concerns=concerns) for one in readers.units
    ]


def _told(request: Request, userid: str, text: str, said: str, recipe: Recipe | None = None) -> Message:
    """Return what a colleague is told of a notice: at any hour where it warns."""
    message = request.tell(userid, text, recipe=recipe)
    return replace(message, purpose=Purpose.DANGER) if WARNING.search(said) else message


async def _somebody_looks(request: Request, values: Values) -> list[Message]:
    return await _ask_somebody(request, await actions.audience(request.act), values["text"])


async def _ask_somebody(request: Request, readers: Audience, text: str) -> list[Message]:
    number, told = await actions.ask_for_a_look(request.act, readers.unit_id, text)
    said = texts.posted(text, readers.unit)
    asked = (
        texts.please_agree(number, request.asker.name, readers.groups, said)
        if readers.needs_a_second
        else texts.please_look(number, request.asker.name, said)
    )
    return [
        *request.reply(texts.asked_for_a_look(number, [one.name for one in told])),
        *(_told(request, one.userid, asked, text, request.unless_moved(number)) for one in told),
    ]


ASK_FOR_A_LOOK = replace(
    yes_no(
        "second_look",
        lambda values: texts.LOOK_AGAIN,
        _somebody_looks,
        lambda values: texts.LEFT,
        words=(("这句没问题", "没问题", "请人看看"), ("先不发", "不发", "别发")),
    ),
    fleeting=True,
    patient=True,
)


async def _anew(act: Act, values: Mapping[str, Any]) -> list[Message] | None:
    return None if await actions.stands(values["number"]) else []


async def _instead(request: Request, values: Values, text: str) -> list[Message]:
    """Show the words that are to stand there instead."""
    return await announce(request, text=text)


ASK_ANNOUNCE = replace(
    reading_first(
        yes_no(
            "announce",
            lambda values: texts.AGAIN,
            _go,
            lambda values: texts.LEFT,
            words=(("发", "发吧", "发出", "发出去", "可以发"), ("先不发", "不发", "别发")),
        ),
        lambda text, values: words.instead(text, values["text"]),
        _instead,
    ),
    fleeting=True,
    patient=True,
)


async def take_down(request: Request, *, number: int | None) -> list[Message]:
    if number is None or request.plainly:
        found = await actions.standing(request.act)
        number = number or next(iter(found))
        if request.plainly:
            return request.preview(texts.takes_down(found[number]))
    return await _done(request, await actions.take_down(request.act, number))


async def _cancelled(request: Request, said: object) -> str:
    """Take a sentence that a notice is off: the one that it is about, else the newest."""
    found = await actions.standing(request.act)
    return texts.taken_down_by(next(iter(about(request.text, found) or found)))


async def _was_wrong(request: Request, said: re.Match[str]) -> str | None:
    """Take that the notice of today is wrong: it is taken down, and said anew as its writer has it now."""
    newest = await actions.newest_today(request.act)
    return texts.taken_down_by(newest) if newest else None


async def _taken_back(request: Request, said: object) -> dict[str, Any] | None:
    """Take 不发了 behind the answer that a notice goes out."""
    told = re.search(rf"{TAKE_DOWN.words[0]} (\w+)", await before(request))
    number = ANNOUNCEMENT.sign.read(told[1], request.said_at) if told else None
    return {"number": number} if number is not None else None


TAKE_DOWN = Command(
    name="take_down",
    words=("撤下", "撤下通知", "撤回通知"),
    run=take_down,
    help="撤下 N001：通知不作数了",
    example="撤下 N001",
    blanks=(Blank("number", "编号", ANNOUNCEMENT.sign.read, optional=True),),
    needs=SPEAKERS,
    private=True,
    glued=True,
    awaited=(
        Taker(words.takes_back, _taken_back, SPEAKERS),
        Taker(words.cancels, _cancelled, SPEAKERS),
        Taker(words.was_wrong, _was_wrong, SPEAKERS),
    ),
)


async def _looked_at(request: Request, taken: Taken) -> list[Message]:
    """Post what somebody has let through, or say that it does not go; the writer hears of both."""
    number, text = taken.matter.id, taken.matter.said["text"]
    if taken.step.name == "drop":
        return request.reply(texts.dropped(number))
    posted: list[Message] = []
    said = texts.not_let_through(number, request.asker.name, taken.reason)
    if taken.step.name == "let_through":
        readers = await actions.readers_of(taken.matter.unit_id)
        if day := words.over_by(request.now, text, taken.matter.opened_at):
            raise Refusal(DAY_OVER, number=ANNOUNCEMENT.sign.show(number), day=show_date(day))
        goes = await _goes(request, readers.units[0], text)
        sooner = await _sooner(request, number, text, goes)
        said = texts.let_through(number, readers.groups, goes, request.today, sooner)
        posted = _postings(request, number, readers, text)
    return [
        *request.reply(said),
        *(_told(request, one.userid, said, text) for one in taken.people[Part.OWNER]),
        *posted,
    ]


async def _done(request: Request, taken: Taken) -> list[Message]:
    if taken.step.name != "withdraw":
        return await _looked_at(request, taken)
    number = taken.matter.id
    read = await actions.called_off(number, BY_MESSAGE)
    # What went in somebody's rest is taken back in it.
    rest, moments = request.house.rest, [from_milliseconds(one) for one in read]
    hurried = any(rest.until(one, one) for one in moments)
    goes = None if hurried else await group_hears_at(request, taken.matter.unit_id, request.now)
    answer = request.reply(texts.taken_down(number, goes, request.today, in_time=not read))
    if not read:
        return answer
    purpose = Purpose.DANGER if hurried else Purpose.NOTICE
    said = texts.holds_no_longer(taken.matter.said["text"])
    heard = await actions.heard_in(taken.matter.unit_id)
    return [*answer, *(Message(said, to=Groups(one), purpose=purpose, concerns=request.now) for one in heard)]


def _hold(*, held: bool) -> Callable[[Request], Awaitable[list[Message]]]:
    async def run(request: Request) -> list[Message]:
        rest = request.house.rest
        until = await actions.hold_today(request.act, rest.over(rest.morning_after(request.now)), held=held)
        return request.reply(texts.held(until) if held else texts.RELEASED)

    return run


HOLD = Command(
    name="hold_group",
    words=("今天不要在群里发", "今天别在群里发", "今天不在群里发"),
    run=_hold(held=True),
    help="今天不要在群里发：留到明天",
    example="今天不要在群里发",
    needs=SECRETARIES,
    private=True,
)
RELEASE = Command(
    name="release_group",
    words=("可以在群里发了", "今天可以在群里发"),
    run=_hold(held=False),
    help="可以在群里发了：群里照常",
    example="可以在群里发了",
    needs=SECRETARIES,
    private=True,
)

COMMANDS = (ANNOUNCE, TAKE_DOWN, HOLD, RELEASE)
QUESTIONS = (ASK_ANNOUNCE, ASK_FOR_A_LOOK)
RECIPES = {"announcement": _anew}
NUMBERED = (matters_of(ANNOUNCEMENT, _done, needs=SPEAKERS | {Role.VERIFIER, Role.SUPERVISOR}),)
