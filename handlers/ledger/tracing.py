"""Where a record comes from."""

from collections.abc import Sequence
from typing import Any

from bot.drawing.ledgers import Ledger
from bot.understanding.before import told_before
from bot.understanding.command import Blank, Command, Taker, when
from bot.understanding.numbered import number_alone, only_number
from bot.understanding.request import Request
from models.ledger.audit.actions import between
from models.ledger.tracing import actions, texts
from models.ledger.tracing.rules import Subject, Trace, read_subject
from models.ledger.tracing.words import asks_how_it_stands, asks_of_oneself, asks_of_the_roll
from models.machine.delivery.rules import Message
from models.organisation.people.actions import names_of
from models.organisation.people.rules import DISTRICT, KEEPERS, OFFICES, VERIFIERS, Role
from models.values.listing import Row
from models.values.numbers import Sign
from models.values.periods import Month


async def trace(request: Request, *, subject: Subject) -> list[Message]:
    return request.reply(texts.trace(await _traced(request, subject)))


_TRACED = {
    None: actions.trace,
    Sign.RECORD: actions.trace,
    Sign.FINDING: actions.trace_entry,
    Sign.OBJECTION: actions.trace_objection,
}


async def _traced(request: Request, subject: Subject) -> Trace:
    if subject.is_star:
        return await actions.trace_star(request.asker, subject, request.today)
    if traced := _TRACED.get(subject.sign):
        return await traced(request.asker, subject.number)
    one = next(one for one in request.house.numbered if one.sign is subject.sign and (one.kind or one.kept))
    if one.kind:
        return await actions.trace_matter(request.act, one.kind, subject.number)
    kept = await one.kept(request.asker, subject.number) if one.kept else None
    return await actions.trace_kept(request.asker, one.sign, subject.number, kept)


# Of these a number alone shows how far it is: 进度 and 我的反映.
_SHOWN_ELSEWHERE = {Sign.DECISION: "进度", Sign.NEED: "我的反映"}


async def _just_told(request: Request, asked: object) -> str | None:
    """Return the line that shows what the answer before was about, where somebody asks how that stands."""
    told = await told_before(request)
    return f"{_SHOWN_ELSEWHERE.get(told[0], TRACE.words[0])} {told[0].show(told[1])}" if told else None


TRACERS = frozenset({Role.MEMBER, Role.SUPERVISOR}) | VERIFIERS | OFFICES


async def _number_alone(request: Request, said: object) -> dict[str, Any] | None:
    sign, number = only_number(request)
    if sign is None or sign in _SHOWN_ELSEWHERE:
        return None
    return {"subject": read_subject(sign.show(number), request.said_at)}


TRACE = Command(
    name="trace",
    words=("来历", "溯源"),
    run=trace,
    help="来历 A0231：看来历和每次改动",
    example="来历 A0231",
    blanks=(Blank("subject", "编号，或姓名 星级", read_subject, rest=True),),
    needs=TRACERS,
    private=True,
    glued=True,
    awaited=(Taker(asks_how_it_stands, _just_told), Taker(number_alone, _number_alone, TRACERS)),
)


async def who_decided(request: Request, *, subject: Subject | None) -> list[Message]:
    """Tell where one's own star or deduction, or a number, comes from: who decided, and why."""
    return request.reply(texts.trace(await _traced(request, subject or await actions.decided_about(request.asker))))


WHO_DECIDED = Command(
    name="who_decided",
    words=("谁定的", "谁决定的", "谁评的"),
    run=who_decided,
    help="谁定的 P0012：谁为什么这样定",
    example="谁定的 P0012",
    blanks=(Blank("subject", "编号，不写就是您的星级", read_subject, optional=True, rest=True),),
    needs=TRACERS,
    private=True,
    glued=True,
)

CHANGES_MOST = 12


async def who_changed(request: Request, *, own: bool | None = None) -> list[Message]:
    own = own or not request.may(KEEPERS | {Role.SUPERVISOR})
    found = await actions.roll_changes(request.asker, CHANGES_MOST, own=own)
    return request.reply(texts.roll_changes(found, own=own))


WHO_CHANGED = Command(
    name="who_changed",
    words=("名册改动", "谁动了名册", "名册谁改的", "谁改了名册"),
    run=who_changed,
    help="名册改动：谁在名册上改了什么",
    example="名册改动",
    private=True,
    awaited=(when(asks_of_oneself, own=True), when(asks_of_the_roll, own=False)),
)

COMMANDS = (TRACE, WHO_DECIDED, WHO_CHANGED)


async def _rows(request: Request, unit_id: int, month: Month) -> Sequence[Row]:
    entries = await between(*month.moments(request.now.tzinfo))
    names, steps = await names_of({one.actor for one in entries}), _steps(request)
    return [
        texts.ledger_row(
            (one.at, names.get(one.actor, one.actor), one.action, one.subject, one.subject_id, one.message_key), steps
        )
        for one in entries
    ]


def _steps(request: Request) -> dict[str, str]:
    """Return {action: what it is called} of every step of every kind of matter."""
    kinds = request.house.kinds
    return {
        f"{kind.code}_{step.name}": f"{kind.name}{step.word or kind.states[step.target]}"
        for kind in kinds
        for step in kind.steps
    } | {f"{kind.code}_open": f"{kind.name}{texts.ACTIONS['open']}" for kind in kinds}


LEDGERS = (Ledger(texts.LEDGER, DISTRICT, texts.LEDGER_COLUMNS, _rows, also=("审计", "日志")),)
