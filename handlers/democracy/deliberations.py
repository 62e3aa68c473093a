"""四议的会: 会议通知, 开会, 会议更正; what a meeting decides is said with its arithmetic."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.understanding.blanks import coming_days
from bot.understanding.command import ANY, Blank, Command, Taker
from bot.understanding.dialog import Question, Values, yes_no
from bot.understanding.pending import Source
from bot.understanding.reach import group_hears_at
from bot.understanding.request import Request
from config.voting import Assembly, voting
from models.democracy.decisions.actions import concerned, meant, meeting_of, of_roles
from models.democracy.decisions.rules import DECISION, DELIBERATIONS, DecisionState, VillageDecision
from models.democracy.decisions.texts import HOLD as HELD
from models.democracy.decisions.texts import asking, kept_as
from models.democracy.decisions.words import chosen, number_in
from models.democracy.deliberations import actions, texts
from models.democracy.deliberations.rules import WhichDecision, comes_later, may_be_called, named_assembly
from models.democracy.deliberations.words import (
    calls_off,
    draft_in,
    hour_in,
    moved_to,
    read_announced,
    read_draft,
    read_move,
    speaks_of_meeting,
    split_hour,
    will_meet,
)
from models.machine.delivery.rules import Asks, Groups, Message, Purpose
from models.matters.pending.rules import Waits
from models.matters.steps.actions import told_of
from models.organisation.people.rules import KEEPERS, SECRETARIES, Role
from models.procedure.meetings.actions import bring_along, call_off, tally_of
from models.procedure.meetings.rules import MeetingSaid, NoticeTooShort, Vote
from models.procedure.meetings.texts import roll
from models.procedure.meetings.words import (
    amended,
    amends,
    lacking,
    read_attendant,
    read_correction,
    read_figure,
    read_held,
    read_told,
    tells_all,
    tells_votes,
)
from models.values.showing import show_time

NUMBER = Blank("number", "编号", DECISION.sign.read)
# So long after a meeting was told who counted wrongly still speaks of it.
LATELY = timedelta(days=1)


async def _line_of_call(request: Request, said: object) -> str | None:
    """Return the call that 12月5号开党员大会，方案是… amounts to, with its draft if one is said."""
    head, draft = draft_in(request.text)
    day, name = _meeting_ahead(request, head)
    if day is None or name is None:
        return None
    one = await meant(request.act, request.text, SECRETARIES, DELIBERATIONS, only=True)
    able = one and (draft or may_be_called(one, name))
    return _line(one.code, day, hour_in(head), name, draft) if one and able else None


def _line(code: str, day: date, hour: str, name: str, draft: str) -> str:
    return " ".join(filter(None, [CALL.words[0], code, day.isoformat(), hour, name, draft]))


async def _line_of_move(request: Request, when: str) -> str | None:
    """Return the call that 改到12月6号嘛 amounts to: the meeting that was called, with its draft, at another time."""
    moved = read_move(when, request.said_at)
    meeting = await actions.to_move(request.act, request.text) if moved else None
    if moved is None or meeting is None:
        return None
    return _line(*actions.called_for(meeting, *moved))


async def _line_of_off(request: Request, said: object) -> str | None:
    """Return the word that 会取消了 amounts to: of the meeting of that day, or the only one that was called."""
    day = coming_days(request.text, request.said_at)
    off = await actions.to_move(request.act, request.text, day[0] if day else None)
    if off is None:
        return None
    code, _, _, name, _ = actions.called_for(off, None, "")
    return f"{CALL.words[0]} {code} {texts.OFF} {name}"


def _meeting_ahead(request: Request, head: str) -> tuple[date | None, str | None]:
    """Return the day and the assembly of a meeting that will be, as a secretary says it."""
    ahead = will_meet(head) and read_held(head, request.said_at) is None
    found = coming_days(head, request.said_at) if ahead else None
    return (found[0], named_assembly(head)) if found and found[0] >= request.today else (None, None)


async def call_meeting(request: Request, *, number: int, said: tuple[date, date, str]) -> list[Message]:
    day, _, draft = said
    one = await actions.of_own_branch(request.act, number)
    if len(may := await actions.assemblies_to_call(one, draft)) > 1:
        return _which(request, may, {**await _values(request, one, draft), "day": day.isoformat()})
    # A meeting that is near is told of on days off as well.
    meets = datetime.combine(day, time(), request.now.tzinfo)
    told_on = request.house.rest.over(request.now, meets).date()
    ready = await actions.to_call(request.act, number, day, draft, told_on)
    one, when, before = ready.decision, show_time(day, ready.hour), ready.instead
    shown = texts.notice(one, ready.assembly, when, ready.draft, show_time(before.day, before.hour) if before else "")
    if not ready.draft:
        values = {"number": number, "day": day.isoformat(), "name": f"{ready.hour} {ready.assembly.name}".strip()}
        return request.reply(texts.WHICH_DRAFT, Asks("draft", {**values, "meetings": await actions.meetings(number)}))
    if not request.confirmed:
        return _previewed(request, shown, ready)
    await actions.call_meeting(request.act, ready, told_on)
    goes = await group_hears_at(request, one.unit_id, meets) if ready.told is None else None
    done = texts.notice_sent(one, ready.assembly, day, goes, request.today, nobody=ready.told == [])
    return [*request.reply(done), *actions.to_all(request.act, ready, shown)]


def _previewed(request: Request, shown: str, one: actions.Called) -> list[Message]:
    count = None if one.told is None else len(one.told)
    return request.preview(texts.notice_preview(shown, one.decision.unit, count, one.assembly if one.unknown else None))


async def _call_off(request: Request, number: int, words: str) -> list[Message]:
    off = await actions.to_call_off(request.act, number, words)
    shown = texts.called_off(off.decision, off.assembly, show_time(off.day, off.hour))
    if off.instead is None or not request.confirmed:
        return _previewed(request, shown, off)
    await call_off(request.act, off.instead)
    return [*request.reply(shown), *actions.to_all(request.act, off, shown)]


def _read_call(text: str, moment: datetime) -> tuple[date, date, str] | str | None:
    return text if calls_off(text) else coming_days(text, moment)


async def _call(request: Request, *, number: int, said: tuple[date, date, str] | str) -> list[Message]:
    if isinstance(said, str):
        return await _call_off(request, number, said)
    return await call_meeting(request, number=number, said=said)


CALL = Command(
    name="call_meeting",
    words=("会议通知",),
    run=_call,
    help="会议通知 D012 哪天 方案：发方案",
    example="会议通知 D012 12月3日 在三组装20盏路灯",
    blanks=(NUMBER, Blank("said", "哪天 方案", _read_call, rest=True)),
    needs=SECRETARIES,
    private=True,
    awaited=(
        Taker(moved_to, _line_of_move, SECRETARIES),
        Taker(speaks_of_meeting, _line_of_call, SECRETARIES),
        Taker(calls_off, _line_of_off, SECRETARIES),
    ),
)


async def _with_draft(request: Request, values: Values, draft: str) -> list[Message]:
    day, words = date.fromisoformat(values["day"]), f"{values['name']} {draft}"
    line = f"{CALL.words[0]} {DECISION.sign.show(values['number'])} {day.isoformat()} {words}"
    return await call_meeting(replace(request, text=line), number=values["number"], said=(day, day, words))


async def _still_waits(values: Values) -> bool:
    """Return whether no meeting about it was called or held since somebody was asked about one."""
    meetings: int | None = values.get("meetings")
    return meetings is not None and await actions.meetings(values["number"]) == meetings


ASK_DRAFT = Question(
    name="draft",
    ask=lambda values: texts.WHICH_DRAFT,
    read=lambda text, moment, values: read_draft(text),
    run=_with_draft,
    left=lambda values: texts.NOT_CALLED,
    free=True,
    stands=_still_waits,
)


async def _line_of_meeting(request: Request, said: object) -> str | None:
    """Return the meeting that is told plainly with its figures: of the decision that it names, or the only one."""
    named, number = named_assembly(request.text), number_in(request.text)
    if number and read_told(request.text, request.said_at):
        return f"{HELD} {DECISION.sign.show(number)} {request.text}"
    if not (tells_votes if named else tells_all)(request.text, request.said_at):
        return None
    one = await meant(request.act, request.text, SECRETARIES, DELIBERATIONS, only=True)
    if one is None and named:
        one = await _waiting_for(request, named)
    return f"{HELD} {one.code} {request.text}" if one else None


async def _waiting_for(request: Request, name: str) -> VillageDecision:
    """Return the only decision that waits for an assembly of that name; refuses with WhichDecision."""
    waiting = await of_roles(request.act, SECRETARIES, DELIBERATIONS)
    able = [one for one in waiting if may_be_called(one, name)]
    if len(able) != 1:
        raise WhichDecision([each.code for each in waiting])
    return able[0]


async def _asked_first(request: Request, one: VillageDecision, said: str, held: MeetingSaid | None) -> list[Message]:
    """Return what is asked before a meeting that is told can be kept; nothing where nothing is."""
    if one.state is DecisionState.PROPOSING and one.missing:
        return request.reply(*asking(one, texts.kept_till_said(one), request.text))
    values = await _values(request, one, said)
    if held is None:
        return request.reply(texts.which_figure(lacking(said)), Asks("figure", {**values, "plainly": True}))
    if later := comes_later(one, held):
        return request.reply(texts.comes_later(one, later[1]), Asks("told_early", {**values, "state": later[0]}))
    if one.state in DELIBERATIONS and len(may := await actions.assemblies_told(one, held)) > 1:
        return _which(request, may, values)
    if assembly := await actions.unannounced(request.act, one, held):
        return request.reply(texts.was_it_announced(assembly), Asks("announced", values))
    return []


def _which(request: Request, may: Sequence[Assembly], values: Values) -> list[Message]:
    return request.reply(texts.which_assembly(may), Asks("assembly", {**values, "among": [one.code for one in may]}))


async def _values(request: Request, one: VillageDecision, said: str) -> Values:
    return {
        "number": one.number,
        "text": said,
        "at": request.said_at.isoformat(),
        "plainly": request.plainly,
        "meetings": await actions.meetings(one.number),
    }


async def hold(request: Request, *, number: int, said: str) -> list[Message]:
    one, held = await actions.of_own_branch(request.act, number), read_held(said, request.said_at)
    asked = await _asked_first(request, one, said, held)
    if asked or held is None:
        return asked
    assembly, day, outcome = await actions.to_deliberate(request.act, one, held)
    # A meeting to which too few came is not kept: nothing is asked of it, and nothing shown first.
    counts = outcome.vote is not Vote.NO_QUORUM
    if counts and assembly.attended and not held.attendant:
        return request.reply(texts.WHO_ATTENDED, Asks("attendant", await _values(request, one, said)))
    if counts and request.plainly:
        name = texts.held_name(assembly, day if day != request.today else None, merged=held.merged)
        return request.preview(kept_as(one, name, texts.told(held)))
    one, outcomes, unsigned = await actions.deliberate(request.act, number, held)
    return [*request.reply(texts.deliberated(one, held, outcomes, unsigned)), *await _to_review(request, one)]


async def _to_review(request: Request, one: VillageDecision) -> list[Message]:
    """Ask the supervision committee for its opinion on what has just been resolved."""
    if one.state is not DecisionState.RESOLVED:
        return []
    people, _ = await told_of(request.act, DECISION, one.number, "endorse", everybody=True)
    return [
        request.tell(person.userid, texts.please_review(one), recipe=request.unless_moved(one.number))
        for person in people
    ]


HOLD = Command(
    name="hold_meeting",
    words=(HELD,),
    run=hold,
    help="开会 D012 应到… 实到…：记会和票",
    example="开会 D012 应到30 实到22 赞成20 反对1 弃权1",
    blanks=(NUMBER, Blank("said", "应到 实到 赞成 反对 弃权", read_told, rest=True)),
    needs=SECRETARIES,
    private=True,
    awaited=(Taker(ANY, _line_of_meeting, SECRETARIES),),
)


async def _line_of_correction(request: Request, said: object) -> str | None:
    """Return the correction that 数错了，到了27，20票 amounts to: of the meeting that a secretary told last."""
    row = await actions.just_held(request.act, request.now - LATELY)
    now = amended(request.text, tally_of(row)) if row else None
    if row is None or now is None:
        return None
    name = voting().assemblies[row.assembly].name
    return f"{CORRECT.words[0]} {DECISION.sign.show(row.matter_id or 0)} {name} {roll(now)} {texts.MISCOUNTED}"


async def correct(request: Request, *, number: int, said: tuple[MeetingSaid, str]) -> list[Message]:
    wanted = await actions.to_correct(request.act, number, said[0])
    shown = texts.to_correct(wanted.decision, meeting_of(wanted.row), said[0].tally, passes=wanted.passes)
    if wanted.passes and not wanted.above:
        return await _correction_asked(request, wanted, shown, said)
    if not request.confirmed:
        return request.preview(shown)
    one, meeting = await actions.correct_meeting(request.act, number, *said)
    text = texts.corrected(one, meeting, passes=wanted.passes)
    group = [Message(text, to=Groups(one.unit_id), purpose=Purpose.NOTICE)] if one.said.posted_on else []
    others = [
        request.tell(who.userid, text)
        for who in await concerned(request.act, one.unit_id, number, Role.SUPERVISOR, Role.SECRETARY)
        if who.id != request.asker.person_id
    ]
    return [*request.reply(text), *others, *group]


async def _correction_asked(
    request: Request, wanted: actions.MeetingCorrection, shown: str, said: tuple[MeetingSaid, str]
) -> list[Message]:
    """Ask the office above to put figures right by which a meeting has passed what it had not."""
    if not request.confirmed:
        return request.preview(texts.asks_above(shown, sent=False))
    (held, reason), one, name = said, wanted.decision, meeting_of(wanted.row).assembly.name
    line = (
        f"{CORRECT.words[0]} {one.code} {name} {roll(held.tally, held.proxies, held.ballot)} {texts.BECAUSE} {reason}"
    )
    please = texts.please_correct(one, shown, line, reason)
    told = [request.tell(who.userid, please) for who in await actions.ask_correction(request.act, one, line)]
    return [*request.reply(texts.asks_above(shown, sent=True)), *told]


CORRECT = Command(
    name="correct_meeting",
    words=("会议更正", "更正会议"),
    run=correct,
    help="会议更正 D012 应到…原因…：数记错了",
    example="会议更正 D012 应到30 实到22 赞成21 反对1 弃权0 原因 数错一票",
    blanks=(NUMBER, Blank("said", "会名 应到 实到 赞成 反对 弃权 原因", read_correction, rest=True)),
    needs=KEEPERS,
    private=True,
    awaited=(Taker(amends, _line_of_correction, SECRETARIES),),
)


async def _told(request: Request, values: Values, more: str = "") -> list[Message]:
    """Keep a meeting as it was told before, with what was asked of it."""
    at = datetime.fromisoformat(values["at"])
    said = f"{more}，{values['text']}" if more else values["text"]
    line = f"{HELD} {DECISION.sign.show(values['number'])} {said}"
    again = replace(request, text=line, said_at=at, plainly=values["plainly"])
    return await hold(again, number=values["number"], said=said)


ASK_FIGURE = Question(
    name="figure",
    ask=lambda values: texts.which_figure(lacking(values["text"])),
    read=lambda text, moment, values: read_figure(lacking(values["text"]), text),
    run=_told,
    left=lambda values: texts.NOT_HELD,
    stands=_still_waits,
)


ASK_ATTENDANT = Question(
    name="attendant",
    ask=lambda values: texts.WHO_ATTENDED,
    read=lambda text, moment, values: read_attendant(text),
    run=_told,
    left=lambda values: texts.NOT_HELD,
    stands=_still_waits,
)


def _among(values: Values) -> list[Assembly]:
    return [voting().assemblies[code] for code in values["among"]]


async def _before(request: Request, values: Values, code: str) -> list[Message]:
    """Keep or call a meeting before the assembly that was chosen."""
    name = voting().assemblies[code].name
    if "day" not in values:
        return await _told(request, values, name)
    hour, draft = split_hour(values["text"])
    return await _with_draft(request, {**values, "name": f"{hour} {name}".strip()}, draft)


ASK_ASSEMBLY = Question(
    name="assembly",
    ask=lambda values: texts.which_assembly(_among(values)),
    read=lambda text, moment, values: chosen(text.strip(" 。，,"), _among(values)),
    run=_before,
    left=lambda values: texts.NOT_CALLED if "day" in values else texts.NOT_HELD,
    stands=_still_waits,
)


async def _announced(request: Request, values: Values, said: tuple[date | None, str]) -> list[Message]:
    held = read_held(values["text"], datetime.fromisoformat(values["at"]))
    try:
        if held is not None:
            await actions.keep_announced(request.act, values["number"], held, *said)
    except NoticeTooShort as short:
        return request.reply(short.sentence)
    return await _told(request, values)


ASK_ANNOUNCED = Question(
    name="announced",
    ask=lambda values: texts.WHEN_ANNOUNCED,
    read=lambda text, moment, values: read_announced(text, moment),
    run=_announced,
    left=lambda values: texts.NOT_HELD,
    free=True,
    stands=_still_waits,
)


async def _still_deliberated(values: Values) -> bool:
    return await actions.meetings(values["number"]) is not None


# It waits for the meetings that come before the one of which was told.
ASK_TOLD_EARLY = replace(
    yes_no("told_early", lambda values: texts.told_early(values["text"]), _told, lambda values: texts.NOT_HELD),
    stands=_still_deliberated,
    ready=lambda values: actions.waits_at(values["number"], values.get("state", "")),
)


async def _to_correct(request: Request) -> list[Waits]:
    found = await actions.corrections_asked(request.act)
    return [Waits("", texts.waits_for_correction(one), None, one.noted[-1].words) for one in found]


PENDING = (Source(CORRECT, _to_correct),)
COMMANDS = (CALL, HOLD, CORRECT)
QUESTIONS = (ASK_DRAFT, ASK_FIGURE, ASK_ASSEMBLY, ASK_ATTENDANT, ASK_ANNOUNCED, ASK_TOLD_EARLY)
MERGERS = (bring_along,)
