"""反映 and 办事: taken up with a number, done by somebody until a day, brought one level up when late, rated."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.clockwork.reminders import Reminder
from bot.language.people import is_name
from bot.understanding.before import FOLLOW_UP
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command, Taker, when
from bot.understanding.dispatch import VILLAGERS
from bot.understanding.numbered import alone, matters_of, sign_of, waits_of
from bot.understanding.request import Request
from models.machine.delivery.rules import Message, Purpose
from models.matters.reminders.rules import Owed
from models.matters.steps.actions import Taken, take_word
from models.matters.steps.rules import TAKE_BACK
from models.organisation.asking.words import AskedOf, asking, kind_asked
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.people.rules import Asker
from models.residents.needs import actions, texts
from models.residents.needs.actions import InHand
from models.residents.needs.rules import NEED, UNDER_WAY
from models.residents.needs.words import (
    asks_for_all,
    asks_how_far,
    asks_in_whose_hands,
    complaint,
    goes_on,
    handed,
    is_question,
    lets_go,
    put_right,
    puts_right,
    read_report,
    reports_nothing_yet,
    says_where,
    told,
)
from models.values.delicate import Delicate, cleared, with_note
from models.values.numbers import Sign
from models.values.wording import about, asks, near


async def _nothing_yet(request: Request, said: object) -> dict[str, Any]:
    return {"text": request.text}


async def _put_right(request: Request, said: object) -> dict[str, Any] | None:
    """Return what is reported instead, where somebody says right after it that he meant another villagers' group."""
    fresh = await actions.just_now(request.act, FOLLOW_UP)
    text = put_right(request.text, fresh[0].said["text"]) if fresh else None
    return {"text": text, "instead_of": fresh[0].id} if text else None


async def _goes_on(request: Request, said: object) -> dict[str, Any] | None:
    """Return what the writer of the only thing under way says more of it, 又熄了一盏, or where the newest is."""
    mine = [one for one in await actions.mine(request.act) if one.state in UNDER_WAY]
    meant = await actions.just_now(request.act, FOLLOW_UP) if says_where(request.text) else mine
    return {"text": request.text, "adds_to": meant[0].id} if len(meant) == 1 else None


async def _added(request: Request, number: int, text: str) -> list[Message]:
    written = cleared(text)
    one, doers = await actions.add(request.act, number, written.text)
    said = texts.please_see(one, written.text)
    return [*request.reply_to(written, texts.added(one)), *(request.tell(userid, said) for userid in doers)]


async def _asks_for_all(request: Request, asked: object) -> dict[str, Any] | None:
    """Return the question of somebody in office what is open."""
    return None if request.asker.roles <= VILLAGERS else {"text": request.text}


async def _open_ones(request: Request) -> list[str]:
    return [
        texts.open_one(one.said, one.line, one.due)
        for _, one in await waits_of(request, NUMBERED, NEED.step("reply").word)
    ]


async def report(
    request: Request, *, text: str, instead_of: int | None = None, adds_to: int | None = None
) -> list[Message]:
    if not told(text) or reports_nothing_yet(text):
        return request.reply(texts.WHAT_AND_WHERE)
    if adds_to is not None:
        return await _added(request, adds_to, text)
    if asked := await _of_an_officer(request, text):
        return asked
    over = await _done(request, await take_word(request.act, NEED, instead_of, TAKE_BACK)) if instead_of else []
    begun = await actions.report(request.act, told(text))
    return [*_taken_up(request, begun, cleared(text).left_out), *(one for one in over if not one.is_reply)]


async def _of_an_officer(request: Request, text: str) -> list[Message]:
    """Return what somebody in office is answered who asks what is open; nothing where he reports."""
    if request.asker.roles <= VILLAGERS or request.confirmed:
        return []
    if text == request.text:
        return request.reply(texts.open_ones(await _open_ones(request)))
    asks = is_question(text, request.said_at)
    return request.preview(texts.or_reported(await _open_ones(request), text)) if asks else []


def _taken_up(request: Request, begun: InHand, left_out: Sequence[Delicate] = ()) -> list[Message]:
    """Answer the writer, in a group without a word of what it is about, and tell whoever does it."""
    first = f"{begun.first}\n" if begun.first else ""
    said = with_note(first + texts.taken_up(begun.need, begun.doer), left_out)
    please = request.tell(begun.userid, first + texts.please_do(begun.need))
    please = replace(please, purpose=Purpose.DANGER) if begun.first else please
    asked = [replace(please, to=one) for one in (begun.userid, *begun.besides)]
    if request.private:
        return [*request.reply(said), *asked]
    return [*request.reply(f"{first}{texts.IN_GROUP}"), request.tell(request.asker.userid, said), *asked]


REPORT = Command(
    name="need",
    words=("反映", "我要反映", "反映一下"),
    run=report,
    help="反映 三组沟渠堵了：有人办，有回话",
    example="反映 三组沟渠堵了",
    blanks=(Blank("text", "什么事，在哪里", read_report, rest=True),),
    glued=True,
    meant=complaint,
    awaited=(
        Taker(reports_nothing_yet, _nothing_yet),
        Taker(asks_for_all, _asks_for_all),
        Taker(puts_right, _put_right),
        Taker(goes_on, _goes_on),
        Taker(says_where, _goes_on),
    ),
)


async def ask_for(request: Request, *, service: str) -> list[Message]:
    if request.plainly:
        return request.preview(texts.to_be_done(service))
    return _taken_up(request, await actions.ask_for(request.act, service))


ASK_FOR = Command(
    name="case",
    words=("办事",),
    run=ask_for,
    help="办事 盖章证明：办到底，有期限",
    example="办事 盖章证明",
    blanks=(rest("service", "清单上的哪一件"),),
)


async def mine(request: Request, *, number: int | None) -> list[Message]:
    if number is not None:
        return request.reply(texts.details(await actions.read(request.act, number)))
    found = await actions.mine(request.act)
    return request.reply(texts.listed([(one.id, one.title, one.state, one.due_on) for one in found]))


async def _open_near(request: Request, what: str) -> list[str]:
    """Return the numbers of the open needs before somebody in office that some words may be about."""
    waits = [one for _, one in await waits_of(request, NUMBERED, NEED.step("reply").word)]
    meant = near(what, dict(enumerate(one.line for one in waits))) or range(len(waits))
    return [waits[at].said for at in meant]


async def _in_whose_hands(request: Request, asked: re.Match[str]) -> dict[str, Any] | None:
    if request.asker.roles <= VILLAGERS:
        return None
    found = await _open_near(request, asked["what"])
    return {"number": NEED.sign.read(found[0], request.said_at)} if len(found) == 1 else None


async def _how_far(request: Request, said: object) -> dict[str, Any] | None:
    """Return what the writer asks after by what it is about; of what he has reported the only one open, or all."""
    mine = await actions.mine(request.act)
    named = near(request.text, {one.id: one.title for one in mine})
    of_all = [one.id for one in mine if one.state in UNDER_WAY] if kind_asked(request.text)[0] is AskedOf.NEED else []
    meant = named or of_all
    return {"number": meant[0] if len(meant) == 1 else None} if meant else None


# So many characters in common tell that he asks of his own: 水还在灌田.
_OF_HIS_OWN = 3


async def _of_his_own(request: Request, said: object) -> dict[str, Any] | None:
    """Return what the writer has reported where it is plainly that of which he asks: 沟堵起那个最迟哪天弄好."""
    mine = await actions.mine(request.act)
    titles = {one.id: one.title for one in mine if one.state in UNDER_WAY}
    meant = near(request.text, titles, _OF_HIS_OWN)
    return {"number": meant[0]} if len(meant) == 1 else None


async def _of_number(request: Request, told: tuple[Sign | None, int]) -> dict[str, Any] | None:
    """Take what is asked of a number that opens the line: V0018 办得咋样了."""
    sign, number = told
    return {"number": number} if sign is NEED.sign and asks(request.text) else None


async def _handed(request: Request, said: re.Match[str]) -> str | None:
    """Return who is to do it instead, as an officer says it."""
    what, name = said["what"], said["name"]
    able = not request.asker.roles <= VILLAGERS and is_name(name)
    found = await _open_near(request, what) if able else []
    return f"{HAND_OVER.words[0]} {found[0]} {name}" if len(found) == 1 else None


async def _lets_go(request: Request, said: object) -> str | None:
    """Return the word that takes back what somebody has reported, with its number where it is the only one."""
    mine = [one for one in await actions.mine(request.act) if one.state in UNDER_WAY]
    meant = about(request.text, {one.id: one.title for one in mine}) or [one.id for one in mine]
    number = f" {NEED.sign.show(meant[0])}" if len(meant) == 1 else ""
    return f"{TAKE_BACK}{number}" if mine else None


MINE = Command(
    name="my_needs",
    words=("我的反映", "反映进度", "我的办事"),
    run=mine,
    help="我的反映：看办到哪一步",
    example="我的反映",
    blanks=(Blank("number", "编号", NEED.sign.read, optional=True),),
    private=True,
    awaited=(
        Taker(asks_in_whose_hands, _in_whose_hands),
        Taker(asks_how_far, _how_far),
        Taker(sign_of, _of_number, aloud=True),
        alone(NEED.sign),
    ),
    answers=(
        Taker(asking(AskedOf.CASE), _how_far),
        when(asking(AskedOf.NEED), number=None),
        Taker(asking(AskedOf.PROGRESS, AskedOf.DAY, AskedOf.POST), _of_his_own),
    ),
)


async def hand_over(request: Request, *, number: int, name: str) -> list[Message]:
    if request.plainly:
        return request.preview(texts.to_be_handed(await actions.read(request.act, number), name))
    now = await actions.hand_over(request.act, number, name)
    return [
        *request.reply(texts.handed_on(now.need, now.doer)),
        request.tell(now.userid, texts.please_do(now.need)),
        request.tell(now.writer, texts.now_done_by(now.need, now.doer)),
    ]


HAND_OVER = Command(
    name="hand_over_need",
    words=("转办",),
    run=hand_over,
    help="转办 V0001 姓名：请别人办",
    example="转办 V0001 张三",
    blanks=(Blank("number", "编号", NEED.sign.read), rest("name", "姓名")),
    private=True,
    awaited=(Taker(handed, _handed), Taker(lets_go, _lets_go)),
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    above = await actions.after_step(request.act, taken)
    one, step = await actions.of_number(request.act, taken.matter.id), taken.step.name
    doers = await _hears(request, taken)
    answer = request.reply(texts.stepped(one, step))
    if step in ("satisfied", "unsatisfied", "withdraw"):
        told = [request.tell(doer, texts.for_doer(one, step, taken.reason)) for doer in doers]
        please = texts.please_press_on(one, [who.name for who in above], taken.reason)
        return [*answer, *told, *(request.tell(who.userid, please) for who in above)]
    buttons = texts.rating(one) if step == "settle" else ()
    said = texts.for_writer(one, request.asker.name, step, taken.reason)
    return [*answer, *(request.tell(owner.userid, said, *buttons) for owner in taken.people[Part.OWNER])]


async def _hears(request: Request, taken: Taken) -> list[str]:
    """Return those in whose hands it is who hear of a step: the thanks are for those who did something only."""
    hands = [person.userid for person in taken.people[Part.OTHER] if person.userid != request.asker.userid]
    worked = await actions.who_worked(taken.matter.id) if taken.step.name == "satisfied" else hands
    return [doer for doer in hands if doer in worked]


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(await actions.of_number(request.act, taken.matter.id))


def _in_hand(asker: Asker, taken: Taken) -> bool:
    """Return whether he has a part in it: who may take a step of every need leaves the others to whoever has them."""
    return asker.person_id in {person.id for people in taken.people.values() for person in people}


async def departed(act: Act, person_id: int) -> list[Message]:
    return [Message(texts.left_to_you(one), to=doer) for one, doer in await actions.leave_to_others(act, person_id)]


async def _owed(act: Act) -> list[Owed]:
    due = await actions.due_on_day(act)
    return [Owed(who, texts.due_today(one), str(one.number)) for one, doers in due for who in doers]


COMMANDS = (REPORT, ASK_FOR, MINE, HAND_OVER)
DEPARTURES = (departed,)
NUMBERED = (matters_of(NEED, _done, _line, listed=_in_hand),)
REMINDERS = (Reminder("need_due", _owed, of=NEED),)
