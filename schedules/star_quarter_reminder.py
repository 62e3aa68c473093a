"""After a quarter's end: a private note to secretaries whose committee has stars left to propose, at most twice."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.committees.actions import secretaries_by_branch
from models.delivery.rules import Message
from models.proposals.actions import unproposed_by_branch
from models.stars import texts
from models.stars.actions import may_remind
from models.stars.rules import working_period

FIRST_FROM_DAY = 4
DAYS_LEFT = 2


def on_day(day: date, house: House) -> bool:
    """Return whether a quarter has just ended and this is the first working day from the 4th, or near the end."""
    if day.month % 3 != 1:
        return False
    last = max(FIRST_FROM_DAY, house.policy.stars.proposal_days - DAYS_LEFT)
    return day in {house.calendar.first_working_day(day.replace(day=number)) for number in (FIRST_FROM_DAY, last)}


async def run(request: JobRequest) -> list[Message]:
    day, policy = request.due.date(), request.policy.stars
    period, until = working_period(day), day.replace(day=policy.proposal_days)
    counts, messages = await unproposed_by_branch(period, day), []
    people = await secretaries_by_branch(counts, day)
    stale = request.due + timedelta(days=2)
    for branch_id, count in counts.items():
        if not await may_remind("propose", f"{branch_id}:{period}", policy.reminders_most, request.due):
            continue
        text = texts.time_to_propose(period.name, count, until)
        messages += [Message(text, userid=person.userid, not_after=stale) for person in people[branch_id]]
    return messages


JOB = Job(name="star_quarter_reminder", title="评星提醒", on_day=on_day, run=run, newest_only=True)
