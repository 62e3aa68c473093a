"""The honour list goes out."""

from datetime import date

from bot.clockwork.job import Job, JobRequest
from bot.understanding.request import House
from models.honour.honour_list.actions import postings, publish
from models.honour.month_figures import texts
from models.honour.month_figures.actions import all_standings
from models.machine.delivery.rules import Message
from models.values.periods import Month


def on_day_honour_list(day: date, house: House) -> bool:
    """Return whether the list comes out on a day."""
    earliest = day.replace(day=house.policy.ranking.publish_on_or_after_day)
    return day == house.calendar.first_working_day(earliest)


async def honour_list(request: JobRequest) -> list[Message]:
    if request.policy.ranking.mode == "off":
        return []
    issued = await publish(request.act, Month.of(request.due).before, late=request.late)
    return await postings(issued, request.due + HONOUR_LIST.lateness(request.policy)) if issued else []


async def draft(request: JobRequest) -> list[str]:
    month = Month.of(request.due).before
    lists = await all_standings(month, request.policy.ranking)
    footer = request.policy.ranking.footer
    return [texts.honour_list(texts.title(month), lists, texts.totals(lists), footer)]


HONOUR_LIST = Job(name="honour_list", title="月度红榜", on_day=on_day_honour_list, run=honour_list, draft=draft)


JOBS = (HONOUR_LIST,)
