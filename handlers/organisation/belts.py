"""Demonstration belts, and a unit's month in figures."""

import re
from collections.abc import Collection
from typing import Any

from bot.drawing.press import Drawing, to_be_drawn
from bot.language.periods import read_month
from bot.understanding.blanks import MONTH, rest
from bot.understanding.command import Command, Taker
from bot.understanding.request import Request
from models.duty.attendance import texts as attendance_texts
from models.duty.attendance.actions import logged_in
from models.honour.month_figures import actions as month_figures_actions
from models.honour.month_figures import texts as month_figures_texts
from models.honour.month_figures.words import asks_how_all_go, summary_line
from models.machine.delivery.rules import Message
from models.organisation.people.rules import OFFICES, Role
from models.organisation.units import actions, texts
from models.organisation.units.actions import with_below
from models.organisation.units.words import belt_asked, belt_of_place
from models.values.periods import Month


async def belts(request: Request, *, name: str | None) -> list[Message]:
    if name is None:
        return request.reply(texts.belt_list(await actions.belts(request.today)))
    return request.reply(texts.belt_chain(await actions.belt_named(name, request.today)))


async def _of_a_belt(request: Request, said: re.Match[str]) -> dict[str, Any]:
    return {"name": said["name"]}


BELTS = Command(
    name="belts",
    words=("示范带",),
    run=belts,
    help="示范带 工业港：看一条示范带",
    example="示范带 工业港",
    blanks=(rest("name", "哪一条", optional=True),),
    awaited=(Taker(belt_asked, _of_a_belt),),
    found=(Taker(belt_asked, _of_a_belt),),
)


async def belt_of(request: Request, *, name: str) -> list[Message]:
    unit = await actions.unit_named(name)
    sites = [(site.unit.name, site.title, site.batch) for site in await actions.sites_of(unit)]
    above = unit.parent.name if unit.parent else ""
    belts = await actions.belts_of(unit, request.today)
    former = await actions.former_names(unit.id)
    return request.reply(texts.unit_place(unit.name, unit.kind, above, belts, sites, former))


async def _of_a_place(request: Request, said: re.Match[str]) -> dict[str, Any]:
    return {"name": await actions.place_said(said["name"], request.asker.unit_id)}


BELT_OF = Command(
    name="belt_of",
    words=("带",),
    run=belt_of,
    help="带 莲花池村：看它在哪条带上",
    example="带 莲花池村",
    blanks=(rest("name", "村、社区或单位"),),
    found=(Taker(belt_of_place, _of_a_place),),
)


async def summary(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today)
    units = None if Role.DISTRICT in request.asker.roles else request.asker.units_as({Role.TOWNSHIP})
    shown = month_figures_texts.summary(
        wanted, await month_figures_actions.summary(wanted, units, request.policy.ranking)
    )
    below = None if units is None else [one for office in units for one in await with_below(office)]
    desks = await logged_in(wanted, below)
    lines = [shown, *([attendance_texts.desks(desks)] if desks else [])]
    line, picture = await _development(request, wanted, below)
    return [*request.reply("\n".join(lines + line)), *picture]


async def _development(
    request: Request, month: Month, units: Collection[int] | None
) -> tuple[list[str], list[Message]]:
    """Return how the months up to one were in the units of an office, as a line and as a chart; nothing before any."""
    months = await month_figures_actions.development(month, units, request.policy.ranking)
    if not months:
        return [], []
    unit = await actions.unit_of(request.asker.unit_id)
    sheet = month_figures_texts.development_sheet(unit.name if unit else "", months)
    drawing = Drawing("development", sheet, month.name)
    picture = Message("", to=request.asker.userid, enclosure=to_be_drawn(drawing, "phone"))
    return [month_figures_texts.development(months)], [picture]


async def _of_its_month(request: Request, said: object) -> dict[str, Any]:
    return {"month": Month.written(read_month(request.text, request.said_at))}


SUMMARY = Command(
    name="summary",
    words=("汇总",),
    run=summary,
    help="汇总 10月：看所辖村社的参与",
    example="汇总 10月",
    blanks=(MONTH,),
    needs=OFFICES,
    private=True,
    meant=summary_line,
    awaited=(Taker(asks_how_all_go, _of_its_month, OFFICES),),
)

COMMANDS = (
    BELTS,
    BELT_OF,
    SUMMARY,
)
