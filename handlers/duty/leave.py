"""Leave from duty: asked for, decided, ended."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot import texts as bot_texts
from bot.clockwork.job import every_day
from bot.clockwork.reminders import Reminder
from bot.drawing.ledgers import Ledger
from bot.language.days import find_days
from bot.language.halves import half_of_day
from bot.language.values import Message as Said
from bot.understanding.before import told_before
from bot.understanding.blanks import LEAVE, LEAVE_ENDED, LEAVE_NUMBER, leave, leave_from, rest
from bot.understanding.command import Command, Taker, first_word, of_kind, when
from bot.understanding.dialog import Question, Values
from bot.understanding.numbered import Numbered
from bot.understanding.reading import open_day, read, says_nothing_else
from bot.understanding.request import Request
from models.duty.leave import actions, texts
from models.duty.leave.rules import HALVES, NO_SUCH_LEAVE, NOT_FOR_ANOTHER, Leave, LeaveState
from models.duty.leave.words import (
    MAY_GRANT,
    asks_who_is_away,
    days_wanted,
    granted,
    grants_the_one,
    lets_go,
    of_another,
    of_another_day,
    refused,
    takes_back,
)
from models.duty.pool import texts as pool_texts
from models.duty.pool.words import LEAVES, leaves_himself
from models.machine.delivery.rules import Asks, Button, Message, Purpose, Recipe
from models.machine.dialogs.rules import bare
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.matters.steps.rules import TAKE_BACK
from models.matters.steps.texts import which_reason
from models.organisation.authority.act import Act
from models.organisation.people.actions import holders, names_somebody, people_called
from models.organisation.people.rules import CADRES, OFFICES, SECRETARIES, Role, named_in
from models.values.delicate import cleared
from models.values.listing import Row
from models.values.numbers import Sign
from models.values.periods import Month
from models.values.refusal import Refusal


async def _on_another_day(request: Request, found: re.Match[str]) -> dict[str, Any] | None:
    """Return the days of a leave that nobody has decided yet, for whoever says that it is of others."""
    said = leave(found["days"], request.said_at)
    mine = await actions.own_undecided(request.asker) if said else {}
    if said is None or len(mine) != 1:
        return None
    [(number, reason)] = mine.items()
    return {"said": (said[0], said[1] or reason), "instead_of": number}


async def ask_for_leave(
    request: Request,
    *,
    said: tuple[Leave | str, str | None] | None,
    half: bool = False,
    part: str | None = None,
    instead_of: int | None = None,
) -> list[Message]:
    if leaves_himself(bare(request.text)):
        return request.reply(await _out_of_turns(request))
    half = half or texts.HALF_A_DAY.search(request.text) is not None
    wanted, reason = said or ("", None)
    if not isinstance(wanted, Leave):
        asks = Asks("leave_day", {"half": half, "reason": reason, "part": part, "days": days_wanted(request.text)})
        return request.reply(_doubt(request, wanted) + texts.WHICH_DAY, asks)
    if half and wanted.length == len(HALVES):
        return request.reply(texts.WHICH_HALF, Asks("leave_half", {"day": wanted.first.isoformat(), "reason": reason}))
    told = await _ended(request, instead_of)
    return [*await _asked_for(request, wanted, reason), *told]


async def _ended(request: Request, before: int | None) -> list[Message]:
    """End the leave instead of which another is asked for; return what others are told of that."""
    told = await end_leave(request, said=before) if before is not None else []
    return [one for one in told if not one.is_reply]


async def _for_good(request: Request, said: object) -> dict[str, Any] | str:
    """Return the line by which a secretary takes turns no more; who decides is told to everybody else."""
    return f"{LEAVES[0]} {request.asker.name}" if Role.SECRETARY in request.asker.roles else {"said": None}


async def _out_of_turns(request: Request) -> str:
    deciders = await holders([Role.SECRETARY], request.today, request.asker.unit_as(CADRES))
    return pool_texts.decided_by("、".join(one.name for one in deciders), request.asker.name)


def _doubt(request: Request, doubt: str) -> str:
    """Return what is to be said first of days that cannot be read."""
    found = open_day(request.text, request.said_at, ahead=True)
    return bot_texts.day_open(*found) if found else texts.IN_ONE if doubt else ""


async def _asked_for(request: Request, wanted: Leave, reason: str | None) -> list[Message]:
    asked = await actions.ask(request.act, wanted, reason)
    recipe = Recipe("leave", {"number": asked.number})
    told = [
        replace(
            _tell(request, decider.userid, texts.please_decide(asked), asked.leave, texts.button(asked)), recipe=recipe
        )
        for decider in asked.deciders
    ]
    return [*request.reply(texts.asked(asked) if request.private else texts.ASKED_BRIEFLY), *told]


def _tell(request: Request, userid: str, text: str, leave: Leave, *buttons: Button) -> Message:
    """Return what somebody is told of a leave; of one that is near he hears on days off as well."""
    return request.tell(userid, text, *buttons, concerns=datetime.combine(leave.first, time(), request.now.tzinfo))


async def _of_another(request: Request, told: re.Match[str]) -> None:
    """Refuse to ask for the leave of another: he does so himself, or his shift goes to somebody else."""
    others = [
        one for one in await people_called(told["who"], request.asker.unit_id) if one.id != request.asker.person_id
    ]
    if others:
        raise Refusal(NOT_FOR_ANOTHER, name=others[0].name)


ASK_FOR_LEAVE = Command(
    name="leave",
    words=("请假",),
    run=ask_for_leave,
    help="请假 5月3日到5日 原因：值班请假",
    example="请假 12月3日 带娃看病",
    blanks=(LEAVE,),
    needs=CADRES,
    glued=True,
    free=of_kind("duty_leave", lambda slots: {"said": leave_from(slots)}, action=None),
    awaited=(
        Taker(of_another, _of_another, CADRES),
        Taker(of_another_day, _on_another_day),
        Taker(leaves_himself, _for_good, CADRES),
    ),
)


# Who says it of all where no leave waits speaks of records.
WHAT_WAITS, ALL = "待办", "都通过"
ANSWER_CHARACTERS, ASKED = 8, "请"
GRANTERS = frozenset({Role.SECRETARY, *OFFICES})
ASKS = re.compile(r"(?:[?？]|吗|么|没有?)[\s。]*$")


def _read_leave_day(text: str, moment: datetime, values: Values) -> dict[str, Any] | None:
    """Return the days and the reason; what asks or tells something else is no answer, whatever day it names.

    A half of a day alone (上午就行) is none of today: it stays known, and the day is asked for once more.
    """
    if half := _only_half(text, moment):
        return {"said": ("", values.get("reason")), "half": values["half"], "part": half}
    told = says_nothing_else(read(text, moment), text, "duty_leave") and not ASKS.search(text)
    said = leave(text, moment) if told else None
    if said is None:
        return None
    wanted, reason = said
    # Who says anew that he asks for leave says for how long as well.
    days = values.get("days") if ASKED not in text else None
    return {
        "said": (_as_known(wanted, values.get("part"), days), reason or values.get("reason")),
        "half": values["half"],
    }


def _as_known(wanted: Leave, part: str | None, days: int | None) -> Leave:
    """Return the days that are wanted with the half of one day, or the number of days, that was said before."""
    if wanted.first != wanted.last:
        return wanted
    known = replace(wanted, part=wanted.part or part)
    return replace(known, last=known.first + timedelta(days=days - 1)) if days and known.part is None else known


def _only_half(text: str, moment: datetime) -> str | None:
    half = half_of_day(text)
    alone = len(bare(text)) <= ANSWER_CHARACTERS and not find_days(Said.of(text, moment), ahead=True)
    return half if half in HALVES and alone else None


ASK_LEAVE_DAY = Question(
    name="leave_day",
    of="leave",
    ask=lambda values: texts.WHICH_DAY,
    read=_read_leave_day,
    left=lambda values: texts.NOTHING_ASKED,
)


def _read_leave_half(text: str, moment: datetime, values: Values) -> dict[str, Any] | None:
    half, day = half_of_day(text), date.fromisoformat(values["day"])
    if half not in HALVES or len(bare(text)) > ANSWER_CHARACTERS:
        return None
    return {"said": (Leave(day, day, half), values["reason"])}


ASK_LEAVE_HALF = Question(
    name="leave_half",
    of="leave",
    ask=lambda values: texts.WHICH_HALF,
    read=_read_leave_half,
    left=lambda values: texts.NOTHING_ASKED,
)


async def _ends(request: Request, said: object) -> dict[str, Any] | None:
    """Return the leave that was asked for last, for whoever lets go of it; granted, it is the only one still ahead."""
    if undecided := await actions.own_undecided(request.asker):
        return {"said": next(iter(undecided))}
    ahead = [number for number, _, state in await actions.own_ahead(request.act) if state is LeaveState.APPROVED]
    return {"said": ahead[0]} if len(ahead) == 1 else None


async def end_leave(request: Request, *, said: tuple[Leave, str | None] | int | None) -> list[Message]:
    number, day = (said, None) if isinstance(said, int) else (None, said[0].first if said else None)
    ended = await actions.end(request.act, day, number)
    told = [(party.userid, one) for one in ended for party in one.secretaries if party.userid != request.asker.userid]
    others = [_tell(request, userid, texts.back_again(one), one.leave) for userid, one in told]
    return [*request.reply("\n".join(map(texts.ended, ended))), *others]


END_LEAVE = Command(
    name="end_leave",
    words=(
        "销假",
        "不请了",
        "不请假了",
    ),
    run=end_leave,
    help="销假：回来了，或不用请了",
    example="销假 12月3日",
    blanks=(LEAVE_ENDED,),
    needs=CADRES,
    glued=True,
    free=of_kind("duty_leave", lambda slots: {"said": leave_from(slots)}, action="cancel"),
    awaited=(Taker(lets_go, _ends),),
)


async def _granted(request: Request, said_plainly: object) -> dict[str, Any] | str | None:
    waiting = await actions.waiting(request.asker, request.today)
    said = granted(request.text, {row.id: row.person.name for row in waiting})
    if said is None:
        return None
    if said[0] is None and waiting and not grants_the_one(request.text):
        return WHAT_WAITS
    if not waiting and request.text.startswith(ALL[0]):
        return ALL
    return {"number": said[0], "whose": None, "adds": said[1]}


async def _of(request: Request, said: str) -> tuple[int | None, str]:
    """Return the number of the leave whose person opens what is said, if anybody does, and what else is said."""
    who, rest = first_word(said)
    named = named_in(who, {row.id: row.person.name for row in await actions.waiting(request.asker, request.today)})
    if len(named) != 1 and (named or await names_somebody(who)):
        raise Refusal(NO_SUCH_LEAVE, number=f"：{who}")
    return (named[0], rest) if named else (None, said)


async def _refuses(request: Request, said: tuple[str, str]) -> str:
    """Return the line that refuses the leave that is meant: by its person, by the answer before, or the only one."""
    whose, why = said
    names = {row.id: row.person.name for row in await actions.waiting(request.asker, request.today)}
    named, told = named_in(whose, names) if whose else list(names), await told_before(request)
    if told and told[0] is Sign.LEAVE and (told[1] in named or takes_back(request.text)):
        named = [told[1]]
    if not names:
        return f"{REFUSE_LEAVE.words[0]} {why}"
    return f"{REFUSE_LEAVE.words[0]} {Sign.LEAVE.show(named[0])} {why}" if len(named) == 1 else WHAT_WAITS


async def grant_leave(
    request: Request, *, number: int | None, whose: str | None, adds: str = "", asks: bool = False
) -> list[Message]:
    if asks:
        return request.reply(texts.away(await actions.ahead(request.act)))
    if whose:
        number, adds = await _of(request, whose)
    done = await actions.decide(request.act, number, LeaveState.APPROVED)
    arranges = request.asker.userid in {party.userid for party in done.secretaries}
    others = [party for party in done.secretaries if party.userid != request.asker.userid and done.gaps]
    told = [
        _tell(request, done.person.userid, texts.approved(done, request.asker.name, cleared(adds).text), done.leave),
        *(_tell(request, party.userid, texts.gaps(done), done.leave) for party in others),
    ]
    return [*request.reply(texts.decided(done, arranges=arranges)), *told]


GRANT_LEAVE = Command(
    name="grant_leave",
    words=("准假", "批假"),
    run=grant_leave,
    help="准假 J012：批准请假",
    example="准假 J012",
    blanks=(LEAVE_NUMBER, rest("whose", "姓名", optional=True)),
    needs=GRANTERS,
    private=True,
    glued=True,
    awaited=(
        when(asks_who_is_away, GRANTERS, number=None, whose=None, asks=True),
        Taker(refused, _refuses, GRANTERS),
        Taker(MAY_GRANT.search, _granted, GRANTERS),
    ),
)


async def refuse_leave(request: Request, *, number: int | None, reason: str | None) -> list[Message]:
    if number is None and reason:
        number, reason = await _of(request, reason)
    if not reason:
        number = await actions.to_decide(request.act, number)
        line = f"{REFUSE_LEAVE.words[0]} {Sign.LEAVE.show(number)}"
        return request.reply(
            which_reason(REFUSE_LEAVE.words[0]), Asks("reason", {"line": line, "word": REFUSE_LEAVE.words[0]})
        )
    done = await actions.decide(request.act, number, LeaveState.DECLINED)
    told = _tell(request, done.person.userid, texts.declined(done, reason), done.leave)
    return [*request.reply(texts.decided(done, arranges=False)), told]


REFUSE_LEAVE = Command(
    name="refuse_leave",
    words=("不准假",),
    run=refuse_leave,
    help="不准假 J012 原因：不批准",
    example="不准假 J012 那几天人手不够",
    blanks=(LEAVE_NUMBER, rest("reason", "原因", optional=True)),
    needs=GRANTERS,
    private=True,
    glued=True,
)

COMMANDS = (
    ASK_FOR_LEAVE,
    END_LEAVE,
    GRANT_LEAVE,
    REFUSE_LEAVE,
)

QUESTIONS = (
    ASK_LEAVE_DAY,
    ASK_LEAVE_HALF,
)


async def _waiting(request: Request, word: str | None) -> list[Waits]:
    if word != TAKE_BACK:
        return await actions.in_list(request.act)
    return [Waits(Sign.LEAVE.show(number), texts.TITLE) for number in await actions.own_undecided(request.asker)]


WORDS = {"同意": GRANT_LEAVE, "不同意": REFUSE_LEAVE, TAKE_BACK: END_LEAVE}
NUMBERED = (Numbered(Sign.LEAVE, WORDS, _waiting, kept=actions.kept),)


async def _passed_up(act: Act) -> list[Owed]:
    return (await actions.undecided_tomorrow(act))[0]


async def _not_yet(act: Act) -> list[Owed]:
    return (await actions.undecided_tomorrow(act))[1]


REMINDERS = (
    Reminder("leave", actions.unanswered, every_day),
    Reminder("leave_up", _passed_up, every_day, evening=True),
    Reminder("leave_not_yet", _not_yet, every_day, evening=True, purpose=Purpose.DUTY),
)


async def _anew(act: Act, values: Mapping[str, Any]) -> list[Message] | None:
    return None if await actions.is_open(values["number"]) else []


RECIPES = {"leave": _anew}


async def _rows(request: Request, unit_id: int, month: Month) -> Sequence[Row]:
    return await actions.of_month(unit_id, month)


LEDGERS = (Ledger(texts.LEDGER, SECRETARIES, texts.LEDGER_COLUMNS, _rows),)
