"""The month's honour list to every group, on the first working day from the 6th."""

from datetime import date

from bot.job import Job, JobRequest
from bot.request import House
from models.audit.actions import Cause
from models.days import Month
from models.delivery.rules import Message
from models.publication.actions import postings, publish
from models.rankings import texts
from models.rankings.actions import all_standings


def on_day(day: date, house: House) -> bool:
    """Return whether the list comes out on a day."""
    earliest = day.replace(day=house.policy.ranking.publish_on_or_after_day)
    return day == house.calendar.first_working_day(earliest)


async def run(request: JobRequest) -> list[Message]:
    ranking = request.policy.ranking
    if ranking.mode == "off":
        return []
    cause = Cause("honour_list", request.due)
    issued = await publish(Month.of(request.due).before, cause, ranking, late=request.late)
    return await postings(issued, request.due + JOB.lateness(request.policy)) if issued else []


async def draft(request: JobRequest) -> list[str]:
    month = Month.of(request.due).before
    lists = await all_standings(month, request.policy.ranking)
    footer = request.policy.ranking.footer
    return [texts.honour_list(texts.title(month), lists, texts.totals(lists), footer)]


JOB = Job(name="honour_list", title="月度红榜", on_day=on_day, run=run, draft=draft)
