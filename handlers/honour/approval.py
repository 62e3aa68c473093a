"""A month's honour list is approved, corrected or made up by the district, which sees it before the groups do."""

import re
from datetime import datetime, timedelta

from bot.drawing.honour import illustrated
from bot.understanding.blanks import month as read_month
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command
from bot.understanding.dialog import Values, yes_no
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.honour.honour_list.actions import freeze, let_out, proposed, waits_for_approval
from models.honour.honour_list.rules import Way, due, expires
from models.honour.month_figures import texts
from models.machine.delivery.rules import Asks, Message
from models.matters.pending.rules import Waits
from models.organisation.people.rules import Role
from models.values.periods import Month

DISTRICT = frozenset({Role.DISTRICT})


async def _shown(request: Request, month: Month, way: Way, reason: str | None = None) -> list[Message]:
    """Show a version as it would come out, and ask whether it may."""
    edition = await proposed(request.act, month, way, reason)
    whole = edition.texts["all"]
    values = {"month": str(month), "way": way, "reason": reason, "seen": whole}
    return request.reply(texts.may_it_go(whole, edition.groups, _goes(request, month, way)), Asks("edition", values))


def _waits_until(request: Request, month: Month, way: Way) -> datetime | None:
    """Return the moment at which the job lets a version out that is approved now; None when it goes with the answer."""
    in_turn = due(month, request.now, request.policy, request.house.calendar)
    if way is not Way.APPROVED or request.now < in_turn:
        return in_turn if way is Way.APPROVED else None
    worked = request.house.calendar.is_working_day(request.today)
    if worked and request.policy.delivery.night.until(request.now) is None:
        return None
    day = request.house.calendar.first_working_day(request.today + timedelta(days=1))
    return datetime.combine(day, in_turn.timetz())


def _goes(request: Request, month: Month, way: Way) -> datetime | None:
    """Return when the groups get a version that is approved now, None for at once."""
    return _waits_until(request, month, way) or request.house.rest.until(request.now)


async def _go(request: Request, values: Values) -> list[Message]:
    month, way = Month.parse(values["month"]), Way(values["way"])
    edition = await proposed(request.act, month, way, values["reason"])
    if edition.texts["all"] != values["seen"]:
        return await _shown(request, month, way, values["reason"])
    row = await freeze(request.act, edition)
    answer = request.reply(texts.edition_approved(month, edition.groups, _goes(request, month, way)))
    late = timedelta(hours=request.policy.schedule["honour_list"].late_hours)
    if _waits_until(request, month, way) is not None:
        return answer
    return [*answer, *illustrated(await let_out(request.act, row, request.now + late))]


ASK_EDITION = yes_no(
    "edition",
    lambda values: texts.MAY_IT_GO,
    _go,
    lambda values: texts.LEFT_UNSAID,
    words=(("批准", "同意", "发", "发吧", "发出"), ("先不发", "不发", "先不定")),
)


def _month_of(request: Request, month: Month | None) -> Month:
    return month or Month.of(request.today).before


async def approve(request: Request, *, month: Month | None) -> list[Message]:
    return await _shown(request, _month_of(request, month), Way.APPROVED)


APPROVE = Command(
    name="approve_list",
    words=("批准红榜", "红榜批准", "批准月度红榜"),
    run=approve,
    help="批准红榜 10月：看过再公布",
    example="批准红榜 10月",
    blanks=(Blank("month", "月份", read_month, optional=True, rest=True),),
    needs=DISTRICT,
    private=True,
    glued=True,
)


async def reissue(request: Request, *, month: Month, reason: str) -> list[Message]:
    return await _shown(request, month, Way.CORRECTED, reason[:100])


REISSUE = Command(
    name="reissue",
    words=("更正红榜",),
    run=reissue,
    help="更正红榜 10月 原因：发第2版",
    example="更正红榜 10月 两条记录补核实",
    blanks=(Blank("month", "月份", read_month), rest("reason", "原因")),
    needs=DISTRICT,
    private=True,
)


def _read_made_up(text: str, moment: datetime) -> Month | None:
    return read_month(re.sub(r"^(?:月度)?红榜\s*", "", text), moment)


async def make_up(request: Request, *, month: Month) -> list[Message]:
    return await _shown(request, month, Way.MADE_UP)


MAKE_UP = Command(
    name="make_up_list",
    words=("补发",),
    run=make_up,
    help="补发 月度红榜 10月：没发的补上",
    example="补发 月度红榜 10月",
    blanks=(Blank("month", "月度红榜 月份", _read_made_up, rest=True),),
    needs=DISTRICT,
    private=True,
)

COMMANDS = (APPROVE, REISSUE, MAKE_UP)
QUESTIONS = (ASK_EDITION,)


async def _waiting(request: Request) -> list[Waits]:
    month = Month.of(request.today).before
    if not await waits_for_approval(request.act, month):
        return []
    return [Waits("", texts.to_approve(month), expires(month, request.policy))]


PENDING = (Source(APPROVE, _waiting),)
