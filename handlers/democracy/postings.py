"""两晒: 公布, 晒, 实施结果; what is objected and asked, 五权, and the duty to publish what came of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.clockwork.reminders import Reminder
from bot.drawing.ledgers import Ledger
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command, Taker
from bot.understanding.numbered import matters_of
from bot.understanding.reach import group_hears_at
from bot.understanding.request import Request
from models.democracy.decisions.actions import carried_out, meant, note, of_unit, read, titled, to_note
from models.democracy.decisions.rules import DECISION, GROUP_OPINION, INQUIRY, PROGRESS, WRITERS, VillageDecision
from models.democracy.decisions.texts import REPORT as RESULT
from models.democracy.decisions.texts import SUGGEST, five_powers, kept_as, noted
from models.democracy.decisions.words import (
    asks_of_powers,
    is_group_opinion,
    is_result,
    names_posting,
    number_in,
    wants_posted,
)
from models.democracy.postings import actions, texts
from models.democracy.postings.rules import STEPS, posting_due, postings_of
from models.duty.roster.actions import asked_unit
from models.ledger.feedback.rules import check_door
from models.machine.delivery.rules import Groups, Message, Purpose
from models.matters.steps.actions import Taken
from models.organisation.authority.deciders import Part
from models.organisation.people.rules import SECRETARIES, Role
from models.procedure.inquiries.actions import QuestionAsked
from models.procedure.inquiries.texts import asked, please_answer
from models.residents.directory.actions import offices_up
from models.residents.directory.texts import in_person
from models.values.listing import Row
from models.values.numbers import Sign, signed
from models.values.periods import Period

NUMBER = Blank("number", "编号", DECISION.sign.read)
_OF_A_DEED = re.compile(r"小时|分钟|半天|一天|谷|被")
WATCHERS = SECRETARIES | {Role.SUPERVISOR}


def _marked(text: str, moment: datetime) -> int | None:
    """Return the number in D012; bare digits after 异议 are something else."""
    found = signed(text)
    return found[1] if found and found[0] is Sign.DECISION else None


async def post(request: Request, *, number: int | None) -> list[Message]:
    found = [await read(request.act, number)] if number else await actions.to_post(request.act, request.text)
    if not found or found[0].state not in STEPS:
        return request.reply(texts.not_yet(found))
    if len(found) > 1:
        return request.reply(texts.which_posting(found))
    one = found[0]
    request = replace(request, text=f"{POST.words[0]} {one.code}")
    # What is put up at night or on a day off is read later, and its days count from then.
    goes = await group_hears_at(request, one.unit_id)
    posting = posting_due(one, (goes or request.now).date(), request.policy.democracy.publicity_days)
    shown = texts.posted(one, posting, in_person(await offices_up(request.act, one.unit_id)))
    if not request.confirmed:
        return request.preview(texts.preview(one.unit, shown))
    one = await actions.post(request.act, one.number, posting)
    group = Message(shown, to=Groups(one.unit_id), purpose=Purpose.NOTICE)
    return [*request.reply(texts.posted_now(one, posting, goes, request.today)), group]


async def _to_be_posted(request: Request, wanted: object) -> dict[str, Any] | None:
    found = await actions.to_post(request.act, request.text)
    return {"number": None} if names_posting(request.text) or any(one.state in STEPS for one in found) else None


POST = Command(
    name="post_decision",
    words=("公布",),
    run=post,
    help="公布 D012：看过再贴到群里",
    example="公布 D012",
    blanks=(replace(NUMBER, optional=True),),
    needs=SECRETARIES,
    private=True,
    glued=True,
    awaited=(Taker(wants_posted, _to_be_posted, SECRETARIES),),
)


def _words(text: str, moment: datetime) -> str | None:
    """Return words that may name a decision; 晒 谷子2小时 is a report."""
    return None if _OF_A_DEED.search(text) else text


WHICH = (replace(NUMBER, optional=True), Blank("said", "或哪件事", _words, optional=True, rest=True, apart=True))


async def _meant(request: Request, command: Command, number: int | None, said: str | None) -> VillageDecision:
    """Return the decision of a number, or the one that some words name, of the place that is meant."""
    unit = await asked_unit(request.asker, None, request.group, said or "")
    return await titled(request.act, unit.id, number, said or "", command.words[0])


async def both_postings(request: Request, *, number: int | None, said: str | None) -> list[Message]:
    one = await _meant(request, POSTINGS, number, said)
    places = in_person(await offices_up(request.act, one.unit_id))
    return request.reply(texts.both(one, postings_of(one, request.policy.democracy.publicity_days), places))


POSTINGS = Command(
    name="postings",
    words=("晒",),
    run=both_postings,
    help="晒 D012：看决议和结果的公示",
    example="晒 D012",
    blanks=WHICH,
    glued=True,
)


async def report(request: Request, *, number: int, result: str) -> list[Message]:
    if request.plainly:
        return request.preview(kept_as(await actions.to_report(request.act, number, result), RESULT, result))
    one, told = await actions.report(request.act, number, result)
    return [
        *request.reply(texts.reported(one)),
        *(request.tell(who.userid, texts.please_accept(one), recipe=request.unless_moved(number)) for who in told),
    ]


async def _told_plainly(request: Request, told: object) -> str | None:
    one = await carried_out(request.act, request.text)
    return f"{RESULT} {one.code} {request.text}" if one else None


REPORT = Command(
    name="report_result",
    words=("实施结果",),
    run=report,
    help="实施结果 D012 …：办完了报结果",
    example="实施结果 D012 花了2.9万元，20盏都亮了",
    blanks=(NUMBER, rest("result", "花了多少、办成什么样")),
    needs=WRITERS[PROGRESS],
    private=True,
    awaited=(Taker(is_result, _told_plainly),),
)


async def powers(request: Request, *, number: int | None, said: str | None) -> list[Message]:
    return request.reply(five_powers(await _meant(request, POWERS, number, said)))


async def _powers_asked(request: Request, said: object) -> dict[str, Any]:
    return {"number": number_in(request.text), "said": request.text}


POWERS = Command(
    name="five_powers",
    words=("五权",),
    run=powers,
    help="五权 D012：哪一权用了，凭什么",
    example="五权 D012",
    blanks=WHICH,
    private=True,
    glued=True,
    awaited=(Taker(asks_of_powers, _powers_asked),),
)


async def group_opinion(request: Request, *, number: int, words: str) -> list[Message]:
    if request.plainly:
        return request.preview(kept_as(await to_note(request.act, number, GROUP_OPINION, words), GROUP_OPINION, words))
    return request.reply(noted(await note(request.act, number, GROUP_OPINION, words)))


async def _of_his_group(request: Request, opinion: re.Match[str]) -> str | None:
    one = await meant(request.act, request.text, WRITERS[GROUP_OPINION], DECISION.open)
    if one is None and opinion["what"]:
        # What is not on the books the branch hears of as a suggestion.
        return f"{SUGGEST} {request.text}"
    return f"{GROUP_OPINION} {one.code} {request.text}" if one else None


GROUP = Command(
    name="group_opinion",
    words=(GROUP_OPINION,),
    run=group_opinion,
    help="小组意见 D012 …：小组怎么看",
    example="小组意见 D012 三组都赞成",
    blanks=(NUMBER, rest("words", "小组的意见")),
    needs=WRITERS[GROUP_OPINION],
    private=True,
    awaited=(Taker(is_group_opinion, _of_his_group, WRITERS[GROUP_OPINION]),),
)


async def inquire(request: Request, *, number: int, text: str) -> list[Message]:
    check_door(text)
    if request.plainly:
        return request.preview(kept_as(await read(request.act, number), INQUIRE.words[0], text))
    if request.text.strip().startswith(INQUIRE.words[1]) and (
        question := await actions.question(request.act, number, text)
    ):
        return _questioned(request, question)
    one = await actions.inquire(request.act, number, text)
    please = texts.please_answer(one.number, one.about, text, one.due)
    return [*request.reply(texts.asked(one.number, one.due)), *(request.tell(who.userid, please) for who in one.told)]


INQUIRE = Command(
    name="inquire",
    words=("异议", "质询"),
    run=inquire,
    help="异议 D012 意见：对决议有话说",
    example="异议 D012 路灯为什么不装到四组",
    blanks=(Blank("number", "编号", _marked), rest("text", "意见")),
    private=True,
    glued=True,
)


def _questioned(request: Request, one: QuestionAsked) -> list[Message]:
    please = please_answer(one.number, one.text, one.due)
    told = [request.tell(who.userid, please, recipe=request.unless_moved(one.number)) for who in one.told]
    return [*request.reply(asked(one.number, one.due)), *told]


async def _answered(request: Request, taken: Taken) -> list[Message]:
    about, number, step = await actions.subject_of(taken.matter.id), taken.matter.id, taken.step.name
    if step == "appeal":
        due, above, answer = await actions.appealed(request.act, number)
        please = texts.please_rule(texts.raised(number, about, taken.matter.said["text"]), answer, taken.reason)
        last = texts.answer_due(number, about, due)
        told = [request.tell(who.userid, f"{please}{last}") for who in above]
        return [*request.reply(texts.goes_up(number, due)), *told]
    said = texts.answered(number, about, taken.reason, final=step == "rule")
    told = [request.tell(person.userid, said) for person in taken.people[Part.OWNER]]
    return [*request.reply(texts.answer_sent(number)), *told]


async def _line(request: Request, taken: Taken) -> str:
    return f"{taken.matter.title} {taken.matter.said['text']}"


async def _rows(request: Request, unit_id: int, when: Period) -> Sequence[Row]:
    return texts.ledger_rows(await of_unit(request.act, unit_id), when.first, when.last)


COMMANDS = (POST, POSTINGS, REPORT, POWERS, GROUP, INQUIRE)
NUMBERED = (matters_of(INQUIRY, _answered, _line),)
REMINDERS = (
    Reminder("result_due", actions.results_owed, of=DECISION),
    Reminder("inquiry_due", actions.answers_owed, of=INQUIRY),
    Reminder("posting_ends", actions.postings_ending),
    Reminder("progress_due", actions.progress_owed, of=DECISION),
)
LEDGERS = (Ledger(texts.LEDGER, WATCHERS, texts.LEDGER_COLUMNS, _rows, also=("决定", "决议"), of=Period),)
