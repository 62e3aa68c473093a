"""Public notice of proposed stars."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.clock import to_milliseconds
from bot.clockwork.reminders import Reminder
from bot.drawing.ledgers import Ledger
from bot.drawing.press import Drawing
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command
from bot.understanding.dialog import Question, Values
from bot.understanding.reach import group_hears_at
from bot.understanding.request import Request
from models.machine.delivery.rules import Asks, Groups, Message, Purpose
from models.machine.delivery.waiting import stop, waiting_of
from models.matters.reminders.rules import Owed
from models.organisation.authority.act import Act
from models.organisation.people.rules import SECRETARIES
from models.stars.notice import texts
from models.stars.notice.actions import (
    on_the_board,
    open_publicity,
    retract,
    shown_again,
    steps_to_tell,
    still_up,
    submit,
)
from models.values.periods import Month, Period

OPENING = re.compile(r"^(?:说明|理由|原因)[:：]?\s*")


def _read(text: str, moment: datetime) -> str | None:
    return OPENING.sub("", text) or None


async def star_publicity(request: Request, *, explanation: str | None) -> list[Message]:
    again = await shown_again(request.act)
    if again:
        return request.reply(texts.board_again(again))
    posting = await open_publicity(request.act, explanation, seen=request.confirmed)
    if posting.checks:
        return request.reply(texts.quota_asked(posting), Asks("quota", {}))
    if posting.stars and not posting.opened:
        return replace(request, text=STAR_PUBLICITY.words[0]).preview(texts.to_be_shown(posting))
    if not posting.stars:
        return request.reply(texts.board(posting) if posting.opened else texts.nobody_left(posting))
    goes = await group_hears_at(request, posting.unit_id)
    later = [texts.reads_later(goes, request.today)] if goes else []
    return [*request.reply("\n".join([texts.board(posting), *later])), texts.to_group(posting)]


ANSWER = re.compile(r"(?:说明|理由|原因|因为|由于|经)[是为:：]?\s*(.{2,})", re.DOTALL)


def _read_quota(text: str, moment: datetime, values: Values) -> str | None:
    found = ANSWER.fullmatch(text.strip())
    return found[1].strip() if found else None


async def _answer_quota(request: Request, values: Values, explanation: str) -> list[Message]:
    if values.get("sending"):
        return request.reply(texts.submitted(await submit(request.act, explanation)))
    return await star_publicity(request, explanation=explanation)


ASK_QUOTA = Question(
    name="quota",
    ask=lambda values: texts.explanation_asked(sending=bool(values.get("sending"))),
    read=_read_quota,
    run=_answer_quota,
    left=lambda values: texts.quota_kept(sending=bool(values.get("sending"))),
)


async def _anew(act: Act, values: Mapping[str, Any]) -> list[Message]:
    first = date.fromisoformat(values["first"])
    posting = await still_up(act, values["branch"], Period.parse(values["period"]), first)
    return [texts.to_group(posting)] if posting else []


STAR_PUBLICITY = Command(
    name="star_publicity",
    words=("星级公示",),
    run=star_publicity,
    help="星级公示：贴出年度星级",
    example="星级公示",
    blanks=(Blank("explanation", "说明", _read, optional=True, rest=True),),
    needs=SECRETARIES,
    private=True,
)


async def retract_publicity(request: Request, *, reason: str) -> list[Message]:
    done = await retract(request.act, reason)
    if not done.named:
        return request.reply(texts.retracted(done))
    waiting = await waiting_of(request.asker.userid, to_milliseconds(request.now))
    unread = [one for one in waiting if one.stopped_by == texts.RETRACTED_BY]
    await stop(unread, to_milliseconds(request.now), request.cause)
    answer = request.reply(texts.retracted(done, in_time=bool(unread)))
    group = Message(texts.group_retracted(done), to=Groups(done.unit_id), purpose=Purpose.NOTICE)
    return answer if unread else [*answer, group]


RETRACT_PUBLICITY = Command(
    name="retract_publicity",
    words=("撤回公示",),
    run=retract_publicity,
    help="撤回公示 原因：没异议前可撤",
    example="撤回公示 名单还要再核对",
    blanks=(rest("reason", "原因"),),
    needs=SECRETARIES,
    private=True,
    glued=True,
)

COMMANDS = (
    STAR_PUBLICITY,
    RETRACT_PUBLICITY,
)

QUESTIONS = (ASK_QUOTA,)

RECIPES = {"star_notice": _anew}


async def _page(request: Request, month: Month) -> Drawing | None:
    """Return the notice that is up in a month."""
    posting = await on_the_board(request.act)
    if not (posting and posting.stars and posting.first and posting.last):
        return None
    if not Month.of(posting.first) <= month <= Month.of(posting.last):
        return None
    shown = texts.sheet(posting, request.policy.duty.complaint_phone, request.asker.name)
    return Drawing("star_notice", shown, f"{posting.branch}{posting.period.name}{texts.PAGE}")


LEDGERS = (Ledger(texts.PAGE, SECRETARIES, page=_page),)


async def _taken(act: Act) -> list[Owed]:
    return [Owed(one.userid, texts.step_about_you(one), one.subject) for one in await steps_to_tell(act)]


# What a branch does is often put right on the same day: its members hear of it the next morning, once.
REMINDERS = (Reminder("star_steps", _taken, purpose=Purpose.DECISION),)
