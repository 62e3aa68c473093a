"""A member's own stars."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.clockwork.job import first_working
from bot.clockwork.reminders import Reminder
from bot.language import Reading
from bot.language.numerals import to_whole
from bot.language.undone import wonders
from bot.understanding.before import before
from bot.understanding.blanks import self_report_from
from bot.understanding.command import Blank, Command, Taker
from bot.understanding.dialog import Question, Values
from bot.understanding.dispatch import suggest
from bot.understanding.reading import read, read_as
from bot.understanding.request import House, Request
from config.star_catalogue import catalogue
from models.machine.delivery.rules import Asks, Message
from models.machine.dialogs.rules import bare
from models.matters.reminders.rules import Owed
from models.organisation.authority.act import Act
from models.organisation.authority.actions import secretaries_by_branch
from models.organisation.people.rules import Role
from models.stars.appraisal import texts
from models.stars.appraisal.actions import self_report
from models.stars.appraisal.rules import SelfReport, report_until
from models.stars.appraisal.words import is_of_a_meeting, is_of_others, rather
from models.stars.review.words import self_report_line
from models.stars.statistics.actions import reports_by_branch, to_invite
from models.stars.theme_stars.actions import check_class
from models.values.delicate import cleared
from models.values.periods import Month


def _read_self_report(text: str, moment: datetime) -> Reading | None:
    # 自评啥时候截止 and 自评4星会不会太高了 ask about the appraisal and report nothing.
    asks = wonders(text) or read(text, moment).intent == "help"
    return None if asks else read_as("star_report", text, moment)


def _free(reading: Reading) -> dict[str, Any] | None:
    mine = reading.intent == "star_report" and "exempt" not in reading.slots
    return {"said": reading} if mine else None


def _applied_for(text: str, wanted: SelfReport) -> str | None:
    """Return the line that applies for a theme star; None for who only tells of himself."""
    applies = wanted.themes and not wanted.stars and APPLY in text
    return f"{APPLY} {catalogue().themes[wanted.themes[0]].name}" if applies else None


def _no_report(request: Request, slots: Mapping[str, Any]) -> str | None:
    """Return what is answered to who speaks of stars and reports none of his own."""
    if is_of_a_meeting(request.text):
        return texts.OF_A_MEETING
    if slots.get("on_behalf_of", request.asker.name) != request.asker.name or is_of_others(request.text):
        return texts.FOR_ONESELF
    return texts.HOW_TO_BE_LEFT_OUT if "exempt" in slots else None


async def report_stars(request: Request, *, said: Reading | None) -> list[Message]:
    slots = said.slots if said else {}
    if other := _no_report(request, slots):
        return request.reply(other)
    wanted = self_report_from(slots)
    if "invalid_value" in slots or not (wanted.stars or wanted.themes):
        asks = Asks("stars", wanted.as_values) if request.private else None
        return request.reply(texts.stars_asked(private=request.private), asks)
    return await _kept(request, wanted)


async def _kept(request: Request, wanted: SelfReport) -> list[Message]:
    if applied := _applied_for(request.text, wanted):
        return suggest(request, (applied, applied))
    await check_class(request.asker, wanted.themes)
    written = cleared(wanted.reason or "")
    kept = await self_report(request.act, replace(wanted, reason=written.text or None))
    answer = texts.recorded(kept, catalogue().themes, request.policy.stars, private=request.private)
    return request.reply_to(written, answer)


# A theme star is applied for; of oneself one only says how many stars, and which themes.
APPLY = "申请"


async def _rather(request: Request, found: re.Match[str]) -> str | None:
    own = SELF_REPORT.words[0]
    return f"{own} {found['stars']}" if own in await before(request) else None


async def _not_his_own(request: Request, said: object) -> dict[str, Any] | None:
    """Return the reading of what is told of others' stars, which is answered and kept as nobody's own."""
    reading, own = request.reading, request.text.startswith(SELF_REPORT.words[0])
    told = reading.intent == "star_report" and not own and request.amounts_to is None
    return {"said": reading} if told else None


SELF_REPORT = Command(
    name="self_report",
    words=("自评", "星级自评"),
    run=report_stars,
    help="自评4星 理由：每月自愿，可改",
    example="自评4星 常去清沟渠",
    blanks=(Blank("said", "几星、理由", _read_self_report, optional=True, rest=True),),
    needs=frozenset({Role.MEMBER}),
    glued=True,
    free=_free,
    meant=self_report_line,
    awaited=(Taker(rather, _rather), Taker(is_of_others, _not_his_own)),
)


NOT_ONES_OWN = frozenset({"on_behalf_of", "exempt"})
ANSWER = re.compile(r"(?:自评|报|改成|就)?([1-5一二两三四五]|[⭐★🌟]{1,5})\s*颗?星?级?(?:吧|嘛|了)?")


def _read_stars(text: str, moment: datetime, values: Values) -> SelfReport | None:
    """Return the grade, or a whole self-report, which may once more name none; what else is said is no answer."""
    found = ANSWER.fullmatch(bare(text))
    if found:
        return SelfReport(to_whole(found[1]) or len(found[1]))
    reading = read(text, moment)
    stars, is_own = reading.slots.get("stars"), not NOT_ONES_OWN & reading.slots.keys()
    if reading.intent != "star_report" or not is_own or texts.wants_out(text) or not (stars or text.startswith("自评")):
        return None
    return self_report_from(reading.slots)


async def _answer_stars(request: Request, values: Values, said: SelfReport) -> list[Message]:
    asked = Month.parse(values["month"]) if values.get("month") else None
    themes, reason = said.themes or tuple(values["themes"]), said.reason or values.get("reason")
    wanted = SelfReport(said.stars, themes, reason, said.month or asked)
    if not wanted.stars:
        return request.reply(texts.stars_asked(), Asks("stars", wanted.as_values))
    await check_class(request.asker, wanted.themes)
    kept = await self_report(request.act, wanted)
    shown = texts.recorded(kept, catalogue().themes, request.policy.stars, private=request.private)
    return request.reply(shown)


ASK_STARS = Question(
    name="stars",
    ask=lambda values: texts.stars_asked(),
    read=_read_stars,
    run=_answer_stars,
    left=lambda values: texts.NOTHING_REPORTED,
    of="self_report",
)

COMMANDS = (SELF_REPORT,)

QUESTIONS = (ASK_STARS,)


def _invites(day: date, house: House) -> bool:
    """Return whether it is the first working day among the month's last ones, or the first where none is worked."""
    last = Month.of(day).last
    first = last - timedelta(days=house.policy.stars.invitation_days - 1)
    worked = house.calendar.first_working_day(first)
    return day == (worked if worked <= last else first)


async def _invited(act: Act) -> list[Owed]:
    month = Month.of(act.today)
    line = texts.invitation(month.name, report_until(month, act.policy.stars))
    return [Owed(person.userid, line) for person in await to_invite(month, act.today)]


# Since self-reports of the month before have closed.
_closed = first_working(lambda day, house: day.replace(day=house.policy.stars.self_report_until_day + 1))


async def _counted(act: Act) -> list[Owed]:
    month = Month.of(act.today).before
    counts = await reports_by_branch(month)
    people = await secretaries_by_branch(counts, act.today)
    return [
        Owed(person.userid, texts.cut_off(month.name, count))
        for branch_id, count in sorted(counts.items())
        for person in people[branch_id]
    ]


REMINDERS = (Reminder("star_invitation", _invited, _invites), Reminder("star_cut_off", _counted, _closed))
