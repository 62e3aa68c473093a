"""Swaps and substitutions between two who both agree."""

from datetime import date, datetime
from typing import Any

from bot import language
from bot.language import Reading
from bot.language.people import is_name
from bot.understanding.blanks import SHIFTS, SWAP_NUMBER, shifts, shifts_from
from bot.understanding.command import Blank, Command
from bot.understanding.dialog import Question, Values
from bot.understanding.numbered import Numbered, Waits
from bot.understanding.request import Request
from models.duty.swaps import actions, texts
from models.duty.swaps.rules import NoPartner, Wanted, WhichPartner
from models.machine.delivery.rules import Asks, Message
from models.machine.dialogs.actions import open_dialog
from models.machine.dialogs.rules import PRIVATE_SPAN, bare
from models.organisation.people.rules import Role
from models.values.numbers import Sign


def _free_swap(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "duty_swap" or reading.slots.get("response") or reading.slots.get("role"):
        return None
    return {"wanted": shifts_from(reading.slots)}


def _wanted(text: str, moment: datetime) -> list[Wanted] | None:
    """Return the days, none when only a name is said."""
    return shifts(text, moment) or ([] if is_name(text) else None)


async def swap(request: Request, *, wanted: list[Wanted] | None, before: str = "") -> list[Message]:
    said = f"{before} {request.text}"
    if not wanted:
        return _ask(request, texts.which_shift(), said, [])
    try:
        told = await actions.ask(request.asker, said, wanted, request.cause, request.policy.duty)
    except (NoPartner, WhichPartner) as missing:
        return _ask(request, missing.sentence, said, wanted)
    others = [request.tell(*note, *texts.buttons(told)) for note in texts.to_others(told, request.asker.userid)]
    return [*request.reply(texts.said_to_asker(told)), *others]


def _ask(request: Request, question: str, said: str, wanted: list[Wanted]) -> list[Message]:
    days = [(one.day.isoformat(), one.half) for one in wanted]
    return request.reply(question, Asks("swap", {"asks": question, "text": said, "days": days}))


SWAP = Command(
    name="swap",
    words=("换班",),
    run=swap,
    help="换班 5月3日 姓名：和人换班",
    example="换班 12月3日 唐敏",
    blanks=(Blank("wanted", "日期、姓名", _wanted, optional=True, rest=True),),
    needs=frozenset({Role.CADRE}),
    glued=True,
    free=_free_swap,
)


ANSWERS = frozenset({"none", "clarify", "duty_swap"})
NAME_CHARACTERS = 8


def _read(text: str, moment: datetime, values: Values) -> dict[str, Any] | None:
    """Return the days, and what was said before; what asks or tells something else is no answer."""
    reading, days = language.read(text, moment), shifts(text, moment)
    known = [Wanted(date.fromisoformat(day), half) for day, half in values["days"]]
    begins_anew = reading.intent == "duty_swap" and not reading.slots.get("with_person")
    names = not days and not begins_anew and len(bare(text)) <= NAME_CHARACTERS
    if reading.intent not in ANSWERS or not (names if known else days):
        return None
    return {"wanted": known or days, "before": values["text"]}


ASK_SWAP = Question(
    name="swap",
    of="swap",
    ask=lambda values: str(values["asks"]),
    read=_read,
    left=lambda values: texts.nothing_asked(),
)


def _free_agree(reading: Reading) -> dict[str, Any] | None:
    answers = reading.intent == "duty_swap" and reading.slots.get("response") == "accept"
    return {"number": None} if answers else None


async def _awaited_agree(request: Request) -> dict[str, Any] | None:
    if texts.answer_in(request.text) is not True or len(await actions.waiting(request.asker, request.cause)) != 1:
        return None
    asked = await open_dialog(request.conversation, request.now, PRIVATE_SPAN)
    return {"number": None} if asked is None else None


async def agree(request: Request, *, number: int | None) -> list[Message]:
    told = await actions.answer(request.asker, number, request.cause, agrees=True)
    others = [request.tell(*note) for note in texts.to_others(told, request.asker.userid)]
    return [*request.reply(texts.answered(told)), *others]


AGREE = Command(
    name="agree_swap",
    words=("同意换班",),
    run=agree,
    help="同意换班 H012：答应换班",
    example="同意换班 H012",
    blanks=(SWAP_NUMBER,),
    needs=frozenset({Role.CADRE}),
    glued=True,
    free=_free_agree,
    awaited=_awaited_agree,
)


def _free_disagree(reading: Reading) -> dict[str, Any] | None:
    answers = reading.intent == "duty_swap" and reading.slots.get("response") == "decline"
    return {"number": None} if answers else None


async def _awaited_disagree(request: Request) -> dict[str, Any] | None:
    if texts.answer_in(request.text) is not False or len(await actions.waiting(request.asker, request.cause)) != 1:
        return None
    asked = await open_dialog(request.conversation, request.now, PRIVATE_SPAN)
    return {"number": None} if asked is None else None


async def disagree(request: Request, *, number: int | None) -> list[Message]:
    told = await actions.answer(request.asker, number, request.cause, agrees=False)
    others = [request.tell(*note) for note in texts.to_others(told, request.asker.userid)]
    return [*request.reply(texts.answered(told)), *others]


DISAGREE = Command(
    name="disagree_swap",
    words=("不同意换班", "不换班"),
    run=disagree,
    help="不同意换班 H012：这次不换",
    example="不同意换班 H012",
    blanks=(SWAP_NUMBER,),
    needs=frozenset({Role.CADRE}),
    glued=True,
    free=_free_disagree,
    awaited=_awaited_disagree,
)


async def withdraw_swap(request: Request, *, number: int | None) -> list[Message]:
    told = await actions.withdraw(request.asker, number, request.cause)
    others = [request.tell(*note) for note in texts.to_others(told, request.asker.userid)]
    return [*request.reply(texts.withdrawn(told)), *others]


WITHDRAW_SWAP = Command(
    name="withdraw_swap",
    words=("撤回换班", "取消换班"),
    run=withdraw_swap,
    help="撤回换班：收回还没答复的",
    example="撤回换班",
    blanks=(SWAP_NUMBER,),
    needs=frozenset({Role.CADRE}),
    glued=True,
)


def _free_stand_in(reading: Reading) -> dict[str, Any] | None:
    if reading.intent != "duty_swap" or reading.slots.get("role") != "substitute":
        return None
    return {"wanted": shifts_from(reading.slots)}


async def stand_in(request: Request, *, wanted: list[Wanted]) -> list[Message]:
    if not wanted:
        return request.reply(texts.how_to_stand_in())
    told = await actions.stand_in(request.asker, request.text, wanted[0], request.cause)
    others = [request.tell(*note, *texts.buttons(told)) for note in texts.to_others(told, request.asker.userid)]
    return [*request.reply(texts.said_to_asker(told)), *others]


STAND_IN = Command(
    name="stand_in",
    words=("顶班", "替班"),
    run=stand_in,
    help="顶班 5月3日：顶一个空班",
    example="顶班 12月3日上午",
    blanks=(SHIFTS,),
    needs=frozenset({Role.CADRE}),
    glued=True,
    free=_free_stand_in,
)

COMMANDS = (
    SWAP,
    AGREE,
    DISAGREE,
    WITHDRAW_SWAP,
    STAND_IN,
)

QUESTIONS = (ASK_SWAP,)


async def _waiting(request: Request, word: str) -> list[Waits]:
    mine = await actions.waiting(request.asker, request.cause) if word in ANSWERED_BY else []
    return [Waits(Sign.SWAP.show(one.id), texts.title()) for one in mine]


ANSWERED_BY = {"同意": AGREE, "不同意": DISAGREE}
NUMBERED = (Numbered(Sign.SWAP, {**ANSWERED_BY, "撤回": WITHDRAW_SWAP}, _waiting, plain=frozenset(ANSWERED_BY)),)
