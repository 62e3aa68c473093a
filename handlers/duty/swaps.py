"""Swaps and substitutions between two who both agree."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from bot.language.days import find_days
from bot.language.people import is_name
from bot.language.values import Message as Said
from bot.understanding.blanks import SHIFTS_TO_TAKE, SWAP_NUMBER, shifts, shifts_from
from bot.understanding.command import Blank, Command, Taker, line_in, of_kind
from bot.understanding.dialog import Question, Values
from bot.understanding.numbered import Numbered
from bot.understanding.reading import read, says_nothing_else
from bot.understanding.request import Request
from models.duty.swaps import actions, texts
from models.duty.swaps.rules import NoPartner, Swap, SwapState, Wanted, WhichPartner
from models.duty.swaps.words import takes_several
from models.machine.delivery.rules import Asks, Message, Recipe
from models.machine.delivery.waiting import has_read
from models.machine.dialogs.actions import open_dialog
from models.machine.dialogs.rules import PRIVATE_SPAN, bare
from models.machine.dialogs.words import let_go
from models.matters.pending.rules import Waits
from models.matters.steps.rules import TAKE_BACK
from models.organisation.authority.act import Act
from models.organisation.people.rules import CADRES
from models.values.numbers import Sign

# One's own and the other's.
SHIFTS_MOST = 2


def _wanted(text: str, moment: datetime) -> list[Wanted] | None:
    """Return one's own day and perhaps the other's; none, so that it is asked, when there are more or only a name."""
    days = shifts(text, moment)
    if days is None:
        return [] if is_name(text) else None
    return days if len(days) == min(len(find_days(Said.of(text, moment), ahead=True)), SHIFTS_MOST) else []


async def swap(request: Request, *, wanted: list[Wanted] | None, before: str = "") -> list[Message]:
    said = f"{before} {request.text}"
    if not wanted:
        return _ask(request, texts.WHICH_SHIFT, said, [])
    told = texts.SAYS_SETTLED.search(request.text)
    if told and (settled := await actions.agreed(request.act, {one.day for one in wanted})):
        return request.reply(texts.settled_already(settled, request.asker.userid))
    try:
        asked = await actions.ask(request.act, said, wanted)
    except (NoPartner, WhichPartner) as missing:
        return _ask(request, missing.sentence, said, wanted)
    return _told(request, asked, texts.said_to_asker(asked))


def _ask(request: Request, question: str, said: str, wanted: list[Wanted]) -> list[Message]:
    days = [(one.day.isoformat(), one.half) for one in wanted]
    return request.reply(question, Asks("swap", {"asks": question, "text": said, "days": days}))


SWAP = Command(
    name="swap",
    words=("换班",),
    run=swap,
    help="换班 5月3日 姓名：和人换班",
    example="换班 12月3日 张三",
    blanks=(Blank("wanted", "日期、姓名", _wanted, optional=True, rest=True),),
    needs=CADRES,
    glued=True,
    free=of_kind("duty_swap", lambda slots: {"wanted": shifts_from(slots)}, response=None, role=None),
)


NAME_CHARACTERS = 8


def _read(text: str, moment: datetime, values: Values) -> dict[str, Any] | None:
    """Return the days, and what was said before; what asks or tells something else is no answer."""
    reading, days = read(text, moment), _wanted(text, moment)
    known = [Wanted(date.fromisoformat(day), half) for day, half in values["days"]]
    begins_anew = reading.intent == "duty_swap" and not reading.slots.get("with_person")
    names = not days and not begins_anew and len(bare(text)) <= NAME_CHARACTERS
    if not says_nothing_else(reading, text, "duty_swap") or not (names if known else days):
        return None
    return {"wanted": known or days, "before": values["text"]}


ASK_SWAP = Question(
    name="swap",
    of="swap",
    ask=lambda values: str(values["asks"]),
    read=_read,
    left=lambda values: texts.NOTHING_ASKED,
)


async def _answers(request: Request, said: object) -> dict[str, Any] | None:
    """Return that bare words answer the only request that waits, unless a question is open."""
    if len(await actions.waiting(request.act)) != 1:
        return None
    asked = await open_dialog(request.conversation, request.now, PRIVATE_SPAN)
    return {"number": None} if asked is None else None


def _told(request: Request, swap: Swap, said: str) -> list[Message]:
    return [*request.reply(said), *_notes(request, swap)]


def _notes(request: Request, swap: Swap) -> list[Message]:
    """Return what the others of a request hear of it."""
    recipe = Recipe("swap", {"number": swap.number, "state": swap.state, "other": swap.other.userid})
    return [
        request.tell(*note, *texts.buttons(swap), recipe=recipe, concerns=swap.starts)
        for note in texts.to_others(swap, request.asker.userid)
    ]


async def agree(request: Request, *, number: int | None, agrees: bool = True) -> list[Message]:
    swap = await actions.answer(request.act, number, agrees=agrees)
    return _told(request, swap, texts.answered(swap))


AGREE = Command(
    name="agree_swap",
    words=("同意换班",),
    run=agree,
    help="同意换班 H012：答应换班",
    example="同意换班 H012",
    blanks=(SWAP_NUMBER,),
    needs=CADRES,
    glued=True,
    free=of_kind("duty_swap", lambda slots: {"number": None}, response="accept"),
    awaited=(Taker(texts.agrees, _answers),),
)


DISAGREE = Command(
    name="disagree_swap",
    words=("不同意换班", "不换班"),
    run=partial(agree, agrees=False),
    help="不同意换班 H012：这次不换",
    example="不同意换班 H012",
    blanks=(SWAP_NUMBER,),
    needs=CADRES,
    glued=True,
    free=of_kind("duty_swap", lambda slots: {"number": None}, response="decline"),
    awaited=(Taker(texts.declines, _answers),),
)


SWAPS = "换"


async def _lets_go(request: Request, what: str) -> dict[str, Any] | None:
    """Return that the only request of his that waits is withdrawn, for whoever would rather not swap: 算了还是不换."""
    mine = await actions.asked(request.act) if what == SWAPS else []
    return {"number": None} if len(mine) == 1 else None


async def withdraw_swap(request: Request, *, number: int | None) -> list[Message]:
    swap = await actions.withdraw(request.act, number)
    return _told(request, swap, texts.withdrawn(swap))


WITHDRAW_SWAP = Command(
    name="withdraw_swap",
    words=("撤回换班", "取消换班"),
    run=withdraw_swap,
    help="撤回换班：收回还没答复的",
    example="撤回换班",
    blanks=(SWAP_NUMBER,),
    needs=CADRES,
    glued=True,
    awaited=(Taker(let_go, _lets_go),),
)


async def stand_in(request: Request, *, wanted: list[Wanted]) -> list[Message]:
    if texts.LOOKS_FOR_ONE.search(request.text):
        return request.reply(texts.HOW_TO_BE_RELIEVED)
    if not wanted:
        return request.reply(texts.HOW_TO_STAND_IN)
    swaps = [await actions.stand_in(request.act, request.text, one) for one in wanted]
    asked = [note for one in swaps if not one.was_empty for note in _notes(request, one)]
    said = "\n".join(map(texts.said_to_asker, swaps))
    return [*request.reply(said), *_filled(request, [one for one in swaps if one.was_empty]), *asked]


def _filled(request: Request, taken: Sequence[Swap]) -> list[Message]:
    """Return what the secretaries hear, once, of all the empty turns that somebody has taken."""
    heads = sorted({head.userid for one in taken for head in one.secretaries} - {request.asker.userid})
    begins = min((one.starts for one in taken), default=None)
    return [request.tell(userid, texts.filled(taken), concerns=begins) for userid in heads]


STAND_IN = Command(
    name="stand_in",
    words=("顶班", "替班"),
    run=stand_in,
    help="顶班 5月3日：顶一个空班",
    example="顶班 12月3日上午",
    blanks=(SHIFTS_TO_TAKE,),
    needs=CADRES,
    glued=True,
    free=of_kind("duty_swap", lambda slots: {"wanted": shifts_from(slots)[:1]}, role="substitute"),
    awaited=(line_in(takes_several),),
)

COMMANDS = (
    SWAP,
    AGREE,
    DISAGREE,
    WITHDRAW_SWAP,
    STAND_IN,
)

QUESTIONS = (ASK_SWAP,)


async def _waiting(request: Request, word: str | None) -> list[Waits]:
    mine = await (actions.asked(request.act) if word == TAKE_BACK else actions.waiting(request.act))
    # A word alone is told why the newest cannot be carried out any more; of itself that waits for nobody.
    live = [one for one in mine if word or one.fault_at(request.now) is None]
    return [Waits(one.name, f"{one.asker.name}{texts.TITLE}", one.slot.day) for one in live]


ANSWERED_BY = {"同意": AGREE, "不同意": DISAGREE}
WORDS = {**ANSWERED_BY, TAKE_BACK: WITHDRAW_SWAP}
NUMBERED = (Numbered(Sign.SWAP, WORDS, _waiting, plain=frozenset(ANSWERED_BY), kept=actions.kept),)


async def _anew(act: Act, values: Mapping[str, Any]) -> list[Message] | None:
    """Return nothing where it stands otherwise by now, and for what was taken back before anybody heard of it."""
    number, state = values["number"], SwapState(values["state"])
    if not await actions.stands(number, state):
        return []
    heard = state is not SwapState.CANCELLED or await has_read(values["other"], Sign.SWAP.show(number))
    return None if heard else []


RECIPES = {"swap": _anew}
