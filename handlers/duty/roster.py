"""Who is on duty, and how the turns are shared out."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bot.clockwork.job import every_day
from bot.clockwork.reminders import Reminder
from bot.drawing.board import board_of, enclosed, enclosures
from bot.drawing.ledgers import Ledger
from bot.drawing.press import Drawing
from bot.language.days import find_days
from bot.language.halves import half_of_day
from bot.language.values import Message as Said
from bot.understanding.before import before
from bot.understanding.blanks import SHIFTS_OPTIONAL, coming_month, month_of_place, period, rest, words
from bot.understanding.command import Blank, Command, Taker, line_in, of_kind, when
from bot.understanding.pending import Source
from bot.understanding.reading import read_as
from bot.understanding.request import Request
from models.duty.attendance import actions
from models.duty.attendance import texts as attendance_texts
from models.duty.drafts import texts as drafts_texts
from models.duty.drafts.actions import raise_gaps
from models.duty.leave import texts as leave_texts
from models.duty.leave.actions import own_ahead
from models.duty.leave.words import MY_LEAVES
from models.duty.roster import texts
from models.duty.roster.actions import (
    OFFICES,
    asked_unit,
    counts,
    desks,
    duty_on,
    duty_unit,
    led_unit,
    named,
    own_slots,
    pool_of,
    roster_of,
    slots_between,
    slots_of,
    villages_on,
    who_could,
)
from models.duty.roster.rules import Slot, in_half
from models.duty.roster.texts import WHICH_VILLAGE, own_days
from models.duty.roster.words import ASKS_OF_GAPS, OF_TURNS, SAYS_WRONG, WHETHER_ON, WHETHER_OPEN, asks_on, table_line
from models.duty.settings.actions import desk_of
from models.duty.swaps import texts as swap_texts
from models.duty.swaps.actions import asked as swaps_asked
from models.duty.swaps.rules import Wanted
from models.machine.delivery.rules import Message
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.organisation.asking.words import AskedOf, asking
from models.organisation.authority.act import Act
from models.organisation.authority.actions import area_of, secretaries_by_unit
from models.organisation.people.actions import people_of
from models.organisation.people.rules import CADRES, READERS, SECRETARIES, Role
from models.organisation.people.rules import OFFICES as OFFICERS
from models.organisation.units.actions import unit_named
from models.values.listing import Row
from models.values.periods import Month, Period, Quarter

DAY = timedelta(days=1)
TOMORROW, NEXT_WEEK = "明", "下"


def _of_reading(slots: Mapping[str, Any]) -> dict[str, Any]:
    days = [date.fromisoformat(slots[name]) for name in ("date", "date_end") if slots.get(name)]
    # Which village is meant is looked up in the text itself.
    return {"unit": None, "days": days, "own": slots.get("person") == "self", "half": slots.get("slot")}


async def _asked_on(request: Request, when: str) -> dict[str, Any] | None:
    """Return the day or the half that is asked for after an answer, at the place that it was about."""
    shown = texts.day_and_place(await before(request))
    if shown is None:
        return None
    half, days = half_of_day(when), _days_in(when, request) or _days_in(shown[0], request)
    return {"unit": shown[1], "days": days, "half": half} if half or _days_in(when, request) else None


def _days_in(text: str, request: Request) -> list[date]:
    return [day for said in find_days(Said.of(text, request.said_at), ahead=True) for day in said.days]


async def _says_wrong(request: Request, said: object) -> dict[str, Any] | None:
    days = _days_in(request.text, request)
    return {"unit": None, "days": days, "wrong": True} if days else None


async def on_duty(
    request: Request,
    *,
    unit: str | None,
    days: Sequence[date] = (),
    own: bool = False,
    half: str | None = None,
    wrong: bool = False,
) -> list[Message]:
    if (himself := _himself(request, own)) is not None:
        coming = await _coming(request, himself, days)
        return request.reply(await _own_days(request, coming, days[0] if days else request.today))
    place = await asked_unit(request.asker, unit, request.group, request.text)
    if not days and (about := await named(place.id, request.text, request.today)):
        return request.reply("\n".join([texts.days_of(about[key], await _coming(request, key, ())) for key in about]))
    asked = days or [request.today + DAY * request.text.startswith(TOMORROW)]
    if place.kind in OFFICES:
        return request.reply(texts.of_villages(place.name, asked[0], await villages_on(place.id, asked)))
    phone, slots = (await desk_of(place.id, request.policy.duty)).phone, await duty_on(place.id, asked, request.now)
    return request.reply(texts.on_days_asked(place.name, asked, in_half(slots, half), phone, wrong=wrong))


async def _read_so(request: Request, asked: object) -> dict[str, Any]:
    return _of_reading(read_as("duty_query", request.text, request.said_at).slots)


async def _whether_on(request: Request, asked: object) -> dict[str, Any]:
    return {"unit": None, "days": _days_in(request.text, request), "own": True}


async def _whether_open(request: Request, asked: object) -> dict[str, Any]:
    return {"unit": None, "days": _days_in(request.text, request)}


def _himself(request: Request, own: bool) -> int | None:
    asks = own or (request.asker.units_as([Role.CADRE]) and texts.OWN.search(request.text))
    return request.asker.person_id if request.private and asks else None


async def _coming(request: Request, person_id: int, days: Sequence[date]) -> list[Slot]:
    first, last = (days[0], days[-1]) if days else (request.today, request.today + 31 * DAY)
    return await own_slots(person_id, first, last, request.now)


ON_DUTY = Command(
    name="on_duty",
    words=("今天谁值班", "谁值班", "今日值班", "明天谁值班", "明日值班"),
    run=on_duty,
    help="今天谁值班：谁在岗、电话",
    example="今天谁值班",
    blanks=(Blank("unit", "村或社区", words, optional=True, rest=True),),
    free=of_kind("duty_query", _of_reading),
    awaited=(
        Taker(WHETHER_ON.search, _whether_on),
        Taker(WHETHER_OPEN, _whether_open, aloud=True),
        Taker(SAYS_WRONG.search, _says_wrong, SECRETARIES),
    ),
    found=(Taker(asks_on, _asked_on),),
    answers=(Taker(asking(AskedOf.DUTY), _read_so, aloud=True),),
)


async def week(request: Request, *, unit: str | None) -> list[Message]:
    first = request.today + DAY * (7 * request.text.startswith(NEXT_WEEK) - request.today.weekday())
    last = first + 6 * DAY
    place = await asked_unit(request.asker, unit, request.group, request.text)
    if place.kind in OFFICES:
        return request.reply(texts.WHICH_VILLAGE)
    phone = (await desk_of(place.id, request.policy.duty)).phone
    return request.reply(texts.on_days(place.name, first, last, await slots_between(place.id, first, last), phone))


WEEK = Command(
    name="week",
    words=("本周值班", "这周值班", "下周值班"),
    run=week,
    help="本周值班：一周每天谁在岗",
    example="本周值班",
    blanks=(Blank("unit", "村或社区", words, optional=True, rest=True),),
)


async def table(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today)
    unit = await asked_unit(request.asker, None, request.group, request.text)
    if unit.kind in OFFICES:
        return request.reply(WHICH_VILLAGE)
    view = await roster_of(unit.id, wanted)
    if view is None or not view.published:
        return request.reply(drafts_texts.nothing_published(wanted))
    board = await board_of(view, request.policy.duty)
    made = await enclosures(board, request.now) if request.private else []
    return [*request.reply(board.text), *enclosed(made, request.asker.userid)]


TABLE = Command(
    name="table",
    words=("值班表",),
    run=table,
    help="值班表 12月：图片和日历文件",
    example="值班表 12月",
    blanks=(month_of_place(coming_month),),
    glued=True,
    awaited=(line_in(table_line),),
)


async def fairness(request: Request, *, period: Period | None) -> list[Message]:
    unit_id = duty_unit(request.asker)
    wanted = period or Quarter.of(request.today)
    found = await counts(unit_id, wanted.first, wanted.last)
    pool = {person.id for person in await pool_of(unit_id, request.today)}
    people = await people_of(pool | found.keys())
    return request.reply(
        drafts_texts.fairness(wanted, {people[key].name: found.get(key, {}) for key in sorted(people)})
    )


FAIRNESS = Command(
    name="fairness",
    words=("公平",),
    run=fairness,
    help="公平 本季：每人值了几次班",
    example="公平 本季",
    blanks=(Blank("period", "本月或本季或今年", period, optional=True, rest=True),),
    needs=frozenset({Role.SECRETARY, Role.CADRE}),
    private=True,
    glued=True,
)


AHEAD, FAR = timedelta(days=14), timedelta(days=92)


async def gaps(request: Request) -> list[Message]:
    found = await slots_between(led_unit(request.asker), request.today, request.today + FAR)
    waiting = [slot for slot in found if slot.is_empty and slot.ends > request.now]
    empty = [slot for slot in waiting if slot.day <= request.today + AHEAD]
    able = await who_could(empty, request.policy.duty)
    return request.reply(texts.gaps(able, AHEAD.days, waiting[len(empty) :]))


GAPS = Command(
    name="gaps",
    words=("缺班",),
    run=gaps,
    help="缺班：近两周还缺人的班",
    example="缺班",
    needs=SECRETARIES,
    private=True,
    awaited=(when(ASKS_OF_GAPS.search, SECRETARIES),),
)


async def desks_below(request: Request, *, unit: str | None) -> list[Message]:
    units = (await area_of(request.asker)).units
    if unit is not None:
        units = frozenset({(await unit_named(unit)).id}) & units
    day = request.today
    drafted = day.day >= request.policy.duty.draft_day
    months = sorted({Month.of(day), Month.of(Month.of(day).last + DAY * drafted)})
    found = await desks(units, months, request.now, AHEAD)
    return request.reply(texts.desks(found, months, AHEAD.days) if found else texts.WHICH_VILLAGE)


DESKS = Command(
    name="desks",
    words=("坐班情况", "各村坐班", "各村坐班情况", "各村值班情况"),
    run=desks_below,
    help="坐班情况：各村排了没有、缺不缺人",
    example="坐班情况",
    blanks=(rest("unit", "村或社区", optional=True),),
    needs=OFFICERS,
    private=True,
    awaited=(when(texts.DESKS.search, OFFICERS, unit=None),),
)


SHIFTS_AHEAD = timedelta(days=62)


async def my_shifts(request: Request) -> list[Message]:
    slots = await slots_of(request.asker.known, request.today, request.today + SHIFTS_AHEAD)
    leaves = leave_texts.own(await own_ahead(request.act), asked=bool(MY_LEAVES.search(request.text)))
    swaps = [swap_texts.waits(swap) for swap in await swaps_asked(request.act)]
    shown = await _own_days(request, [slot for slot in slots if slot.ends > request.now], request.today)
    return request.reply("\n".join([shown, *leaves, *swaps]))


async def _own_days(request: Request, slots: Sequence[Slot], day: date) -> str:
    """Return one's own slots; where there is none, whether the month of that day has been published at all."""
    month, unit_id = Month.of(day), min(request.asker.units_as([Role.CADRE]), default=None)
    if slots or unit_id is None:
        return own_days(slots)
    view = await roster_of(unit_id, month)
    return own_days(slots) if view and view.published else drafts_texts.nothing_published(month)


MY_SHIFTS = Command(
    name="my_shifts",
    words=("我的值班", "我的班"),
    run=my_shifts,
    help="我的值班：看自己接下来的班",
    example="我的值班",
    needs=CADRES,
    private=True,
    awaited=(when(MY_LEAVES.search, CADRES), when(OF_TURNS.search, CADRES)),
)


async def why_me(request: Request, *, wanted: list[Wanted] | None) -> list[Message]:
    day, half = (wanted[0].day, wanted[0].half) if wanted else (None, None)
    return request.reply(attendance_texts.why(*await actions.explained(request.act, day, half)))


WHY_ME = Command(
    name="why_me",
    words=("为什么是我",),
    run=why_me,
    help="为什么是我：看这班怎么排的",
    example="为什么是我 12月3日",
    blanks=(SHIFTS_OPTIONAL,),
    needs=CADRES,
    private=True,
    glued=True,
)

COMMANDS = (
    ON_DUTY,
    WEEK,
    TABLE,
    FAIRNESS,
    GAPS,
    DESKS,
    MY_SHIFTS,
    WHY_ME,
)


async def _empty(request: Request) -> list[Waits]:
    found = await slots_between(led_unit(request.asker), request.today, request.today + AHEAD)
    empty = [slot for slot in found if slot.is_empty and slot.ends > request.now]
    return [Waits("", texts.gaps_in_list(AHEAD.days, len(empty)), empty[0].day)] if empty else []


PENDING = (Source(GAPS, _empty),)


async def _gaps(act: Act) -> list[Owed]:
    raised = await raise_gaps(act)
    told = await secretaries_by_unit(act.today) if raised else {}
    lines = {key: texts.gap_raised(await who_could(slots, act.policy.duty)) for key, slots in raised.items()}
    return [Owed(userid, line) for unit_id, line in lines.items() for userid in told.get(unit_id, ())]


REMINDERS = (Reminder("gaps", _gaps, every_day),)


async def _rows(request: Request, unit_id: int, month: Month) -> Sequence[Row]:
    return texts.ledger_rows(await slots_between(unit_id, month.first, month.last))


async def _page(request: Request, month: Month) -> Drawing | None:
    view = await roster_of(led_unit(request.asker), month)
    return (await board_of(view, request.policy.duty)).drawing if view and view.published else None


LEDGERS = (
    Ledger(texts.LEDGER, READERS, texts.LEDGER_COLUMNS, _rows, also=("坐班", "坐班台账")),
    Ledger(drafts_texts.PAGE, SECRETARIES, page=_page, also=("坐班表",)),
)
