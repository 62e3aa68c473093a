"""四议: 提议, 建议, 会议通知, 开会, 进度; what a meeting decides is said with its arithmetic."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from bot.language import Reading
from bot.understanding.blanks import coming_days, rest
from bot.understanding.command import Blank, Command, Taker
from bot.understanding.dialog import Question, Values
from bot.understanding.numbered import alone, matters_of
from bot.understanding.reach import group_hears_at
from bot.understanding.request import Request
from models.democracy.decisions import actions, texts
from models.democracy.decisions.rules import (
    ASIDE,
    DECISION,
    DELIBERATIONS,
    PROGRESS,
    DecisionState,
    VillageDecision,
    may_be_called,
    named_assembly,
)
from models.democracy.decisions.words import (
    asks_what_is_decided,
    asks_whether_decided,
    draft_in,
    is_general,
    is_progress,
    number_in,
    objects,
    proposal_line,
    read_field,
    read_title,
    split_cost,
    suggestion_line,
    wanted,
    will_meet,
)
from models.duty.roster.actions import asked_unit
from models.ledger.feedback.rules import check_door
from models.library.catalogue.actions import look_up
from models.library.catalogue.rules import Book
from models.library.catalogue.texts import answered
from models.machine.delivery.rules import Asks, Button, Groups, Message, Purpose
from models.matters.steps.actions import Taken, told_of
from models.organisation.authority.deciders import Part
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from models.procedure.meetings.actions import bring_along, forget_calls
from models.procedure.meetings.rules import MeetingSaid
from models.procedure.meetings.words import MERGED, read_correction, read_held
from models.values.wording import about

NUMBER = Blank("number", "编号", DECISION.sign.read)


def _asking(one: VillageDecision, said: str) -> tuple[str, Asks | None]:
    """Return what is said with what comes next, and the question for what is missing; for whoever may propose."""
    if one.state is not DecisionState.PROPOSING or not one.missing:
        return f"{said}\n{texts.next_step(one)}".strip(), None
    field = one.missing[0]
    return f"{said}\n{texts.question(field)}".strip(), Asks("dossier", {"number": one.number, "field": field})


async def propose(request: Request, *, title: str) -> list[Message]:
    if request.plainly:
        return request.preview(texts.said_plainly(request.text))
    what, cost = split_cost(title)
    one = await actions.propose(request.act, what, cost)
    return request.reply(*_asking(one, texts.opened(one)))


def _plainly(line: Callable[[str], str | None]) -> Taker:
    async def awaited(request: Request) -> str | None:
        return line(request.text)

    return awaited


PROPOSE = Command(
    name="propose_decision",
    words=("提议",),
    run=propose,
    help="提议 修三组路灯：支部提一件大事",
    example="提议 修三组路灯",
    blanks=(Blank("title", "什么事", read_title, rest=True),),
    private=True,
    glued=True,
    awaited=_plainly(proposal_line),
)


def _read_answer(text: str, moment: datetime, values: Values) -> str | date | None:
    return read_field(values["field"], text, moment)


async def _fill(request: Request, values: Values, answer: str | date) -> list[Message]:
    one = await actions.fill(request.act, values["number"], values["field"], answer)
    return request.reply(*_asking(one, texts.filled(one, values["field"])))


ASK_DOSSIER = Question(
    name="dossier",
    ask=lambda values: texts.question_again(values["field"]),
    read=_read_answer,
    run=_fill,
    left=lambda values: texts.left(values["number"]),
)


async def suggest(request: Request, *, title: str) -> list[Message]:
    if request.plainly:
        return request.preview(texts.said_plainly(request.text))
    check_door(title)
    one, secretaries = await actions.suggest(request.act, title)
    told = [request.tell(person.userid, texts.please_consider(one)) for person in secretaries]
    return [*request.reply(texts.suggested(one)), *told]


SUGGEST = Command(
    name="suggest_decision",
    words=("建议",),
    run=suggest,
    help="建议 …：请支部研究一件村里的事",
    example="建议 修三组路灯",
    blanks=(rest("title", "什么事"),),
    private=True,
    awaited=_plainly(suggestion_line),
)


SECRETARY = frozenset({Role.SECRETARY})


async def _line_of_call(request: Request) -> dict[str, Any] | str | None:
    """Return the call that 12月5号开党员大会，方案是… amounts to; without a draft, what it is asked with."""
    head, draft = draft_in(request.text)
    day, name = _meeting_ahead(request, head)
    if day is None or name is None:
        return None
    one = await actions.meant(request.act, request.text, SECRETARY, DELIBERATIONS, only=True)
    if one and draft:
        return f"{CALL.words[0]} {one.code} {day.isoformat()} {name} {draft}"
    return {"number": one.number, "said": (day, day, "")} if one and may_be_called(one, name) else None


def _meeting_ahead(request: Request, head: str) -> tuple[date | None, str | None]:
    """Return the day and the assembly of a meeting that will be, as a secretary says it."""
    found = coming_days(head, request.said_at) if request.may(SECRETARY) and will_meet(head) else None
    return (found[0], named_assembly(head)) if found and found[0] >= request.today else (None, None)


async def call_meeting(request: Request, *, number: int, said: tuple[date, date, str]) -> list[Message]:
    day, _, draft = said
    if not draft:
        return request.reply(texts.WHICH_DRAFT, Asks("draft", {"number": number, "day": day.isoformat()}))
    # A meeting that is near is told of on days off as well.
    meets = datetime.combine(day, time(), request.now.tzinfo)
    told_on = request.house.rest.over(request.now, meets).date()
    if not request.confirmed:
        ready = await actions.to_call(request.act, number, day, draft, told_on)
        shown = texts.notice(ready.decision, ready.assembly, day, ready.draft)
        return request.preview(
            texts.notice_preview(shown, ready.decision.unit, None if ready.told is None else len(ready.told))
        )
    called = await actions.call_meeting(request.act, number, day, draft, told_on)
    shown = texts.notice(called.decision, called.assembly, day, called.draft)
    goes, unit_id = None, called.decision.unit_id
    if called.told is None:
        goes = await group_hears_at(request, unit_id, meets)
        told = [Message(shown, to=Groups(unit_id), purpose=Purpose.NOTICE, concerns=meets)]
    else:
        told = [request.tell(person.userid, shown, concerns=meets) for person in called.told]
    return [
        *request.reply(
            texts.notice_sent(called.decision, called.assembly, day, goes, request.today, nobody=called.told == [])
        ),
        *told,
    ]


CALL = Command(
    name="call_meeting",
    words=("会议通知",),
    run=call_meeting,
    help="会议通知 D012 哪天 方案：发方案",
    example="会议通知 D012 12月3日 在三组装20盏路灯",
    blanks=(NUMBER, Blank("said", "哪天 方案", coming_days, rest=True)),
    needs=SECRETARY,
    private=True,
    awaited=_line_of_call,
)


async def _with_draft(request: Request, values: Values, draft: str) -> list[Message]:
    line = f"{CALL.words[0]} {DECISION.sign.show(values['number'])} {values['day']} {draft}"
    day = date.fromisoformat(values["day"])
    return await call_meeting(replace(request, text=line), number=values["number"], said=(day, day, draft))


ASK_DRAFT = Question(
    name="draft",
    ask=lambda values: texts.WHICH_DRAFT,
    read=lambda text, moment, values: text.strip() if len(text.strip()) >= 4 else None,
    run=_with_draft,
    left=lambda values: texts.NOT_CALLED,
)


async def _line_of_meeting(request: Request) -> str | None:
    """Return the meeting that is told plainly with its figures: of the decision that it names, or the only one."""
    if not request.may(SECRETARY) or read_held(request.text, request.said_at) is None:
        return None
    one = await actions.meant(request.act, request.text, SECRETARY, DELIBERATIONS, only=True)
    return f"{HOLD.words[0]} {one.code} {request.text}" if one else None


async def hold(request: Request, *, number: int, said: MeetingSaid) -> list[Message]:
    if request.plainly:
        one = await actions.to_deliberate(request.act, number, said)
        return request.preview(texts.of_the_only_one(one, said.tally))
    merged = MERGED.search(said.words) is not None
    one = await (actions.read(request.act, number) if merged else actions.to_deliberate(request.act, number, said))
    if one.state in DELIBERATIONS[2:] and not said.attendant:
        asks = Asks("attendant", {"number": number, "text": said.words, "minutes": said.minutes})
        return request.reply(texts.WHO_ATTENDED, asks)
    done = await actions.deliberate(request.act, number, said, merged=merged)
    answer = texts.deliberated(done.decision, said, done.outcomes, done.unsigned)
    return [*request.reply(answer), *await _to_review(request, done.decision)]


async def _to_review(request: Request, one: VillageDecision) -> list[Message]:
    """Ask the supervision committee for its opinion on what has just been resolved."""
    if one.state is not DecisionState.RESOLVED:
        return []
    people, _ = await told_of(request.act, DECISION, one.number, "endorse", everybody=True)
    return [request.tell(person.userid, texts.please_review(one)) for person in people]


HOLD = Command(
    name="hold_meeting",
    words=("开会",),
    run=hold,
    help="开会 D012 应到… 实到…：记会和票",
    example="开会 D012 应到30 实到22 赞成20 反对1 弃权1",
    blanks=(NUMBER, Blank("said", "应到 实到 赞成 反对 弃权", read_held, rest=True)),
    needs=SECRETARY,
    private=True,
    awaited=_line_of_meeting,
)


async def correct(request: Request, *, number: int, said: tuple[MeetingSaid, str]) -> list[Message]:
    before = await actions.to_correct(request.act, number)
    if before.said.posted_on and not request.confirmed:
        return request.preview(texts.to_correct(before, said[0].tally))
    one, meeting = await actions.correct_meeting(request.act, number, *said)
    text = texts.corrected(one, meeting)
    told = await holders([Role.SUPERVISOR], request.today, one.unit_id)
    group = [Message(text, to=Groups(one.unit_id), purpose=Purpose.NOTICE)] if one.said.posted_on else []
    return [*request.reply(text), *(request.tell(person.userid, text) for person in told), *group]


CORRECT = Command(
    name="correct_meeting",
    words=("会议更正", "更正会议"),
    run=correct,
    help="会议更正 D012 应到…原因…：数记错了",
    example="会议更正 D012 应到30 实到22 赞成21 反对1 弃权0 原因 数错一票",
    blanks=(NUMBER, Blank("said", "会名 应到 实到 赞成 反对 弃权 原因", read_correction, rest=True)),
    needs=SECRETARY,
    private=True,
)


def _read_attendant(text: str, moment: datetime, values: Values) -> dict[str, Any] | None:
    held = read_held(values["text"], moment)
    name = text.strip(" 。，,")
    if held is None or not 2 <= len(name) <= 20:
        return None
    return {"number": values["number"], "said": replace(held, attendant=name, minutes=values["minutes"])}


ASK_ATTENDANT = Question(
    name="attendant",
    of="hold_meeting",
    ask=lambda values: texts.WHO_ATTENDED,
    read=_read_attendant,
    left=lambda values: texts.NOT_HELD,
)


async def progress(request: Request, *, number: int, said: str | None) -> list[Message]:
    if said and request.plainly:
        return request.preview(texts.to_note(await actions.read(request.act, number), said))
    if said:
        one = await actions.note(request.act, number, PROGRESS, said)
        return request.reply(texts.noted(one))
    one = await actions.read(request.act, number)
    if one.unit_id in request.asker.units_as([Role.SECRETARY]):
        return request.reply(*_asking(one, texts.progress(one)))
    return request.reply(texts.progress(one))


_number_alone = alone(DECISION.sign, said=None)


async def _awaited_progress(request: Request) -> dict[str, Any] | str | None:
    one = await actions.carried_out(request.act, request.text) if is_progress(request.text) else None
    return f"{PROGRESS_OF.words[0]} {one.code} {request.text}" if one else await _number_alone(request)


PROGRESS_OF = Command(
    name="decision_progress",
    words=("进度", "进展"),
    run=progress,
    help="进度 D012：一件大事走到哪一步",
    example="进度 D012",
    blanks=(NUMBER, rest("said", "办得怎样，由村委会写", optional=True)),
    private=True,
    glued=True,
    awaited=_awaited_progress,
)


def _free(reading: Reading) -> dict[str, Any] | None:
    return {"asked": None} if reading.intent == "decision_query" else None


def _about(words: str, found: Sequence[VillageDecision]) -> list[VillageDecision]:
    named = number_in(words)
    numbers = [named] if named else about(words, {one.number: one.title for one in found})
    return [one for one in found if one.number in numbers]


# How it is decided stands in these books, and what was decided in none of them.
OF_PROCEDURE = (Book.DEMOCRACY, Book.PARTY, Book.RULES)


async def asked(request: Request, *, asked: str | None) -> list[Message]:
    unit = await asked_unit(request.asker, None, request.group, asked or "")
    found, words = await actions.of_unit(request.act, unit.id), (asked or request.text).replace(unit.name, "")
    meant, want, watches = _about(words, found), wanted(words), request.may(frozenset({Role.SUPERVISOR}))
    if len(meant) == 1:
        until = actions.posted_until(request.act, meant[0])
        return request.reply(texts.answer(meant[0], want, until, request.today, watches=watches))
    if meant or words in ASKED.words or is_general(words):
        return request.reply(texts.listed(unit.name, meant or found))
    rule = await look_up(request.act, OF_PROCEDURE, words)
    if rule.entry:
        return request.reply(answered(rule))
    return request.reply(texts.not_on_the_books(unit.name, found, want, watches=watches))


async def _awaited(request: Request) -> dict[str, Any] | None:
    """Return a line that objects to what a village may have decided, or names a decision by its number."""
    means = objects(request.text) or number_in(request.text) or asks_what_is_decided(request.text)
    return {"asked": request.text} if means and request.asker.unit_id is not None else None


async def _found(request: Request) -> dict[str, Any] | None:
    """Return a question of which nobody else makes anything, if it is about a decision of the asker's village."""
    unit_id = request.asker.unit_id
    found = await actions.of_unit(request.act, unit_id) if unit_id is not None else []
    meant = _about(request.text, found) or (unit_id is not None and asks_whether_decided(request.text))
    return {"asked": request.text} if meant else None


ASKED = Command(
    name="decisions",
    words=("决定", "村里的决定", "四议"),
    run=asked,
    help="决定 路灯：村里决定了什么、到哪步",
    example="决定 路灯",
    blanks=(rest("asked", "哪件事", optional=True),),
    free=_free,
    awaited=_awaited,
    found=_found,
)


# Of these steps whoever suggested it hears, of the second nobody else, of all others the secretary.
_OF_SUGGESTION, _OWN_WORK = frozenset({"take_up", "decline"}), frozenset({"withdraw", "reopen", "revoke"})
_OPINIONS = frozenset({"endorse", "object", "accept", "dispute"})


async def _done(request: Request, taken: Taken) -> list[Message]:
    step = taken.step.name
    if step in ("send_back", "withdraw"):
        # The drafts that were sent hold no longer.
        await forget_calls(taken.matter.id)
    one = await actions.read(request.act, taken.matter.id)
    said = texts.done(one, step, taken.reason)
    asks = _asking(one, "")[1] if step in ("take_up", "reopen") else None
    group = Message(texts.revoked(one, taken.reason), to=Groups(one.unit_id), purpose=Purpose.NOTICE)
    button = [Button(texts.LOOK, f"{texts.POST} {one.code}")] if step in _OPINIONS else []
    others = sorted(await _told(request, taken) - {request.asker.userid})
    return [
        *request.reply(said, asks),
        *(request.tell(userid, said, *button) for userid in others),
        *([group] if step == "revoke" else []),
    ]


async def _told(request: Request, taken: Taken) -> set[str]:
    if taken.step.name in _OWN_WORK:
        return set()
    secretaries = await holders([Role.SECRETARY], request.today, taken.matter.unit_id)
    people = taken.people[Part.OTHER] if taken.step.name in _OF_SUGGESTION else secretaries
    return {person.userid for person in people}


# Beside the shared words: by which command of its own a step is taken.
_BY = {"report": texts.REPORT, "post": texts.POST, "publish": texts.POST}
_MATTERS = matters_of(
    DECISION,
    _done,
    # What may be taken aside waits for nobody.
    listed=lambda asker, taken: taken.step.name not in ASIDE,
    by=lambda step: step.word or _BY.get(step.name, HOLD.words[0]),
)


def _for_all(command: Command) -> Command:
    """Return the command of a step whose reason stands in the dossier, where everybody reads it."""

    async def run(request: Request, *, number: int, reason: str | None) -> list[Message]:
        await check_for_everybody(request.act, reason)
        return await command.run(request, number=number, reason=reason)

    return replace(command, run=run)


COMMANDS = (PROPOSE, SUGGEST, CALL, HOLD, CORRECT, PROGRESS_OF, ASKED)
QUESTIONS = (ASK_DOSSIER, ASK_DRAFT, ASK_ATTENDANT)
NUMBERED = (replace(_MATTERS, words={word: _for_all(one) for word, one in _MATTERS.words.items()}),)
MERGERS = (bring_along,)
