"""An honour list is approved, corrected or made up by the district, which sees it before the groups do."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.drawing.honour import illustrated
from bot.understanding.blanks import PERIOD
from bot.understanding.blanks import period as read_period
from bot.understanding.command import Blank, Command, line_in
from bot.understanding.dialog import Values, yes_no
from bot.understanding.numbered import matters_of
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.honour.honour_list.actions import (
    ask_correction,
    freeze,
    let_out,
    proposed,
    set_mode,
    still_asked,
    waits_for_approval,
)
from models.honour.honour_list.rules import CHANGED_SINCE, CORRECTION, Correction, Way, due, expires
from models.honour.honour_list.words import mode_line
from models.honour.month_figures import texts
from models.honour.month_figures.actions import numbers_now
from models.machine.delivery.rules import Asks, Message
from models.machine.dialogs.actions import begin_with
from models.matters.pending.rules import Waits
from models.matters.steps.actions import Taken
from models.matters.steps.rules import AGREE
from models.organisation.authority.deciders import Part
from models.organisation.people.rules import DISTRICT
from models.values.periods import Month, Period
from models.values.refusal import Refusal


async def _shown(request: Request, *, period: Period, way: Way, reason: str | None = None) -> list[Message]:
    """Show a version as it would come out, and ask whether it may."""
    edition = await proposed(request.act, period, way, reason)
    values = {"period": str(period), "way": way, "reason": reason, "seen": edition.shown}
    return request.reply(
        texts.may_it_go(edition.shown, edition.groups, _goes(request, period, way)), Asks("edition", values)
    )


def _waits_until(request: Request, period: Period, way: Way) -> datetime | None:
    """Return the moment at which the job lets a version out that is approved now; None when it goes with the answer."""
    in_turn = due(period, request.now, request.policy, request.house.calendar)
    if way is not Way.APPROVED or request.now < in_turn:
        return in_turn if way is Way.APPROVED else None
    worked = request.house.calendar.is_working_day(request.today)
    if worked and request.policy.delivery.night.until(request.now) is None:
        return None
    day = request.house.calendar.first_working_day(request.today + timedelta(days=1))
    return datetime.combine(day, in_turn.timetz())


def _goes(request: Request, period: Period, way: Way) -> datetime | None:
    """Return when the groups get a version that is approved now, None for at once."""
    return _waits_until(request, period, way) or request.house.rest.until(request.now)


async def _go(request: Request, values: Values) -> list[Message]:
    period, way = Period.parse(values["period"]), Way(values["way"])
    edition = await proposed(request.act, period, way, values["reason"])
    if edition.shown != values["seen"]:
        return await _shown(request, period=period, way=way, reason=values["reason"])
    if way is Way.CORRECTED:
        return await _ask_second(request, period, values)
    row = await freeze(request.act, edition)
    answer = request.reply(texts.edition_approved(period, edition.groups, _goes(request, period, way)))
    late = timedelta(hours=request.policy.schedule["honour_list"].late_hours)
    if _waits_until(request, period, way) is not None:
        return answer
    return [*answer, *illustrated(await let_out(request.act, row, request.now + late))]


async def _ask_second(request: Request, period: Period, values: Values) -> list[Message]:
    """Ask the other officers of the district: what corrects a list that is out goes only when two have seen it."""
    said = Correction(period=str(period), reason=values["reason"], seen=values["seen"])
    number, others = await ask_correction(request.act, period, said)
    shown = CORRECTION.sign.show(number)
    for one in others:
        await begin_with(one.userid, ASK_SECOND.name, {"number": number}, request.now, request.key)
    told = [request.tell(one.userid, texts.seen_by(request.asker.name, said.seen, shown)) for one in others]
    return [*request.reply(texts.second_asked([one.name for one in others], shown)), *told]


async def _second_agrees(request: Request, values: Values) -> list[Message]:
    return await _CORRECTIONS.words[AGREE].run(request, number=values["number"], reason=None)


# The same as its shared words, for as long as it has just been asked.
ASK_SECOND = replace(
    yes_no(
        "second_edition",
        lambda values: texts.MAY_IT_GO,
        _second_agrees,
        lambda values: texts.left_waiting(CORRECTION.sign.show(values["number"])),
        words=(("批准", "同意", "通过", "发", "发吧", "发出"), ("先不发", "不发", "先不定")),
    ),
    stands=lambda values: still_asked(values["number"]),
)


async def _second_done(request: Request, taken: Taken) -> list[Message]:
    """Let a correction out that a second officer has agreed to, unless it says something else by now."""
    said, asked_by = Correction.model_validate(taken.matter.said), taken.people[Part.OWNER][0]
    if taken.step.name != "agree":
        text = texts.not_corrected(taken.matter.title, taken.reason)
        return [*request.reply(text), *request.tell_others([asked_by.userid], text)]
    period = Period.parse(said.period)
    edition = await proposed(request.act, period, Way.CORRECTED, said.reason)
    if edition.shown != said.seen:
        raise Refusal(CHANGED_SINCE, number=CORRECTION.sign.show(taken.matter.id), month=period.name)
    row = await freeze(request.act, edition)
    late = timedelta(hours=request.policy.schedule["honour_list"].late_hours)
    text = texts.edition_approved(period, edition.groups, _goes(request, period, Way.CORRECTED))
    messages = illustrated(await let_out(request.act, row, request.now + late))
    return [*request.reply(text), request.tell(asked_by.userid, text), *messages]


ASK_EDITION = yes_no(
    "edition",
    lambda values: texts.MAY_IT_GO,
    _go,
    lambda values: texts.LEFT_UNSAID,
    words=(("批准", "同意", "通过", "发", "发吧", "发出"), ("先不发", "不发", "先不定")),
)


async def approve(request: Request, *, period: Period | None) -> list[Message]:
    return await _shown(request, period=period or Month.of(request.today).before, way=Way.APPROVED)


APPROVE = Command(
    name="approve_list",
    words=("批准红榜", "红榜批准", "批准月度红榜"),
    run=approve,
    help="批准红榜 10月：看过再公布",
    example="批准红榜 10月",
    blanks=(PERIOD,),
    needs=DISTRICT,
    private=True,
    glued=True,
)


async def reissue(request: Request, *, period: Period, reason: str) -> list[Message]:
    return await _shown(request, period=period, way=Way.CORRECTED, reason=reason)


def _read_reason(text: str, moment: datetime) -> str | None:
    """Return the reason that is chosen: what somebody types never gets into groups."""
    return next((one for one in texts.REASONS if one in text), None)


REISSUE = Command(
    name="reissue",
    words=("更正红榜",),
    run=reissue,
    help="更正红榜 10月 原因：发第2版，要两个人",
    example="更正红榜 10月 两条记录补核实",
    blanks=(
        Blank("period", PERIOD.label, read_period),
        Blank("reason", "、".join(texts.REASONS), _read_reason, rest=True),
    ),
    needs=DISTRICT,
    private=True,
)


def _read_made_up(text: str, moment: datetime) -> Period | None:
    return read_period(re.sub(r"^(?:月度)?红榜\s*", "", text), moment)


MAKE_UP = Command(
    name="make_up_list",
    words=("补发",),
    run=partial(_shown, way=Way.MADE_UP),
    help="补发 月度红榜 10月：没发的补上",
    example="补发 月度红榜 10月",
    blanks=(Blank("period", "月度红榜 月份", _read_made_up, rest=True),),
    needs=DISTRICT,
    private=True,
)


def _read_mode(text: str, moment: datetime) -> str | None:
    return next((mode for mode, words in texts.MODES.items() if text.lower() in words), None)


async def ranking_mode(request: Request, *, mode: str | None) -> list[Message]:
    if mode is None:
        return request.reply(texts.mode_stands((await numbers_now(request.policy.ranking)).mode))
    await set_mode(request.act, mode)
    return request.reply(texts.mode_set(mode))


# 月度红榜 is the list itself for whoever names no mode.
RANKING_MODE = Command(
    name="ranking_mode",
    words=("红榜方式", "月度红榜"),
    run=ranking_mode,
    help="红榜方式 私下：红榜怎么出",
    example="红榜方式 公布",
    blanks=(Blank("mode", "公布、私下、关", _read_mode, optional=True, rest=True),),
    needs=DISTRICT,
    private=True,
    awaited=(line_in(mode_line, DISTRICT),),
    shown_first=True,
)

COMMANDS = (APPROVE, REISSUE, MAKE_UP, RANKING_MODE)
QUESTIONS = (ASK_EDITION, ASK_SECOND)
_CORRECTIONS = matters_of(CORRECTION, _second_done, needs=DISTRICT)
NUMBERED = (_CORRECTIONS,)


async def _waiting(request: Request) -> list[Waits]:
    month = Month.of(request.today).before
    if not await waits_for_approval(request.act, month):
        return []
    return [Waits("", texts.to_approve(month), expires(month, request.policy))]


PENDING = (Source(APPROVE, _waiting),)
