"""What a committee finds about its members: pledges, duties, bonus, deduction, veto."""

from bot.understanding.command import Blank, Command
from bot.understanding.numbered import Numbered
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.pending.rules import Waits
from models.matters.pending.texts import to_do
from models.organisation.authority.actions import offices_above
from models.organisation.authority.rules import JUDGES
from models.organisation.people.rules import OFFICES
from models.stars.appraisal.actions import end_star
from models.stars.findings import actions, texts
from models.stars.findings.rules import NewEntry
from models.stars.findings.words import (
    CancelSaid,
    EntrySaid,
    read_amount,
    read_cancel,
    read_deduction,
    read_entry_number,
    read_finding,
    read_grounded,
    read_review,
)
from models.stars.points.rules import PLEDGES, FindingKind, Meeting
from models.stars.review.rules import split_names
from models.values.numbers import Sign


async def pledge(request: Request, *, said: EntrySaid) -> list[Message]:
    kind = PLEDGES[(said.half or 1) - 1]
    entry = NewEntry(kind, said.name, said.points, said.reason, said.document, said.year)
    kept = await actions.enter_for(
        request.asker, split_names(said.name), entry, request.cause, request.policy.stars.points
    )
    return request.reply(texts.all_entered(kept))


PLEDGE = Command(
    name="pledge",
    words=("承诺得分", "承诺评议", "承诺"),
    run=pledge,
    help="承诺得分 张三 8 上半年：记评议",
    example="承诺得分 陈桂兰 8 上半年",
    blanks=(Blank("said", "姓名 分数 上半年或下半年", read_review, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)


async def duties(request: Request, *, said: EntrySaid) -> list[Message]:
    entry = NewEntry(FindingKind.DUTIES, said.name, said.points, said.reason, said.document, said.year)
    kept = await actions.enter_for(
        request.asker, split_names(said.name), entry, request.cause, request.policy.stars.points
    )
    return request.reply(texts.all_entered(kept))


DUTIES = Command(
    name="duties",
    words=("履责",),
    run=duties,
    help="履责 张三 3：记履行义务",
    example="履责 陈桂兰 3 提了三条好意见",
    blanks=(Blank("said", "姓名 分数 [事由]", read_amount, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)


async def bonus(request: Request, *, said: EntrySaid) -> list[Message]:
    entry = NewEntry(FindingKind.BONUS, said.name, said.points, said.reason, said.document, said.year)
    kept = await actions.enter(request.asker, entry, request.cause, request.policy.stars.points)
    return request.reply(texts.entered(kept))


BONUS = Command(
    name="bonus",
    words=("加分",),
    run=bonus,
    help="加分 姓名 2 事由 文号：记加分",
    example="加分 陈桂兰 2 抗洪抢险 涪委〔2026〕12号",
    blanks=(Blank("said", "姓名 分数 事由 文号", read_grounded, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)


async def deduction(request: Request, *, said: EntrySaid) -> list[Message]:
    entry = NewEntry(FindingKind.DEDUCTION, said.name, said.points, said.reason, said.document, said.year)
    kept = await actions.enter(request.asker, entry, request.cause, request.policy.stars.points)
    return request.reply(texts.entered(kept))


DEDUCTION = Command(
    name="deduction",
    words=("扣分",),
    run=deduction,
    help="扣分 张三 2 缺席：记扣分",
    example="扣分 陈桂兰 2 无故缺席",
    blanks=(Blank("said", "姓名 分数 事由", read_deduction, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)


async def veto(request: Request, *, said: EntrySaid) -> list[Message]:
    entry = NewEntry(FindingKind.VETO, said.name, reason=said.reason, document=said.document, year=said.year)
    kept = await actions.enter(request.asker, entry, request.cause, request.policy.stars.points)
    officers = await offices_above(kept.branch_id, request.today)
    told = [request.tell(officer.userid, texts.please_confirm(kept)) for officer in officers]
    return [*request.reply(texts.entered(kept)), *told]


VETO = Command(
    name="veto",
    words=("一票否决",),
    run=veto,
    help="一票否决 姓名 事由 文号：报上级",
    example="一票否决 陈桂兰 受党纪处分 涪纪〔2026〕3号",
    blanks=(Blank("said", "姓名 事由 文号", read_finding, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)


async def confirm_veto(request: Request, *, number: int | None) -> list[Message]:
    if number is None:
        return request.reply(to_do(await _waiting(request)))
    done, by = await actions.confirm_veto(request.asker, number, request.cause)
    await end_star(done.member_id, done.year, texts.veto_of(done), request.cause)
    return [*request.reply(texts.confirmed(done)), request.tell(by.userid, texts.confirmed(done))]


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


async def falsified(request: Request, *, said: EntrySaid) -> list[Message]:
    entry = NewEntry(FindingKind.FALSIFIED, said.name, reason=said.reason, document=said.document, year=said.year)
    kept = await actions.enter(request.asker, entry, request.cause, request.policy.stars.points)
    return request.reply(texts.entered(kept))


FALSIFIED = Command(
    name="falsified",
    words=("作假认定",),
    run=falsified,
    help="作假认定 姓名 事由：本年服务不计",
    example="作假认定 陈桂兰 三次记录查无此事",
    blanks=(Blank("said", "姓名 事由", read_finding, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)


async def cancel_entry(request: Request, *, said: CancelSaid | None) -> list[Message]:
    if said is None:
        return request.reply(texts.to_cancel(await actions.cancellable(request.asker)))
    if said.number is not None:
        return request.reply(texts.cancelled(await actions.cancel_entry(request.asker, said.number, request.cause)))
    meeting, day = Meeting(said.meeting or ""), said.day or request.today
    found = await actions.cancel_roll(request.asker, meeting, day, request.cause)
    return request.reply(texts.roll_cancelled(meeting, day, found=found))


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
