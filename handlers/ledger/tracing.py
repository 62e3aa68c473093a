"""Where a record comes from."""

from bot.understanding.command import Blank, Command
from bot.understanding.request import Request
from config.catalogue import categories
from models.ledger.tracing import actions, texts
from models.ledger.tracing.rules import MatterTrace, Subject, TracedKind, read_subject
from models.machine.delivery.rules import Message
from models.organisation.people.rules import OFFICES, VERIFIERS, Role
from models.values.numbers import Sign


async def trace(request: Request, *, subject: Subject) -> list[Message]:
    return request.reply(await _told(request, subject))


async def _told(request: Request, subject: Subject) -> str:
    if subject.kind is TracedKind.STAR:
        return texts.star(await actions.trace_star(request.asker, subject, request.today))
    if subject.kind is TracedKind.ENTRY:
        return texts.entry(await actions.trace_entry(request.asker, subject.number))
    if subject.kind is TracedKind.OBJECTION:
        return texts.objection(await actions.trace_objection(request.asker, subject.number))
    if subject.sign in (None, Sign.RECORD):
        return texts.trace(await actions.trace(request.asker, subject.number), categories())
    return texts.matter(await _of_its_kind(request, subject))


async def _of_its_kind(request: Request, subject: Subject) -> MatterTrace:
    one = next(one for one in request.house.numbered if one.sign is subject.sign and (one.kind or one.kept))
    if one.kind:
        return await actions.trace_matter(request.act, one.kind, subject.number)
    kept = await one.kept(request.asker, subject.number) if one.kept else None
    return await actions.trace_kept(request.asker, one.sign, subject.number, kept)


TRACE = Command(
    name="trace",
    words=("来历", "溯源"),
    run=trace,
    help="来历 A0231：看来历和每次改动",
    example="来历 A0231",
    blanks=(Blank("subject", "编号，或姓名 星级", read_subject, rest=True),),
    needs=frozenset({Role.MEMBER, Role.SUPERVISOR}) | VERIFIERS | OFFICES,
    private=True,
    glued=True,
)

COMMANDS = (TRACE,)
