"""Records that wait for somebody's word: listed, confirmed, sent back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.clockwork.job import first_working
from bot.clockwork.reminders import Reminder
from bot.drawing.ledgers import Ledger
from bot.understanding.blanks import ITEM, exceptions, rest
from bot.understanding.command import Blank, Command, Taker, line_in, when
from bot.understanding.numbered import Numbered, told_for
from bot.understanding.pending import Source
from bot.understanding.request import Request
from config.catalogue import categories
from models.honour.month_figures.actions import published
from models.machine.delivery.rules import Message
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.organisation.authority.act import Act
from models.organisation.authority.actions import who_fills
from models.organisation.people.rules import READERS, VERIFIERS, Role
from models.organisation.units.actions import unit_name
from models.service.activities.actions import of_month
from models.service.activities.rules import NO_SUCH_RECORD
from models.service.activities.texts import LEDGER, LEDGER_COLUMNS
from models.service.verification import actions, texts
from models.service.verification.rules import LIST_IS_POSTED, Item
from models.service.verification.words import (
    Verification,
    asks_what_waits,
    left_out,
    meant_by,
    says_no,
    speaks_of_records,
    takes_back,
    verdict,
)
from models.values.delicate import cleared
from models.values.listing import Row
from models.values.numbers import Sign
from models.values.periods import Month
from models.values.refusal import Refusal, required
from models.values.showing import show_day
from models.values.wording import asks


async def to_verify(request: Request, *, only: int | None) -> list[Message]:
    if only:
        return await approve(request, without=only)
    items, total = await actions.show_batch(request.act)
    return request.reply(texts.batch(items, total, categories()))


TO_VERIFY = Command(
    name="to_verify",
    words=("待核实", "核实"),
    run=to_verify,
    help="待核实：等您核实的，群众的也在",
    example="待核实",
    blanks=(Blank("only", "编号", Sign.RECORD.read, optional=True),),
    needs=VERIFIERS,
    private=True,
    awaited=(when(asks_what_waits, VERIFIERS, only=None),),
)


PASSES, BUT = "通过", "除了"


async def _said(request: Request) -> tuple[Verification, list[Item], bool] | None:
    """Return what a verifier says plainly of the records that wait for him, those, and whether he has seen them."""
    if asks(request.text) or (request.reading.items and request.reading.sure):
        return None
    items, seen = await actions.shown(request.act)
    said = verdict(request.text, request.said_at, items)
    return (said, items, seen) if said else None


async def _passes(request: Request, said_plainly: object) -> dict[str, Any] | str | None:
    said, items, seen = await _said(request) or (Verification(), [], False)
    left = [str(item.position) for item in items if item.position not in said.passes]
    if said.absent:
        return f"{APPROVE.words[0]} {BUT} {said.absent}"
    if said.passes and left:
        return f"{APPROVE.words[0]} {BUT} {' '.join(left)}"
    everything = {"without": None} if seen else TO_VERIFY.words[0]
    return everything if said.passes else None


def _which(text: str, moment: datetime) -> list[int] | int | str | None:
    """Return the positions that are excepted, the number of the one record, or the name, that is meant."""
    return exceptions(text, moment) or Sign.RECORD.read(text) or left_out(text)


async def _as_shown(request: Request) -> list[Item]:
    """Return what is spoken of by its positions; what was not shown yet is shown by that."""
    items, seen = await actions.shown(request.act)
    return items if seen else (await actions.show_batch(request.act))[0]


async def approve(request: Request, *, without: list[int] | int | str | None) -> list[Message]:
    if isinstance(without, str):
        return await _all_but_his(request, without)
    if isinstance(without, int):
        without = await _all_but(request, without)
    left = without or []
    if request.plainly:
        return await _shown(request, left)
    numbers = await actions.approve(request.act, left)
    others = [f"{one.said} {one.line}" for _, one in await told_for(request, PASSES)]
    said = texts.approved(numbers, len(left))
    return request.reply("\n".join([said, *([texts.besides(others)] if others else [])]))


async def _all_but_his(request: Request, whose: str) -> list[Message]:
    """Confirm all but what is somebody's; where nothing on the list is, that is shown first."""
    items = await _as_shown(request)
    his = list(meant_by(whose, request.said_at, items))
    if his or request.confirmed:
        return await approve(request, without=his)
    return request.preview(texts.nobody_s(whose, items, categories()))


async def _all_but(request: Request, number: int) -> list[int]:
    """Return the positions of all but the record of a number; refuses where it is not his to verify."""
    items = await _as_shown(request)
    if all(item.number != number for item in items):
        await actions.check_waits(request.act, number)
        raise Refusal(NO_SUCH_RECORD, number=Sign.RECORD.show(number))
    return [item.position for item in items if item.number != number]


async def _shown(request: Request, without: Sequence[int]) -> list[Message]:
    """Show which of the listed records would pass."""
    items = await _as_shown(request)
    passes = [item for item in items if item.position not in without]
    # Kept in the short words that he would say himself.
    line = f"{PASSES} {BUT} {' '.join(map(str, without))}" if without else request.text
    return replace(request, text=line).preview(
        texts.meant(passes, [item for item in items if item not in passes], categories())
    )


APPROVE = Command(
    name="approve_batch",
    words=("全部通过", "通过本批"),
    run=approve,
    help="全部通过：核实这一批",
    example="全部通过 除了 3 7",
    blanks=(Blank("without", "除了 序号", _which, optional=True, rest=True),),
    needs=VERIFIERS,
    private=True,
    glued=True,
    awaited=(Taker(speaks_of_records, _passes, VERIFIERS),),
)


async def _goes_back(request: Request, said_plainly: object) -> str | None:
    if says_no(request.text):
        items, seen = await actions.shown(request.act)
        return SEND_BACK.words[0] if seen and items else None
    said, _, _ = await _said(request) or (Verification(), [], False)
    return f"{SEND_BACK.words[0]} {said.back} {said.reason}" if said.back else None


async def send_back(request: Request, *, item: tuple[str, int], reason: str) -> list[Message]:
    kind, number = item
    if request.plainly:
        [meant] = [one for one in await _as_shown(request) if one.position == number]
        return request.preview(texts.sends_back(meant, reason, categories()))
    if kind == "position":
        number = await actions.position_in_batch(request.asker, number)
    written = cleared(reason[:200])
    member, as_asked = await actions.send_back(request.act, number, written.text)
    heard, said = (texts.gone_as_asked, texts.gone) if as_asked else (texts.came_back, texts.sent_back)
    told = request.tell(member.userid, heard(number, written.text))
    return [*request.reply_to(written, said(number, member.name)), told]


SEND_BACK = Command(
    name="send_back_record",
    words=("退回记录",),
    run=send_back,
    help="退回记录 3 原因：请本人补充",
    example="退回记录 3 时间好像不对",
    blanks=(ITEM, rest("reason", "原因")),
    needs=VERIFIERS,
    private=True,
    glued=True,
    awaited=(Taker(speaks_of_records, _goes_back, VERIFIERS),),
)


async def undo(request: Request) -> list[Message]:
    done = await actions.verified_last(request.act)
    # What a list has counted that everybody reads is corrected one by one.
    rows = required({at: row for at, row in done.items() if not await published(Month.of(row.day))}, LIST_IS_POSTED)
    if not request.confirmed:
        return request.preview(texts.undoes(await actions.items_of(request.act, rows), categories()))
    return request.reply(texts.undone(await actions.let_wait_again(request.act, list(rows.values()))))


UNDO = Command(
    name="undo_verified",
    words=("撤回核实",),
    run=undo,
    help="撤回核实：刚通过的放回去再看",
    example="撤回核实",
    needs=VERIFIERS,
    private=True,
    awaited=(line_in(takes_back, VERIFIERS),),
)

COMMANDS = (
    TO_VERIFY,
    APPROVE,
    SEND_BACK,
    UNDO,
)


async def _waiting(request: Request) -> list[Waits]:
    found = await actions.waiting(request.asker)
    return [Waits("", texts.to_verify(len(found), show_day(found[0].day)), word=TO_VERIFY.words[0])] if found else []


async def _waiting_for(request: Request, word: str | None) -> list[Waits]:
    return await _waiting(request) if word else []


PLAIN = {PASSES: APPROVE, "退回": SEND_BACK}
NUMBERED = (Numbered(Sign.RECORD, PLAIN, _waiting_for, plain=frozenset(PLAIN)),)
PENDING = (Source(TO_VERIFY, _waiting),)


async def _owed(act: Act) -> list[Owed]:
    found = await actions.waiting_by_verifier(act.today)
    # Said twice of the record that waits longest; the next one is another thing.
    return [Owed(who, texts.digest(len(rows), show_day(rows[0].day)), str(rows[0].id)) for who, rows in found.items()]


_first_of_the_week = first_working(lambda day, house: day - timedelta(days=day.weekday()))


async def _for_nobody(act: Act) -> list[Owed]:
    """Return what the office above is told of records that nobody may verify; naming somebody is up to it."""
    said = []
    for unit_id, rows in (await actions.waiting_for_nobody(act.today)).items():
        above = await who_fills(unit_id, act.today)
        line = texts.nobody_verifies(await unit_name(unit_id), len(rows), show_day(rows[0].day))
        said += [Owed(person.userid, line, str(rows[0].id)) for person in above]
    return said


REMINDERS = (
    Reminder("verify", _owed, _first_of_the_week),
    Reminder("verify_nobody", _for_nobody, _first_of_the_week),
)


async def _rows(request: Request, unit_id: int, month: Month) -> Sequence[Row]:
    led = unit_id in request.asker.units_as({Role.SECRETARY})
    return await of_month(unit_id, request.asker.branch_id if led else None, month)


LEDGERS = (Ledger(LEDGER, READERS, LEDGER_COLUMNS, _rows, also=("活动", "报到", "志愿服务")),)
