"""One's own records: shown, corrected, taken back; what is verified is corrected by a verifier, and both hear."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.language.days import read_days
from bot.language.people import is_name
from bot.understanding.before import FOLLOW_UP, before, told_in
from bot.understanding.blanks import CHANGE, MONTH, OWN_RECORD, RECORD_OR_OTHER, change_from
from bot.understanding.command import Command, Taker, of_kind, when
from bot.understanding.dialog import Values, yes_no
from bot.understanding.dispatch import suggest
from bot.understanding.numbered import Numbered, waits_of
from bot.understanding.pending import Source
from bot.understanding.request import Request
from config.catalogue import categories
from models.machine.delivery.rules import Asks, Message
from models.machine.dialogs.actions import asked_by_others, begin_with
from models.machine.dialogs.rules import CANCEL_WORDS, bare
from models.matters.pending.rules import Waits
from models.matters.steps.rules import TAKE_BACK
from models.organisation.people.actions import holders, people_of
from models.organisation.people.rules import VERIFIERS
from models.organisation.people.texts import which_one as which_of
from models.service.activities import actions, texts
from models.service.activities.claims import Change, Claim, Described
from models.service.activities.companions import ALONG, PROXY, ask_along, told_alike
from models.service.activities.correcting import (
    asks_why_back,
    follow_up,
    is_short,
    lengths_in,
    lengths_of,
    of_several,
    one_before,
    takes_just_back,
    wrongly_taken_back,
)
from models.service.activities.rules import NO_RECORD, Reported, Status
from models.service.verification import actions as verification
from models.stars.appraisal.actions import take_back_report
from models.stars.appraisal.texts import report_taken_back, taken_back_otherwise
from models.values.delicate import with_note
from models.values.numbers import Sign
from models.values.periods import Month
from models.values.refusal import Refusal

SELF_REPORT = "自评"


def _month_asked(slots: Mapping[str, Any]) -> dict[str, Any] | None:
    answered = slots.get("metric") in ("records", "hours", "count")
    return {"month": Month.written(slots.get("period"))} if answered else None


async def my_records(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today)
    lines = await actions.own_records(request.asker, wanted.first, wanted.last)
    return request.reply(texts.record_list(wanted.name, lines, categories()))


MY_RECORDS = Command(
    name="my_records",
    words=("我的记录", "我的活动"),
    run=my_records,
    help="我的记录：看自己本月报了什么",
    example="我的记录 10月",
    blanks=(MONTH,),
    private=True,
    free=of_kind("my_record", _month_asked),
    # Beside what was sent back stands why.
    awaited=(when(asks_why_back, month=None),),
)


async def _meant(request: Request, number: int | str | Described | None) -> int:
    """Return the record that is named or described, else the one in a quoted receipt, else the asker's last.

    Refuses with NO_RECORD for the number of anything else.
    """
    if isinstance(number, str):
        raise Refusal(NO_RECORD, number=number)
    if isinstance(number, Described):
        return await actions.own_described(request.asker, number)
    quoted = re.search(rf"{Sign.RECORD.letter}\d{{4,}}", request.quote) if number is None else None
    if quoted:
        number = Sign.RECORD.read(quoted[0])
    lately = request.now - FOLLOW_UP if one_before(request.text) else None
    return number if number is not None else await actions.last_own(request.asker, lately)


def _record_said(slots: Mapping[str, Any]) -> int | Described | None:
    """Return the record of a reading by its number or as it is described; None for the last one."""
    if slots.get("target") == "match":
        return Described(date.fromisoformat(slots["date"]) if slots.get("date") else None, slots.get("category"))
    return Sign.RECORD.read(str(slots.get("record_id") or ""))


def _correction(slots: Mapping[str, Any]) -> dict[str, Any] | None:
    replaced = slots.get("replace")
    return {"number": _record_said(slots), "change": change_from(replaced)} if replaced else None


async def _lengths(request: Request, said: Sequence[tuple[str, int]]) -> dict[str, Any] | None:
    """Return how long deeds took that were told just before, where a text says only that of them."""
    if read_days(request.text, request.said_at):
        return None
    lengths = lengths_of(said, await actions.just_told(request.asker, request.now - FOLLOW_UP))
    return {"number": lengths, "change": Change()} if lengths else None


async def _follows(request: Request, short: object) -> dict[str, Any] | None:
    """Return what is said otherwise of the report that was made just before."""
    place, told = of_several(request.text)
    said = follow_up(told, request.said_at)
    if not said or await _of_something_else(request):
        return None
    number = await actions.just_reported(request.asker, request.now - FOLLOW_UP, place)
    if gone := said.get("without_person"):
        number = await actions.own_beside(request.asker, gone[0])
    return {"number": number, "change": change_from(said)} if number is not None else None


async def _of_something_else(request: Request) -> bool:
    """Return whether the answer before was about a matter or a self-report, and so is what follows it."""
    answer = await before(request)
    told = told_in(answer)
    return (told is not None and told[0] is not Sign.RECORD) or SELF_REPORT in answer


async def _each_took(request: Request, lengths: Mapping[int, int]) -> list[Message]:
    done = [await actions.correct(request.act, one, Change(minutes=lengths[one])) for one in sorted(lengths)]
    return request.reply("\n".join(texts.completed(one.number, one.claim) for one in done))


async def correct(
    request: Request, *, number: int | str | Described | dict[int, int] | None, change: Change
) -> list[Message]:
    if isinstance(number, dict):
        return await _each_took(request, number)
    target = await _meant(request, number)
    if request.may(VERIFIERS) and not await actions.is_own(request.asker, target):
        return await _correct_verified(request, target, change)
    row = await actions.own(request.asker, target)
    if row.status == Status.VERIFIED:
        wanted = change.applied_to(actions.claim_of(row))
        asked = texts.please_correct(request.asker.name, target, wanted, categories())
        told = [request.tell(one, asked) for one in await _verifiers(request, row.unit_id)]
        return [*request.reply(texts.correction_asked(target)), *told]
    return await _corrected(request, await actions.correct(request.act, target, change), change)


async def _corrected(request: Request, done: Reported, change: Change) -> list[Message]:
    if change.companions or change.instead_of:
        said, asking, which = await ask_along(request.act, [done])
        added = texts.companions_added(done.number, change.companions, change.instead_of)
        lines = [added, *said, *([which_of(which.values["name"], which.values["found"])] if which else [])]
        return [*request.reply("\n".join(lines), which), *asking]
    if not request.private:
        return request.reply(texts.corrected_briefly(done.number))
    alike = await told_alike(request.act, done)
    asking = [await _ask_alike(request, who, number, done.claim) for who, number in alike]
    shown = texts.corrected(done.number, _before(done), done.claim, categories())
    shown = "\n".join(filter(None, [shown, texts.others_asked(len(alike))]))
    return [*request.reply(with_note(shown, done.left_out)), *asking]


async def _ask_alike(request: Request, who: str, number: int, claim: Claim) -> Message:
    """Ask somebody who was there whether his own record is to follow the one that was corrected."""
    by, told = request.asker.name, texts.what(claim, categories())
    changed = {"day": claim.day.isoformat(), "minutes": claim.minutes}
    await begin_with(who, "alike", {"number": number, "by": by, "done": told, **changed}, request.now, request.key)
    return request.tell(who, texts.is_otherwise(by, number, told), recipe=request.unless_settled(who))


async def _follow(request: Request, values: Values) -> list[Message]:
    change = Change(values["minutes"], date.fromisoformat(values["day"]))
    return await _corrected(request, await actions.correct(request.act, values["number"], change), change)


ASK_ALIKE = yes_no(
    "alike",
    lambda values: texts.is_otherwise(values["by"], values["number"], values["done"]),
    _follow,
    lambda values: texts.left_as_it_is(values["number"]),
)
QUESTIONS = (ASK_ALIKE,)


async def _correct_verified(request: Request, number: int, change: Change) -> list[Message]:
    done, concerned = await verification.correct(request.act, number, change)
    said = texts.was_corrected(number, request.asker.name, _before(done), done.claim, categories())
    told = [request.tell(one.userid, said) for one in concerned]
    if not request.private:
        return [*request.reply(texts.corrected_briefly(number)), *told]
    return [*request.reply(texts.corrected_for_him(number, _before(done), done.claim, categories())), *told]


def _before(done: Reported) -> Claim:
    if done.before is None:
        raise AssertionError("a correction has a version before it")
    return done.before


async def _verifiers(request: Request, unit_id: int) -> list[str]:
    """Return who may verify in a unit besides the asker."""
    found = await holders(VERIFIERS, request.today, unit_id)
    return [person.userid for person in found if person.id != request.asker.person_id]


CORRECT = Command(
    name="correct",
    words=("更正", "改一下"),
    run=correct,
    help="更正 A0231 1小时：改记录，核实人也能改",
    example="更正 A0231 1小时",
    blanks=(OWN_RECORD, CHANGE),
    glued=True,
    free=of_kind("revoke", _correction),
    awaited=(Taker(lengths_in, _lengths), Taker(is_short, _follows)),
)


async def revoke(request: Request, *, number: int | str | Described | None) -> list[Message]:
    if isinstance(number, str):
        return await _revoke_otherwise(request, number)
    if number is None and not request.quote:
        return await _unnamed(request)
    return await _revoke(request, await _meant(request, number))


async def _unnamed(request: Request) -> list[Message]:
    """Take back what a bare word is about: another matter, or the last record; one not of just now is shown first."""
    if meant := request.amounts_to:
        return suggest(request, meant)
    if await _to_be_taken_back(request):
        return await _take_back(request, None)
    number = await _meant(request, None)
    if request.confirmed or await actions.just_reported(request.asker, request.now - FOLLOW_UP) == number:
        return await _revoke(request, number)
    row = await actions.own(request.asker, number)
    return request.preview(texts.takes_back(number, actions.claim_of(row), categories()))


async def _revoke(request: Request, target: int) -> list[Message]:
    row = await actions.own(request.asker, target)
    if row.status == Status.VERIFIED:
        await actions.ask_back(request.act, target)
        asked = texts.please_return(request.asker.name, target)
        told = [request.tell(one, asked) for one in await _verifiers(request, row.unit_id)]
        return [*request.reply(texts.revoke_asked(target)), *told]
    claim = await actions.revoke(request.act, target)
    if row.member_id != request.asker.person_id:
        return await _entered_for_nothing(request, row.member_id, target)
    if not request.private:
        return request.reply(texts.revoked_briefly(target))
    return request.reply(texts.revoked(target, claim, categories()))


async def _entered_for_nothing(request: Request, member_id: int, number: int) -> list[Message]:
    """Tell the member that what was entered for him is taken back by whoever entered it."""
    member = (await people_of([member_id]))[member_id]
    said = texts.entered_no_more(number, request.asker.name)
    return [*request.reply(texts.revoked_briefly(number)), request.tell(member.userid, said)]


async def _revoke_otherwise(request: Request, called: str) -> list[Message]:
    """Take back the only matter of his that is called so, or say how it is done."""
    if called == SELF_REPORT:
        return request.reply(report_taken_back(await take_back_report(request.act)))
    found = await _to_be_taken_back(request, called)
    if len(found) == 1:
        return await _take_back(request, found[0].said)
    return request.reply(taken_back_otherwise(called))


async def _take_back(request: Request, said: str | None) -> list[Message]:
    shared = next(one for one in request.house.commands if one.name == "take_back")
    return await shared.run(request, said=said, words=None)


async def _to_be_taken_back(request: Request, called: str = "") -> list[Waits]:
    """Return what else of his the shared word, which is no word of records only, may be about: 撤回, 撤回免评 张三."""
    others = [one for one in request.house.numbered if TAKE_BACK in one.words and one.sign is not Sign.RECORD]
    if called:
        others = [one for one in others if one.kind and called in one.kind.name]
    found = await waits_of(request, others, TAKE_BACK) if request.text.startswith(TAKE_BACK) else []
    return [one for _, one in found if _is_whose(request.text, called, one.line)]


def _is_whose(text: str, called: str, line: str) -> bool:
    """Return whether something that waits is his whom a text names behind what it is called, if it names anybody."""
    whose = text.partition(called)[2].strip() if called else ""
    return not is_name(whose) or whose in line


async def _wanted_back(request: Request, said: object) -> str | None:
    """Return the line that reports again what was taken back just before."""
    answer = await before(request)
    told = told_in(answer)
    if told is None or told[0] is not Sign.RECORD or texts.TAKEN_BACK not in answer:
        return None
    return texts.report_line(actions.claim_of(await actions.own(request.asker, told[1])))


TAKEN_UP = ("谢谢", "收到", "记下了")


async def _just_done(request: Request, said: object) -> str | None:
    """Return the line that takes back the one thing that was taken up just before, if it has a number."""
    answer = await before(request)
    told = told_in(answer)
    if told is None or not answer.startswith(TAKEN_UP):
        return None
    if told[0] is Sign.RECORD and bare(request.text) in CANCEL_WORDS:
        # A word that may mean nothing takes no record back, which nobody asks about once more.
        return None
    return f"{REVOKE.words[0] if told[0] is Sign.RECORD else TAKE_BACK} {told[0].show(told[1])}"


REVOKE = Command(
    name="revoke",
    words=("撤销", TAKE_BACK),
    run=revoke,
    help="撤销：收回刚报的一条",
    example="撤销 A0231",
    blanks=(RECORD_OR_OTHER,),
    glued=True,
    free=of_kind("revoke", lambda slots: {"number": slots.get("about") or _record_said(slots)}, replace=None),
    awaited=(Taker(wrongly_taken_back, _wanted_back), Taker(takes_just_back, _just_done)),
)

COMMANDS = (
    MY_RECORDS,
    CORRECT,
    REVOKE,
)


async def _to_take_back(request: Request, word: str | None) -> list[Waits]:
    newest = await actions.newest_own(request.asker) if word else None
    return [Waits(Sign.RECORD.show(newest), texts.LAST_OWN)] if newest else []


NUMBERED = (Numbered(Sign.RECORD, {TAKE_BACK: REVOKE}, _to_take_back),)


async def _asked_by_others(request: Request) -> list[Waits]:
    """Return what others have told of the asker, or for him, to which he has still to say yes or no."""
    found = await asked_by_others(request.asker.userid, [ALONG, PROXY])
    lines = [line for one in found for line in request.house.dialogs.worded(Asks(one.question, one.values))]
    return [Waits("", line.partition("。")[0], word=texts.AGREED) for line in lines]


PENDING = (Source(MY_RECORDS, _asked_by_others),)
