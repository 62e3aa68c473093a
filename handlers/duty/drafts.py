"""A month's roster: drafted, changed by hand, published."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.clock import to_milliseconds
from bot.clockwork.job import first_working
from bot.clockwork.reminders import Reminder
from bot.drawing.board import board_of, enclosed, enclosures, to_groups
from bot.language.days import find_days
from bot.language.halves import half_of_day
from bot.language.values import Message as Said
from bot.understanding.before import before
from bot.understanding.blanks import COMING_MONTH, turns
from bot.understanding.command import Blank, Command, Taker, line_in
from bot.understanding.pending import Source
from bot.understanding.reach import group_hears_at
from bot.understanding.request import House, Request
from models.duty.drafts import actions, texts
from models.duty.drafts.rules import MovedTurn, concerned
from models.duty.drafts.words import begins_draft, draft_line, lets_out, read_move, read_relieved, read_sent, wants_out
from models.duty.planner.shifts import ShiftPart
from models.duty.roster.actions import led_unit, only_named, roster_of, slot_of
from models.machine.delivery.rules import Message, Recipe
from models.machine.delivery.waiting import still_unsaid
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.organisation.authority.act import Act
from models.organisation.authority.actions import secretaries_by_unit
from models.organisation.imports.balances import Balance
from models.organisation.people.actions import people_of
from models.organisation.people.rules import SECRETARIES
from models.organisation.units.actions import groups_of
from models.values.periods import Month
from models.values.showing import HALF_NAMES, show_date


async def draft(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today).after
    unit_id, calendar = led_unit(request.asker), request.house.calendar
    known = calendar.knows(wanted.year)
    notes = [] if known else [texts.unknown_year([wanted.year])]
    standing = await roster_of(unit_id, wanted)
    if standing is None or (not standing.published and texts.asks_anew(request.text)):
        await actions.draft(request.act, unit_id, wanted)
        standing = await roster_of(unit_id, wanted)
    assert standing is not None
    return request.reply(texts.for_its_secretary(standing, notes))


DRAFT = Command(
    name="draft",
    words=("排班", "重排", "重新排班"),
    run=draft,
    help="排班 12月：排一个月的班看看",
    example="排班 12月",
    blanks=(COMING_MONTH,),
    needs=SECRETARIES,
    private=True,
    glued=True,
    meant=draft_line,
    awaited=(line_in(begins_draft, SECRETARIES),),
)


async def _gives(request: Request, said: tuple[str, str]) -> dict[str, Any] | None:
    line = await _turn_line(request, *said)
    found = turns(line, request.said_at) if line else None
    return {"turns": found} if found else None


async def _sends(request: Request, said: tuple[str, str]) -> str | None:
    line = await _turn_line(request, *said)
    return f"{MOVE.words[0]} {line}" if line else None


async def _relieves(request: Request, said: tuple[str, str]) -> str | None:
    """Return the line that gives somebody's shift to another where both take turns and one day is said."""
    goes, comes = [await only_named(request.asker, part, request.today) for part in said]
    days = [day for one in find_days(Said.of(request.text, request.said_at), ahead=True) for day in one.days]
    if len(days) != 1 or goes is None or comes is None:
        return None
    half = HALF_NAMES.get(half_of_day(request.text) or "", "")
    return f"{MOVE.words[0]} {show_date(days[0])}{half} {goes} {comes}"


async def _turn_line(request: Request, when: str, who: str) -> str | None:
    """Return the shift with the name of the only one who is meant."""
    name = await only_named(request.asker, who, request.today)
    return f"{when} {name}" if name else None


async def move(request: Request, *, turns: tuple[list[tuple[date, str]], list[str]]) -> list[Message]:
    days, names = turns
    done = [await actions.move(request.act, day, part, names) for day, part in days]
    told = await _told(request, [one for one in done if one.published])
    return [*request.reply(texts.moved(done, [name for name, _ in told])), *(message for _, message in told)]


async def _told(request: Request, done: Sequence[MovedTurn]) -> list[tuple[str, Message]]:
    """Return (name, what he is told) of who has shifts no more and who has them now, each once.

    Who has not heard yet that it was otherwise has nothing to hear.
    """
    turned = concerned(done, request.asker.known)
    people, told = await people_of(key for key, _ in turned), []
    for (key, on), slots in turned.items():
        values, one = {"slots": [slot.id for slot in slots], "person": key, "on": on}, people[key]
        if not await still_unsaid(Recipe("turn", values | {"on": not on}), one.userid, to_milliseconds(request.now)):
            recipe, starts = Recipe("turn", values), slots[0].starts
            told.append((one.name, request.tell(one.userid, _WORDS[on](slots), recipe=recipe, concerns=starts)))
    return told


_WORDS = {False: texts.you_are_free, True: texts.you_are_on}


async def _turn_anew(act: Act, values: Mapping[str, Any]) -> list[Message] | None:
    """Return what still holds of the turns where some have changed again since; None where all do."""
    # What was put by before several turns went into one message names one.
    slots = [await slot_of(key) for key in values.get("slots") or [values["slot"]]]
    still = [slot for slot in slots if (slot.person_id == values["person"]) is values["on"]]
    if len(still) == len(slots):
        return None
    userid = (await people_of([values["person"]]))[values["person"]].userid
    return [Message(_WORDS[values["on"]](still), to=userid)] if still else []


MOVE = Command(
    name="move",
    words=("改班",),
    run=move,
    help="改班 3日上午 姓名：换人值班",
    example="改班 12月3日上午 张三",
    shown_first=True,
    blanks=(Blank("turns", "日期时段 姓名", turns, rest=True),),
    needs=SECRETARIES,
    private=True,
    glued=True,
    awaited=(
        Taker(read_relieved, _relieves, SECRETARIES),
        Taker(read_move, _gives, SECRETARIES),
        Taker(read_sent, _sends, SECRETARIES),
    ),
)


async def publish(request: Request, *, month: Month | None) -> list[Message]:
    month = month or Month.of(request.today).after
    if not request.confirmed and (asked := await actions.with_leave_asked(request.act, month)):
        return request.preview(texts.leave_asked(month, asked))
    view = await actions.publish(request.act, month)
    board = await board_of(view, request.policy.duty)
    made = await enclosures(board, request.now)
    if not (await groups_of([view.unit_id]))[view.unit_id]:
        return [*request.reply(texts.published(view.month)), *enclosed(made, request.asker.userid)]
    recipe = Recipe("roster", {"unit": view.unit_id, "month": str(view.month)})
    starts = min((slot.starts for slot in view.slots if slot.starts > request.now), default=None)
    goes = await group_hears_at(request, view.unit_id, starts)
    said = [texts.published_in_group(view.month, goes, request.today)]
    said += [] if request.house.calendar.knows(view.month.year) else [texts.unknown_year([view.month.year])]
    posted = [replace(one, recipe=recipe, concerns=starts) for one in to_groups(board, made)]
    return [*request.reply("\n".join(said)), *posted]


async def _roster_anew(act: Act, values: Mapping[str, Any]) -> list[Message]:
    view = await roster_of(values["unit"], Month.parse(values["month"]))
    if view is None:
        return []
    board = await board_of(view, act.policy.duty)
    return to_groups(board, await enclosures(board, act.now))


async def _shows_draft(request: Request, wanted: object) -> str | None:
    """Return the line that shows the only draft there is, before it goes out."""
    months = await actions.unpublished(led_unit(request.asker), Month.of(request.today))
    return f"{DRAFT.words[0]} {months[0].name}" if len(months) == 1 else None


async def _goes_out(request: Request, said: object) -> str | None:
    """Return the line that lets out the draft which was just shown: 行，就这样公布."""
    month = texts.month_of_draft(await before(request))
    return f"{PUBLISH.words[0]} {month}" if month else None


PUBLISH = Command(
    name="publish",
    words=("确认排班", "公布值班表"),
    run=publish,
    help="确认排班 12月：公布值班表",
    example="确认排班 12月",
    blanks=(COMING_MONTH,),
    needs=SECRETARIES,
    private=True,
    glued=True,
    awaited=(Taker(wants_out, _shows_draft, SECRETARIES), Taker(lets_out, _goes_out)),
)


def _read_cell(words: str, moment: datetime) -> list[str] | None:
    """Return the shifts of a cell such as 12月3日上午、12月8日; a whole day is both halves, None what is no day."""
    found = []
    for piece in filter(None, re.split(r"[、,，;；\s]+", words)):
        days = [one.days for one in find_days(Said.of(piece, moment), ahead=True) if not one.doubt]
        if not days:
            return None
        parts = [part for part, name in ((ShiftPart.AM, "上午"), (ShiftPart.PM, "下午")) if name in piece]
        found += [f"{day} {part}" for day in days[0] for part in parts or (ShiftPart.AM, ShiftPart.PM)]
    return found


def _of(thing: str) -> tuple[date, ShiftPart]:
    return date.fromisoformat(thing[:10]), ShiftPart(thing[11:])


BALANCES = (
    Balance(
        ("值班", "值班日期", "值班安排", "本月值班", "坐班日期"),
        "看不出是哪天。写成 12月3日上午、12月8日，用顿号隔开。",
        _read_cell,
        texts.brought,
        _of,
        actions.seated,
        actions.no_seat,
        actions.from_paper,
        actions.off_paper,
    ),
)

COMMANDS = (
    DRAFT,
    MOVE,
    PUBLISH,
)


async def _unpublished(request: Request) -> list[Waits]:
    found = await actions.unpublished(led_unit(request.asker), Month.of(request.today))
    return [Waits(month.name, texts.STILL_DRAFT) for month in found]


PENDING = (Source(PUBLISH, _unpublished),)


_drafted = first_working(lambda day, house: day.replace(day=house.policy.duty.draft_day))


def _last_day(day: date, house: House) -> bool:
    """Return whether it is the last working day on which drafts can still be published in time."""
    return day == house.calendar.last_working_day(day.replace(day=house.policy.duty.publish_by_day))


async def _ready(act: Act) -> list[Owed]:
    month = Month.of(act.today).after
    notes = [] if act.calendar.knows(month.year) else [texts.unknown_year([month.year])]
    empty = await actions.drafted(month)
    lines = {key: texts.draft_ready(month, empty[key], act.policy.duty.publish_by_day, notes) for key in sorted(empty)}
    return await _to_secretaries(act, lines)


async def _still_draft(act: Act) -> list[Owed]:
    month = Month.of(act.today).after
    return await _to_secretaries(act, dict.fromkeys(sorted(await actions.drafted(month)), texts.still_draft(month)))


async def _to_secretaries(act: Act, lines: Mapping[int, str]) -> list[Owed]:
    told = await secretaries_by_unit(act.today)
    return [Owed(userid, line) for unit_id, line in lines.items() for userid in told.get(unit_id, ())]


REMINDERS = (Reminder("draft_ready", _ready, _drafted), Reminder("still_draft", _still_draft, _last_day))

RECIPES = {"roster": _roster_anew, "turn": _turn_anew}
