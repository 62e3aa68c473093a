"""The month's honour list: previewed, published, corrected; and one's own place, which nobody else is told."""

from collections.abc import Mapping
from typing import Any

from bot.clockwork.job import first_working
from bot.clockwork.reminders import Reminder
from bot.drawing.honour import drawing, pictured
from bot.drawing.ledgers import Ledger
from bot.drawing.press import Drawing
from bot.understanding.blanks import PERIOD
from bot.understanding.command import Command, line_in, of_kind, when
from bot.understanding.request import Request
from config.catalogue import categories
from models.honour.honour_list.actions import for_everybody, list_of, praise, text_for, waits_for_approval
from models.honour.honour_list.rules import PRIVATE, WHOLE, due, ended_with, expires, preview_opens
from models.honour.honour_list.words import asks_how_it_goes_out, lets_out
from models.honour.month_figures import actions, texts
from models.machine.delivery.rules import Message
from models.matters.reminders.rules import Owed
from models.organisation.authority.act import Act
from models.organisation.authority.actions import unit_kept
from models.organisation.people.actions import holders
from models.organisation.people.rules import DISTRICT, OFFICES, SECRETARIES, VERIFIERS, Role
from models.organisation.units.actions import circles, unit_of, with_below
from models.service.activities import texts as activity_texts
from models.service.activities.actions import own_records
from models.values.listing import Row
from models.values.periods import Month, Period
from models.values.refusal import Refusal


async def preview(request: Request, *, period: Period | None) -> list[Message]:
    wanted = period or Month.of(request.today).before
    opens = preview_opens(wanted, request.policy)
    if await actions.published(wanted) is None and request.today < opens:
        return request.reply(texts.not_yet(wanted, opens))
    lists = await actions.all_standings(wanted, request.policy.ranking)
    unit = await unit_of(request.asker.unit_id)
    own = list_of(lists, unit.kind) if unit else None
    thanks = texts.totals(lists, await actions.done_most(wanted))
    return request.reply(texts.preview(wanted, [own] if own else lists, thanks, request.policy.ranking.footer))


PREVIEW = Command(
    name="preview",
    words=("红榜预览", "预览红榜"),
    run=preview,
    help="红榜预览：4日起先看上月红榜",
    example="红榜预览",
    blanks=(PERIOD,),
    needs=VERIFIERS | OFFICES,
    private=True,
)


async def my_place(request: Request, *, period: Period | None) -> list[Message]:
    asker = request.asker
    unit = await unit_of(request.asker.unit_id)
    issued = await actions.published(period)
    wanted = period or Period.written(issued.period if issued else None) or Month.of(request.today).before
    own = list_of(await actions.published_standings(wanted, request.policy.ranking), unit.kind) if unit else None
    if unit is None or own is None or not asker.roles & VERIFIERS:
        wanted = period or Month.of(request.today)
        lines = await own_records(asker, wanted.first, wanted.last)
        shown = activity_texts.record_list(wanted.name, lines, categories(), shown=3)
        return request.reply(f"{texts.PEOPLE_ARE_NOT_RANKED}\n{shown}")
    return request.reply(texts.own_place(wanted, unit.name, own, unit.id))


MY_PLACE = Command(
    name="my_place",
    words=("我的名次", "我的排名", "为什么 名次", "为什么名次", "为什么 红榜"),
    run=my_place,
    help="我的名次：私下看本支部位次",
    example="我的名次 10月",
    blanks=(PERIOD,),
    private=True,
    free=of_kind("ranking_query", lambda slots: {"period": Period.written(slots.get("period"))}, org="self"),
)


def _of_reading(slots: Mapping[str, Any]) -> dict[str, Any]:
    last = slots.get("order") in ("last", "bottom", "asc")
    return {"period": Period.written(slots.get("period")), "last": last}


async def _published(request: Request, period: Period | None) -> str | None:
    """Return the published list as the asker's unit reads it, None when there is none that everybody may read."""
    issued = await for_everybody(period, request.policy.ranking)
    if issued is None:
        return None
    unit = await unit_of(request.asker.unit_id)
    own = text_for(issued, unit, await circles(request.today)) if unit else None
    return own or str(issued.texts[WHOLE])


async def _none(request: Request, period: Period | None) -> str:
    mode = (await actions.numbers_now(request.policy.ranking)).mode
    waits = period is not None and mode == "red_list" and await waits_for_approval(request.act, period)
    return texts.nothing_published(period, mode, expires(period, request.policy) if period and waits else None)


async def honour_list(
    request: Request, *, period: Period | None, last: bool = False, way_out: bool = False
) -> list[Message]:
    if way_out:
        return request.reply(texts.HOW_IT_GOES_OUT)
    if last:
        return request.reply(texts.LAST_PLACE_REFUSED)
    text = await _published(request, period)
    if text is None:
        return request.reply(await _none(request, period))
    shown = [pictured(text, request.asker.userid)] if request.private else []
    return [*request.reply(text), *shown]


HONOUR_LIST = Command(
    name="honour_list",
    words=("红榜", "月度红榜", "排行榜"),
    run=honour_list,
    help="红榜：看公布过的红榜",
    example="红榜 10月",
    blanks=(PERIOD,),
    free=of_kind("ranking_query", _of_reading),
    # Whoever lets it out says the same words as who asks when it comes.
    awaited=(line_in(lets_out, DISTRICT), when(asks_how_it_goes_out, period=None, way_out=True)),
)


COMMANDS = (
    PREVIEW,
    MY_PLACE,
    HONOUR_LIST,
)


_preview_opens = first_working(lambda day, house: preview_opens(Month.of(day).before, house.policy))


async def _owed(act: Act) -> list[Owed]:
    mode = (await actions.numbers_now(act.policy.ranking)).mode
    if mode == "off":
        return []
    month, *others = ended_with(Month.of(act.today).before)
    out = due(month, act.now, act.policy, act.calendar)
    notes = {
        Role.SECRETARY: texts.preview_note(month, out, in_private=mode == PRIVATE),
        Role.DISTRICT: texts.please_approve(month, out, others, in_private=mode == PRIVATE),
    }
    return [
        Owed(person.userid, line, until=out)
        for role, line in notes.items()
        for person in await holders([role], act.today)
    ]


REMINDERS = (Reminder("honour_preview", _owed, _preview_opens),)


async def _page(request: Request, period: Period) -> Drawing:
    text = await _published(request, period)
    if text is None:
        raise Refusal(texts.NOTHING_TO_PRINT, why=await _none(request, period))
    return drawing(text)


async def _praise(request: Request, period: Period) -> Drawing | None:
    unit = await unit_kept(request.asker)
    if unit is None:
        return None
    shown = await praise(request.act, period, await with_below(unit.id))
    return Drawing("commendation", shown, f"{unit.name}{period.name}{texts.PRAISE}")


async def _places(request: Request, unit_id: int, period: Period) -> list[Row]:
    """Return the places of every unit below an office, as published, or as they stand where nothing is."""
    is_out = await actions.published(period) is not None
    make = actions.published_standings if is_out else actions.all_standings
    return texts.place_rows(await make(period, request.policy.ranking), await with_below(unit_id))


LEDGERS = (
    Ledger(texts.PAGE, SECRETARIES | OFFICES, page=_page, of=Period, over=True),
    Ledger(texts.PRAISE, SECRETARIES | OFFICES, page=_praise, of=Period, over=True),
    Ledger(texts.PLACES, OFFICES, texts.PLACE_COLUMNS, _places, of=Period),
)
MERGERS = (actions.bring_along,)
