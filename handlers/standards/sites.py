"""Demonstration sites: read by everybody, applied for by townships, named, checked and withdrawn by the district."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.clockwork.job import first_working
from bot.clockwork.reminders import Reminder
from bot.drawing.ledgers import Ledger
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command, Taker
from bot.understanding.numbered import matters_of
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.reminders.rules import Owed
from models.matters.steps.actions import Taken
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.people.rules import DISTRICT, KEEPERS, OFFICES
from models.organisation.units.actions import place_said
from models.organisation.units.words import site_asked
from models.standards.sites import actions, texts
from models.standards.sites.rules import SITE, TITLED, SiteState
from models.values.listing import Row
from models.values.periods import Month


async def sites(request: Request, *, unit: str | None) -> list[Message]:
    if unit is None:
        return request.reply(texts.register(await actions.sites()))
    number = SITE.sign.read(unit)
    found = [await actions.read(number)] if number is not None else await actions.sites(unit)
    return request.reply(texts.of_unit(unit, found, request.today))


async def _of_a_place(request: Request, said: re.Match[str]) -> dict[str, Any]:
    return {"unit": await place_said(said["name"], request.asker.unit_id)}


SITES = Command(
    name="sites",
    words=("示范点",),
    run=sites,
    help="示范点 莲花池村：看示范点",
    example="示范点 莲花池村",
    blanks=(rest("unit", "村、社区或单位", optional=True),),
    found=(Taker(site_asked, _of_a_place),),
)


async def apply_for_site(request: Request, *, unit: str, title: str) -> list[Message]:
    one = await actions.apply(request.act, unit, title)
    officers, recipe = await actions.officers(request.today), request.unless_moved(one.number)
    told = [request.tell(officer.userid, texts.please_decide(one), recipe=recipe) for officer in officers]
    return [*request.reply(texts.applied(one)), *told]


APPLY_FOR_SITE = Command(
    name="apply_for_site",
    words=("申报示范点",),
    run=apply_for_site,
    help="申报示范点 某村 先锋社区：申报",
    example="申报示范点 桂花湾村 春风式模范新村",
    blanks=(Blank("unit", "村、社区或单位", lambda text, moment: text), rest("title", "哪一种")),
    needs=OFFICES,
    private=True,
)


def _site(text: str, moment: datetime) -> str | int | None:
    number = SITE.sign.read(text)
    return text if number is None else number


async def _number(site: str | int, *states: SiteState) -> int:
    return site if isinstance(site, int) else await actions.number_of(site, *states)


async def name_site(request: Request, *, site: str | int, document: str | None) -> list[Message]:
    number = await _number(site, SiteState.CREATING)
    return request.reply(texts.named(await actions.give_title(request.act, number, document or ""), request.today))


NAME_SITE = Command(
    name="name_site",
    words=("授牌",),
    run=name_site,
    help="授牌 Z001 文号 第2批：登记授牌",
    example="授牌 Z001 某委〔2026〕0号 第2批",
    blanks=(Blank("site", "编号或单位", _site), rest("document", "批准文号和批次", optional=True)),
    needs=DISTRICT,
    private=True,
    glued=True,
)


async def check_site(request: Request, *, site: str | int, found: str | None) -> list[Message]:
    number = await _number(site, SiteState.NAMED)
    return request.reply(texts.checked(await actions.check(request.act, number, found or ""), request.today))


CHECK_SITE = Command(
    name="check_site",
    words=("复核示范点", "复核"),
    run=check_site,
    help="复核示范点 莲花池村：记下复核",
    example="复核示范点 莲花池村 各项都还在",
    blanks=(Blank("site", "编号或单位", _site), rest("found", "情况", optional=True)),
    needs=DISTRICT,
    private=True,
)


async def withdraw_site(request: Request, *, site: str | int, reason: str | None) -> list[Message]:
    number = await _number(site, *TITLED)
    site_now = await actions.read(number)
    if site_now.state is SiteState.WITHDRAWING:
        return await _done(request, await actions.withdraw(request.act, number, reason or ""))
    if reason and not request.confirmed:
        return request.preview(texts.to_withdraw(site_now, reason))
    one, others = await actions.ask_withdrawal(request.act, number, reason or "")
    asked, recipe = texts.please_confirm(one, request.asker.name, reason or ""), request.unless_moved(number)
    return [
        *request.reply(texts.second_needed(one)),
        *(request.tell(officer.userid, asked, recipe=recipe) for officer in others),
    ]


WITHDRAW_SITE = Command(
    name="withdraw_site",
    words=("摘牌",),
    run=withdraw_site,
    help="摘牌 Z001 原因：要两个人",
    example="摘牌 莲花池村 连续两年复核不合格",
    blanks=(Blank("site", "编号或单位", _site), rest("reason", "原因", optional=True)),
    needs=DISTRICT,
    private=True,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    await actions.after_step(request.act, taken)
    one, asked_by = await actions.read(taken.matter.id), [who.userid for who in taken.people.get(Part.OWNER, ())]
    text = texts.decided(one, taken.step.name, taken.reason)
    opener = await actions.opener_of(taken.matter.id)
    hears = asked_by or ([opener] if opener else [])
    told = [*request.reply(text), *request.tell_others(hears, text)]
    if taken.step.name != "withdraw":
        return told
    reason, secretaries = await actions.concerned(request.act, taken.matter)
    officers = "、".join([*(who.name for who in taken.people.get(Part.OWNER, ())), request.asker.name])
    said = texts.withdrawn_for_unit(one, reason, officers)
    return [*told, *(request.tell(who, said) for who in secretaries)]


async def _line(request: Request, taken: Taken) -> str:
    one = await actions.read(taken.matter.id)
    return f"{one.unit} {one.title}"


COMMANDS = (SITES, APPLY_FOR_SITE, NAME_SITE, CHECK_SITE, WITHDRAW_SITE)
NUMBERED = (matters_of(SITE, _done, _line, DISTRICT),)


async def _owed(act: Act) -> list[Owed]:
    found = await actions.to_check(act.today)
    told = await actions.officers(act.today) if found else []
    return [Owed(one.userid, texts.due(found, act.today)) for one in told]


REMINDERS = (Reminder("site_check", _owed, first_working(lambda day, house: day.replace(day=1))),)


async def _rows(request: Request, unit_id: int, month: Month) -> Sequence[Row]:
    found = await actions.sites_below(unit_id)
    return texts.ledger_rows([one for one in found if one.named_on is None or one.named_on <= month.last])


LEDGERS = (Ledger(texts.LEDGER, KEEPERS, texts.LEDGER_COLUMNS, _rows),)
