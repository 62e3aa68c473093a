"""What a committee finds about its members: pledges, duties, bonus, deduction, veto."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.understanding.command import Blank, Command, line_in
from bot.understanding.dialog import Question, Values
from bot.understanding.dispatch import obey_line
from bot.understanding.numbered import Numbered
from bot.understanding.request import Request
from models.machine.delivery.rules import Asks, Message
from models.machine.dialogs.rules import bare
from models.matters.pending.rules import Waits
from models.matters.pending.texts import to_do
from models.matters.pending.words import place_in
from models.organisation.authority.actions import offices_above
from models.organisation.authority.rules import JUDGES
from models.organisation.people.rules import OFFICES
from models.procedure.notices.rules import working_day_after
from models.procedure.party_life import actions as party_life_actions
from models.procedure.party_life import texts as party_life_texts
from models.stars.appraisal.actions import end_star
from models.stars.findings import actions, texts
from models.stars.findings.rules import AGAINST, Entered, NewEntry
from models.stars.findings.words import (
    VETOES,
    CancelSaid,
    EntrySaid,
    bonus_line,
    deduction_line,
    read_amount,
    read_cancel,
    read_deduction,
    read_entry_number,
    read_finding,
    read_grounded,
    read_review,
    veto_in,
)
from models.stars.points.rules import PLEDGES, FindingKind
from models.stars.review.rules import split_names
from models.values.numbers import Sign

TOLD = AGAINST | {FindingKind.BONUS}


def _until(request: Request) -> str:
    """Return until when what is said today may be objected to."""
    days = request.policy.stars.objection_working_days
    return texts.until(working_day_after(request.today, days, request.house.calendar))


def _enter(*kinds: FindingKind, several: bool = False) -> Callable[..., Awaitable[list[Message]]]:
    """Return what keeps what is said under a kind, of two under that of the half of the year that is named."""

    async def run(request: Request, *, said: EntrySaid) -> list[Message]:
        kind = kinds[(said.half or 1) - 1]
        reason = said.reason if kind is not FindingKind.VETO else veto_in(said.reason, request.policy.stars.vetoes)
        entry = NewEntry(kind, said.points, reason, said.document, said.year)
        names = split_names(said.name) if several else [said.name]
        if kind in AGAINST and not request.confirmed:
            return _shown(request, await actions.to_enter(request.act, names, entry))
        return await _told(request, await actions.enter(request.act, names, entry))

    return run


async def _told(request: Request, kept: Sequence[Entered]) -> list[Message]:
    asked = [await _asked_above(request, one) for one in kept if one.kind is FindingKind.VETO]
    return [
        *request.reply(texts.all_entered(kept)),
        *(message for each in asked for message in each),
        *(request.tell(one.userid, texts.about_you(one, _until(request))) for one in kept if one.kind in TOLD),
    ]


def _shown(request: Request, entries: Sequence[Entered]) -> list[Message]:
    """Show what would be held against a member before he hears of it, or ask for which of the vetoes it is."""
    if entries[0].kind is not FindingKind.VETO or entries[0].reason:
        return request.preview(texts.to_enter(entries))
    kinds = [VETOES[one][0] for one in request.policy.stars.vetoes]
    return request.reply(texts.which_veto(kinds), Asks("which_veto", {**request.line, "kinds": kinds}))


def _read_veto(text: str, moment: datetime, values: Values) -> str | None:
    kinds: list[str] = values["kinds"]
    place, named = place_in(bare(text)) or 0, veto_in(text, tuple(VETOES))
    return kinds[place - 1] if 0 < place <= len(kinds) else named if named in kinds else None


# What else was said stays out: a case is no matter of the books.
ASK_WHICH_VETO = Question(
    name="which_veto",
    ask=lambda values: texts.which_veto(values["kinds"]),
    read=_read_veto,
    run=lambda request, values, kind: obey_line(request, f"{values['text']} {kind}", texts.NOT_ENTERED),
    left=lambda values: texts.NOT_ENTERED,
    fleeting=True,
)
QUESTIONS = (ASK_WHICH_VETO,)


async def _asked_above(request: Request, kept: Entered) -> list[Message]:
    officers = await offices_above(kept.branch_id, request.today)
    return [request.tell(officer.userid, texts.please_confirm(kept)) for officer in officers]


def _found(
    name: str,
    run: Callable[..., Awaitable[list[Message]]],
    blank: Blank,
    *words: str,
    said: Callable[[str], str | None] | None = None,
) -> Command:
    """Return the command of a kind of finding: its words, then its help and its example, and how else it is `said`."""
    *own, help_line, example = words
    command = Command(name, tuple(own), run, help_line, example, (blank,), JUDGES, private=True, glued=True)
    # A deduction shows by itself what it would note.
    first = name != FindingKind.DEDUCTION
    return replace(command, awaited=(line_in(said, JUDGES),), shown_first=first) if said else command


PLEDGE = _found(
    "pledge",
    _enter(*PLEDGES, several=True),
    Blank("said", "姓名 分数 上半年或下半年", read_review, rest=True),
    *("承诺得分", "承诺评议", "承诺"),
    "承诺得分 张三 8 上半年：记评议",
    "承诺得分 张三 8 上半年",
)
DUTIES = _found(
    "duties",
    _enter(FindingKind.DUTIES, several=True),
    Blank("said", "姓名 分数 [事由]", read_amount, rest=True),
    "履责",
    "履责 张三 3：记履行义务",
    "履责 张三 3 提了三条好意见",
)
BONUS = _found(
    "bonus",
    _enter(FindingKind.BONUS),
    Blank("said", "姓名 分数 事由 文号", read_grounded, rest=True),
    "加分",
    "加分 姓名 2 事由 文号：记加分",
    "加分 张三 2 抗洪抢险 某委〔2026〕0号",
    said=bonus_line,
)
DEDUCTION = _found(
    "deduction",
    _enter(FindingKind.DEDUCTION),
    Blank("said", "姓名 分数 事由", read_deduction, rest=True),
    "扣分",
    "扣分 张三 2 缺席：记扣分",
    "扣分 张三 2 无故缺席",
    said=deduction_line,
)
VETO = _found(
    "veto",
    _enter(FindingKind.VETO),
    Blank("said", "姓名 事由 文号", read_finding, rest=True),
    "一票否决",
    "一票否决 姓名 事由 文号：报上级",
    "一票否决 张三 受党纪处分 某委〔2026〕0号",
)
FALSIFIED = _found(
    "falsified",
    _enter(FindingKind.FALSIFIED),
    Blank("said", "姓名 事由", read_finding, rest=True),
    "作假认定",
    "作假认定 姓名 事由：本年服务不计",
    "作假认定 张三 三次记录查无此事",
)


async def confirm_veto(request: Request, *, number: int | None) -> list[Message]:
    if number is None:
        return request.reply(to_do(await _waiting(request), request.today))
    done, by = await actions.confirm_veto(request.asker, number, request.cause)
    await end_star(done.member_id, done.year, texts.named(done), request.cause)
    return [
        *request.reply(texts.confirmed(done)),
        request.tell(by.userid, texts.confirmed(done)),
        request.tell(done.userid, texts.confirmed_about_you(done, _until(request), await actions.objected_to(number))),
    ]


CONFIRM_VETO = Command(
    name="confirm_veto",
    words=("否决确认", "确认否决"),
    run=confirm_veto,
    help="否决确认 编号：上级确认否决",
    example="否决确认 P0012",
    blanks=(Blank("number", "编号", read_entry_number, optional=True),),
    needs=OFFICES,
    private=True,
    glued=True,
)


async def cancel_entry(request: Request, *, said: CancelSaid | None) -> list[Message]:
    if said is None:
        return request.reply(texts.to_cancel(await actions.cancellable(request.asker)))
    if said.held is None:
        one = await actions.cancel_entry(request.asker, said.number, request.cause)
        told = [request.tell(one.userid, texts.cancelled_about_you(one))] if one.kind in TOLD else []
        return [*request.reply(texts.cancelled(one)), *told]
    found = await party_life_actions.take_back(request.act, *said.held)
    return request.reply(party_life_texts.taken_back(*said.held, found=found))


CANCEL_ENTRY = Command(
    name="cancel_entry",
    words=("撤销录入",),
    run=cancel_entry,
    help="撤销录入 P0012：撤掉录错的",
    example="撤销录入 P0012",
    blanks=(Blank("said", "编号，或哪次会议 日期", read_cancel, optional=True, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)

COMMANDS = (
    PLEDGE,
    DUTIES,
    BONUS,
    DEDUCTION,
    VETO,
    CONFIRM_VETO,
    FALSIFIED,
    CANCEL_ENTRY,
)


async def _waiting(request: Request, word: str | None = None) -> list[Waits]:
    found = await actions.vetoes_to_confirm(request.asker)
    return [Waits(Sign.FINDING.show(one.number), texts.line(one)) for one in found]


NUMBERED = (Numbered(Sign.FINDING, {"同意": CONFIRM_VETO}, _waiting),)
