"""Public promises: given, reported as kept, confirmed, read; and those whose day is over, in private."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.clockwork.reminders import Reminder
from bot.drawing.ledgers import Ledger
from bot.understanding.before import told_before
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command, Taker, Telling
from bot.understanding.dialog import Question, Values
from bot.understanding.numbered import matters_of, read_by_all
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.machine.delivery.rules import Asks, Message
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.matters.steps.actions import Taken
from models.organisation.asking.words import OF_DECISIONS, AskedOf, asking
from models.organisation.authority.act import Act
from models.organisation.imports.balances import Balance
from models.organisation.people.rules import OFFICES, SECRETARIES
from models.undertakings.promises import actions, texts
from models.undertakings.promises.rules import PROMISE, SUPERVISORS, TITLE_MOST, WATCH
from models.undertakings.promises.words import due_in, may_put_off, promise_line, puts_off
from models.values.listing import Row
from models.values.periods import Month
from models.values.wording import about, asks, near


def _read(text: str, moment: datetime) -> tuple[str, date | None] | None:
    title, due = due_in(text, moment)
    return (title, due) if title else None


async def promise(request: Request, *, said: tuple[str, date | None]) -> list[Message]:
    title, due = said
    if puts_off(title):
        return await _moved(request, due)
    if due is None and asks(request.text):
        return await promises(request, number=None)
    if due is None:
        return request.reply(texts.WHICH_DAY, Asks("promise_day", {"title": title}))
    return request.reply(texts.promised(await actions.promise(request.act, title, due)))


async def _moved(request: Request, due: date | None) -> list[Message]:
    """Move the day of the promise that is named or was spoken of just before, or of the asker's only open one."""
    mine = {one.number: one for one in await actions.mine(request.act)}
    told = await told_before(request)
    named = [one for one in mine if PROMISE.sign.show(one) in request.text.upper()]
    meant = named or ([told[1]] if told and told[0] is PROMISE.sign and told[1] in mine else list(mine))
    if len(meant) != 1:
        return request.reply(texts.own(list(mine.values())))
    if due is None:
        return request.reply(texts.until_when(mine[meant[0]]))
    return request.reply(texts.put_off(await actions.put_off(request.act, meant[0], due), mine[meant[0]].due))


async def _moves(request: Request, said: object) -> dict[str, Any] | None:
    """Return the other day for a promise, where somebody says it who has one."""
    title, due = due_in(request.text, request.said_at)
    moves = due is not None and puts_off(title) and await actions.mine(request.act)
    return {"said": (title, due)} if moves else None


PROMISE_IT = Command(
    name="promise",
    words=("承诺", "公开承诺一件事"),
    run=promise,
    help="承诺 6月底前修好路灯：公开承诺",
    example="承诺 6月底前修好三组路灯",
    blanks=(Blank("said", "哪天前 办好什么", _read, rest=True),),
    glued=True,
    meant=promise_line,
    awaited=(Taker(may_put_off, _moves),),
)


def _read_day(text: str, moment: datetime, values: Values) -> dict[str, Any] | None:
    """Return the day; who begins another promise has not given that of the one before."""
    due = None if text.startswith(PROMISE_IT.words) else due_in(text, moment)[1]
    return {"said": (values["title"], due)} if due else None


ASK_PROMISE_DAY = Question(
    name="promise_day",
    of="promise",
    ask=lambda values: texts.WHICH_DAY,
    read=_read_day,
    left=lambda values: texts.NOTHING_PROMISED,
)


async def promises(request: Request, *, number: int | None) -> list[Message]:
    if number is not None:
        return request.reply(texts.details(await actions.read(request.act, number)))
    unit = await actions.home(request.act)
    return request.reply(texts.listed(unit.name, await actions.of_unit(request.act, unit.id)))


async def _found(request: Request, said: object) -> dict[str, Any] | None:
    """Return a question about something that the asker's village has promised, or about all of that."""
    unit_id = request.asker.unit_id
    titles = {one.number: one.title for one in await actions.of_unit(request.act, unit_id)} if unit_id else {}
    named = about(request.text, titles)
    of_all = bool(unit_id) and PROMISE_IT.words[0] in request.text
    return {"number": named[0] if len(named) == 1 else None} if named or of_all else None


PROMISES = Command(
    name="promises",
    words=("公开承诺", "承诺清单"),
    run=promises,
    help="公开承诺：看村里承诺了什么",
    example="公开承诺",
    blanks=(Blank("number", "编号", PROMISE.sign.read, optional=True),),
    answers=(Taker(asking(AskedOf.DECISIONS, *OF_DECISIONS), _found),),
)


LATE_PROMISES = Command(
    name="late_promises",
    words=("逾期承诺",),
    run=Telling(actions.overdue, texts.late),
    help="逾期承诺：看到期没结果的",
    example="逾期承诺",
    needs=WATCH,
    private=True,
)


PROMISE_WORD = Command(
    name="promise_word",
    words=("承诺意见",),
    run=Telling(actions.add_word, texts.heard),
    help="承诺意见 C0001 …：说一说办得怎样",
    example="承诺意见 C0001 路灯亮了",
    blanks=(Blank("number", "编号", PROMISE.sign.read), rest("words", "看到的情况")),
    glued=True,
)


async def keep(request: Request, *, number: int | None, result: str | None) -> list[Message]:
    if number is None:
        return await _keep_of_his(request, result)
    done, confirmers = await actions.report(request.act, number, result or "")
    recipe = request.unless_moved(number)
    told = [request.tell(one.userid, texts.please_confirm(done), recipe=recipe) for one in confirmers]
    return [*request.reply(texts.reported(done, [one.name for one in confirmers])), *told]


async def _keep_of_his(request: Request, result: str | None) -> list[Message]:
    """Ask for the result of the only promise of his that waits, or of the one that is meant; else list them."""
    mine = await actions.mine(request.act)
    meant = [mine[at] for at in near(result or "", {at: one.title for at, one in enumerate(mine)})] or mine
    if len(meant) != 1:
        return request.reply(texts.own(mine))
    line = f"{KEEP.words[0]} {PROMISE.sign.show(meant[0].number)}"
    if result:
        return replace(request, text=f"{line} {result}").preview(texts.would_report(meant[0], result))
    return request.reply(texts.which_result(meant[0]), Asks("reason", {"line": line, "word": KEEP.words[0]}))


KEEP = Command(
    name="keep_promise",
    words=("办结承诺", "承诺办结", "兑现", "兑现了", "承诺兑现"),
    run=keep,
    help="办结承诺 C0001 结果：报结果",
    example="办结承诺 C0001 路灯修好了",
    blanks=(Blank("number", "编号", PROMISE.sign.read, optional=True), rest("result", "结果", optional=True)),
    private=True,
    glued=True,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    one, owner = await actions.of_taken(request.act, taken)
    answer = request.reply(texts.decided(one, taken.step.name))
    return [*answer, *request.tell_others([owner], texts.for_owner(one, taken.step.name))]


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(taken.matter.title, taken.matter.due_on)


async def _mine(request: Request) -> list[Waits]:
    found = await actions.mine(request.act)
    return [Waits(PROMISE.sign.show(one.number), one.title, one.due) for one in found]


async def departed(act: Act, person_id: int) -> list[Message]:
    given = await actions.hand_over(act, person_id)
    return [Message(texts.handed_over(one), to=heir.userid) for one, heir in given]


def _read_cell(words: str, moment: datetime) -> list[str] | None:
    """Return what a cell promises, each with its day first; None where a day is not said."""
    said = [due_in(one, moment) for one in re.split(r"[；;\n]+", words) if one.strip()]
    return [f"{due} {title[:TITLE_MOST]}" for title, due in said if due] if all(due for _, due in said) else None


def _of(thing: str) -> tuple[date, str]:
    return date.fromisoformat(thing[:10]), thing[11:]


BALANCES = (
    Balance(
        ("承诺", "公开承诺", "承诺事项", "年度承诺"),
        "要写到哪天。写成 12月底前修好路灯，几件用分号隔开。",
        _read_cell,
        texts.brought,
        _of,
        actions.standing,
        lambda act, person_id, due, title: actions.fault_of(act, due, title),
        actions.from_paper,
        actions.off_paper,
    ),
)

COMMANDS = (PROMISE_IT, PROMISES, LATE_PROMISES, PROMISE_WORD, KEEP)
QUESTIONS = (ASK_PROMISE_DAY,)
# The committee's words are the committee's, and where there is none the office's above; whoever has promised may say
# the others.
_COMMITTEE_S = {step.word for step in PROMISE.steps if step.takers.roles}
_MATTERS = matters_of(PROMISE, _done, _line)


_WORDS = {
    word: read_by_all(replace(command, needs=SUPERVISORS | OFFICES) if word in _COMMITTEE_S else command)
    for word, command in _MATTERS.words.items()
}
PENDING = (Source(KEEP, _mine),)
DEPARTURES = (departed,)
NUMBERED = (replace(_MATTERS, words={**_WORDS, "办结": KEEP}),)


async def _owed(act: Act) -> list[Owed]:
    return [Owed(userid, texts.due_today(mine)) for userid, mine in (await actions.to_remind(act)).items()]


REMINDERS = (Reminder("promise_due", _owed, of=PROMISE),)


async def _rows(request: Request, unit_id: int, month: Month) -> Sequence[Row]:
    found = await actions.of_unit(request.act, unit_id)
    return texts.ledger_rows([one for one in found if one.made <= month.last and one.due >= month.first])


LEDGERS = (Ledger(texts.LEDGER, SECRETARIES | SUPERVISORS, texts.LEDGER_COLUMNS, _rows),)
