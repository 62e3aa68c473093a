"""The honour list goes out."""

from datetime import date

from bot.clockwork.job import Job, JobRequest
from bot.drawing.honour import illustrated
from bot.understanding.request import House
from models.honour.honour_list.actions import approved, let_out, waits_for_approval
from models.honour.honour_list.rules import comes_out, due, expires
from models.honour.month_figures import texts
from models.honour.month_figures.actions import all_standings, done_most, published
from models.machine.delivery.rules import Message, Purpose
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from models.values.periods import Month


def on_day_honour_list(day: date, house: House) -> bool:
    """Return whether the list may come out on a day: the day on which it should, and those on which it still may."""
    month = Month.of(day).before
    first, last = comes_out(month, house.policy, house.calendar), expires(month, house.policy)
    return first <= day <= max(first, last) and house.calendar.is_working_day(day)


async def honour_list(request: JobRequest) -> list[Message]:
    month = Month.of(request.due).before
    if request.policy.ranking.mode == "off":
        return []
    row = await approved(month)
    if row is not None:
        in_turn = due(month, request.due, request.policy, request.house.calendar)
        late = request.late or row.issued_at < in_turn < request.due
        until = request.due + HONOUR_LIST.lateness(request.policy)
        return illustrated(await let_out(request.act, row, until, late=late))
    return await _without_a_list(request, month)


async def _without_a_list(request: JobRequest, month: Month) -> list[Message]:
    """Say once, on the day, that a list waits for approval or that there is nothing to publish."""
    if request.due.date() != comes_out(month, request.policy, request.house.calendar) or await published(month):
        return []
    if await waits_for_approval(request.act, month):
        text, roles = texts.still_waits(month, expires(month, request.policy)), [Role.DISTRICT]
    else:
        text, roles = texts.none_this_month(month), [Role.SECRETARY, Role.DISTRICT]
    people = await holders(roles, request.due.date())
    return [Message(text, to=person.userid, purpose=Purpose.REMINDER) for person in people]


async def draft(request: JobRequest) -> list[str]:
    month = Month.of(request.due).before
    lists = await all_standings(month, request.policy.ranking)
    thanks = texts.totals(lists, await done_most(month))
    return [texts.honour_list(texts.title(month), lists, thanks, request.policy.ranking.footer)]


HONOUR_LIST = Job(name="honour_list", title="月度红榜", on_day=on_day_honour_list, run=honour_list, draft=draft)


JOBS = (HONOUR_LIST,)
