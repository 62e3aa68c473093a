"""An objection, its answer, an appeal and the ruling."""

from datetime import datetime
from functools import partial

from bot.clockwork.reminders import Reminder
from bot.language.people import name_header
from bot.language.values import Message as Said
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command, Telling
from bot.understanding.numbered import Numbered, sign_of
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.organisation.authority.act import Act
from models.organisation.authority.rules import JUDGES
from models.organisation.people.rules import OFFICES
from models.procedure.objections.actions import ObjectionMoved, due_soon
from models.procedure.objections.rules import OBJECTION, Stage
from models.stars.objections import actions, texts
from models.stars.objections.rules import (
    NothingUnderPublicity,
    Verdict,
    read_verdict,
    with_verdict,
)
from models.stars.objections.words import ABOUT, OF_FINDING
from models.stars.proposed.texts import quota_lines
from models.stars.review.words import object_line
from models.stars.statistics.actions import over_quota
from models.values.numbers import Sign
from models.values.refusal import Refusal, required


def _read(text: str, moment: datetime) -> str | None:
    sign, _ = sign_of(text) or (None, 0)
    return None if ABOUT.match(text) or sign is Sign.DECISION else text or None


async def object(request: Request, *, said: str) -> list[Message]:
    if finding := await _finding_meant(request, said):
        return await _object_to_finding(request, *finding)
    opening = name_header(Said.of(said, request.said_at))
    called = opening[0] if opening else None
    try:
        star, words, named = await actions.meant_by(request.act, said, called)
    except NothingUnderPublicity:
        return await _object_to_own(request, said, called)
    if not (named or request.confirmed):
        own = star.member_id == request.asker.person_id
        return request.preview(texts.whose(None if own else star.member.name, words))
    return await _raised(request, await actions.raise_objection(request.act, star, words))


async def _object_to_own(request: Request, said: str, called: str | None) -> list[Message]:
    """Take words that name nobody for the one thing that was entered against the asker, once he has said so."""
    entry = required(await actions.own_finding(request.act, said, called), NothingUnderPublicity)
    if not request.confirmed:
        return request.preview(texts.whose_finding(entry[1]))
    return await _object_to_finding(request, entry[0], said)


async def _finding_meant(request: Request, said: str) -> tuple[int, str] | None:
    """Return what was entered against the asker that a text names, by number or by what it is, and what it says."""
    sign, number = sign_of(said) or (None, 0)
    if sign is Sign.EXIT:
        raise Refusal(texts.OF_MEMBERSHIP)
    if sign is Sign.FINDING:
        return number, said.partition(" ")[2].strip()
    entry = await actions.only_finding(request.act, is_open=False) if OF_FINDING.search(said) else None
    return (entry, OF_FINDING.sub("", said).strip(" ，,。")) if entry else None


async def _raised(request: Request, moved: ObjectionMoved) -> list[Message]:
    number, due, above = moved.number, moved.due, moved.stage is Stage.APPEALED
    subject = next((one.name for one in moved.parties), None)
    please = texts.please_rule(number, due) if above else texts.please_answer(number, due)
    until = texts.last_day(due, known=request.house.calendar.knows(due.year))
    thanks, recipe = texts.raised_above if above else texts.raised, request.unless_moved(number)
    return [
        *request.reply(thanks(number, until, subject)),
        *(request.tell(one.userid, texts.about_you(number, due), recipe=recipe) for one in moved.parties),
        *(request.tell(one.userid, please, recipe=recipe) for one in moved.deciders),
    ]


async def _object_to_finding(request: Request, entry: int, words: str) -> list[Message]:
    moved = await actions.object_to_finding(request.act, entry, words)
    please = texts.please_rule if moved.stage is Stage.APPEALED else texts.please_answer
    until = texts.last_day(moved.due, known=request.house.calendar.knows(moved.due.year))
    named = await actions.finding_named(moved.number)
    thanks, recipe = texts.raised_against_finding(moved.number, until, named), request.unless_moved(moved.number)
    told = [request.tell(one.userid, please(moved.number, moved.due, named), recipe=recipe) for one in moved.deciders]
    return [*request.reply(thanks), *told]


OBJECT = Command(
    name="object",
    words=("异议", "提异议"),
    run=object,
    help="异议 姓名 内容：对公示的星级",
    example="异议 张三 这次评高了",
    blanks=(Blank("said", "姓名和内容", _read, rest=True),),
    private=True,
    glued=True,
    meant=object_line,
)


async def withdraw_objection(request: Request, *, number: int | None) -> list[Message]:
    moved = await actions.withdraw(request.act, number)
    about, over = texts.taken_back_about_you(moved.number, running=moved.running), texts.no_answer_needed(moved.number)
    shown = Sign.OBJECTION.show(moved.number)
    told = [(one, about) for one in moved.parties] + [(one, over) for one in moved.deciders]
    return [
        *request.reply(
            texts.taken_back(moved.number, await actions.finding_named(moved.number), running=moved.running)
        ),
        *(request.tell(one.userid, text, recipe=request.if_heard(one.userid, shown)) for one, text in told),
    ]


WITHDRAW_OBJECTION = Command(
    name="withdraw_objection",
    words=("撤回异议", "撤销异议", "取消异议"),
    run=withdraw_objection,
    help="撤回异议 Y0001：答复前可撤",
    example="撤回异议 Y0001",
    blanks=(Blank("number", "编号", Sign.OBJECTION.read, optional=True),),
    private=True,
    glued=True,
)


TO_ANSWER = Command(
    name="to_answer",
    words=("待答复",),
    run=Telling(partial(actions.cases, stage=Stage.OPEN), texts.waiting_for_answer),
    help="待答复：看等您答复的异议",
    example="待答复",
    needs=JUDGES,
    private=True,
)


async def answer(request: Request, *, number: int, verdict: Verdict, reason: str | None) -> list[Message]:
    moved = await actions.decide(request.act, "answer", number, verdict, reason)
    until = texts.last_day(moved.due, known=request.house.calendar.knows(moved.due.year))
    finding = await actions.finding_named(number)
    told = texts.answered(number, verdict, reason, until, finding)
    checks = await over_quota(request.asker, request.today, request.policy.stars) if verdict.stars else []
    done = texts.answer_done(number, verdict, finding, running=moved.running)
    return [
        *request.reply("\n".join([done, *quota_lines(checks)])),
        *(request.tell(one.userid, told) for one in moved.parties),
    ]


ANSWER = Command(
    name="answer_objection",
    words=("答复异议",),
    run=answer,
    help="答复异议 Y0001 维持 理由：回",
    example="答复异议 Y0001 维持 按记录核对过",
    blanks=(
        Blank("number", "编号", Sign.OBJECTION.read),
        Blank("verdict", "维持、改为3星、不评或撤销", read_verdict),
        rest("reason", "理由", optional=True),
    ),
    needs=JUDGES,
    private=True,
    glued=True,
)


async def appeal(request: Request, *, number: int, said: str) -> list[Message]:
    moved = await actions.appeal(request.act, number, said)
    until = texts.last_day(moved.due, known=request.house.calendar.knows(moved.due.year))
    please = texts.please_rule(number, moved.due, await actions.finding_named(number))
    return [
        *request.reply(texts.appeal_taken(number, until)),
        *(request.tell(one.userid, texts.appeal_about_you(number, moved.due)) for one in moved.parties),
        *(request.tell(one.userid, please) for one in moved.deciders),
    ]


APPEAL = Command(
    name="appeal",
    words=("申诉",),
    run=appeal,
    help="申诉 Y0001 内容：请上级再看",
    example="申诉 Y0001 有两次活动没算上",
    blanks=(Blank("number", "编号", Sign.OBJECTION.read), rest("said", "内容")),
    private=True,
    glued=True,
)


TO_RULE = Command(
    name="to_rule",
    words=("待裁定",),
    run=Telling(partial(actions.cases, stage=Stage.APPEALED), texts.waiting_for_ruling),
    help="待裁定：看等您裁定的申诉",
    example="待裁定",
    needs=OFFICES,
    private=True,
)


async def rule_on(request: Request, *, number: int, verdict: Verdict, reason: str | None) -> list[Message]:
    moved = await actions.decide(request.act, "rule", number, verdict, reason)
    finding = await actions.finding_named(number)
    return [
        *request.reply(texts.ruling_done(number, verdict, finding)),
        *(request.tell(one.userid, texts.ruled(number, verdict, reason, finding)) for one in moved.parties),
    ]


RULE = Command(
    name="rule",
    words=("裁定",),
    run=rule_on,
    help="裁定 Y0001 维持 理由：定申诉",
    example="裁定 Y0001 维持 材料齐全",
    blanks=(
        Blank("number", "编号", Sign.OBJECTION.read),
        Blank("verdict", "维持、改为3星、不评或撤销", read_verdict),
        rest("reason", "理由", optional=True),
    ),
    needs=OFFICES,
    private=True,
    glued=True,
)

COMMANDS = (
    OBJECT,
    WITHDRAW_OBJECTION,
    TO_ANSWER,
    ANSWER,
    APPEAL,
    TO_RULE,
    RULE,
)


async def _waiting_for(request: Request, word: str | None) -> list[Waits]:
    """Return what waits for a shared word; of the list of everything they are lines of their own."""
    found = await actions.cases(request.act, Stage.OPEN, word) if word else []
    return [Waits(Sign.OBJECTION.show(one.number), texts.subject_in_list(one), one.due_on) for one in found]


_WORDS = {"答复": ANSWER, "撤回": WITHDRAW_OBJECTION}
NUMBERED = (Numbered(Sign.OBJECTION, _WORDS, _waiting_for, plain=frozenset({"答复"}), told=with_verdict),)


async def _waiting(request: Request, stage: Stage) -> list[Waits]:
    return [Waits("", texts.in_list(one), one.due_on) for one in await actions.cases(request.act, stage)]


PENDING = (
    Source(TO_ANSWER, partial(_waiting, stage=Stage.OPEN)),
    Source(TO_RULE, partial(_waiting, stage=Stage.APPEALED)),
)


async def _owed(act: Act) -> list[Owed]:
    return [
        Owed(
            one.userid,
            texts.due_soon(late.number, late.due, named, appeal=late.stage is Stage.APPEALED),
            f"{Sign.OBJECTION.show(late.number)} {late.stage}",
        )
        for late in await due_soon(act)
        for named in [await actions.finding_named(late.number)]
        for one in late.deciders
    ]


REMINDERS = (Reminder("objection_due", _owed, of=OBJECTION),)
