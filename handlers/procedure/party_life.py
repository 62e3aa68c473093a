"""The regular life of a branch: entering a meeting is one line, and a word in time about what is not on record."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.clockwork.reminders import Reminder
from bot.language.spent import read_minutes
from bot.understanding.command import Blank, Command, Taker, Telling
from bot.understanding.dialog import Question, Values
from bot.understanding.dispatch import suggest
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.duty.roster.actions import asked_unit
from models.machine.delivery.rules import Asks, Message
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.organisation.authority.act import Act
from models.organisation.authority.rules import COMMITTEE, JUDGES
from models.organisation.people.namesakes import WhichOne
from models.organisation.people.rules import SECRETARIES, Role
from models.procedure.party_life import actions, texts
from models.procedure.party_life.rules import COUNTED, Meeting
from models.procedure.party_life.words import (
    WORDS,
    SheetSaid,
    absent_told,
    asks_of_life,
    find_day,
    held,
    held_line,
    meeting_named,
    read_dues,
    read_held,
    read_missing,
    read_prompt,
    read_talk,
    told_figures,
    year_asked,
)
from models.values.periods import read_year
from models.values.wording import asks

ATTENDED = Blank("said", "日期 缺席 姓名，或全到", read_held, rest=True)
HELD = Blank("said", "日期", read_held, rest=True)
TALKED = Blank("said", "日期", read_talk, rest=True)
PAID = Blank("said", "月份 未交 姓名，或全交", read_dues, rest=True)


async def _kept(request: Request, meeting: Meeting, said: SheetSaid) -> list[Message]:
    """Keep a meeting; ask who was absent where it counts, or where figures say that somebody was."""
    roll = await actions.keep(request.act, meeting, said.day, said.absent, said.topic)
    figures = told_figures(request.text)
    wanted = said.absent is None and (meeting in COUNTED or figures)
    if not wanted or await actions.has_roll(request.act, meeting, said.day):
        return request.reply(texts.kept(roll))
    asked = {"meeting": meeting, "day": said.day.isoformat()}
    return request.reply(texts.kept_without_roll(roll, figures=figures), Asks("who_was_absent", asked))


def _of(values: Values) -> tuple[Meeting, date]:
    return Meeting(values["meeting"]), date.fromisoformat(values["day"])


async def _absent(request: Request, values: Values, absent: tuple[str, ...]) -> list[Message]:
    meeting, day = _of(values)
    again = replace(request, text=texts.sheet_line(meeting, day, absent))
    try:
        return await _kept(again, meeting, SheetSaid(day, absent))
    except WhichOne as asked:
        asked.line = again.line
        raise


ASK_WHO_WAS_ABSENT = Question(
    name="who_was_absent",
    ask=lambda values: texts.who_was_absent(*_of(values)),
    read=lambda text, moment, values: read_missing(text),
    run=_absent,
    left=lambda values: texts.absent_later(*_of(values)),
)


async def _on_day(request: Request, values: Values, day: date) -> list[Message]:
    meeting, told = Meeting(values["meeting"]), values["then"]
    return await _absent(request, {"meeting": meeting, "day": day.isoformat()}, absent_told(told) or ())


ASK_DAY_HELD = Question(
    name="day_held",
    ask=lambda values: texts.which_day(Meeting(values["meeting"])),
    read=lambda text, moment, values: find_day(text, moment)[0],
    run=_on_day,
    left=lambda values: texts.NOT_KEPT,
)


def _keep(meeting: Meeting) -> Callable[..., Awaitable[list[Message]]]:
    async def run(request: Request, *, said: SheetSaid | None) -> list[Message]:
        if said is None:
            return request.reply(texts.which_day(meeting), Asks("day_held", {"meeting": meeting, "then": request.text}))
        if request.plainly:
            return suggest(request, (request.text, request.text))
        return await _kept(request, meeting, said)

    return run


def _told(meeting: Meeting) -> Taker[Any]:
    """Return what takes a meeting that one of the committee says was held, to offer its line: it is no deed of his."""
    line = held_line(meeting)

    async def take(request: Request, said: object) -> dict[str, Any] | str | None:
        if read_minutes(request.text) is not None or asks(request.text):
            return None
        undated = find_day(request.text, request.said_at)[0] is None and absent_told(request.text) is not None
        return {"said": None} if undated else line(request.text, request.said_at)

    return Taker(held(meeting), take, COMMITTEE)


def _command(meeting: Meeting, blank: Blank, meaning: str, example: str) -> Command:
    word = WORDS[meeting][0]
    return Command(
        name=meeting.value,
        words=WORDS[meeting],
        run=_keep(meeting),
        help=f"{word} {meaning}",
        example=f"{word} {example}",
        blanks=(blank,),
        needs=COMMITTEE,
        private=True,
        glued=True,
        meant=held_line(meeting),
        awaited=(_told(meeting),),
    )


async def of_year(request: Request, *, year: int | None) -> list[Message]:
    unit = await asked_unit(request.asker, None, None, request.text)
    life, only = await actions.of_year(request.act, unit, year or request.today.year), meeting_named(request.text)
    return request.reply(texts.of_year(life, only[1] if only else None, request.today))


async def _asked(request: Request, said: object) -> dict[str, Any]:
    return {"year": year_asked(request.text, request.today)}


OF_YEAR = Command(
    name="party_life",
    words=("组织生活",),
    run=of_year,
    help="组织生活：开了哪些会、您去了几次",
    example="组织生活",
    blanks=(Blank("year", "年份", read_year, optional=True),),
    needs=frozenset({Role.MEMBER}) | JUDGES,
    private=True,
    awaited=(Taker(asks_of_life, _asked, frozenset({Role.MEMBER}) | JUDGES),),
)


async def _owed(act: Act) -> list[Owed]:
    return [
        Owed(one.userid, texts.prompt(missing, act.today), subject)
        for told, missing, subject in await actions.to_ask(act)
        for one in told
    ]


GROUP_PROMPTS = Command(
    name="group_prompts",
    words=("群里提醒",),
    run=Telling(actions.set_prompt, texts.group_prompt),
    help="群里提醒：主题党日、党费在群里说一声",
    example="群里提醒 主题党日 每月5号 上午9点",
    blanks=(Blank("wanted", "主题党日 哪天，或党费 开", read_prompt, optional=True, rest=True),),
    needs=SECRETARIES,
    private=True,
)


async def _waiting(request: Request) -> list[Waits]:
    missing = await actions.still_missing(request.act)
    word = WORDS[missing[0].meeting][0] if missing else ""
    return [Waits("", texts.waits(missing, request.today), word=word)] if missing else []


SIGNED = (ATTENDED, "11月20日 全到：记签到", "11月20日 缺席 张三")
DAY_ONLY = (HELD, "11月20日：开过就记一句", "11月20日")
COMMANDS = (
    _command(Meeting.THEME_DAY, *SIGNED),
    _command(Meeting.MEMBERS_MEETING, *SIGNED),
    _command(Meeting.COMMITTEE_MEETING, *DAY_ONLY),
    _command(Meeting.GROUP_MEETING, *SIGNED),
    _command(Meeting.PARTY_CLASS, *SIGNED),
    _command(Meeting.LIFE_MEETING, *DAY_ONLY),
    _command(Meeting.MEMBERS_REVIEW, *DAY_ONLY),
    _command(Meeting.REPRESENTATIVES, *DAY_ONLY),
    _command(Meeting.TALK, TALKED, "11月20日：谈过就记一句", "11月20日"),
    _command(Meeting.DUES, PAID, "11月 全交：记党费", "11月 未交 张三"),
    OF_YEAR,
    GROUP_PROMPTS,
)
QUESTIONS = (ASK_WHO_WAS_ABSENT, ASK_DAY_HELD)
REMINDERS = (Reminder("party_life", _owed),)
PENDING = (Source(GROUP_PROMPTS, _waiting),)
