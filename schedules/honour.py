"""The honour list goes out."""

from datetime import date, datetime, time, timedelta

from bot.clockwork.job import Job, JobRequest
from bot.drawing.honour import illustrated
from bot.understanding.request import House
from models.honour.honour_list.actions import approved, let_out, waits_for_approval
from models.honour.honour_list.rules import comes_out, due, ended_with, expires
from models.honour.month_figures import texts
from models.honour.month_figures.actions import all_standings, done_most, numbers_now, published
from models.machine.delivery.rules import Message, Purpose
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from models.values.periods import Month, Period


def on_day_honour_list(day: date, house: House) -> bool:
    """Return whether the list may come out on a day: the day on which it should, and those on which it still may."""
    if not house.calendar.is_working_day(day):
        return False
    ended = ended_with(Month.of(day).before)
    out = [comes_out(one, house.policy, house.calendar) for one in ended]
    return out[0] <= day <= max(expires(ended[0], house.policy), *out)


async def honour_list(request: JobRequest) -> list[Message]:
    if (await numbers_now(request.policy.ranking)).mode == "off":
        return []
    ended = ended_with(Month.of(request.due).before)
    posts = [await _in_turn(request, period) for period in ended]
    if posts[0] is None:
        posts[0] = await _without_a_list(request, ended[0])
    return [post for of_one in posts for post in of_one or ()]


async def _in_turn(request: JobRequest, period: Period) -> list[Message] | None:
    """Let a list out that is approved and whose turn has come; None where none is approved."""
    row = await approved(period)
    if row is None:
        return None
    in_turn = due(period, request.due, request.policy, request.house.calendar)
    if request.due < in_turn:
        return []
    late = request.late or row.issued_at < in_turn < request.due
    # Caught up at the last hour it still has until the day up to which a list may come out.
    over = datetime.combine(expires(period, request.policy) + timedelta(days=1), time(), request.due.tzinfo)
    until = max(request.due + HONOUR_LIST.lateness(request.policy), over)
    return illustrated(await let_out(request.act, row, until, late=late))


async def _without_a_list(request: JobRequest, period: Period) -> list[Message]:
    """Say once, on the day, that a list waits for approval or that there is nothing to publish."""
    if request.due.date() != comes_out(period, request.policy, request.house.calendar) or await published(period):
        return []
    if await waits_for_approval(request.act, period):
        text, roles = texts.still_waits(period, expires(period, request.policy)), [Role.DISTRICT]
    else:
        text, roles = texts.none_this_month(period), [Role.SECRETARY, Role.DISTRICT]
    people = await holders(roles, request.due.date())
    return [Message(text, to=person.userid, purpose=Purpose.LIST) for person in people]


async def draft(request: JobRequest) -> list[str]:
    month = Month.of(request.due).before
    lists = await all_standings(month, request.policy.ranking)
    thanks = texts.totals(lists, await done_most(month))
    return [texts.honour_list(texts.title(month), lists, thanks, request.policy.ranking.footer)]


HONOUR_LIST = Job(name="honour_list", title="月度红榜", on_day=on_day_honour_list, run=honour_list, draft=draft)


JOBS = (HONOUR_LIST,)
