"""How many reported for the month that has closed: a number for each secretary, no names."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.committees.actions import secretaries_by_branch
from models.days import Month
from models.delivery.rules import Message
from models.stars import texts
from models.tallies.actions import reports_by_branch


def on_day(day: date, house: House) -> bool:
    """Return whether self-reports of the month before closed the day before."""
    return day.day == house.policy.stars.self_report_until_day + 1


async def run(request: JobRequest) -> list[Message]:
    month, messages = Month.of(request.due).before, []
    counts = await reports_by_branch(month)
    people = await secretaries_by_branch(counts, request.due.date())
    stale = request.due + timedelta(days=2)
    for branch_id, count in sorted(counts.items()):
        text = texts.cut_off(month.name, count)
        messages += [Message(text, userid=person.userid, not_after=stale) for person in people[branch_id]]
    return messages


JOB = Job(name="star_cut_off", title="自评截止", on_day=on_day, run=run, newest_only=True)
